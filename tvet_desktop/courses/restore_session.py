"""Take the cancellation of a training session back."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from tvet_desktop.courses.add_session import refuse_overlap
from tvet_desktop.courses.loading import load_open_training_session
from tvet_desktop.courses.models import Slot


@dataclass(frozen=True)
class SessionRestored:
    """To undo: ``cancel_session`` with the ``earlier_reason``."""

    training_session_id: int
    earlier_reason: str


def restore_session(db: Session, *, training_session_id: int) -> SessionRestored:
    """Make a cancelled session count again, with the marks it had.

    Raises:
        NotFound, CourseNotOpen, TrainingSessionClosed: it cannot change.
        TrainingSessionOverlaps: another session has taken its time.
    """
    row = load_open_training_session(db, training_session_id, also_cancelled=True)
    refuse_overlap(db, row.course_id, row.held_on, Slot(row.slot), but=training_session_id)

    earlier = row.cancelled_reason
    row.cancelled = False
    row.cancelled_reason = ""
    return SessionRestored(training_session_id, earlier)
