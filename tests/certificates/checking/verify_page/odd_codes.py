"""Texts of codes as a forger or a bad scan could make them: signed or not, nearly right in every way."""

from collections.abc import Callable
from random import Random
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec

from tvet_desktop.certificates.statements.base45 import ALPHABET, to_base45
from tvet_desktop.documents.es256 import sign_raw

ODD_TEXTS = (
    *(
        "",
        " ",
        "Uwase ",
        " Uwase",
        "Uwase  Aline",
        "Uwase\tAline",
        "Uwase\nAline",
        "Uwase\N{NO-BREAK SPACE}Aline",
    ),
    *(
        "E\N{COMBINING ACUTE ACCENT}lise",
        "Élise",
        "A\u202enilA",
        "A\u200bB",
        "A\u00adB",
        "\ufeffA",
        "A\x00B",
        "\x7f",
    ),
    *(
        "漢字",
        "🎓 Uwase",
        "\U0001f468\u200d\U0001f393",
        "ﬁ",
        "Å",
        "\u212b",
        "\ue000",
        "<b>Uwase</b>",
        "&amp;",
        "ŋabo",
    ),
    *(
        "\u2028",
        "\u3000",
        "a\N{COMBINING DOT BELOW}\N{COMBINING ACUTE ACCENT}",
        "\u1e69",
        "s\u0307\u0323",
        "RPT1:",
    ),
)
ODD_NUMBERS = (
    *(
        0,
        1,
        23,
        24,
        255,
        256,
        65535,
        65536,
        2**32 - 1,
        2**32,
        2**64 - 1,
        2**64,
        2**70,
        -1,
        -25,
        -(2**64),
        -(2**65),
    ),
    *(1.0, 1.5, True, False, None, "1", b"1", [1], 2932896, 2932897, 719162, -719163, 10957),
)
_KEYS = tuple(range(1, 12))
TEXTS, NUMBERS = (1, 4, 5, 6, 11), (2, 7, 8, 9, 10)


def odd_code(random: Random, key: ec.EllipticCurvePrivateKey, key_id: bytes) -> str:
    """Return the text of a code; about half of what is wrong in it is signed by the key all the same."""
    facts = _facts(random)
    random.choice((_right, _right, _odd_value, _odd_value, _odd_keys, _odd_number))(random, facts)
    payload = _encode(random, facts)
    headers = cbor2.dumps(random.choice(_HEADERS)(key_id), canonical=True)
    message = cbor2.dumps(["Signature1", headers, b"", payload], canonical=True)
    signature = _odd_signature(random, sign_raw(key, message))
    unprotected = random.choice(({}, {}, {}, {}, {}, {}, {4: key_id}))
    tag = random.choice((18, 18, 18, 18, 18, 18, 17))
    cose = cbor2.dumps(cbor2.CBORTag(tag, [headers, unprotected, payload, signature]), canonical=True)
    cose = random.choice((_whole, _whole, _whole, _whole, _longer, _shorter, _long_heads))(cose)
    return "RPT1:" + to_base45(cose)


def flipped(random: Random, text: str) -> str:
    """Return a text of which one bit, or one character, is another."""
    place = random.randrange(len(text))
    if random.random() < 0.5:
        other = chr(ord(text[place]) ^ 1 << random.randrange(7))
    else:
        other = random.choice(ALPHABET)
    return text[:place] + other + text[place + 1 :]


def _facts(random: Random) -> dict[Any, Any]:
    facts: dict[Any, Any] = {
        1: "Rwanda Polytechnic",
        2: random.randint(1, 3),
        3: [random.choice(("HUY", "TUM")), random.randint(2020, 2035), "K7QX", random.randint(1, 20000)],
        4: random.choice(("Uwimana Jean-Baptiste", "Nshimiyumuremyi Éloïse", "Đorđe Ŋabo")),
        5: "Solar photovoltaic installation",
        6: "Renewable energy",
        7: random.randint(1, 400),
        8: random.randint(20000, 22000),
        9: random.randint(0, 60),
        10: random.randint(-3, 30),
        11: "IPRC Huye",
    }
    if random.random() < 0.3:
        del facts[6]
    return facts


def _right(_random: Random, _facts: dict[Any, Any]) -> None:
    pass


def _odd_value(random: Random, facts: dict[Any, Any]) -> None:
    if random.random() < 0.5:
        facts[random.choice(TEXTS)] = random.choice((*ODD_TEXTS, 5, b"a", None))
    else:
        facts[random.choice(NUMBERS)] = random.choice(ODD_NUMBERS)


def _odd_keys(random: Random, facts: dict[Any, Any]) -> None:
    if random.random() < 0.5:
        facts.pop(random.choice(_KEYS), None)
    else:
        facts[random.choice((0, 12, 24, -1, "1", 1000))] = "more"


def _odd_number(random: Random, facts: dict[Any, Any]) -> None:
    place = random.randrange(4)
    texts = ("huy", "HU", "HUYE", "ÀBC", "K7Q", "k7qx", "K7QXY", "0000", "K-QX", "２０２７", "")
    facts[3][place] = random.choice((*texts, *ODD_NUMBERS, 9999, 10000, 999999, 1000000))
    if random.random() < 0.2:
        facts[3].append(1)


def _encode(random: Random, facts: dict[Any, Any]) -> bytes:
    payload = cbor2.dumps(facts, canonical=random.random() < 0.85)
    chance = random.random()
    if chance < 0.04:
        return payload.replace(b"\x6aRwanda Pol", b"\x78\x0aRwanda Pol")
    if chance < 0.08:
        return payload + b"\x00"
    if chance < 0.12:
        return b"\xbf" + payload[1:] + b"\xff"
    if chance < 0.16:
        return payload.replace(b"Solar", b"Sol\xffr")
    return payload


def _odd_signature(random: Random, signature: bytes) -> bytes:
    order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
    s = int.from_bytes(signature[32:], "big")
    chance = random.random()
    if chance < 0.06:
        return signature[:32] + (order - s).to_bytes(32, "big")
    if chance < 0.09:
        return signature[:-1]
    if chance < 0.12:
        return bytes(64)
    if chance < 0.15:
        return bytes([signature[0] ^ 1]) + signature[1:]
    if chance < 0.17:
        return signature[:32] + order.to_bytes(32, "big")
    return signature


_HEADERS: tuple[Callable[[bytes], dict[int, Any]], ...] = (
    *((lambda kid: {1: -7, 4: kid},) * 8),
    lambda kid: {1: -35, 4: kid},
    lambda kid: {4: kid},
    lambda kid: {1: -7, 4: kid[:7]},
    lambda kid: {1: -7, 4: kid, 5: 0},
    lambda _kid: {1: -7, 4: bytes(8)},
)


def _whole(cose: bytes) -> bytes:
    return cose


def _longer(cose: bytes) -> bytes:
    return cose + b"\x00"


def _shorter(cose: bytes) -> bytes:
    return cose[:-1]


def _long_heads(cose: bytes) -> bytes:
    return cose.replace(b"\xd2\x84", b"\xd8\x12\x84", 1)
