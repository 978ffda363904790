"""Take marks back, or back again: undo and redo."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from tvet_desktop.attendance.loading import load_mark, write_mark
from tvet_desktop.attendance.mark_attendance import AttendanceMarked, marked
from tvet_desktop.courses.loading import load_open_training_session
from tvet_desktop.courses.models import TrainingSession


def restore_marks(
    db: Session, *, done: Sequence[AttendanceMarked], now: datetime, also_closed: bool = False
) -> tuple[AttendanceMarked, ...]:
    """Put back what was there before ``done``; the result undoes this undo.

    Who was marked differently since then, here or on another PC, is left as is. ``also_closed`` takes back
    corrections of closed sessions; like the correction it stays in the history.

    Raises:
        NotFound, CourseNotOpen, TrainingSessionClosed, TrainingSessionCancelled: nothing changes there.
    """
    sessions: dict[int, TrainingSession] = {}
    for change in done:
        if change.training_session_id not in sessions:
            sessions[change.training_session_id] = load_open_training_session(
                db, change.training_session_id, also_closed=also_closed
            )

    restored = []
    with db.no_autoflush:  # one change of many rows, not many changes
        for change in reversed([one for several in done for one in (several, *several.also)]):
            row_id = change.stored_under
            if load_mark(db, change.training_session_id, row_id) != change.after:
                continue
            write_mark(db, change.training_session_id, row_id, change.before)
            session = sessions[change.training_session_id]
            restored.append(marked(session, change.person_id, change.after, change.before, now, row_id))
    return tuple(restored)
