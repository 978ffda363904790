"""Make a gap of a mark again."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from tvet_desktop.attendance.loading import write_mark
from tvet_desktop.attendance.mark_attendance import AttendanceMarked, marked
from tvet_desktop.courses.loading import load_open_training_session
from tvet_desktop.people.merging.merged import one_person


def clear_mark(db: Session, *, training_session_id: int, person_id: int, now: datetime) -> AttendanceMarked:
    """Remove a mark that was set by mistake; it stays in the history. A gap stays a gap.

    Of people who were merged all marks of the session go: otherwise another one would show in its place.

    Raises:
        NotFound, CourseNotOpen, TrainingSessionClosed, TrainingSessionCancelled: nothing changes there.
    """
    training_session = load_open_training_session(db, training_session_id)

    counting, *others = one_person(db, person_id)
    done = [
        marked(training_session, counting, write_mark(db, training_session_id, one, None), None, now, one)
        for one in (counting, *others)
    ]
    own, also = done[0], [change for change in done[1:] if change.before is not None]
    if own.before is None and also:
        own, *also = also
    return replace(own, also=tuple(also))
