"""Open the marking of a training session again."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tvet_desktop.attendance.close_session import record_session_act
from tvet_desktop.courses.loading import is_training_session_closed, load_open_course, load_training_session
from tvet_desktop.courses.models import SessionAct
from tvet_desktop.courses.rules import day_text, require_reason
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _


class TrainingSessionNotClosed(UserError):
    """There is nothing to reopen."""

    def __init__(self, held_on: date) -> None:
        super().__init__(held_on)
        self.held_on = held_on

    def sentence(self) -> str:
        """Say that one can go on."""
        return _("The session of {day} is not closed: mark it as usual.").format(day=day_text(self.held_on))


@dataclass(frozen=True)
class SessionReopened:
    """To undo: ``close_session``."""

    training_session_id: int
    closing_id: int


def reopen_session(
    db: Session, *, training_session_id: int, on_date: date, reason: str, by: int | None
) -> SessionReopened:
    """Let the marks of a closed session change again; the closing and the reason stay on record.

    Raises:
        NotFound, CourseNotOpen: the session cannot change.
        TrainingSessionNotClosed: it is open.
        ReasonMissing: nobody could tell later why.
    """
    training_session = load_training_session(db, training_session_id)
    load_open_course(db, training_session.course_id)
    if not is_training_session_closed(db, training_session_id):
        raise TrainingSessionNotClosed(training_session.held_on)
    reason = require_reason(reason)

    closing_id = record_session_act(
        db,
        training_session_id=training_session_id,
        act=SessionAct.REOPENED,
        on_date=on_date,
        by=by,
        reason=reason,
    )
    return SessionReopened(training_session_id, closing_id)
