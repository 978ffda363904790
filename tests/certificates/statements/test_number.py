import string
from itertools import pairwise

import pytest

from tvet_desktop.certificates.statements.number import (
    LOG_CODE_ALPHABET,
    CertificateNumber,
    NumberNotValid,
    check_character,
    draw_log_code,
    next_number,
    parse_number,
)

NUMBERS = [
    str(next_number(code, 2027, log, last)) for code, log, last in (("HUY", "K7QX", 0), ("TUM", "ZZ22", 9998))
]


def test_next_number_begins_at_one_and_goes_on() -> None:
    first = next_number("HUY", 2026, "K7QX", 0)

    assert str(first) == "RPT-HUY-2026-K7QX-0001-Y"
    assert next_number("HUY", 2026, "K7QX", 1).counter == 2


def test_next_number_leaves_out_those_that_could_be_no_file_name() -> None:
    counter, seen = 0, []
    while counter < 400:
        number = next_number("HUY", 2026, "K7QX", counter)
        counter = number.counter
        seen.append(str(number))

    assert not any("*" in number for number in seen)
    left_out = [n for n in range(1, counter) if not CertificateNumber("HUY", 2026, "K7QX", n).is_used]
    assert len(seen) + len(left_out) == counter
    assert left_out


@pytest.mark.parametrize("number", NUMBERS)
def test_parse_number_gives_back_what_was_printed(number: str) -> None:
    assert str(parse_number(number)) == number


@pytest.mark.parametrize(
    "typed",
    [
        "rpt-huy-2026-k7qx-0001-y",
        " RPT-HUY-2026-K7QX-0001-Y ",
        "RPT–HUY–2026–K7QX–0001–Y",
        "RPT - HUY-2026-K7QX-0001-Y",
    ],
)
def test_parse_number_does_not_mind_the_typist(typed: str) -> None:
    assert parse_number(typed) == CertificateNumber("HUY", 2026, "K7QX", 1)


@pytest.mark.parametrize("number", NUMBERS)
def test_check_character_notices_every_wrong_character(number: str) -> None:
    body, check = number[:-2], number[-1]
    for place, right in enumerate(body):
        for wrong in string.digits + string.ascii_uppercase:
            if right not in ("-", wrong):
                assert check_character(body[:place] + wrong + body[place + 1 :]) != check
    assert [c for c in string.digits + string.ascii_uppercase + "*" if c == check_character(body)] == [check]


@pytest.mark.parametrize("number", NUMBERS)
def test_parse_number_notices_every_two_neighbours_exchanged(number: str) -> None:
    plain = [place for place, character in enumerate(number) if character != "-"]
    for first, second in pairwise(plain):
        if number[first] != number[second]:
            typed = list(number)
            typed[first], typed[second] = typed[second], typed[first]

            with pytest.raises(NumberNotValid):
                parse_number("".join(typed))


@pytest.mark.parametrize("number", NUMBERS)
def test_parse_number_notices_every_wrong_character(number: str) -> None:
    for place, right in enumerate(number):
        for wrong in string.digits + string.ascii_uppercase + "*-":
            if wrong != right:
                with pytest.raises(NumberNotValid):
                    parse_number(number[:place] + wrong + number[place + 1 :])


@pytest.mark.parametrize("typed", ["", "RPT", "RPT-HUY-2026-K7QX-1-Y", "RPT-HUY-2026-K7QX-00001-Y", "é" * 24])
def test_parse_number_says_how_a_number_looks(typed: str) -> None:
    with pytest.raises(NumberNotValid) as refused:
        parse_number(typed)

    assert "RPT-HUY-2026-K7QX-0001-Y" in refused.value.sentence()


def test_draw_log_code_takes_characters_that_are_not_misread() -> None:
    codes = {draw_log_code() for _attempt in range(50)}

    assert len(codes) > 45
    assert all(len(code) == 4 and set(code) <= set(LOG_CODE_ALPHABET) for code in codes)
    assert not set("01OILU") & set(LOG_CODE_ALPHABET)
