"""Make a gap of a mark again."""

from datetime import datetime

from sqlalchemy.orm import Session

from tvet_desktop.attendance.loading import write_mark
from tvet_desktop.attendance.mark_attendance import AttendanceMarked, marked
from tvet_desktop.courses.loading import load_open_training_session


def clear_mark(db: Session, *, training_session_id: int, person_id: int, now: datetime) -> AttendanceMarked:
    """Remove a mark that was set by mistake; it stays in the history. A gap stays a gap.

    Raises:
        NotFound, CourseNotOpen, TrainingSessionClosed, TrainingSessionCancelled: nothing changes there.
    """
    training_session = load_open_training_session(db, training_session_id)

    before = write_mark(db, training_session_id, person_id, None)
    return marked(training_session, person_id, before, None, now)
