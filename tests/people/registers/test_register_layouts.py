"""Registers as colleges really lay them out: merged headings, blank columns, notes below, two columns for the sex."""

from collections.abc import Callable

import pytest

from tvet_desktop.documents.bad_cells import CellProblem
from tvet_desktop.documents.workbook import Workbook
from tvet_desktop.people.register import Register
from tvet_desktop.people.registers.read_register import read_register

ReadRows = Callable[..., Workbook]
Rows = list[list[object]]

LAYOUTS: dict[str, tuple[Rows, tuple[str, ...]]] = {
    "groups of columns above": (
        [
            ["IPRC"],
            ["Identity", None, None, "Contact", None],
            ["No", "Names", "Sex", "Tel", "E-mail"],
            [1, "KEZA Aline", "F", "0788123456", None],
        ],
        ("A2:C2", "D2:E2"),
    ),
    "sex in two columns below one heading": (
        [
            ["No", "Names", "Sex", None, "Phone"],
            [None, None, "F", "M", None],
            [1, "KEZA Aline", "X", None, "0788123456"],
        ],
        ("A1:A2", "B1:B2", "C1:D1", "E1:E2"),
    ),
    "sex in two columns": ([["Names", "M", "F", "Phone"], ["KEZA Aline", None, "✓", "0788123456"]], ()),
    "two names below one heading": (
        [
            ["No", "Names", None, "Sex", "Mobile No"],
            [None, "Family name", "Given name", None, None],
            [1, "KEZA", "Aline", "F", "0788123456"],
        ],
        ("A1:A2", "B1:C1", "D1:D2", "E1:E2"),
    ),
    "blank columns and a late header": (
        [
            *[[f"Line {number} of a letter"] for number in range(30)],
            [None, "N°", None, "Noms et prénoms / Amazina", None, None, "Sexe (M/F)", None, "Téléphone"],
            [None, 1, None, "KEZA Aline", None, None, "Gore", None, "788123456"],
        ],
        (),
    ),
    "any order and language": (
        [["Telefoni", "Igitsina", "Prénom", "Surname"], ["0788 123 456", "gore", "Aline", "KEZA"]],
        (),
    ),
    "repeated headings, a total, and notes below": (
        [
            ["No", "Names", "Sex", "Phone"],
            [1, "KEZA Aline", "F", "0788123456"],
            ["No", "Names", "Sex", "Phone"],
            [None, "Total", 1, None],
            [],
            [None, "Prepared by: an invented clerk"],
            ["Done at Huye, 12/03/2021"],
            [],
            [None, "Signature"],
        ],
        (),
    ),
    "the same heading twice": (
        [["Names", "Sex", "Phone", "Phone"], ["KEZA Aline", "F", "0788123456", "0788123457"]],
        (),
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_one_person_is_read_from_each_layout(read_rows: ReadRows, layout: str) -> None:
    rows, merge = LAYOUTS[layout]

    register = read_register(read_rows(rows, merge=merge))

    [row] = register.rows
    said = row.details
    assert (said.family_name, said.given_name, said.sex, said.phone) == (
        "KEZA",
        "Aline",
        "F",
        "+250788123456",
    )
    assert (row.waits_for, register.bad_cells) == (None, ())


def test_notes_below_the_list_are_known_and_a_late_name_is_not_one(read_rows: ReadRows) -> None:
    register = read_register(
        read_rows(
            [
                ["Names", "Sex"],
                ["KEZA Aline", "F"],
                [],
                ["MUGABO Eric", "M"],
                ["UWASE Diane"],
                [],
                ["Seen: yes"],
            ]
        )
    )

    assert [row.row for row in register.rows] == [2, 4, 5]
    assert [row.number for row in register.table.notes_below()] == [7]


def test_two_ticks_or_none_are_no_sex(read_rows: ReadRows) -> None:
    def read(*cells: object) -> Register:
        return read_register(read_rows([["Names", "M", "F"], ["KEZA Aline", *cells]]))

    assert [bad.problem for bad in read("x", "x").bad_cells] == [CellProblem.BAD_SEX]
    assert [bad.problem for bad in read(None, None).bad_cells] == [CellProblem.NO_SEX]
    assert read(0, 1).rows[0].details.sex == "F"


@pytest.mark.parametrize("heading", ["M/F", "Gender M/F", "Sex (F/M)", "Gabo/Gore"])
def test_one_column_of_letters_is_no_column_of_ticks(read_rows: ReadRows, heading: str) -> None:
    register = read_register(read_rows([["Names", heading], ["KEZA Aline", "F"]]))

    assert register.rows[0].details.sex == "F"


def test_a_formula_without_result_is_named_as_such(read_rows: ReadRows) -> None:
    register = read_register(read_rows([["Names", "Sex", "Phone"], ['="KEZA"&" A"', "F", "=C1"]]))

    assert [(bad.column, bad.text, bad.problem) for bad in register.bad_cells] == [
        (1, '="KEZA"&" A"', CellProblem.UNCALCULATED),
        (3, "=C1", CellProblem.UNCALCULATED),
    ]
    assert register.rows[0].waits_for is not None


def test_a_text_that_is_far_too_long_is_shown_in_part(read_rows: ReadRows) -> None:
    register = read_register(
        read_rows([["Names", "Sex", "Notes"], ["KEZA " * 60, "F", None], ["MUGABO Eric", "M", "x" * 30_000]])
    )

    assert [bad.problem for bad in register.bad_cells] == [CellProblem.TOO_LONG, CellProblem.TOO_LONG]
    assert len(register.bad_cells[1].sentence()) < 250
