from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import nameless, unreachable
from tests.ui.clipping import at_full_size, clipped
from tests.ui.conftest import Journey
from tests.ui.keyboard import activate
from tests.ui.pictures import save_picture
from tvet_desktop.accounts.models import Role
from tvet_desktop.app import App
from tvet_desktop.attendance.mark_attendance import mark_attendance
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.attendance.qualifying import qualifying
from tvet_desktop.attendance.queries import session_progress
from tvet_desktop.cli.certificates import issue_for_course
from tvet_desktop.courses.add_course import add_course
from tvet_desktop.courses.add_session import add_session
from tvet_desktop.courses.details import CourseDetails
from tvet_desktop.courses.enrol_people import enrol_people
from tvet_desktop.courses.models import CourseState, Slot
from tvet_desktop.courses.queries import list_courses
from tvet_desktop.people.queries import list_people
from tvet_desktop.programme.queries import college_by_code
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.sync.export_bundles import send
from ui.context import Context
from ui.home.home_page import HomePage

MakePage = Callable[[App], HomePage]


@pytest.fixture
def make_page(context_of: Callable[[App], Context], qtbot: QtBot) -> MakePage:
    def make(app: App) -> HomePage:
        page = HomePage(context_of(app))
        qtbot.addWidget(page)
        at_full_size(page)
        activate(page, qtbot)
        return page

    return make


@pytest.fixture
def busy(huye: App, clock: FixedClock) -> App:
    """Huye with a second course that has sessions yesterday, today and tomorrow."""
    today = clock.moment.date()
    with huye.database.transaction(user_id=huye.user.id) as db:
        college_id = list_courses(db)[0].college_id
        details = CourseDetails(
            code="HUY-2027-09", title="Solar pumps", state=CourseState.RUNNING, starts_on=today
        )
        course_id = add_course(db, college_id=college_id, details=details).course_id
        people = [person.id for person in list_people(db).rows[:12]]
        enrol_people(db, course_id=course_id, person_ids=people, enrolled_on=today)
        for days in (-1, 0, 1):
            add_session(
                db, course_id=course_id, held_on=today + timedelta(days=days), slot=Slot.AM, minutes=240
            )
    return huye


def words_of(page: HomePage) -> list[str]:
    return [row.task.words for row in page.rows]


def test_it_says_what_to_do_now(busy: App, make_page: MakePage) -> None:
    page = make_page(busy)

    words = words_of(page)
    assert words[:2] == ["Mark today’s session: morning", "Mark the session of 07/03/2027, morning"]
    assert "2 rows of registers wait for a name or a sex" in words
    assert "30 marks of sheets wait: say whose they are" in words
    assert "Close the course: its 10 sessions are marked" in words
    assert "Confirm 39 names" in words
    assert words[-1].startswith("Send ")
    save_picture(page, "home/busy_en")
    assert clipped(page) == []
    assert nameless(page) == []
    assert unreachable(page) == []


def test_it_names_who_cannot_complete_a_course_that_goes_on(busy: App, make_page: MakePage) -> None:
    with busy.database.transaction(user_id=busy.user.id) as db:
        course = next(row for row in list_courses(db) if row.details.code == "HUY-2027-09")
        first = next(row for row in session_progress(db, course.id))
        people = [line.person_id for line in qualifying(db, course.id)][:2]
        for person_id in people:
            mark_attendance(
                db,
                training_session_id=first.session.id,
                person_id=person_id,
                status=MarkStatus.ABSENT,
                now=busy.now(),
            )
    page = make_page(busy)

    row = next(row for row in page.rows if "cannot complete" in row.task.words)
    assert row.task.words == "2 people cannot complete the course any more: talk with them"
    assert row.task.detail.startswith("Solar pumps · ")
    assert (row.task.page, row.task.target) == ("course", course.id)
    assert not any("Training of trainers · " in line.task.detail for line in page.rows)


def test_every_line_opens_its_place_by_keyboard(
    busy: App, make_page: MakePage, journey: Journey, qtbot: QtBot
) -> None:
    page = make_page(busy)
    page.focus()
    for _row in page.rows:
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_Return)
        qtbot.keyClick(focused, Qt.Key.Key_Down)

    assert [name for name, _target in journey.pages] == [row.task.page for row in page.rows]
    assert [target for _name, target in journey.pages] == [row.task.target for row in page.rows]
    assert journey.pages[0][0] == "attendance"


def test_names_approvals_and_certificates_follow_each_other(busy: App, make_page: MakePage) -> None:
    with busy.database.reading() as db:
        course_id = next(row.id for row in list_courses(db) if row.details.title != "Solar pumps")
    issue_for_course(busy, course_id, names_confirmed=True)
    page = make_page(busy)

    assert not [words for words in words_of(page) if "name" in words and words.startswith("Confirm")]
    assert not [words for words in words_of(page) if "certificate" in words]


def test_a_new_pc_says_how_to_begin(new_pc: App, make_page: MakePage) -> None:
    page = make_page(new_pc)

    assert words_of(page) == ["Import a register", "Make a course", "Read sync files"]
    assert "Begin with one of these" in page._intro.text()
    assert not page.done.isVisible()
    save_picture(page, "home/new_en")


def test_nothing_to_do_is_said_kindly(new_pc: App, make_page: MakePage, tmp_path: Path) -> None:
    with new_pc.database.transaction(user_id=new_pc.user.id) as db:
        college_id = college_by_code(db, "HUY").id
        details = CourseDetails(code="HUY-2027-01", title="Welding", state=CourseState.PLANNED)
        add_course(db, college_id=college_id, details=details)
    send(new_pc.database, tmp_path / "sent.tvet")
    page = make_page(new_pc)

    assert words_of(page) == []
    assert page.done.isVisible()
    assert "Well done" in page.done.heading.text()
    assert clipped(page) == []
    save_picture(page, "home/done_en")


def test_an_auditor_has_nothing_to_do(busy: App, context_of: Callable[[App], Context], qtbot: QtBot) -> None:
    auditor = replace(busy.user, role=Role.AUDITOR)
    page = HomePage(replace(context_of(busy), user=auditor))
    qtbot.addWidget(page)
    at_full_size(page)

    assert words_of(page) == []
    assert page.done.heading.text() == "Nothing is left for you to do."


@pytest.mark.usefixtures("pseudo_language")
def test_nothing_is_clipped_in_a_language_that_needs_room(busy: App, make_page: MakePage) -> None:
    page = make_page(busy)
    at_full_size(page, 1166, 730)
    assert clipped(page) == []
    save_picture(page, "home/busy_pseudo")
