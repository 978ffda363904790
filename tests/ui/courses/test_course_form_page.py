from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.courses.conftest import Courses, OpenPage
from tvet_desktop.courses.models import CourseMode, CourseState
from tvet_desktop.courses.queries import course_by_code, course_row
from tvet_desktop.storage.database import Database
from ui.courses.course_form import CourseForm
from ui.courses.course_form_page import CourseFormPage
from ui.courses.course_page import CoursePage
from ui.main_window import MainWindow


def new_form(open_page: OpenPage) -> CourseForm:
    page = open_page("course_form", "new")
    assert isinstance(page, CourseFormPage)
    assert page.form is not None
    return page.form


@pytest.mark.usefixtures("courses")
def test_a_course_is_added_with_a_proposed_code(
    open_page: OpenPage, main_window: MainWindow, database: Database, qtbot: QtBot
) -> None:
    form = new_form(open_page)
    form.college.set_value(next(c.id for c in form._colleges if c.code == "HUY"))
    form.college.on_edited()
    assert form.code.value() == "HUY-2027-03"
    qtbot.keyClicks(form.title.line, "Welding")
    qtbot.keyClicks(form.starts.line, "8.3.2027")
    form.show_optional()
    qtbot.keyClicks(form.hours.line, "37,5")
    form.mode.set_value(CourseMode.HYBRID)

    form.submit()

    with database.reading() as db:
        course = course_by_code(db, "HUY-2027-03")
    assert course.details.title == "Welding"
    assert course.details.starts_on == date(2027, 3, 8)
    assert course.details.planned_minutes == 2250
    assert course.details.mode == CourseMode.HYBRID
    assert isinstance(main_window.page, CoursePage)
    assert main_window.page.title == "Welding"


@pytest.mark.usefixtures("courses")
def test_another_year_proposes_another_code_unless_one_was_typed(open_page: OpenPage) -> None:
    form = new_form(open_page)
    form.starts.set_value(date(2028, 1, 10))
    form.starts.line.editingFinished.emit()
    assert form.code.value().endswith("-2028-01")

    form.code.set_value("MINE-1")
    form.starts.set_value(date(2029, 1, 10))
    form.starts.line.editingFinished.emit()

    assert form.code.value() == "MINE-1"


@pytest.mark.usefixtures("courses")
def test_a_taken_code_is_said_beside_its_field(open_page: OpenPage) -> None:
    form = new_form(open_page)
    form.title.set_value("Irrigation again")
    form.code.set_value("HUY-2027-01")

    form.submit()

    assert "is taken" in form.code.error
    assert form.primary.isEnabled()


def test_a_course_that_ends_before_it_starts_is_said_beside_the_last_day(open_page: OpenPage) -> None:
    form = new_form(open_page)
    form.title.set_value("Welding")
    form.starts.set_value(date(2027, 3, 8))
    form.ends.set_value(date(2027, 3, 1))

    form.submit()

    assert "ends before it starts" in form.ends.error


def test_what_was_begun_is_there_again_after_another_page(open_page: OpenPage) -> None:
    form = new_form(open_page)
    form.title.set_value("Half a course")

    open_page("courses")

    assert new_form(open_page).title.value() == "Half a course"


def test_a_change_is_shown_on_the_page_and_can_be_undone(
    courses: Courses, open_page: OpenPage, main_window: MainWindow, database: Database
) -> None:
    page = open_page("course_form", courses.running)
    assert isinstance(page, CourseFormPage)
    assert page.form is not None
    page.form.title.set_value("Irrigation and drainage")
    page.form.state.set_value(CourseState.RUNNING)

    page.form.submit()

    shown = main_window.page
    assert isinstance(shown, CoursePage)
    assert shown.title == "Irrigation and drainage"
    assert shown.messages.text == "The course was changed."
    shown.messages.undo_last()
    with database.reading() as db:
        assert course_row(db, courses.running).details.title == "Irrigation"
    assert shown.title == "Irrigation"
