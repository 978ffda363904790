"""Cancel a course that will not be held."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tvet_desktop.accounts.require_role import require_role
from tvet_desktop.courses.loading import load_open_course
from tvet_desktop.courses.models import CourseAct
from tvet_desktop.courses.record_course_act import record_course_act
from tvet_desktop.courses.rules import require_reason


@dataclass(frozen=True)
class CourseCancelled:
    """To undo: ``reopen_course``."""

    course_id: int
    closing_id: int


def cancel_course(
    db: Session, *, course_id: int, on_date: date, reason: str, by: int | None
) -> CourseCancelled:
    """Cancel an open course. Everything in it stays to be read.

    Raises:
        NotFound, CourseNotOpen: there is no such open course.
        NotAllowed: the user is no coordinator.
        ReasonMissing: nobody could tell later why.
    """
    require_role(db, by, "close_courses")
    load_open_course(db, course_id)
    reason = require_reason(reason)

    closing_id = record_course_act(
        db, course_id=course_id, act=CourseAct.CANCELLED, on_date=on_date, by=by, reason=reason
    )
    return CourseCancelled(course_id, closing_id)
