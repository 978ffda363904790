"""The attendance pages inside the main window, over a real database with a class of forty."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tests.courses.factories import a_running_course
from tests.ui.clipping import at_full_size
from tvet_desktop.attendance.loading import load_mark
from tvet_desktop.attendance.rules import Mark
from tvet_desktop.storage.database import Database
from ui.attendance.attendance_page import AttendancePage
from ui.background import ThreadBackground
from ui.context import Context
from ui.main_window import Frame, MainWindow
from ui.pages import PAGES
from ui.widgets.page import Page

OpenPage = Callable[..., Page]
FindDialog = Callable[..., QDialog]
FIRST_DAY = date(2027, 3, 1)
NAMES = tuple(f"INVENTED{number:02} Person" for number in range(1, 41))


@dataclass(frozen=True)
class Class:
    """Forty people in a course with ten half-days, none of them marked."""

    course: int
    sessions: list[int]
    people: list[int]


@pytest.fixture
def forty(database: Database, administrator_id: int) -> Class:
    with database.transaction(user_id=administrator_id) as db:
        return Class(*a_running_course(db, NAMES))


@pytest.fixture
def main_window(context: Context, runner: ThreadBackground, qtbot: QtBot) -> Iterator[MainWindow]:
    """The frame with the real pages; work runs at once."""
    main = MainWindow(context, PAGES, Frame(), runner)
    qtbot.addWidget(main)
    at_full_size(main)
    yield main
    main.hide()


@pytest.fixture
def open_page(main_window: MainWindow) -> OpenPage:
    def open_it(name: str, target: object = None) -> Page:
        main_window.open_page(name, target)
        settle()
        page = main_window.page
        assert page is not None
        return page

    return open_it


@pytest.fixture
def page(forty: Class, open_page: OpenPage, main_window: MainWindow, qtbot: QtBot) -> AttendancePage:
    """The register of the first session, with the keyboard on it."""
    main_window.activateWindow()
    qtbot.waitUntil(main_window.isActiveWindow)
    made = open_page("attendance", forty.sessions[0])
    assert isinstance(made, AttendancePage)
    made.table.view.setFocus()
    return made


@pytest.fixture
def dialog(main_window: MainWindow) -> FindDialog:
    """Finds the dialog that is open."""

    def find(kind: type[QDialog] = QDialog) -> QDialog:
        settle()
        (found,) = [dialog for dialog in main_window.findChildren(kind) if dialog.isVisible()]
        return found

    return find


def settle() -> None:
    for _round in range(3):
        QApplication.processEvents()


def marks_of(database: Database, session_id: int, people: list[int]) -> list[Mark | None]:
    """What the store has, person by person."""
    with database.reading() as db:
        return [load_mark(db, session_id, person_id) for person_id in people]


def letters_of(database: Database, session_id: int, people: list[int]) -> str:
    """The store's marks as one line, gaps as dots."""
    return "".join("." if m is None else m.status.value for m in marks_of(database, session_id, people))
