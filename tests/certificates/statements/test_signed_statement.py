import os
import string
from dataclasses import replace
from datetime import date
from random import Random

import cbor2
import pytest

from tests.certificates.examples import example_keys, example_statement, long_statement, sign_example
from tests.documents.signing_keys import new_key
from tvet_desktop.certificates.drawing.sheet import CharacterNotPrintable
from tvet_desktop.certificates.statements.base45 import from_base45, to_base45
from tvet_desktop.certificates.statements.code_form import PREFIX
from tvet_desktop.certificates.statements.signed_statement import (
    LONGEST,
    NewerCertificateCode,
    NotACertificateCode,
    StatementImpossible,
    StatementTooLong,
    check_signature,
    key_id,
    read_statement,
)
from tvet_desktop.certificates.statements.statement import CertificateKind, Statement

_ALPHANUMERIC = set(string.digits + string.ascii_uppercase + " $%*+-./:")
_ALTERATIONS = 2000 if os.environ.get("TVET_LONG") else 500
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
PUBLIC_KEY = example_keys().key.public_key()


@pytest.mark.parametrize(
    "statement",
    [
        example_statement(),
        long_statement(),
        example_statement(name="Mukamana", skill_area="", minutes=15, ends_on=date(2027, 3, 1)),
        example_statement(kind=CertificateKind.APPRECIATION, issued_on=date(2027, 2, 1)),
        example_statement(kind=CertificateKind.PARTICIPATION, starts_on=date(2026, 12, 31), minutes=2430),
    ],
)
def test_read_statement_gives_back_what_was_signed(statement: Statement) -> None:
    signed = sign_example(statement)

    read = read_statement(signed.text)

    assert read == signed
    assert read.statement == statement
    assert read.key_id == key_id(PUBLIC_KEY)
    assert check_signature(read, PUBLIC_KEY)


def test_sign_statement_gives_equal_texts_for_equal_input() -> None:
    assert sign_example(example_statement()).text == sign_example(example_statement()).text


def test_sign_statement_fits_real_names_into_a_code_that_prints_well() -> None:
    usual, long = sign_example(example_statement()), sign_example(long_statement())

    assert len(usual.cose) <= 270
    assert 270 <= len(long.cose) <= LONGEST
    assert set(usual.text + long.text) <= _ALPHANUMERIC


@pytest.mark.parametrize("field", ["name", "course_title", "skill_area", "college_name", "issuer"])
def test_sign_statement_names_the_field_that_is_too_long(field: str) -> None:
    statement = example_statement(**{field: "Ab " * 60 + "c"})

    with pytest.raises(StatementTooLong) as refused:
        sign_example(statement)

    assert refused.value.field == field
    assert str(refused.value.excess) in refused.value.sentence()
    shorter = {field: getattr(statement, field)[: -refused.value.excess].strip()}
    sign_example(example_statement(**shorter))


def test_check_signature_refuses_another_key() -> None:
    assert not check_signature(sign_example(example_statement()), new_key().public_key())


def test_check_signature_refuses_another_key_id() -> None:
    assert not check_signature(replace(sign_example(example_statement()), key_id=bytes(8)), PUBLIC_KEY)


def test_no_altered_bit_of_the_signed_bytes_verifies() -> None:
    cose = sign_example(example_statement()).cose
    for place in range(len(cose)):
        for bit in range(8):
            altered = bytearray(cose)
            altered[place] ^= 1 << bit

            assert not _verifies(PREFIX + to_base45(bytes(altered)))


def test_no_altered_character_of_the_text_verifies() -> None:
    text, random = sign_example(example_statement()).text, Random(5)
    others = sorted(_ALPHANUMERIC | set(string.ascii_lowercase))
    for _attempt in range(_ALTERATIONS):
        place = random.randrange(len(text))
        other = random.choice([character for character in others if character != text[place]])

        assert not _verifies(text[:place] + other + text[place + 1 :])


def test_no_text_with_a_character_more_or_less_verifies() -> None:
    text = sign_example(example_statement()).text
    for place in range(len(PREFIX), len(text)):
        assert not _verifies(text[:place] + text[place + 1 :])
        assert not _verifies(text[:place] + "0" + text[place:])


def test_read_statement_does_not_mind_the_line_end_of_a_scanner() -> None:
    assert _verifies(sign_example(example_statement()).text + "\r\n")


def test_no_other_sign_of_the_signature_verifies() -> None:
    signed = sign_example(example_statement())
    s = _ORDER - int.from_bytes(signed.signature[32:], "big")

    turned = signed.cose[:-32] + s.to_bytes(32, "big")

    assert not _verifies(PREFIX + to_base45(turned))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (4, "Name\u202eturned"),  # a hidden mark that turns the direction of writing
        (4, "Line\nbreak"),
        (4, 12),
        (2, 0),
        (2, 99),
        (6, "E\u0301ric"),  # not in NFC
        (7, -1),
        (7, True),
        (8, 10**12),
        (3, ["HUY", 2027, "K7QX"]),
        (3, ["huy", 2027, "K7QX", 1]),
        (99, "unknown"),
    ],
)
def test_read_statement_refuses_what_we_never_write(key: int, value: object) -> None:
    cose = from_base45(sign_example(example_statement()).text.removeprefix(PREFIX))
    protected, unprotected, payload, signature = cbor2.loads(cose).value
    facts = dict(cbor2.loads(payload)) | {key: value}
    forged = cbor2.CBORTag(18, [protected, unprotected, cbor2.dumps(facts, canonical=True), signature])

    with pytest.raises(NotACertificateCode):
        read_statement(PREFIX + to_base45(cbor2.dumps(forged, canonical=True)))


@pytest.mark.parametrize(
    "text", ["", "RPT", "https://example.org", "RPT1:", "RPT1:BB8", "RPT1:" + "0" * 10_000, "RPT1:é"]
)
def test_read_statement_says_what_to_do_with_another_text(text: str) -> None:
    with pytest.raises(NotACertificateCode) as refused:
        read_statement(text)

    assert "scan the square code" in refused.value.sentence()


def test_read_statement_survives_any_bytes() -> None:
    random = Random(11)
    for _attempt in range(_ALTERATIONS):
        with pytest.raises(NotACertificateCode):
            read_statement(PREFIX + to_base45(random.randbytes(random.randrange(1, 300))))


def test_read_statement_tells_a_newer_version() -> None:
    with pytest.raises(NewerCertificateCode) as refused:
        read_statement("RPT2:BB8")

    assert "update" in refused.value.sentence()


def test_hash_differs_with_every_fact() -> None:
    first = sign_example(example_statement())

    assert len(first.hash) == 32
    assert first.hash != sign_example(example_statement(name="Another Name")).hash


def _verifies(text: str) -> bool:
    try:
        return check_signature(read_statement(text), PUBLIC_KEY)
    except (NotACertificateCode, NewerCertificateCode):
        return False


def test_sign_statement_refuses_what_no_reader_would_accept() -> None:
    with pytest.raises(StatementImpossible) as refused:
        sign_example(example_statement(ends_on=date(2027, 2, 1)))
    assert "Uwimana" in refused.value.sentence()

    with pytest.raises(CharacterNotPrintable) as unprintable:
        sign_example(example_statement(name="Uwase\U000e0fff"))
    assert "U+E0FFF" in unprintable.value.sentence()


def test_sign_statement_gives_back_what_a_reader_reads() -> None:
    signed = sign_example(example_statement(name="Uwi\N{SOFT HYPHEN}mana"))

    assert signed.statement.name == "Uwimana"
    assert read_statement(signed.text) == signed
