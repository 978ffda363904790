"""A coordinator plans a course over Easter, a national officer holds it again elsewhere, a trainee changes group."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.courses.factories import some_people
from tests.ui.clipping import at_full_size
from tests.ui.courses.conftest import settle
from tests.ui.keyboard import activate, press_enter, type_into
from tests.ui.pictures import save_picture
from tvet_desktop.accounts.models import Role
from tvet_desktop.accounts.queries import user_by_id
from tvet_desktop.app import App
from tvet_desktop.attendance.mark_rest import mark_rest
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.attendance.registers import course_register
from tvet_desktop.courses.enrol_people import enrol_people
from tvet_desktop.courses.models import EnrolmentStatus, Slot
from tvet_desktop.courses.queries import course_by_code, enrolled_people, sessions_of
from ui.background import ThreadBackground
from ui.context import Context
from ui.courses.copy_course_page import CopyCoursePage
from ui.courses.course_form_page import CourseFormPage
from ui.courses.course_page import CoursePage
from ui.courses.move_dialog import MoveDialog
from ui.courses.timetable_page import TimetablePage
from ui.courses.timetable_preview import note_of
from ui.main_window import Frame, MainWindow
from ui.pages import PAGES

THURSDAY = date(2027, 3, 25)
TUESDAY = date(2027, 3, 30)
Window = Callable[[Role], MainWindow]


@pytest.fixture
def window_of(
    new_pc: App, context_of: Callable[[App], Context], runner: ThreadBackground, qtbot: QtBot
) -> Iterator[Window]:
    """Open the window for somebody with a role."""
    opened: list[MainWindow] = []

    def open_it(role: Role) -> MainWindow:
        name = role.value.lower()
        user_id = new_pc.add_user(
            username=name, display_name=f"Invented {name}", role=role, password="four invented words"
        )
        with new_pc.database.reading() as db:
            user = user_by_id(db, user_id)
        assert user is not None
        main = MainWindow(replace(context_of(new_pc), user=user), PAGES, Frame(), runner)
        qtbot.addWidget(main)
        at_full_size(main)
        activate(main, qtbot)
        opened.append(main)
        return main

    yield open_it
    for main in opened:
        main.hide()


def press(window: MainWindow, words: str, qtbot: QtBot) -> None:
    page = window.page
    assert page is not None
    button = next(b for b in page.findChildren(QPushButton) if b.text() == words and b.isVisible())
    press_enter(button, qtbot)
    settle()


def test_a_course_over_easter(window_of: Window, new_pc: App, qtbot: QtBot) -> None:
    window = window_of(Role.COORDINATOR)
    _plan_over_easter(window, qtbot)
    with new_pc.database.reading() as db:
        first = course_by_code(db, "HUY-2027-01").id
        days = [row.held_on for row in sessions_of(db, first)[::2]]
    assert days == [THURSDAY, date(2027, 3, 26), TUESDAY, date(2027, 3, 31), date(2027, 4, 1)]

    national = window_of(Role.NATIONAL)
    _copy(national, first, "IPRC Karongi", "8/4/2027", qtbot)
    _copy(national, first, "IPRC Huye", "25/3/2027", qtbot)
    with new_pc.database.reading() as db:
        far, other = course_by_code(db, "KAR-2027-01"), course_by_code(db, "HUY-2027-02")
        assert far.sessions == other.sessions == 10
    assert far.details.starts_on == date(2027, 4, 8)

    people = _enrol_and_mark(new_pc, first, other.id)
    window = window_of(Role.CLERK)
    window.open_page("course", first)
    page = window.page
    assert isinstance(page, CoursePage)
    page.people.table.select({people[0]})
    press(window, "Move", qtbot)
    (dialog,) = [found for found in window.findChildren(MoveDialog) if found.isVisible()]
    activate(dialog, qtbot)
    assert dialog.course_id == other.id
    type_into(dialog.day.line, "30/3/2027", qtbot)
    qtbot.keyClick(dialog.day.line, Qt.Key.Key_Return)
    settle()

    assert "belongs to HUY-2027-02 from 30/03/2027 on" in page.messages.text
    save_picture(window, "journey_moved")
    with new_pc.database.reading() as db:
        here = next(row for row in course_register(db, first).rows if row.person.person_id == people[0])
        there = next(row for row in enrolled_people(db, other.id) if row.person_id == people[0])
    assert here.person.status == EnrolmentStatus.TRANSFERRED
    assert [cell.status for cell in here.cells[:4] if cell] == [MarkStatus.PRESENT] * 4
    assert (there.enrolled_on, there.came_from) == (TUESDAY, first)
    activate(window, qtbot)
    qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    with new_pc.database.reading() as db:
        assert enrolled_people(db, first)[0].status == EnrolmentStatus.ENROLLED


def _plan_over_easter(window: MainWindow, qtbot: QtBot) -> None:
    """Add a course of five days from Maundy Thursday; be warned of two days, leave the Monday out."""
    window.open_page("courses")
    settle()
    press(window, "New course", qtbot)
    form_page = window.page
    assert isinstance(form_page, CourseFormPage)
    assert form_page.form is not None
    type_into(form_page.form.title.line, "Irrigation", qtbot)
    type_into(form_page.form.starts.line, "25/3/2027", qtbot)
    qtbot.keyClick(form_page.form.starts.line, Qt.Key.Key_Return)
    settle()
    press(window, "Make sessions", qtbot)
    page = window.page
    assert isinstance(page, TimetablePage)
    assert page.form.first_day.value() == THURSDAY
    table = page.preview.table
    monday = [line.session.held_on for line in page.preview.lines].index(date(2027, 3, 29))
    assert note_of(page.preview.lines[2]) == "day off: Good Friday"
    assert note_of(page.preview.lines[monday]) == "day off: Easter Monday"
    table.view.setFocus()
    table.view.setCurrentIndex(table.model.index(0, 0))
    for _row in range(monday):
        qtbot.keyClick(table.view, Qt.Key.Key_Down)
    qtbot.keyClick(table.view, Qt.Key.Key_Space)
    assert page.form.primary.text() == "Make 8 sessions"
    page.preview.keep.setFocus()
    qtbot.keyClick(page.preview.keep, Qt.Key.Key_Space)
    save_picture(window, "journey_timetable")
    assert page.form.primary.text() == "Make 10 sessions"
    press(window, "Make 10 sessions", qtbot)
    shown = window.page
    assert isinstance(shown, CoursePage)
    assert shown.messages.text == "10 sessions made."


def _copy(window: MainWindow, course_id: int, college: str, day: str, qtbot: QtBot) -> None:
    window.open_page("course", course_id)
    settle()
    press(window, "Copy course", qtbot)
    page = window.page
    assert isinstance(page, CopyCoursePage)
    assert page.form is not None
    box = page.form.college.box
    box.setFocus()
    while box.currentText() != college:
        before = box.currentIndex()
        qtbot.keyClick(box, Qt.Key.Key_Down)
        if box.currentIndex() == before:
            qtbot.keyClick(box, Qt.Key.Key_Home)
    page.form.college.on_edited()
    type_into(page.form.first_day.line, day, qtbot)
    save_picture(window, "journey_copy")
    qtbot.keyClick(page.form.first_day.line, Qt.Key.Key_Return)
    settle()
    shown = window.page
    assert isinstance(shown, CoursePage)
    assert "copied with 10 sessions" in shown.messages.text


def _enrol_and_mark(pc: App, first: int, other: int) -> list[int]:
    """Three people of the first course were there on the first two days, one of the other."""
    with pc.database.transaction() as db:
        people = some_people(db, ("KEZA Aline", "MUGABO Jean", "UWASE Divine"))
        (alone,) = some_people(db, ("KALISA Eric",))
        enrol_people(db, course_id=first, person_ids=people, enrolled_on=THURSDAY)
        enrol_people(db, course_id=other, person_ids=[alone], enrolled_on=THURSDAY)
        db.flush()
        for session in sessions_of(db, first)[:4]:
            assert session.slot in {Slot.AM, Slot.PM}
            mark_rest(db, training_session_id=session.id, status=MarkStatus.PRESENT, now=pc.now())
    return people
