from pathlib import Path

import pytest
from openpyxl import Workbook as NewWorkbook

from tvet_desktop.documents.bad_cells import CellProblem, Unreadable
from tvet_desktop.documents.spreadsheets import read_workbook
from tvet_desktop.documents.workbook import CellValue
from tvet_desktop.ideas.read_ideas_list import IdeasList, NoTitleColumn, read_amount, read_ideas
from tvet_desktop.shared.paths import RESOURCES


def _read(folder: Path, rows: list[list[object]]) -> IdeasList:
    workbook = NewWorkbook()
    for row in rows:
        workbook.active.append(row)
    workbook.save(folder / "ideas.xlsx")
    return read_ideas(read_workbook(folder / "ideas.xlsx"))


def test_sample_has_fourteen_ideas() -> None:
    ideas = read_ideas(read_workbook(RESOURCES / "samples" / "ideas_huye.xlsx"))

    assert (len(ideas.lines), ideas.bad_cells) == (14, ())
    first = ideas.lines[0]
    assert (first.team_leader, first.skill_area, first.budget_rwf) == (
        "MUGISHA Aimable",
        "Renewable energy",
        1_700_000,
    )
    assert (first.jobs_men, first.jobs_women) == (1, 0)
    assert ideas.hints[-1] == "ideas_huye.xlsx"


@pytest.mark.parametrize(
    "value",
    [
        1700000,
        "1700000",
        "1 700 000",
        "1,700,000",
        "1.700.000 RWF",
        "1'700'000 Frw",
        "1.7 million",
        "1,7 millions",
        "1,700,000.00",
        "1700000/=",
    ],
)
def test_amounts_are_read_however_they_are_written(value: CellValue) -> None:
    assert read_amount(value) == 1_700_000


@pytest.mark.parametrize("value", ["-5", "about 2", "12.5", "1,70,000", 10**11, "USD 3,900", True])
def test_other_amounts_are_bad_cells(value: CellValue) -> None:
    with pytest.raises(Unreadable):
        read_amount(value)


def test_bad_cells_leave_their_field_empty_and_a_row_without_title_is_left_out(tmp_path: Path) -> None:
    ideas = _read(
        tmp_path,
        [
            [
                "No",
                "Titre du projet",
                "Porteur de projet",
                "Budget (RWF)",
                "Emplois (hommes)",
                "Emplois (femmes)",
            ],
            [1, "Séchoir solaire", "KEZA Aline", "beaucoup", "deux", 3],
            [2, None, "UWASE Diane", 5, None, None],
            [3, None, None, None, None, None],
        ],
    )

    assert [(bad.row, bad.field, bad.problem) for bad in ideas.bad_cells] == [
        (2, "budget_rwf", CellProblem.BAD_AMOUNT),
        (2, "jobs_men", CellProblem.BAD_COUNT),
        (3, "title", CellProblem.NO_TITLE),
    ]
    [line] = ideas.lines
    assert (line.title, line.budget_rwf, line.jobs_men, line.jobs_women) == ("Séchoir solaire", None, None, 3)


def test_list_without_titles_says_which_columns_there_are(tmp_path: Path) -> None:
    with pytest.raises(NoTitleColumn) as caught:
        _read(tmp_path, [["Leader", "Budget"], ["KEZA", 5]])

    assert "Leader, Budget" in caught.value.sentence()
