import pytest

from tests.courses.factories import a_college, a_course
from tvet_desktop.courses.add_course import add_course
from tvet_desktop.courses.details import CourseDetails
from tvet_desktop.courses.edit_course import edit_course
from tvet_desktop.courses.models import CourseState
from tvet_desktop.courses.queries import course_by_code, course_row, list_courses
from tvet_desktop.courses.rules import CourseCodeTaken
from tvet_desktop.shared.errors import NotFound
from tvet_desktop.storage.database import Database
from tvet_desktop.storage.ids import scope_of


def test_a_course_lives_in_the_scope_of_its_college(database: Database) -> None:
    with database.transaction() as db:
        course_id = a_course(db)

    assert scope_of(course_id) == 12


def test_add_course_refuses_a_code_that_is_taken_whatever_its_case(database: Database) -> None:
    with database.transaction() as db:
        a_course(db, code="HUY-1")
        with pytest.raises(CourseCodeTaken):
            add_course(db, college_id=a_college(db).id, details=CourseDetails(code="huy-1 ", title="Other"))


def test_course_by_code_finds_it_or_says_that_it_is_not_there(database: Database) -> None:
    with database.transaction() as db:
        course_id = a_course(db, code="HUY-1")

        assert course_by_code(db, " huy-1").id == course_id
        with pytest.raises(NotFound):
            course_by_code(db, "HUY-2")


def test_list_courses_of_one_college(database: Database) -> None:
    with database.transaction() as db:
        a_course(db, code="HUY-1")
        a_course(db, code="TUM-1", college="TUM")

        assert [row.details.code for row in list_courses(db)] == ["HUY-1", "TUM-1"]
        assert [row.details.code for row in list_courses(db, scope=18)] == ["TUM-1"]


def test_edit_course_can_be_undone_with_what_it_returns(database: Database) -> None:
    with database.transaction() as db:
        course_id = a_course(db)
        before = course_row(db, course_id)
        details = CourseDetails(code="HUY-9", title="Wells", state=CourseState.RUNNING)

        edited = edit_course(db, course_id=course_id, details=details)
        assert course_row(db, course_id).details == details
        edit_course(db, course_id=course_id, details=edited.earlier)

        assert course_row(db, course_id) == before


def test_edit_course_refuses_another_courses_code(database: Database) -> None:
    with database.transaction() as db:
        a_course(db, code="HUY-1")
        second = a_course(db, code="HUY-2")

        with pytest.raises(CourseCodeTaken):
            edit_course(db, course_id=second, details=CourseDetails(code="HUY-1", title="Wells"))
