from collections.abc import Callable
from datetime import date

import pytest

from tests.courses.factories import MONDAY
from tests.ui.courses.conftest import Courses, FindDialog, OpenPage
from tvet_desktop.attendance.loading import load_mark
from tvet_desktop.courses.assign_trainer import assign_trainer
from tvet_desktop.courses.models import EnrolmentStatus, TrainerRole
from tvet_desktop.courses.queries import enrolled_people
from tvet_desktop.storage.database import Database
from ui.courses.course_page import CoursePage
from ui.courses.enrolment_dialog import EnrolmentDialog
from ui.courses.move_dialog import MoveDialog
from ui.courses.people_columns import CoursePerson

WEDNESDAY = date(2027, 3, 3)


@pytest.fixture
def page(courses: Courses, open_page: OpenPage) -> CoursePage:
    found = open_page("course", courses.running)
    assert isinstance(found, CoursePage)
    found.people.table.select({courses.people[0]})
    return found


def notes(page: CoursePage) -> list[str]:
    model = page.people.table.model
    column = next(column for column in model.columns if column.name == "note")
    text: Callable[[CoursePerson], str] = column.text
    return [text(row) for row in model.rows]


def test_a_person_moves_and_both_courses_say_so(
    courses: Courses, page: CoursePage, dialog: FindDialog, database: Database
) -> None:
    page.people.acts.move.trigger()
    asked = dialog(MoveDialog)
    assert asked.day.value() is None
    asked.form.submit()
    assert asked.day.error
    asked.day.set_value(WEDNESDAY)
    asked.reason.set_value("Bus")
    asked.form.submit()

    assert page.messages.text == "KEZA Aline belongs to HUY-2027-02 from 03/03/2027 on."
    assert notes(page)[0] == "to HUY-2027-02 on 03/03/2027"
    with database.reading() as db:
        assert load_mark(db, courses.sessions[0], courses.people[0]) is not None
        (joined,) = enrolled_people(db, courses.empty)
    assert (joined.enrolled_on, joined.came_from) == (WEDNESDAY, courses.running)

    page.messages.undo_last()
    assert notes(page)[0] == "since 01/03/2027"


def test_the_other_course_names_the_first_one(
    courses: Courses, page: CoursePage, open_page: OpenPage, dialog: FindDialog
) -> None:
    page.people.acts.move.trigger()
    asked = dialog(MoveDialog)
    asked.day.set_value(WEDNESDAY)
    asked.form.submit()

    other = open_page("course", courses.empty)
    assert isinstance(other, CoursePage)
    assert notes(other) == ["from HUY-2027-01 on 03/03/2027"]


def test_a_move_before_coming_is_said_in_the_dialog(page: CoursePage, dialog: FindDialog) -> None:
    page.people.acts.move.trigger()
    asked = dialog(MoveDialog)
    asked.day.set_value(date(2027, 2, 1))
    asked.form.submit()

    assert "before the day of enrolment" in asked.messages.text
    asked.reject()


def test_the_days_of_an_enrolment_are_corrected(
    courses: Courses, page: CoursePage, dialog: FindDialog, database: Database
) -> None:
    page.people.acts.days.trigger()
    asked = dialog(EnrolmentDialog)
    assert asked.enrolled_on.value() == MONDAY
    asked.enrolled_on.set_value(WEDNESDAY)
    asked.counts_from.set_value(WEDNESDAY)
    asked.form.submit()

    assert notes(page)[0] == "counts from 03/03/2027"
    page.messages.undo_last()
    with database.reading() as db:
        row = enrolled_people(db, courses.running)[0]
    assert (row.enrolled_on, row.counts_from, row.status) == (MONDAY, None, EnrolmentStatus.ENROLLED)


def test_only_one_person_at_a_time(courses: Courses, page: CoursePage) -> None:
    page.people.table.select(set(courses.people))

    assert not page.people.acts.move.isEnabled()
    assert not page.people.acts.days.isEnabled()


def test_the_whole_register_takes_in_neither_who_has_left_nor_trainers(
    courses: Courses, page: CoursePage, dialog: FindDialog, database: Database
) -> None:
    with database.transaction() as db:
        assign_trainer(
            db, course_id=courses.running, person_id=courses.others[0], role=TrainerRole.COUNTERPART
        )
    page.people.acts.move.trigger()
    asked = dialog(MoveDialog)
    asked.day.set_value(WEDNESDAY)
    asked.form.submit()

    page.people.enrol_all.trigger()

    assert page.messages.text == "2 people enrolled."
    with database.reading() as db:
        here = [row.person_id for row in enrolled_people(db, courses.running, with_left=False)]
    assert here == [*courses.people[1:], *courses.others[1:]]
