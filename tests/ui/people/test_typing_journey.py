"""A clerk types somebody who is on the list already; she is warned while typing, goes on, and finds the pair."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.people.conftest import HUYE
from tests.ui.people.keyboard import enter_on, press, tab_to, type_text
from tvet_desktop.people.add_person import add_person
from tvet_desktop.people.register import Details
from tvet_desktop.storage.database import Database
from tvet_desktop.sync.this_pc import ThisPc
from ui.background import ThreadBackground
from ui.context import Context
from ui.main_window import Frame, MainWindow
from ui.pages import PAGES
from ui.people.add_person_page import AddPersonPage
from ui.people.duplicates_page import DuplicatesPage
from ui.people.people_page import PeoplePage


@pytest.fixture
def main(context: Context, this_pc: ThisPc, runner: ThreadBackground, qtbot: QtBot) -> MainWindow:  # noqa: ARG001  the form asks whose college this is
    """The frame as users have it: work runs on the worker thread."""
    main = MainWindow(replace(context, background=runner), PAGES, Frame(), runner)
    qtbot.addWidget(main)
    main.resize(1366, 768)
    main.show()
    main.activateWindow()
    qtbot.waitUntil(main.isActiveWindow)
    return main


def test_warned_while_typing_and_never_stopped(main: MainWindow, database: Database, qtbot: QtBot) -> None:
    details = Details("RWIGEMA", "Alice", "F", 1990, phone="+250788000111")
    with database.transaction() as db:
        add_person(db, college_scope=HUYE, details=details)
    main.open_page("add_person", None)
    page = main.page
    assert isinstance(page, AddPersonPage)
    likely = page.beside.likely
    qtbot.waitUntil(page.form.family_name.line.hasFocus)

    type_text("alice")
    press(Qt.Key.Key_Tab)
    type_text("Lwigema")
    tab_to("Sex")
    press(Qt.Key.Key_Down)
    enter_on("More")
    tab_to("Phone")
    assert likely.isHidden()
    type_text("0788000111")
    qtbot.waitUntil(likely.isVisible)  # by itself, once the fingers rest
    assert [found.person.name for found in likely.shown] == ["RWIGEMA Alice"]

    press(Qt.Key.Key_Return)
    people = PeoplePage
    qtbot.waitUntil(lambda: isinstance(main.page, people))
    shown = main.page
    assert isinstance(shown, PeoplePage)
    qtbot.waitUntil(lambda: [b.text() for b in shown.counts.buttons] == ["1 likely duplicate"])
    enter_on("1 likely duplicate")
    pairs = main.page
    assert isinstance(pairs, DuplicatesPage)
    qtbot.waitUntil(lambda: bool(pairs.table.model.rows))
    [pair] = pairs.table.model.rows
    assert {pair.first.name, pair.second.name} == {"RWIGEMA Alice", "ALICE Lwigema"}
    qtbot.waitUntil(lambda: "same phone" in pairs._why.text())
