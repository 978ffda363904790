from random import Random

import pytest

from tests.certificates.examples import example_statement, long_statement, sign_example
from tvet_desktop.certificates.statements.base45 import to_base45
from tvet_desktop.certificates.statements.code_form import (
    begins_like_code,
    characters_of,
    declared_length,
    length_when_whole,
)
from tvet_desktop.certificates.statements.statement import CertificateKind, Statement


@pytest.mark.parametrize(
    "statement",
    [
        example_statement(),
        long_statement(),
        example_statement(skill_area="", name="Ŋabo Đorđe"),
        example_statement(kind=CertificateKind.APPRECIATION, issued_on=example_statement().starts_on),
    ],
)
def test_every_beginning_of_a_code_may_become_one(statement: Statement) -> None:
    cose = sign_example(statement).cose

    lengths = [length_when_whole(cose[:end]) for end in range(len(cose) + 1)]

    assert set(lengths) == {None, len(cose)}
    assert lengths.index(len(cose)) < 30
    assert declared_length(cose[:40]) == len(cose)
    assert characters_of(len(cose)) == len(to_base45(cose))


def test_other_bytes_are_refused_or_taken_and_never_break_it() -> None:
    random, cose = Random(5), sign_example(example_statement()).cose
    refused = 0
    for _attempt in range(3000):
        altered = bytearray(cose)
        altered[random.randrange(len(cose) - 66)] = random.randrange(256)
        try:
            length_when_whole(bytes(altered[: random.randrange(len(altered))]))
        except ValueError:
            refused += 1

    assert refused > 500


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("RPT1:6BF", True),
        ("  rpt1:6bf", True),
        ("RPT&M6BF", True),
        ("RPT!.6BF", True),
        ("RPT-HUY-2027", False),
        ("RPT", False),
        ("", False),
        ("TVAZYKPQD", False),
    ],
)
def test_the_beginning_tells_a_certificate_through_any_keyboard(text: str, is_one: bool) -> None:  # noqa: FBT001
    assert begins_like_code(text) == is_one
