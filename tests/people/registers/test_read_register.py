from collections.abc import Callable
from datetime import date
from functools import cache

import pytest
from openpyxl import Workbook as NewWorkbook

from tvet_desktop.documents.bad_cells import CellProblem
from tvet_desktop.documents.spreadsheets import read_workbook
from tvet_desktop.documents.workbook import Workbook
from tvet_desktop.people.register import Register
from tvet_desktop.people.registers.read_register import NoNameColumn, read_register
from tvet_desktop.shared.paths import RESOURCES

ReadRows = Callable[..., Workbook]


@cache
def _sample(name: str) -> Register:
    return read_register(read_workbook(RESOURCES / "samples" / name))


def test_register_of_huye_has_three_bad_cells_and_two_waiting_rows() -> None:
    register = _sample("trainees_huye.xlsx")

    assert [(bad.row, bad.field, bad.problem) for bad in register.bad_cells] == [
        (14, "sex", CellProblem.BAD_SEX),
        (30, "id_number", CellProblem.BAD_ID_NUMBER),
        (38, "full_name", CellProblem.NO_NAME),
    ]
    assert [row.row for row in register.rows if row.waits_for is not None] == [14, 38]
    assert len(register.rows) == 43
    assert register.doubts == ()
    assert register.hints[0].startswith("IPRC HUYE")


def test_every_phone_of_huye_is_read() -> None:
    phones = [row.details.phone for row in _sample("trainees_huye.xlsx").rows]

    assert all(phone is not None and phone.startswith("+25078") and len(phone) == 13 for phone in phones)


def test_register_of_tumba_has_thirty_people_with_their_accents() -> None:
    register = _sample("trainees_tumba_cp1252.csv")

    assert len(register.rows) == 30
    assert register.bad_cells == ()
    assert all(row.waits_for is None for row in register.rows)
    assert register.rows[1].details.given_name == "Jean Damascène"
    assert register.rows[1].details.position == "STUDENT"


def test_bad_cell_names_row_column_text_and_what_to_do() -> None:
    sentences = [bad.sentence() for bad in _sample("trainees_huye.xlsx").bad_cells]

    assert sentences[0].startswith("Row 14, column C “Sex”, “X?”: ")
    assert "write M or F" in sentences[0]
    assert sentences[2].startswith("Row 38, column B “Full names (CAPITALS)”: ")


def test_bad_cell_only_leaves_its_field_empty(read_rows: ReadRows) -> None:
    workbook = read_rows(
        [
            ["Names", "Sex", "Date of birth", "Position", "Phone", "ID number", "E-mail"],
            ["UWASE Aline", "F", "31/02/1990", "Astronaut", "12", "99", "aline"],
            ["KEZA Diane", "F", date(1990, 2, 3), "Teacher", 788000111, "PC123456", "k@example.org"],
        ]
    )

    register = read_register(workbook)

    assert [bad.field for bad in register.bad_cells] == [
        "birth_date",
        "id_number",
        "position",
        "phone",
        "email",
    ]
    assert register.rows[0].waits_for is None
    assert register.rows[0].details.phone is None
    assert register.rows[1].details.birth_date == date(1990, 2, 3)
    assert register.rows[1].details.birth_year == 1990


def test_failed_formula_is_a_bad_cell(read_rows: ReadRows) -> None:
    register = read_register(
        read_rows([["Names", "Sex", "Phone"], ["KEZA", "F", "#N/A"], ["#REF!", "F", None]])
    )

    assert [(bad.row, bad.field, bad.problem) for bad in register.bad_cells] == [
        (2, "phone", CellProblem.FAILED_FORMULA),
        (3, "full_name", CellProblem.FAILED_FORMULA),
    ]


def test_rows_with_a_number_only_are_left_out(read_rows: ReadRows) -> None:
    register = read_register(
        read_rows([["No", "Names", "Sex"], [1, "KEZA", "F"], [2, None, None], [3, " ", ""]])
    )

    assert [row.row for row in register.rows] == [2]


def test_merged_cells_of_a_department_mean_all_its_rows(read_rows: ReadRows) -> None:
    rows = [
        ["Department", "Names", "Sex"],
        ["ICT", "KEZA", "F"],
        [None, "UWASE", "F"],
        ["Civil", "MUGABO", "M"],
        [None],
    ]

    register = read_register(read_rows(rows, merge=["A2:A3", "A4:A5"]))

    assert [row.details.department for row in register.rows] == ["ICT", "ICT", "Civil"]


def test_family_and_given_name_may_be_one_column_or_two(read_rows: ReadRows) -> None:
    rows = [
        ["Nom", "Prénom", "Sexe"],
        ["KEZA", "Aline", "F"],
        ["UWASE Diane", None, "F"],
        [None, "Aline", "F"],
        ["N/A", "-", "F"],
    ]

    register = read_register(read_rows(rows))

    assert [(row.details.family_name, row.details.given_name) for row in register.rows] == [
        ("KEZA", "Aline"),
        ("UWASE", "Diane"),
        ("Aline", ""),
        ("", ""),
    ]
    assert register.rows[3].waits_for is not None


def test_register_without_a_sex_column_waits_as_a_whole(read_rows: ReadRows) -> None:
    register = read_register(read_rows([["Names", "Phone"], ["KEZA", "0788000111"]]))

    [row] = register.rows
    assert row.waits_for is not None
    assert row.waits_for.sentence().startswith("Row 2: ")
    assert register.bad_cells == ()


def test_national_id_that_disagrees_is_kept_and_doubted(read_rows: ReadRows) -> None:
    rows = [["Names", "Sex", "Year of birth", "ID number"], ["KEZA", "F", 1991, "1199080012345678"]]

    register = read_register(read_rows(rows))

    assert register.rows[0].details.id_document_number == "1199080012345678"
    assert {doubt.problem for doubt in register.doubts} == {
        CellProblem.ID_SEX_DIFFERS,
        CellProblem.ID_BIRTH_YEAR_DIFFERS,
    }


def test_register_without_names_says_which_columns_there_are(read_rows: ReadRows) -> None:
    with pytest.raises(NoNameColumn) as caught:
        read_register(read_rows([["Sex", "Phone", "Who"], ["F", "0788000111", "KEZA"]]))

    assert "Sex, Phone, Who" in caught.value.sentence()


def test_columns_can_be_chosen(read_rows: ReadRows) -> None:
    workbook = read_rows([["Sex", "Phone", "Who"], ["F", "0788000111", "KEZA"]])

    [row] = read_register(workbook, {"full_name": 3, "sex": 1}).rows

    assert (row.details.family_name, row.details.phone) == ("KEZA", None)


def test_other_sheets_with_people_are_named_and_can_be_chosen(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    workbook = NewWorkbook()
    workbook.active.title = "Teachers"
    workbook.active.append(["Names", "Sex", "Phone"])
    workbook.active.append(["KEZA", "F", None])
    students = workbook.create_sheet("Students")
    students.append(["Names", "Sex"])
    students.append(["UWASE", "F"])
    workbook.create_sheet("Budget").append(["Item", "Price"])
    path = tmp_path_factory.mktemp("book") / "book.xlsx"
    workbook.save(path)

    register = read_register(read_workbook(path))
    other = read_register(read_workbook(path), sheet="Students")

    assert register.table.sheet.name == "Teachers"
    assert register.other_sheets == ("Students",)
    assert other.rows[0].details.family_name == "UWASE"
