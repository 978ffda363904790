"""The attendance pages and dialogs, with and without data: nothing clipped, all named and reached by Tab."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import nameless, unreachable
from tests.ui.attendance.conftest import Class, FindDialog, OpenPage, settle
from tests.ui.clipping import at_full_size, clipped
from tests.ui.pictures import save_picture
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.shared.translation import use_language
from ui import theme
from ui.attendance.attendance_page import AttendancePage
from ui.attendance.mark_chip import WIDTH as CHIP_WIDTH
from ui.attendance.mark_chip import chip
from ui.attendance.marked_sheets.sheet_page import SheetPage
from ui.attendance.register_columns import HOURS_COLUMN, MARK_COLUMN, NOTE_COLUMN
from ui.main_window import MainWindow


@pytest.fixture(params=["en", "pseudo"])
def language(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    if name == "pseudo":
        request.getfixturevalue("pseudo_language")
    return name


@pytest.mark.parametrize("name", ["attendance", "marks_sheet", "waiting_marks"])
def test_pages_without_data(language: str, name: str, open_page: OpenPage, main_window: MainWindow) -> None:
    page = open_page(name)
    save_picture(main_window, f"{name}_empty_{language}")
    assert clipped(main_window) == []
    assert nameless(page) == []
    assert unreachable(page) == []


def test_the_register_half_marked(
    language: str, page: AttendancePage, main_window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.keyClicks(page.table.view, "pppal15pe")
    settle()

    save_picture(main_window, f"attendance_{language}")
    assert clipped(main_window) == []
    assert nameless(page) == []
    assert unreachable(page) == []


@pytest.mark.parametrize("opens", ["details", "close", "reopen"])
def test_dialogs(
    language: str,
    opens: str,
    page: AttendancePage,
    dialog: FindDialog,
    qtbot: QtBot,
) -> None:
    qtbot.keyClicks(page.table.view, "p" * 40)
    if opens == "reopen":
        page.acts.close.trigger()
        dialog(QDialog).form.submit()  # type: ignore[attr-defined]  # the only dialog there is
        settle()

    {"details": page.details, "close": page.acts.close, "reopen": page.acts.reopen}[opens].trigger()
    asked = dialog(QDialog)

    save_picture(asked, f"dialog_{opens}_{language}", width=asked.width(), height=asked.height())
    assert clipped(asked) == []
    assert nameless(asked) == []
    assert unreachable(asked) == []
    assert asked.height() <= 700
    asked.reject()


def test_a_sheet_and_names_that_wait(
    language: str,
    forty: Class,
    open_page: OpenPage,
    main_window: MainWindow,
    dialog: FindDialog,
    tmp_path: Path,
) -> None:
    file = tmp_path / "marks.csv"
    file.write_text("Names;01/03/2027 AM\nInvented01 Person;P\nInvented03;P\nNobody Known;Q\nLuc Other;A\n")
    page = open_page("marks_sheet", forty.course)
    assert isinstance(page, SheetPage)
    page.read_file(file)
    settle()
    save_picture(main_window, f"marks_sheet_{language}")
    assert clipped(main_window) == []
    assert nameless(page) == []
    assert unreachable(page) == []
    page.do.trigger()
    waiting = open_page("waiting_marks", forty.course)
    save_picture(main_window, f"waiting_marks_{language}")
    assert clipped(main_window) == []
    assert nameless(waiting) == []
    waiting.decide.trigger()  # type: ignore[attr-defined]  # a waiting page
    asked = dialog(QDialog)
    assert clipped(asked) == []
    assert unreachable(asked) == []
    asked.reject()


def test_the_register_is_a_sound_table_model(
    page: AttendancePage, qtmodeltester: ModelTester, qtbot: QtBot
) -> None:
    qtbot.keyClicks(page.table.view, "pl12a")

    qtmodeltester.check(page.table.model)


def test_a_chip_is_filled_only_when_the_mark_is_saved() -> None:
    for colours in (theme.LIGHT, theme.DARK):
        for status in MarkStatus:
            saved = chip(status, colours).pixmap(24, 20).toImage()
            on_its_way = chip(status, colours, is_saving=True).pixmap(24, 20).toImage()
            assert saved.pixelColor(4, 4).alpha() == 255
            assert on_its_way.pixelColor(4, 4).alpha() == 0


@pytest.mark.parametrize("code", ["en", "fr", "rw"])
def test_the_note_is_seen_in_a_window_of_1180(
    code: str, forty: Class, request: pytest.FixtureRequest, qtbot: QtBot
) -> None:
    use_language(code)
    page: AttendancePage = request.getfixturevalue("page")
    at_full_size(page.window(), 1180)
    for session_id in forty.sessions[:3]:
        page.choose_session(session_id, forty.course)
        qtbot.keyClicks(page.table.view, "a")
    settle()
    view, model = page.table.view, page.table.model
    last = model.columnCount() - 1
    cell = view.visualRect(model.index(0, last))
    words = view.fontMetrics().horizontalAdvance(model.index(0, last).data())
    if code == "en":
        assert not view.isColumnHidden(HOURS_COLUMN)

    assert model.index(0, last).data()
    assert cell.left() + words < view.viewport().width()
    assert view.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("code", ["en", "fr", "rw"])
def test_marks_and_notes_are_whole_at_1366(
    code: str, forty: Class, request: pytest.FixtureRequest, qtbot: QtBot
) -> None:
    use_language(code)
    page: AttendancePage = request.getfixturevalue("page")
    at_full_size(page.window())
    for session_id in forty.sessions[:3]:
        page.choose_session(session_id, forty.course)
        qtbot.keyClicks(page.table.view, "ae")
    settle()
    view, model = page.table.view, page.table.model
    advance = view.fontMetrics().horizontalAdvance

    assert not view.isColumnHidden(HOURS_COLUMN)
    for row in range(2):
        note = model.index(row, NOTE_COLUMN).data()
        assert "80 %" in note.replace("\u00a0", " ").replace("\u202f", " ")
        assert advance(note) + 22 <= view.columnWidth(NOTE_COLUMN)
        mark = model.index(row, MARK_COLUMN).data()
        assert CHIP_WIDTH + advance(mark) + 22 <= view.columnWidth(MARK_COLUMN)
    assert view.horizontalScrollBar().maximum() == 0
