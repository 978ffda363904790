"""The course pages inside the main window, over a real database."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tests.courses.factories import a_course, a_running_course, some_people
from tests.ui.clipping import at_full_size
from tvet_desktop.attendance.mark_rest import mark_rest
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.courses.cancel_session import cancel_session
from tvet_desktop.storage.database import Database
from ui.background import ThreadBackground
from ui.context import Context
from ui.main_window import Frame, MainWindow
from ui.pages import PAGES
from ui.widgets.page import Page

OpenPage = Callable[..., Page]
FindDialog = Callable[..., QDialog]


@dataclass(frozen=True)
class Courses:
    """Ids of a running course with four people and ten sessions, and of an empty one."""

    running: int
    sessions: list[int]
    people: list[int]
    others: list[int]
    empty: int


@pytest.fixture
def courses(database: Database, administrator_id: int, now: datetime) -> Courses:
    """Two sessions are marked, the last one is cancelled; three people are in the register only."""
    with database.transaction(user_id=administrator_id) as db:
        running, sessions, people = a_running_course(db)
        others = some_people(db, ("HABIMANA Luc", "INGABIRE Fidèle", "KALISA Eric"))
        empty = a_course(db, code="HUY-2027-02")
        for session_id in sessions[:2]:
            mark_rest(db, training_session_id=session_id, status=MarkStatus.PRESENT, now=now)
        cancel_session(db, training_session_id=sessions[9], reason="Power cut")
    return Courses(running, sessions, people, others, empty)


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
