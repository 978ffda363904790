"""Put removed training sessions back."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from tvet_desktop.courses.add_session import refuse_overlap
from tvet_desktop.courses.loading import load_open_course
from tvet_desktop.courses.models import Slot, TrainingSession


def put_back_sessions(db: Session, *, training_session_ids: Sequence[int]) -> None:
    """Undo ``remove_sessions``.

    Raises:
        CourseNotOpen: the course takes no sessions.
        TrainingSessionOverlaps: another session has taken the time.
    """
    for row_id in training_session_ids:
        row = db.get_one(TrainingSession, row_id)
        load_open_course(db, row.course_id)
        if not row.cancelled:
            refuse_overlap(db, row.course_id, row.held_on, Slot(row.slot), but=row_id)
        row.deleted = False
