"""What mails, clipboards and scanners do to the text of a code, and that it is found again."""

import re
import textwrap
from collections.abc import Callable
from urllib.parse import quote

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from tests.certificates.examples import NAMES, example_keys, example_statement, long_statement, sign_example
from tvet_desktop.certificates.statements.pasted_codes import pasted_codes
from tvet_desktop.certificates.statements.signed_statement import (
    check_signature,
    is_whole,
    key_id,
    read_statement,
    sign_statement,
)

KEY = example_keys().key.public_key()
STATEMENTS = [
    long_statement(),
    *(example_statement(name=name) for name in NAMES.values() if name != NAMES["long"]),
]
CODES = [sign_example(statement).text for statement in STATEMENTS]


def is_signed(code: str) -> bool:
    return is_whole(code) and check_signature(read_statement(code), KEY)


def wrapped(code: str, width: int) -> str:
    return "\n".join(code[place : place + width] for place in range(0, len(code), width))


DAMAGES: dict[str, Callable[[str], str]] = {
    "nothing": str,
    "a line end behind": lambda code: f"{code}\r\n",
    "small letters": str.lower,
    "wrapped": lambda code: wrapped(code, 76),
    "wrapped and trimmed": lambda code: "\n".join(line.strip() for line in wrapped(code, 64).split("\n")),
    "wrapped between words": lambda code: "\r\n".join(textwrap.wrap(code, 60, break_on_hyphens=False)),
    "quoted": lambda code: "\n".join(f"> {line}" for line in wrapped(code, 72).split("\n")),
    "quoted twice": lambda code: "\n".join(f">> {line}" for line in wrapped(code, 72).split("\n")),
    "quoted-printable": lambda code: wrapped(code, 75).replace("\n", "=\n"),
    "spaces doubled": lambda code: code.replace(" ", "  "),
    "runs of spaces made one": lambda code: re.sub(" +", " ", code),
    "spaces of web pages": lambda code: code.replace(" ", "\N{NO-BREAK SPACE} "),
    "one space lost": lambda code: code.replace(" ", "", 1),
    "two spaces lost": lambda code: code.replace(" ", "", 2),
    "one space too many": lambda code: code.replace(" ", "  ", 1),
    "a space behind the colon": lambda code: code.replace(":", ": ", 1),
    "words around": lambda code: f"Dear all,\nthe code: {code}\nKind regards\nJEAN",
    "in an address": lambda code: f"https://example.org/?c={quote(code)}",
    "zero-width spaces": lambda code: "\N{ZERO WIDTH SPACE}".join(re.findall(".{1,40}", code)),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_what_happens_to_texts_is_mended(damage: Callable[[str], str]) -> None:
    for code in CODES:
        assert pasted_codes(damage(code), is_signed) == [code]


def test_a_code_comes_back_without_any_of_its_spaces_where_few_are_in_the_signature() -> None:
    key = ec.derive_private_key(3, ec.SECP256R1())
    code = sign_statement(example_statement(), key, key_id(key.public_key())).text

    def is_its_own(guess: str) -> bool:
        return is_whole(guess) and check_signature(read_statement(guess), key.public_key())

    assert code.count(" ") >= 5
    assert pasted_codes(code.replace(" ", ""), is_its_own) == [code]


def test_several_codes_of_a_mail_are_found_in_their_order() -> None:
    mail = "The first:\n\n" + "\n\nand then\n\n".join(wrapped(code, 76) for code in CODES) + "\n\nRegards"

    assert pasted_codes(mail, is_signed) == CODES


@pytest.mark.parametrize("text", ["", "RPT", "RPT1", "Dear RPT-HUY-2027-K7QX-0001-3", "no code"])
def test_other_texts_hold_no_code(text: str) -> None:
    assert pasted_codes(text, is_signed) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda code: code[:200] + code[200:].lower(),
        lambda code: code[:300] + "\N{NO-BREAK SPACE}" + code[301:],
        lambda code: code[:-1],
        lambda code: f"{code}0",
        lambda code: code[:250] + "." + code[250:],
    ],
    ids=["half in small letters", "a lone hard space", "cut off", "longer", "a dot more"],
)
def test_what_was_changed_by_hand_is_not_mended(change: Callable[[str], str]) -> None:
    for code in CODES:
        assert not any(map(is_signed, pasted_codes(change(code), is_signed)))


def test_a_code_of_a_stranger_is_mended_as_well_as_its_form_allows() -> None:
    code = CODES[0]

    assert pasted_codes(wrapped(code, 76), lambda _code: False)[0].startswith(code[:200])


def test_a_book_is_searched_in_no_time() -> None:
    assert pasted_codes("RPT1: " * 50_000, is_signed)[0].startswith("RPT1:")
