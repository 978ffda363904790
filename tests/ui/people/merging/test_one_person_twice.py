"""A register has somebody twice; the clerk merges the two by keyboard, thinks again, and another PC follows."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.spreadsheets import ReadRows
from tests.sync.conftest import JoinPc, Pc, founder, join_pc, meet  # noqa: F401  pytest finds fixtures by name
from tests.ui.keyboard import activate
from tests.ui.people.keyboard import enter_on, focused, press
from tests.ui.pictures import save_picture
from tvet_desktop.attendance.mark_attendance import mark_attendance
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.attendance.registers import course_register
from tvet_desktop.courses.add_course import add_course
from tvet_desktop.courses.details import CourseDetails
from tvet_desktop.courses.enrol_people import enrol_people
from tvet_desktop.courses.make_sessions import make_sessions
from tvet_desktop.people.registers.import_people import import_people
from tvet_desktop.people.registers.read_register import read_register
from tvet_desktop.programme.queries import college_of_scope
from ui.attendance.attendance_page import AttendancePage
from ui.background import ThreadBackground
from ui.context import Context
from ui.main_window import Frame, MainWindow
from ui.pages import PAGES
from ui.people.duplicates_page import DuplicatesPage
from ui.people.merging.merge_dialog import MergeDialog

HUYE = 12
FIRST_DAY = date(2027, 3, 1)
ROWS = (
    ("Family name", "Given names", "Sex", "Year of birth", "Phone", "National ID"),
    ("UWASE", "Aline", "F", "1988", "0788 000 111", ""),
    ("HABIMANA", "Innocent", "M", "1990", "0788 000 222", "1199080012345678"),
    ("HABIMANA", "Inocent", "M", "1990", "0788 000 333", "1199080012345678"),
    ("NIYONZIMA", "Paul", "M", "1985", "0788 000 444", ""),
)
MARKS = ("PPPP", "PA  ", " PLP", "AAPP")
"""The halves of HABIMANA: present in the first session here, in the others there."""


class Class:
    """The imported register, all of it in one course of two days, with the marks of two sheets."""

    def __init__(self, pc: Pc, read_rows: ReadRows, now: datetime) -> None:
        self.pc = pc
        register = read_register(read_rows(ROWS, name="huye.xlsx"))
        with pc.app.database.transaction(user_id=pc.app.user.id) as db:
            people = import_people(db, register=register, college_scope=HUYE, by=None, now=now).person_ids
            college = college_of_scope(db, HUYE)
            assert college is not None
            details = CourseDetails(code="HUY-2027-01", title="Irrigation", starts_on=FIRST_DAY)
            self.course = add_course(db, college_id=college.id, details=details).course_id
            enrol_people(db, course_id=self.course, person_ids=people, enrolled_on=FIRST_DAY)
            made = make_sessions(db, course_id=self.course, first_day=FIRST_DAY, days=2)
            db.flush()
            self.sessions = made.training_session_ids
            for person_id, letters in zip(people, MARKS, strict=True):
                for session_id, letter in zip(self.sessions, letters, strict=True):
                    if letter != " ":
                        mark_attendance(
                            db,
                            training_session_id=session_id,
                            person_id=person_id,
                            status=MarkStatus(letter),
                            now=now,
                        )


@pytest.fixture
def course(
    founder: Pc,  # noqa: F811  the fixture
    read_rows: ReadRows,
    now: datetime,
) -> Class:
    return Class(founder, read_rows, now)


@pytest.fixture
def open_window(
    context_of: Callable[..., Context], runner: ThreadBackground, qtbot: QtBot
) -> Callable[[Pc], MainWindow]:
    def make(pc: Pc) -> MainWindow:
        context = replace(context_of(pc.app), background=runner)
        main = MainWindow(context, PAGES, Frame(), runner)
        qtbot.addWidget(main)
        main.resize(1366, 768)
        main.show()
        activate(main, qtbot)
        return main

    return make


def _register(pc: Pc, course_id: int) -> dict[str, tuple[str, int]]:
    """Name, marks and credited minutes of each line."""
    with pc.app.database.reading() as db:
        return {
            row.person.name: (
                "".join("·" if cell is None else cell.status.value for cell in row.cells),
                int(row.hours.credited),
            )
            for row in course_register(db, course_id).rows
        }


TWICE = {
    "UWASE Aline": ("PPPP", 960),
    "HABIMANA Innocent": ("PA··", 240),
    "HABIMANA Inocent": ("·PLP", 720),
    "NIYONZIMA Paul": ("AAPP", 480),
}
ONCE = {
    "UWASE Aline": ("PPPP", 960),
    "HABIMANA Innocent": ("PPLP", 960),
    "NIYONZIMA Paul": ("AAPP", 480),
}


def test_merged_by_keyboard_shown_once_separated_again_and_on_another_pc(
    course: Class,
    open_window: Callable[[Pc], MainWindow],
    join_pc: JoinPc,  # noqa: F811  the fixture
    meet: Callable[..., None],  # noqa: F811  the fixture
    qtbot: QtBot,
) -> None:
    pc = course.pc
    assert _register(pc, course.course) == TWICE
    main = open_window(pc)

    _merge_on_the_duplicates_page(main, qtbot)
    assert _register(pc, course.course) == ONCE
    names = _names_in_the_register(main, course, qtbot)
    assert names == ["UWASE Aline", "HABIMANA Innocent", "NIYONZIMA Paul"]

    other = join_pc("other")
    meet(pc, other)
    assert _register(other, course.course) == ONCE

    _separate_on_the_page_of_the_person(main, qtbot)
    assert _register(pc, course.course) == TWICE
    names = _names_in_the_register(main, course, qtbot)
    assert sorted(names) == sorted(TWICE)
    meet(pc, other)
    assert _register(other, course.course) == TWICE
    assert pc.dump() == other.dump()
    _are_not_proposed_again(main, qtbot)


def _merge_on_the_duplicates_page(main: MainWindow, qtbot: QtBot) -> None:
    main.open_page("duplicates")
    page = main.page
    assert isinstance(page, DuplicatesPage)
    qtbot.waitUntil(lambda: len(page.table.model.rows) == 1)
    page.focus()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), MergeDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, MergeDialog)
    activate(dialog, qtbot)
    if not focused().accessibleName().endswith(": HABIMANA Innocent"):
        press(Qt.Key.Key_Right)
    if not focused().accessibleName().endswith(": HABIMANA Innocent"):
        press(Qt.Key.Key_Left)
    save_picture(main, "journey_duplicates")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.table.model.rows == [])
    qtbot.waitUntil(lambda: "HABIMANA Innocent" in page.messages.text)
    activate(main, qtbot)


def _names_in_the_register(main: MainWindow, course: Class, qtbot: QtBot) -> list[str]:
    main.open_page("attendance", course.sessions[0])
    page = main.page
    assert isinstance(page, AttendancePage)
    count = len(_register(course.pc, course.course))
    qtbot.waitUntil(lambda: len(page.table.model.rows) == count)
    save_picture(main, f"journey_register_{count}")
    return [line.name for line in page.table.model.rows]


def has_keyboard() -> str:
    """Name the control that has the keyboard."""
    at = QApplication.focusWidget()
    return "" if at is None else at.accessibleName()


def _separate_on_the_page_of_the_person(main: MainWindow, qtbot: QtBot) -> None:
    main.open_page("people")
    page = main.page
    assert page is not None
    table = getattr(page, "table")  # noqa: B009  the page of people
    qtbot.waitUntil(lambda: len(table.model.rows) == 3)
    table.select({row.id for row in table.model.rows if row.name == "HABIMANA Innocent"})
    table.view.setFocus()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: main.page is not page and main.page is not None and bool(main.page.title))
    person_page = main.page
    assert person_page is not None
    qtbot.waitUntil(lambda: person_page.title == "HABIMANA Innocent")
    enter_on("Separate HABIMANA Inocent")
    qtbot.waitUntil(lambda: person_page.messages.text == "HABIMANA Inocent counts alone again.")
    qtbot.waitUntil(lambda: has_keyboard() == "Merge with…")


def _are_not_proposed_again(main: MainWindow, qtbot: QtBot) -> None:
    main.open_page("duplicates")
    page = main.page
    assert isinstance(page, DuplicatesPage)
    qtbot.waitUntil(lambda: page.table.model.rows == [] and not page.merge.isEnabled())
