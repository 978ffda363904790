"""Correct a mark of a session that was closed."""

from datetime import datetime

from sqlalchemy.orm import Session

from tvet_desktop.attendance.loading import require_enrolled, write_mark
from tvet_desktop.attendance.mark_attendance import AttendanceMarked, marked
from tvet_desktop.attendance.models import MarkSource, MarkStatus
from tvet_desktop.attendance.one_line import stored_under
from tvet_desktop.attendance.rules import Mark, check_minutes_late
from tvet_desktop.courses.loading import load_open_course, load_training_session
from tvet_desktop.courses.models import Slot
from tvet_desktop.courses.rules import TrainingSessionCancelled, require_reason


def correct_mark(
    db: Session,
    *,
    training_session_id: int,
    person_id: int,
    status: MarkStatus,
    minutes_late: int | None = None,
    reason: str,
    now: datetime,
) -> AttendanceMarked:
    """Replace a mark, or fill a gap, whether or not the session is closed; it stays as it was otherwise.

    The reason stands beside the new mark, the earlier one in the history. To undo: correct again.

    Raises:
        NotFound, CourseNotOpen, TrainingSessionCancelled: nothing is marked there.
        NotEnrolled: the person does not belong to the course on that day.
        MinutesLateUnusable: late by less than a minute, or by more than the session lasts.
        ReasonMissing: nobody could tell later why.
    """
    training_session = load_training_session(db, training_session_id)
    load_open_course(db, training_session.course_id)
    if training_session.cancelled:
        raise TrainingSessionCancelled(training_session.held_on, Slot(training_session.slot))
    ids = require_enrolled(db, training_session, person_id)
    minutes = check_minutes_late(status, minutes_late, training_session.minutes)

    after = Mark(status, minutes, require_reason(reason), MarkSource.KEYBOARD)
    row_id = stored_under(db, training_session, ids)
    before = write_mark(db, training_session_id, row_id, after)
    return marked(training_session, ids[0], before, after, now, row_id)
