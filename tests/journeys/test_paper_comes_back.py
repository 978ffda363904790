"""A clerk prints the week's sheet, scans it back, types it, and sees the signed page beside the register."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.attendance.paper.papers import as_file, phone_photo
from tests.courses.factories import a_running_course
from tests.documents.codes_in_file import codes_in_file
from tests.ui.clipping import at_full_size
from tests.ui.conftest import *  # noqa: F403  fixtures of a window over a whole app
from tests.ui.pictures import save_picture
from tvet_desktop.app import App
from tvet_desktop.attendance.loading import load_mark
from tvet_desktop.attendance.models import MarkSource, MarkStatus
from tvet_desktop.attendance.rules import Mark
from ui.attendance.attendance_page import AttendancePage
from ui.attendance.paper.paper_dialog import PaperDialog
from ui.attendance.paper.paper_marks_page import PaperMarksPage
from ui.background import ThreadBackground
from ui.context import Context
from ui.main_window import Frame, MainWindow
from ui.pages import PAGES

NAMES = tuple(f"INVENTED{number:02} Person" for number in range(1, 41))


@pytest.fixture
def window(
    new_pc: App,
    context_of: Callable[[App], Context],
    runner: ThreadBackground,
    qtbot: QtBot,
) -> MainWindow:
    """The whole window with its work on the worker thread, as in the app."""
    context = context_of(new_pc)
    object.__setattr__(context, "background", runner)
    main = MainWindow(context, PAGES, Frame(), runner)
    qtbot.addWidget(main)
    at_full_size(main)
    main.activateWindow()
    qtbot.waitUntil(main.isActiveWindow)
    return main


def letters(app: App, session: int, people: list[int]) -> str:
    with app.database.reading() as db:
        marks = [load_mark(db, session, person) for person in people]
    return "".join("." if mark is None else mark.status.value for mark in marks)


def print_the_week(register: AttendancePage, file: Path, sessions: list[int], qtbot: QtBot) -> None:
    """From the register; the week is proposed, and the PDF goes where the user says."""
    register.paper.print.trigger()
    dialog = register.paper.dialog
    assert isinstance(dialog, PaperDialog)
    qtbot.waitUntil(dialog.save.isEnabled)
    assert dialog.form.sessions.ticked() == tuple(sessions)
    dialog.activateWindow()
    dialog.save.setFocus()
    qtbot.keyClick(dialog.save, Qt.Key.Key_Return)
    chooser = dialog.asked
    assert isinstance(chooser, QFileDialog)
    assert Path(chooser.selectedFiles()[0]).name == "sign-in sheet HUY-2027-01.pdf"
    chooser.fileSelected.emit(str(file))
    chooser.close()
    qtbot.waitUntil(lambda: file.name in register.messages.text)


def scan_the_code(window: MainWindow, text: str, qtbot: QtBot) -> PaperMarksPage:
    """With the scanner, from another page."""
    window.open_page("home", None)
    window.take_scan(text)
    qtbot.waitUntil(lambda: isinstance(window.page, PaperMarksPage) and window.page._shown is not None)
    page = window.page
    assert isinstance(page, PaperMarksPage)
    return page


def take_the_photo(page: PaperMarksPage, photo: Path, qtbot: QtBot) -> None:
    """With the button; the page that the photo shows is opened, its picture beside it."""
    page.choose.trigger()
    picker = page.evidence.dialog
    assert isinstance(picker, QFileDialog)
    picker.filesSelected.emit([str(photo)])
    picker.close()
    qtbot.waitUntil(lambda: page._shown is not None and page._shown.page == 1, timeout=20_000)
    qtbot.waitUntil(lambda: page.evidence.panel.picture.has_picture)


def test_from_the_printer_and_back(
    window: MainWindow, new_pc: App, runner: ThreadBackground, tmp_path: Path, qtbot: QtBot
) -> None:
    with new_pc.database.transaction() as db:
        _course, sessions, people = a_running_course(db, NAMES)
    sheet, photo = tmp_path / "week.pdf", tmp_path / "photo.jpg"
    window.open_page("attendance", sessions[0])
    register = window.page
    assert isinstance(register, AttendancePage)
    qtbot.waitUntil(lambda: register.panel.register is not None and not runner.is_busy)

    print_the_week(register, sheet, sessions, qtbot)
    codes = codes_in_file(sheet.read_bytes())
    assert len(codes) == 3
    page = scan_the_code(window, codes[1], qtbot)
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert page.table.cells.line(0).name == "INVENTED16 Person"
    photo.write_bytes(as_file(phone_photo(sheet.read_bytes(), 1).rotate(180)))
    take_the_photo(page, photo, qtbot)

    window.activateWindow()
    page.table.setFocus()
    qtbot.keyClicks(page.table, "ppl12" + "p" * 12 + "a" + "p" * 14)
    qtbot.keyClick(page.table, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: not runner.is_busy, timeout=30_000)
    assert letters(new_pc, sessions[0], people[:15]) == "PPL" + "P" * 12
    assert letters(new_pc, sessions[1], people[:15]) == "A" + "P" * 14
    assert letters(new_pc, sessions[0], people[15:]) == "." * 25
    with new_pc.database.reading() as db:
        assert load_mark(db, sessions[0], people[2]) == Mark(MarkStatus.LATE, 12, source=MarkSource.SHEET)
    save_picture(window, "journey_typed")

    page.register.trigger()
    qtbot.waitUntil(lambda: window.page is register and not runner.is_busy)
    qtbot.waitUntil(lambda: register.paper.evidence.toggle.text() == "Signed pages (1)")
    qtbot.keyClick(register, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    panel = register.paper.evidence.panel
    qtbot.waitUntil(lambda: panel.isVisible() and panel.picture.has_picture)
    save_picture(window, "journey_evidence")

    (stored,) = list(new_pc.files.folder.iterdir())
    assert stored.stat().st_size < 200_100
    assert sorted(file.name for file in tmp_path.iterdir() if file.is_file()) == ["photo.jpg", "week.pdf"]
