import contextlib
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tvet_desktop.documents.bad_cells import CellProblem, Unreadable
from tvet_desktop.documents.workbook import CellError, CellValue
from tvet_desktop.people.personal_details import (
    IdDocument,
    Position,
    Sex,
    has_several_phones,
    id_number_doubts,
    masked_id_number,
    read_birth,
    read_email,
    read_id_number,
    read_phone,
    read_position,
    read_sex,
)


@pytest.mark.parametrize(
    ("value", "sex"),
    [(v, Sex.MALE) for v in ("M", "m", "male ", "GABO", "Masculin", "Homme", "Umugabo", "Garçon")]
    + [(v, Sex.FEMALE) for v in ("F", "FEMALE", "GORE", "Féminin", "feminin", "Femme", "umukobwa")]
    + [("Hitamo kutavuga", Sex.NOT_SAID)],
)
def test_sex_is_read_in_three_languages(value: str, sex: Sex) -> None:
    assert read_sex(value) is sex


@pytest.mark.parametrize("value", ["X?", "1", 2, "M/F", CellError("#REF!")])
def test_anything_else_is_no_sex(value: CellValue) -> None:
    with pytest.raises(Unreadable) as caught:
        read_sex(value)

    assert caught.value.problem is CellProblem.BAD_SEX


@pytest.mark.parametrize(
    ("value", "position"),
    [
        ("Teacher", Position.TEACHER),
        ("Enseignant(e)", Position.TEACHER),
        ("Assistant Lecturer", Position.TEACHER),
        ("Umwarimu", Position.TEACHER),
        ("Étudiante", Position.STUDENT),
        ("umunyeshuri", Position.STUDENT),
        ("Lab technician", Position.STAFF),
        ("Autre", Position.OTHER),
    ],
)
def test_position_is_read_by_the_word_that_we_know(value: str, position: Position) -> None:
    assert read_position(value) is position


@pytest.mark.parametrize("value", ["Teacher/Student", "Astronaut", 7])
def test_other_positions_are_bad_cells(value: CellValue) -> None:
    with pytest.raises(Unreadable):
        read_position(value)


@pytest.mark.parametrize(
    ("value", "birth"),
    [
        (1990, (1990, None)),
        ("1990", (1990, None)),
        (date(1990, 5, 4), (1990, date(1990, 5, 4))),
        ("04/05/1990", (1990, date(1990, 5, 4))),
        ("4.5.1990", (1990, date(1990, 5, 4))),
        ("1990-05-04", (1990, date(1990, 5, 4))),
    ],
)
def test_birth_is_a_year_or_a_day(value: CellValue, birth: tuple[int, date | None]) -> None:
    assert read_birth(value) == birth


@pytest.mark.parametrize("value", ["90", 1890, "2031", "31/02/1990", "05/25/1990", "long ago", 1990.5])
def test_impossible_births_are_bad_cells(value: CellValue) -> None:
    with pytest.raises(Unreadable):
        read_birth(value)


@pytest.mark.parametrize(
    "value",
    [
        783767604,
        "0783767604",
        "783767604",
        "250783767604",
        "+250 783 767 604",
        "0783-767-604",
        "(0783) 767.604",
        "00250 783 767 604",
        "0783767604 / 0722000111",
    ],
)
def test_rwandan_phones_become_one_number_however_they_are_written(value: CellValue) -> None:
    assert read_phone(value) == "+250783767604"


@pytest.mark.parametrize(
    ("value", "number"),
    [("+32 470 12 34 56", "+32470123456"), ("0049 151 23456789", "+4915123456789")],
)
def test_foreign_phones_keep_their_country(value: str, number: str) -> None:
    assert read_phone(value) == number


@pytest.mark.parametrize(
    "value", ["12345", "07837676", "none", 7.83e11, "+250 999 123 456", "0783 767 604 ext 5"]
)
def test_other_phones_are_bad_cells(value: CellValue) -> None:
    with pytest.raises(Unreadable):
        read_phone(value)


def test_several_phones_in_one_cell_are_told() -> None:
    assert has_several_phones("0783767604 / 0722000111")
    assert not has_several_phones("0783767604")


@given(st.integers(min_value=0, max_value=99_999_999), st.sampled_from("27"), st.integers(0, 8))
def test_every_way_of_writing_a_rwandan_number_gives_the_same(rest: int, first: str, place: int) -> None:
    digits = f"{first}{rest:08}"
    spaced = f"{digits[:place]} {digits[place:]}"

    for written in (digits, f"0{spaced}", f"250{spaced}", f"+250{spaced}", f"+250-{digits}", int(digits)):
        assert read_phone(written) == f"+250{digits}"


@given(st.text(max_size=20))
def test_a_phone_is_a_number_or_a_bad_cell(text: str) -> None:
    try:
        number = read_phone(text)
    except Unreadable:
        return
    assert number[0] == "+"
    assert number[1:].isdigit()
    assert read_phone(number) == number


@pytest.mark.parametrize("value", ["aline.uwase@example.org", "a+b@sub.example.org", "a@EXAMPLE.org "])
def test_email_keeps_its_name_and_has_a_lower_case_domain(value: str) -> None:
    assert read_email(value) == value.strip().replace("EXAMPLE", "example")


@pytest.mark.parametrize(
    "value", ["aline", "a@b", "a b@example.org", "a@example.org, b@example.org", "@example.org"]
)
def test_other_emails_are_bad_cells(value: str) -> None:
    with pytest.raises(Unreadable):
        read_email(value)


@pytest.mark.parametrize("value", ["1199080012345678", 1199080012345678, "1 1990 8 0012345 6 78"])
def test_national_id_has_sixteen_digits(value: CellValue) -> None:
    assert read_id_number(value) == (IdDocument.NATIONAL_ID, "1199080012345678")


def test_passport_has_letters_and_digits() -> None:
    assert read_id_number("pc 123456") == (IdDocument.PASSPORT, "PC123456")


@pytest.mark.parametrize("value", ["1199780", "11990800123456789", "1.19908E+15", "unknown"])
def test_other_id_numbers_are_bad_cells(value: str) -> None:
    with pytest.raises(Unreadable):
        read_id_number(value)


@pytest.mark.parametrize(
    ("sex", "year", "number", "doubts"),
    [
        ("M", 1990, "1199080012345678", []),
        ("F", 1990, "1199080012345678", [CellProblem.ID_SEX_DIFFERS]),
        ("M", 1991, "1199080012345678", [CellProblem.ID_BIRTH_YEAR_DIFFERS]),
        ("N", None, "1199080012345678", []),
        ("M", 1990, "9990080012345678", [CellProblem.ODD_ID_NUMBER]),
    ],
)
def test_national_id_beside_sex_and_birth_only_raises_doubts(
    sex: str, year: int | None, number: str, doubts: list[CellProblem]
) -> None:
    assert id_number_doubts(IdDocument.NATIONAL_ID, number, sex, year) == doubts


def test_id_number_is_masked_on_screens() -> None:
    assert masked_id_number("1199080012345678") == "1 1990 8 ******* * **"
    assert masked_id_number("PC123456") == "••••••56"
    assert masked_id_number(None) == ""


@pytest.mark.parametrize(
    "reader", [read_sex, read_position, read_birth, read_phone, read_email, read_id_number]
)
@given(value=st.one_of(st.text(max_size=30), st.integers(), st.floats(), st.dates(), st.booleans()))
def test_any_cell_is_read_or_said_to_be_bad(reader: Callable[[CellValue], object], value: CellValue) -> None:
    with contextlib.suppress(Unreadable):
        reader(value)
