"""Open a closed, archived or cancelled course again."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tvet_desktop.accounts.require_role import require_role
from tvet_desktop.courses.loading import load_course
from tvet_desktop.courses.models import CourseAct, CourseState
from tvet_desktop.courses.queries import course_states
from tvet_desktop.courses.record_course_act import record_course_act
from tvet_desktop.courses.rules import CourseNotClosed, can_reopen, require_reason


@dataclass(frozen=True)
class CourseReopened:
    """The state that was taken back."""

    course_id: int
    closing_id: int
    earlier: CourseState


def reopen_course(
    db: Session, *, course_id: int, on_date: date, reason: str, by: int | None
) -> CourseReopened:
    """Let a course change again. Its sessions stay closed until each is reopened where needed.

    Raises:
        NotFound: there is no such course.
        CourseNotClosed: it is open.
        NotAllowed: the user is no coordinator.
        ReasonMissing: nobody could tell later why.
    """
    require_role(db, by, "close_courses")
    course = load_course(db, course_id)
    state = course_states(db, [course])[course_id]
    if not can_reopen(state):
        raise CourseNotClosed(course.code)
    reason = require_reason(reason)

    closing_id = record_course_act(
        db, course_id=course_id, act=CourseAct.REOPENED, on_date=on_date, by=by, reason=reason
    )
    return CourseReopened(course_id, closing_id, state)
