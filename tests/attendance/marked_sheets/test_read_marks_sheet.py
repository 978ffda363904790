from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook as NewWorkbook

from tvet_desktop.attendance.marked_sheets.read_mark import read_mark
from tvet_desktop.attendance.marked_sheets.read_marks_sheet import MarksSheet, NoSessionColumns, read_marks
from tvet_desktop.documents.bad_cells import CellProblem, Unreadable
from tvet_desktop.documents.spreadsheets import read_workbook
from tvet_desktop.documents.workbook import CellError, CellValue
from tvet_desktop.shared.paths import RESOURCES


def _read(folder: Path, rows: list[list[object]], merge: tuple[str, ...] = ()) -> MarksSheet:
    workbook = NewWorkbook()
    for row in rows:
        workbook.active.append(row)
    for cells in merge:
        workbook.active.merge_cells(cells)
    workbook.save(folder / "marks.xlsx")
    return read_marks(read_workbook(folder / "marks.xlsx"))


def test_sample_has_42_people_and_10_sessions() -> None:
    sheet = read_marks(read_workbook(RESOURCES / "samples" / "attendance_huye.xlsx"))

    assert (len(sheet.lines), len(sheet.sessions), sheet.bad_cells) == (42, 10, ())
    assert sum(len(line.marks) for line in sheet.lines) == 420
    assert (sheet.sessions[1].day, sheet.sessions[1].slot) == (date(2021, 3, 8), "PM")
    assert sheet.lines[0].name == "ISHIMWE Cyprien"
    assert sheet.lines[0].marks[0].status == "E"


@pytest.mark.parametrize(
    ("value", "mark"),
    [
        *[(v, ("P", None)) for v in ("P", "p", 1, "1", True, "Présent(e)", "Yitabiriye", "yahari", "✓")],
        *[(v, ("A", None)) for v in ("A", 0, "Absente", "Yasibye", "NON")],
        *[(v, ("L", None)) for v in ("L", "late", "Retard", "en retard", "Yakererewe")],
        *[(v, ("E", None)) for v in ("E", "Excusé(e)", "Yasabye uruhushya", "absent excusé")],
        *[(v, ("L", 10)) for v in ("L10", "L 10", "L 10 min", "L (10')", "late 10 minutes", "10 min late")],
        ("Yakererewe iminota 25", ("L", 25)),
        *[(v, ("L", 15)) for v in ("L15", "15 min", "15'", "15 minutes", "iminota 15", "15 min late")],
        *[(v, ("P", None)) for v in ("présente", "Yaje", "v", "☑")],
        *[(v, ("A", None)) for v in ("✗", "❌", "abs", "non justifié(e)", "Ntiyaje")],
    ],
)
def test_mark_is_a_letter_a_figure_or_a_word(value: CellValue, mark: tuple[str, int | None]) -> None:
    assert read_mark(value) == mark


@pytest.mark.parametrize("value", ["?", 2, 15, 0.5, "P 10", "L 999", "L 5 10", "PA", date(2021, 3, 8)])
def test_anything_else_is_no_mark(value: CellValue) -> None:
    with pytest.raises(Unreadable) as caught:
        read_mark(value)

    assert caught.value.problem is CellProblem.BAD_MARK


def test_failed_formula_is_no_mark() -> None:
    with pytest.raises(Unreadable) as caught:
        read_mark(CellError("#REF!"))

    assert caught.value.problem is CellProblem.FAILED_FORMULA


def test_bad_cells_name_row_and_session_and_the_rest_is_read(tmp_path: Path) -> None:
    sheet = _read(
        tmp_path,
        [
            ["IPRC TUMBA"],
            ["No", "Names", "08/03/2021 AM", "03/25/2021 PM", "08/03/2021 am", "Remarks"],
            [1, "KEZA Aline", "P", "P", "P", "left early"],
            [2, "UWASE Diane", "zz", None, None, None],
            [3, None, "P", None, None, None],
            [None, "Total", 2, None, None, None],
        ],
    )

    assert [(bad.row, bad.column, bad.problem) for bad in sheet.bad_cells] == [
        (2, 4, CellProblem.BAD_SESSION),
        (2, 5, CellProblem.SESSION_TWICE),
        (4, 3, CellProblem.BAD_MARK),
        (5, 2, CellProblem.NO_NAME),
    ]
    assert [(line.row, line.name, len(line.marks)) for line in sheet.lines] == [
        (3, "KEZA Aline", 1),
        (4, "UWASE Diane", 0),
    ]
    assert sheet.hints[0] == "IPRC TUMBA"


def test_days_over_half_days_are_sessions(tmp_path: Path) -> None:
    sheet = _read(
        tmp_path,
        [
            ["Amazina", date(2021, 3, 8), None],
            [None, "mu gitondo", "nyuma ya saa sita"],
            ["KEZA", "P", "L 5"],
        ],
        merge=("A1:A2", "B1:C1"),
    )

    assert [(session.day, session.slot) for session in sheet.sessions] == [
        (date(2021, 3, 8), "AM"),
        (date(2021, 3, 8), "PM"),
    ]
    assert [(mark.status, mark.minutes_late) for mark in sheet.lines[0].marks] == [("P", None), ("L", 5)]


def test_one_date_twice_is_morning_and_afternoon_and_once_a_whole_day(tmp_path: Path) -> None:
    day, next_day = date(2021, 3, 8), date(2021, 3, 9)

    sheet = _read(tmp_path, [["Nom", "Prénom", day, day, next_day], ["KEZA", "Aline", "P", "P", "P"]])

    assert [(session.day, session.slot) for session in sheet.sessions] == [
        (day, "AM"),
        (day, "PM"),
        (next_day, "FULL"),
    ]
    assert sheet.lines[0].name == "KEZA Aline"


@pytest.mark.parametrize("headings", [["Names", "Sex"], ["Who", "08/03/2021 AM"]])
def test_sheet_without_names_or_sessions_is_refused(tmp_path: Path, headings: list[object]) -> None:
    with pytest.raises(NoSessionColumns) as caught:
        _read(tmp_path, [headings, ["KEZA", "P"]])

    assert "08/03/2021 AM" in caught.value.sentence()
