"""Results typed faster than the store saves them: nothing is lost, mixed up, or shown as it was before."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.attendance.conftest import Class
from tests.ui.clipping import at_full_size
from tests.ui.keyboard import activate
from tvet_desktop.attendance.course_tests.loading import results_of
from tvet_desktop.attendance.course_tests.rules import TestSettings
from tvet_desktop.attendance.course_tests.set_tests import set_tests
from tvet_desktop.storage.database import Database
from ui.attendance.course_tests.tests_page import CourseTestsPage
from ui.background import ThreadBackground
from ui.context import Context
from ui.main_window import Frame, MainWindow
from ui.pages import PAGES


@pytest.fixture
def main(context: Context, runner: ThreadBackground, qtbot: QtBot) -> Iterator[MainWindow]:
    """The frame with the real pages; work runs beside it, as it does for users."""
    made = MainWindow(replace(context, background=runner), PAGES, Frame(), runner)
    qtbot.addWidget(made)
    at_full_size(made)
    yield made
    made.hide()


def test_a_class_of_forty_in_both_tests(
    main: MainWindow, forty: Class, database: Database, qtbot: QtBot
) -> None:
    with database.transaction() as db:
        set_tests(db, course_id=forty.course, tests=TestSettings(2000, None, 4000, None))
    activate(main, qtbot)
    main.open_page("course_tests", forty.course)
    page = main.page
    assert isinstance(page, CourseTestsPage)
    qtbot.waitUntil(lambda: page.table.model.rowCount() == 40)
    assert page.table.view.hasFocus()  # nobody had to look for the first cell
    wanted = {person: (n * 37 % 2000, n * 91 % 4000) for n, person in enumerate(forty.people)}

    for pre, post in wanted.values():
        for points in (pre, post):
            for letter in f"{points // 100},{points % 100:02}":
                qtbot.keyClicks(QApplication.focusWidget(), letter)
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)

    def all_is_stored() -> bool:
        with database.reading() as db:
            return results_of(db, forty.course) == wanted

    qtbot.waitUntil(all_is_stored, timeout=30_000)
    qtbot.waitUntil(lambda: not page.recording.busy, timeout=30_000)
    qtbot.waitUntil(lambda: "n = 40" in page._state.text(), timeout=30_000)
    shown = [(line.row.pre, line.row.post) for line in page.table.model.rows]
    assert shown == list(wanted.values())
    assert not any(line.saving for line in page.table.model.rows)
