"""Write down that a course was closed, archived, cancelled or reopened."""

from datetime import date

from sqlalchemy.orm import Session

from tvet_desktop.accounts.require_role import require_role
from tvet_desktop.courses.models import CourseAct, CourseClosing
from tvet_desktop.shared.text import nfc
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.ids import scope_of


def record_course_act(
    db: Session, *, course_id: int, act: CourseAct, on_date: date, by: int | None, reason: str = ""
) -> int:
    """Add the row that says so and return its id; the caller has checked that the state allows it.

    ``by`` is None for commands that act for the PC's owner.

    Raises:
        NotAllowed: the user is no coordinator.
    """
    require_role(db, by, "close_courses")

    row = CourseClosing(
        id=new_id(db, scope_of(course_id)),
        course_id=course_id,
        act=act.value,
        on_date=on_date,
        said_by=by,
        reason=nfc(reason),
    )
    db.add(row)
    return row.id
