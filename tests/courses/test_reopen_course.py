import pytest

from tests.courses.factories import MONDAY, a_college, a_course
from tvet_desktop.accounts.add_user import add_user
from tvet_desktop.accounts.models import Role
from tvet_desktop.accounts.rules import NotAllowed
from tvet_desktop.courses.add_session import add_session
from tvet_desktop.courses.archive_course import archive_course
from tvet_desktop.courses.cancel_course import cancel_course
from tvet_desktop.courses.models import CourseAct, CourseState, Slot
from tvet_desktop.courses.queries import course_row, list_courses
from tvet_desktop.courses.record_course_act import record_course_act
from tvet_desktop.courses.reopen_course import reopen_course
from tvet_desktop.courses.rules import CourseNotClosed, CourseNotOpen, ReasonMissing
from tvet_desktop.storage.database import Database


def test_a_cancelled_course_takes_nothing_until_it_is_reopened_with_a_reason(database: Database) -> None:
    with database.transaction() as db:
        course_id = a_course(db)
        cancel_course(db, course_id=course_id, on_date=MONDAY, reason="No trainer", by=None)
        assert course_row(db, course_id).state == CourseState.CANCELLED
        with pytest.raises(CourseNotOpen):
            add_session(db, course_id=course_id, held_on=MONDAY, slot=Slot.AM)
        with pytest.raises(ReasonMissing):
            reopen_course(db, course_id=course_id, on_date=MONDAY, reason="", by=None)

        reopened = reopen_course(db, course_id=course_id, on_date=MONDAY, reason="Trainer came", by=None)

        assert reopened.earlier == CourseState.CANCELLED
        assert course_row(db, course_id).state == CourseState.PLANNED
        with pytest.raises(CourseNotClosed):
            reopen_course(db, course_id=course_id, on_date=MONDAY, reason="Again", by=None)


def test_only_closed_courses_are_archived_and_then_leave_the_list(database: Database) -> None:
    with database.transaction() as db:
        course_id = a_course(db)
        with pytest.raises(CourseNotClosed):
            archive_course(db, course_id=course_id, on_date=MONDAY, by=None)
        record_course_act(db, course_id=course_id, act=CourseAct.CLOSED, on_date=MONDAY, by=None)
        archive_course(db, course_id=course_id, on_date=MONDAY, by=None)

        assert list_courses(db) == []
        assert [row.state for row in list_courses(db, archived=True)] == [CourseState.ARCHIVED]


def test_a_clerk_cannot_reopen_a_course(database: Database) -> None:
    with database.transaction() as db:
        course_id = a_course(db)
        cancel_course(db, course_id=course_id, on_date=MONDAY, reason="No trainer", by=None)
        scope = a_college(db).scope
        clerk = add_user(db, scope=scope, username="clerk", display_name="Clerk", role=Role.CLERK)
        db.flush()

        with pytest.raises(NotAllowed):
            reopen_course(db, course_id=course_id, on_date=MONDAY, reason="Please", by=clerk.user_id)
