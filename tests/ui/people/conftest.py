"""The people pages inside the main window, over a real database with the sample registers."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.clipping import at_full_size
from tvet_desktop.accounts.recovery_code import draw_recovery_code
from tvet_desktop.documents.spreadsheets import read_workbook
from tvet_desktop.people.register import Register
from tvet_desktop.people.registers.import_people import PeopleImported, import_people
from tvet_desktop.people.registers.read_register import read_register
from tvet_desktop.programme.queries import list_colleges
from tvet_desktop.shared.paths import RESOURCES
from tvet_desktop.storage.database import Database
from tvet_desktop.sync.found import found
from tvet_desktop.sync.this_pc import ThisPc
from ui.background import ThreadBackground
from ui.context import Context
from ui.main_window import Frame, MainWindow
from ui.pages import PAGES
from ui.widgets.page import Page

SAMPLES = RESOURCES / "samples"
HUYE, TUMBA = 12, 18
OpenPage = Callable[..., Page]


@pytest.fixture
def this_pc(database: Database, now: datetime) -> ThisPc:
    """The first PC of a programme, at Huye."""
    with database.transaction() as db:
        return found(
            db,
            name="Invented",
            practice=False,
            home_scope=HUYE,
            college_scopes=[college.scope for college in list_colleges(db)],
            recovery_code=draw_recovery_code(),
            now=now,
        )


@pytest.fixture
def huye_register(database: Database, administrator_id: int, now: datetime) -> PeopleImported:
    return _take_in(database, "trainees_huye.xlsx", HUYE, administrator_id, now)


@pytest.fixture
def both_registers(
    huye_register: PeopleImported, database: Database, administrator_id: int, now: datetime
) -> PeopleImported:
    _take_in(database, "trainees_tumba_cp1252.csv", TUMBA, administrator_id, now)
    return huye_register


@pytest.fixture
def main_window(context: Context, runner: ThreadBackground, qtbot: QtBot) -> Iterator[MainWindow]:
    """The frame with the real pages; work runs at once."""
    main = MainWindow(context, PAGES, Frame(), runner)
    qtbot.addWidget(main)
    at_full_size(main)
    main.activateWindow()
    qtbot.waitUntil(main.isActiveWindow)
    yield main
    main.hide()


@pytest.fixture
def open_page(main_window: MainWindow) -> OpenPage:
    def open_it(name: str, target: object = None) -> Page:
        main_window.open_page(name, target)
        for _round in range(3):
            QApplication.processEvents()
        page = main_window.page
        assert page is not None
        return page

    return open_it


@cache
def _register(name: str) -> Register:
    """Return a sample register, read once: a file is parsed in a process of its own."""
    return read_register(read_workbook(SAMPLES / name))


def _take_in(database: Database, name: str, scope: int, user_id: int, now: datetime) -> PeopleImported:
    register = _register(name)
    with database.transaction(user_id=user_id) as db:
        return import_people(db, register=register, college_scope=scope, by=user_id, now=now)
