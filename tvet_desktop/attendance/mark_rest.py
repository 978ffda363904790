"""Give everybody who has no mark yet the same one."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from tvet_desktop.attendance.loading import write_mark
from tvet_desktop.attendance.mark_attendance import AttendanceMarked, marked
from tvet_desktop.attendance.models import MarkSource, MarkStatus
from tvet_desktop.attendance.one_line import stored_under
from tvet_desktop.attendance.queries import unmarked_people
from tvet_desktop.attendance.rules import Mark
from tvet_desktop.courses.loading import load_open_training_session
from tvet_desktop.shared.text import nfc


@dataclass(frozen=True)
class RestMarked:
    """Everybody who was marked. To undo: ``restore_marks`` with ``marked``."""

    training_session_id: int
    marked: tuple[AttendanceMarked, ...]


def mark_rest(
    db: Session,
    *,
    training_session_id: int,
    status: MarkStatus,
    reason: str = "",
    source: MarkSource = MarkSource.KEYBOARD,
    now: datetime,
) -> RestMarked:
    """Mark all who belong to the course on that day and have a gap; no mark already made is touched.

    Raises:
        NotFound, CourseNotOpen, TrainingSessionClosed, TrainingSessionCancelled: nothing is marked there.
    """
    training_session = load_open_training_session(db, training_session_id)

    after = Mark(status, None, nfc(reason), source)
    people = unmarked_people(db, training_session_id)
    done = []
    with db.no_autoflush:  # one change of many rows, not many changes
        for person in people:
            row_id = stored_under(db, training_session, (person.person_id, *person.also))
            before = write_mark(db, training_session_id, row_id, after)
            done.append(marked(training_session, person.person_id, before, after, now, row_id))
    return RestMarked(training_session_id, tuple(done))
