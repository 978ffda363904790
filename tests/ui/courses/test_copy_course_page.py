from datetime import date

import pytest

from tests.courses.factories import some_people
from tests.ui.accessibility import nameless, unreachable
from tests.ui.clipping import clipped
from tests.ui.courses.conftest import Courses, OpenPage, settle
from tests.ui.pictures import save_picture
from tvet_desktop.courses.assign_trainer import assign_trainer
from tvet_desktop.courses.models import TrainerRole
from tvet_desktop.courses.queries import course_by_code, list_courses, sessions_of, trainers_of
from tvet_desktop.courses.rules import RuleSet
from tvet_desktop.courses.set_course_rules import set_course_rules
from tvet_desktop.storage.database import Database
from ui.courses.copy_course_page import CopyCoursePage
from ui.courses.course_page import CoursePage
from ui.courses.courses_page import CoursesPage
from ui.main_window import MainWindow


@pytest.fixture
def with_trainer(courses: Courses, database: Database, administrator_id: int) -> Courses:
    with database.transaction(user_id=administrator_id) as db:
        (trainer,) = some_people(db, ("KEZA Grace",))
        assign_trainer(db, course_id=courses.running, person_id=trainer, role=TrainerRole.DIASPORA)
        set_course_rules(db, course_id=courses.running, rules=RuleSet(10, 90, 60))
    return courses


def copy_page(open_page: OpenPage, course_id: int) -> CopyCoursePage:
    page = open_page("copy_course", course_id)
    assert isinstance(page, CopyCoursePage)
    return page


def choose(page: CopyCoursePage, college: str, day: date) -> None:
    form = page.form
    assert form is not None
    form.college.set_value(next(row.id for row in form._colleges if row.code == college))
    form.college.on_edited()
    form.first_day.set_value(day)
    form.first_day.on_edited()


def test_a_copy_for_another_college_says_what_stays_behind(
    with_trainer: Courses, open_page: OpenPage, main_window: MainWindow, database: Database
) -> None:
    page = copy_page(open_page, with_trainer.running)
    choose(page, "KAR", date(2027, 4, 5))
    assert page.form is not None
    assert page.form.code.value() == "KAR-2027-01"
    assert "stay there: KEZA Grace" in page.preview._note.text()
    assert "day off" in page.preview.lines[4].clashes[0].words()
    save_picture(main_window, "copy_course_en")

    page.form.submit()

    shown = main_window.page
    assert isinstance(shown, CoursePage)
    assert "9 sessions" in shown.messages.text
    assert "were not copied: KEZA Grace" in shown.messages.text
    with database.reading() as db:
        course = course_by_code(db, "KAR-2027-01")
        assert len(sessions_of(db, course.id)) == 9
        assert trainers_of(db, course.id) == []
    assert course.details.title == "Irrigation"
    assert (course.details.starts_on, course.details.ends_on) == (date(2027, 4, 5), date(2027, 4, 9))


def test_a_copy_for_the_same_college_takes_the_trainer_and_is_undone(
    with_trainer: Courses, open_page: OpenPage, main_window: MainWindow, database: Database
) -> None:
    page = copy_page(open_page, with_trainer.running)
    choose(page, "HUY", date(2027, 4, 5))
    page.preview.leave_out_all.trigger()
    page.preview.keep.setChecked(True)
    assert page.form is not None
    page.form.submit()
    with database.reading() as db:
        course = course_by_code(db, "HUY-2027-03")
        assert [row.name for row in trainers_of(db, course.id)] == ["KEZA Grace"]
        assert {row.held_on.day for row in sessions_of(db, course.id)} == {5, 6, 8, 9, 12}

    shown = main_window.page
    assert isinstance(shown, CoursePage)
    shown.messages.undo_last()

    with database.reading() as db:
        assert len(list_courses(db)) == 2
    assert isinstance(main_window.page, CoursesPage)


def test_a_taken_code_and_a_missing_day_are_said_beside_their_fields(
    with_trainer: Courses, open_page: OpenPage
) -> None:
    page = copy_page(open_page, with_trainer.running)
    assert page.form is not None
    page.form.submit()
    assert "First day" in page.form.first_day.error
    page.form.first_day.set_value(date(2027, 4, 5))
    page.form.code.set_value("HUY-2027-01")

    page.form.submit()

    assert "is taken" in page.form.code.error


def test_a_course_without_sessions_is_copied_without_a_day(
    with_trainer: Courses, open_page: OpenPage, main_window: MainWindow, database: Database
) -> None:
    page = copy_page(open_page, with_trainer.empty)
    assert page.form is not None

    page.form.submit()

    assert isinstance(main_window.page, CoursePage)
    with database.reading() as db:
        assert len(list_courses(db)) == 3


@pytest.mark.usefixtures("pseudo_language")
def test_it_fits_in_a_long_language(
    with_trainer: Courses, open_page: OpenPage, main_window: MainWindow
) -> None:
    page = copy_page(open_page, with_trainer.running)
    choose(page, "KAR", date(2027, 4, 5))
    settle()

    save_picture(main_window, "copy_course_pseudo")
    assert clipped(main_window) == []
    assert nameless(page) == []
    assert unreachable(page) == []
