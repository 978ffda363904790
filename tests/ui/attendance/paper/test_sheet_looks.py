"""The page of marked sheets with everything on it: differences, choices, an X, two sheets, remarks."""

from pathlib import Path

import pytest
from openpyxl import Workbook as NewWorkbook
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import nameless, unreachable
from tests.ui.attendance.conftest import NAMES, Class, OpenPage, settle
from tests.ui.clipping import clipped
from tests.ui.pictures import save_picture
from ui.attendance.attendance_page import AttendancePage
from ui.attendance.marked_sheets.sheet_page import SheetPage
from ui.main_window import MainWindow


@pytest.fixture(params=["en", "pseudo"])
def language(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    if name == "pseudo":
        request.getfixturevalue("pseudo_language")
    return name


def _book(folder: Path) -> Path:
    book = NewWorkbook()
    book.active.title = "Week 1"
    days = ["01/03/2027 AM", "01/03/2027 PM", "02/03/2027 AM", "02/03/2027 PM"]
    book.active.append(["Nr", "Full names", *days])
    for number, name in enumerate(NAMES, start=1):
        marks = ["A" if number % 3 == 0 else "P", "P", "X" if number == 7 else "L 10", "present"]
        book.active.append([number, name if number != 9 else "Nobody Known", *marks])
    second = book.create_sheet("Week 2")
    second.append(["Full names", "08/03/2027 AM"])
    second.append([NAMES[0], "P"])
    book.create_sheet("Old").sheet_state = "hidden"
    book["Old"]["A1"] = "old"
    book.save(folder / "attendance_huye_week_1.xlsx")
    return folder / "attendance_huye_week_1.xlsx"


def test_a_sheet_that_differs_looks_calm(
    language: str,
    forty: Class,
    page: AttendancePage,
    open_page: OpenPage,
    main_window: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    qtbot.keyClicks(page.table.view, "p" * 12)
    settle()
    sheet = open_page("marks_sheet", forty.course)
    assert isinstance(sheet, SheetPage)
    sheet.read_file(_book(tmp_path))
    settle()
    save_picture(main_window, f"marks_sheet_differs_{language}")
    assert clipped(main_window) == []
    assert nameless(sheet) == []
    assert unreachable(sheet) == []
    sheet.comments.write(tmp_path / "copy.xlsx")
    settle()
    save_picture(main_window, f"marks_sheet_saved_{language}")
    assert clipped(main_window) == []
    sheet.do.trigger()
    settle()
    save_picture(main_window, f"marks_sheet_done_{language}")
    assert clipped(main_window) == []
