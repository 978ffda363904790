"""Two clerks type one sheet on two PCs; the differences are decided on the page for it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.courses.factories import a_running_course
from tests.sync.conftest import (  # noqa: F401  pytest finds fixtures by name
    HUYE,
    JoinPc,
    Pc,
    founder,
    join_pc,
    meet,
)
from tests.ui.accessibility import nameless, unreachable
from tests.ui.attendance.conftest import NAMES, letters_of, settle
from tests.ui.clipping import at_full_size, clipped
from tests.ui.keyboard import activate
from tests.ui.pictures import save_picture
from tvet_desktop.app import App
from tvet_desktop.attendance.mark_attendance import mark_attendance
from tvet_desktop.attendance.models import MarkStatus
from ui.attendance.attendance_page import AttendancePage
from ui.attendance.differing_page import DifferingPage
from ui.background import ThreadBackground
from ui.context import Context
from ui.main_window import Frame, MainWindow
from ui.pages import PAGES

P, A, L = MarkStatus.PRESENT, MarkStatus.ABSENT, MarkStatus.LATE
OPEN = {2: (P, A), 5: (A, P), 8: (P, L)}
"""Whom the two clerks marked differently."""


@pytest.fixture
def sheet(
    founder: Pc,  # noqa: F811  the fixture
    join_pc: JoinPc,  # noqa: F811  the fixture
    meet: Callable[..., None],  # noqa: F811  the fixture
) -> tuple[Pc, Pc, int, list[int]]:
    """Both PCs have typed the sheet and met: (one, other, session, people)."""
    with founder.app.database.transaction() as db:
        _course_id, sessions, people = a_running_course(db, NAMES[:12])
    second = join_pc("second", scopes=[HUYE])
    meet(founder, second)
    for number, pc in enumerate((founder, second)):
        for seat, person_id in enumerate(people):
            with pc.app.database.transaction(user_id=pc.app.user.id) as db:
                mark_attendance(
                    db,
                    training_session_id=sessions[0],
                    person_id=person_id,
                    status=OPEN.get(seat, (P, P))[number],
                    now=pc.app.now(),
                )
    meet(founder, second)
    return founder, second, sessions[0], people


@pytest.fixture
def window(
    sheet: tuple[Pc, Pc, int, list[int]],
    context_of: Callable[[App], Context],
    runner: ThreadBackground,
    qtbot: QtBot,
) -> MainWindow:
    main = MainWindow(context_of(sheet[0].app), PAGES, Frame(), runner)
    qtbot.addWidget(main)
    at_full_size(main)
    activate(main, qtbot)
    main.open_page("attendance", sheet[2])
    settle()
    return main


def open_differences(window: MainWindow) -> DifferingPage:
    page = window.page
    assert isinstance(page, AttendancePage)
    assert page.differing.isVisible()
    assert page.differing.text() == "3 marks differ between two PCs"
    page.differing.trigger()
    settle()
    found = window.page
    assert isinstance(found, DifferingPage)
    return found


def test_the_differences_are_listed_decided_and_taken_back(
    window: MainWindow,
    sheet: tuple[Pc, Pc, int, list[int]],
    qtbot: QtBot,
    meet: Callable[..., None],  # noqa: F811
) -> None:
    one, other, session_id, people = sheet
    page = open_differences(window)
    rows = [[column.text(row) for column in page.table.model.columns] for row in page.table.model.rows]
    assert [row[0] for row in rows] == [NAMES[seat] for seat in OPEN]
    assert {row[1] for row in rows} == {"01/03/2027 morning"}
    assert [{row[3], row[5]} for row in rows] == [{"Present", "Absent"}] * 2 + [{"Present", "Late"}]
    assert all(row[4] == row[6] == "Invented Admin" for row in rows)
    assert page._state.text() == "3 marks were typed differently on two PCs."
    first, kept = page.table.model.rows[0], page.table.model.rows[1]
    assert first.other is not None

    qtbot.keyClick(page.table.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert letters_of(one.app.database, session_id, people)[2] == first.other.status
    assert page.messages.text == f"{first.person}: “{rows[0][5]}” holds now."
    qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
    assert page.messages.text == f"{kept.person}: “{rows[1][3]}” stays."
    assert page.table.model.rowCount() == 1

    qtbot.keyClick(page.table.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page.table.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.table.model.rowCount() == 3
    assert first.kept is not None
    assert letters_of(one.app.database, session_id, people)[2] == first.kept.status

    qtbot.keyClick(page.table.view, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page.table.view, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
    settle()
    assert page.table.model.rowCount() == 0
    assert page.table.empty_words.text() == "No mark differs between two PCs."
    window.open_page("attendance", session_id)
    settle()
    register = window.page
    assert isinstance(register, AttendancePage)
    assert not register.differing.isVisible()
    meet(one, other)
    assert letters_of(one.app.database, session_id, people) == letters_of(
        other.app.database, session_id, people
    )


@pytest.mark.parametrize("language", ["en", "pseudo"])
def test_looks(language: str, request: pytest.FixtureRequest) -> None:
    if language == "pseudo":
        request.getfixturevalue("pseudo_language")
    window = request.getfixturevalue("window")
    save_picture(window, f"attendance_differs_{language}")
    assert clipped(window) == []
    window.open_page("differing_marks")
    settle()
    save_picture(window, f"differing_{language}")
    assert clipped(window) == []
    assert nameless(window.page) == []
    assert unreachable(window.page) == []
