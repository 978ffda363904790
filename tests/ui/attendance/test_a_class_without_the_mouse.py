"""A whole class is marked in the real window with its worker thread, and every key press is counted."""

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.attendance.conftest import Class, marks_of
from tests.ui.clipping import at_full_size
from tests.ui.keyboard import CountingKeyboard
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.attendance.queries import session_progress
from tvet_desktop.storage.database import Database
from ui.attendance.attendance_page import AttendancePage
from ui.background import ThreadBackground
from ui.context import Context
from ui.main_window import Frame, MainWindow
from ui.pages import PAGES

MOST_PRESSES = 45


def open_window(context: Context, runner: ThreadBackground, qtbot: QtBot) -> MainWindow:
    main = MainWindow(replace(context, background=runner), PAGES, Frame(), runner)
    qtbot.addWidget(main)
    at_full_size(main)
    main.activateWindow()
    qtbot.waitUntil(main.isActiveWindow)
    return main


def wait_for_register(main: MainWindow, qtbot: QtBot) -> AttendancePage:
    page = main.page
    assert isinstance(page, AttendancePage)
    qtbot.waitUntil(lambda: page.table.model.rowCount() == 40)
    return page


def test_all_present_with_three_exceptions(
    context: Context, runner: ThreadBackground, forty: Class, database: Database, qtbot: QtBot
) -> None:
    main, keyboard = open_window(context, runner, qtbot), CountingKeyboard()
    main.open_page("attendance")
    page = wait_for_register(main, qtbot)

    for number in range(40):
        if number == 11:
            keyboard.press("L", "2", "0")
        else:
            keyboard.press({4: "A", 29: "E"}.get(number, "P"))

    qtbot.waitUntil(lambda: not runner.is_busy and page._state.text() == "40 of 40 marked")
    assert keyboard.presses <= MOST_PRESSES
    marks = marks_of(database, forty.sessions[0], forty.people)
    letters = "".join(mark.status.value for mark in marks if mark is not None)
    assert letters == "PPPPA" + "PPPPPP" + "L" + "P" * 17 + "E" + "P" * 10
    late = marks[11]
    assert late is not None
    assert late.minutes_late == 20
    assert not any(line.is_saving for line in page.table.model.rows)
    print(f"\na class of 40 with three exceptions: {keyboard.presses} key presses (limit {MOST_PRESSES})")


def test_exceptions_first_and_the_rest_in_two_keys(
    context: Context, runner: ThreadBackground, forty: Class, database: Database, qtbot: QtBot
) -> None:
    main, keyboard = open_window(context, runner, qtbot), CountingKeyboard()
    main.open_page("attendance")
    page = wait_for_register(main, qtbot)

    keyboard.press(*[Qt.Key.Key_Down] * 4, "A", *[Qt.Key.Key_Down] * 6, "L", "1", "5", "E")
    keyboard.press("R", control=True)
    keyboard.press("P")

    qtbot.waitUntil(lambda: page._state.text() == "40 of 40 marked")
    marks = marks_of(database, forty.sessions[0], forty.people)
    exceptions = {n: mark.status for n, mark in enumerate(marks) if mark and mark.status != "P"}
    assert exceptions == {4: MarkStatus.ABSENT, 11: MarkStatus.LATE, 12: MarkStatus.EXCUSED}
    assert keyboard.presses <= 21
    with database.reading() as db:
        assert session_progress(db, forty.course)[0].marked == 40
