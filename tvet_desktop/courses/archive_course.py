"""Put a closed course out of the daily lists."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tvet_desktop.accounts.require_role import require_role
from tvet_desktop.courses.loading import load_course
from tvet_desktop.courses.models import CourseAct, CourseState
from tvet_desktop.courses.queries import course_states
from tvet_desktop.courses.record_course_act import record_course_act
from tvet_desktop.courses.rules import CourseNotClosed


@dataclass(frozen=True)
class CourseArchived:
    """To undo: reopen the course, then close it."""

    course_id: int
    closing_id: int


def archive_course(db: Session, *, course_id: int, on_date: date, by: int | None) -> CourseArchived:
    """Archive a closed course.

    Raises:
        NotFound: there is no such course.
        CourseNotClosed: it is open, cancelled or archived already.
        NotAllowed: the user is no coordinator.
    """
    require_role(db, by, "close_courses")
    course = load_course(db, course_id)
    if course_states(db, [course])[course_id] != CourseState.CLOSED:
        raise CourseNotClosed(course.code)

    closing_id = record_course_act(db, course_id=course_id, act=CourseAct.ARCHIVED, on_date=on_date, by=by)
    return CourseArchived(course_id, closing_id)
