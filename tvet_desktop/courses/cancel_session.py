"""Cancel a training session that was not held."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from tvet_desktop.courses.loading import load_open_training_session
from tvet_desktop.courses.rules import require_reason


@dataclass(frozen=True)
class SessionCancelled:
    """To undo: ``restore_session``."""

    training_session_id: int


def cancel_session(db: Session, *, training_session_id: int, reason: str) -> SessionCancelled:
    """Take a session out of every rate. Marks that it has stay, and count again when it is restored.

    Raises:
        NotFound, CourseNotOpen, TrainingSessionClosed, TrainingSessionCancelled: it cannot be cancelled.
        ReasonMissing: nobody could tell later why.
    """
    row = load_open_training_session(db, training_session_id)
    reason = require_reason(reason)

    row.cancelled = True
    row.cancelled_reason = reason
    return SessionCancelled(training_session_id)
