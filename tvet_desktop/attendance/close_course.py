"""Close a course, and with it every session that is marked to the last person."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tvet_desktop.accounts.require_role import require_role
from tvet_desktop.attendance.close_session import record_session_act
from tvet_desktop.attendance.queries import session_progress
from tvet_desktop.courses.loading import load_open_course
from tvet_desktop.courses.models import CourseAct, SessionAct, SessionState, Slot
from tvet_desktop.courses.record_course_act import record_course_act
from tvet_desktop.courses.rules import day_text, slot_name
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _

MOST_SESSIONS = 4


class SessionsUnmarked(UserError):
    """Sessions that are neither marked to the last person nor cancelled."""

    def __init__(self, sessions: list[tuple[date, Slot]]) -> None:
        super().__init__(sessions)
        self.sessions = sessions

    def sentence(self) -> str:
        """Name the first few."""
        named = ", ".join(f"{day_text(day)} {slot_name(slot)}" for day, slot in self.sessions[:MOST_SESSIONS])
        if len(self.sessions) > MOST_SESSIONS:
            named += ", …"
        return _(
            "The course cannot be closed yet: mark everybody in these sessions or cancel them: {sessions}."
        ).format(sessions=named)


class NoSessionHeld(UserError):
    """A course without any session has nothing that could be closed."""

    def sentence(self) -> str:
        """Say what to do instead."""
        return _("No session of this course was held: make its sessions first, or cancel the course.")


@dataclass(frozen=True)
class CourseClosed:
    """To undo: ``reopen_course``; the sessions that were closed along stay closed."""

    course_id: int
    closing_id: int
    sessions_closed: tuple[int, ...]


def close_course(db: Session, *, course_id: int, on_date: date, by: int | None) -> CourseClosed:
    """Close a course whose sessions are all marked to the last person, closed, or cancelled.

    Raises:
        NotFound, CourseNotOpen: there is nothing to close.
        NotAllowed: the user is no coordinator.
        SessionsUnmarked: some are not.
        NoSessionHeld: there is none, or all are cancelled.
    """
    require_role(db, by, "close_courses")
    load_open_course(db, course_id)
    progress = [row for row in session_progress(db, course_id) if row.state != SessionState.CANCELLED]
    if not progress:
        raise NoSessionHeld
    unmarked = [row for row in progress if not row.is_complete]
    if unmarked:
        raise SessionsUnmarked([(row.session.held_on, row.session.slot) for row in unmarked])

    closed = [row.session.id for row in progress if not row.session.is_closed]
    for training_session_id in closed:
        record_session_act(
            db, training_session_id=training_session_id, act=SessionAct.CLOSED, on_date=on_date, by=by
        )
    closing_id = record_course_act(db, course_id=course_id, act=CourseAct.CLOSED, on_date=on_date, by=by)
    return CourseClosed(course_id, closing_id, tuple(closed))
