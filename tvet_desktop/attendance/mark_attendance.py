"""Record one person's presence at a training session."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from tvet_desktop.attendance.loading import require_enrolled, write_mark
from tvet_desktop.attendance.models import MarkSource, MarkStatus
from tvet_desktop.attendance.one_line import stored_under
from tvet_desktop.attendance.rules import Mark, check_minutes_late, local_day
from tvet_desktop.courses.loading import load_open_training_session
from tvet_desktop.courses.models import TrainingSession
from tvet_desktop.shared.text import nfc


@dataclass(frozen=True)
class AttendanceMarked:
    """What was there and what is there now; None is a gap. To undo, and to redo: ``restore_marks``.

    ``row_id`` is the id under which the mark is stored where it is another one than the person that counts, and
    ``also`` what was changed under further ids: both only where people were merged.
    ``typed_later``: the PC's clock stood on a later day than the session's. ``in_future``: on an earlier
    one, so either the clock or the day of the session is wrong.
    """

    training_session_id: int
    person_id: int
    before: Mark | None
    after: Mark | None
    typed_later: bool = False
    in_future: bool = False
    row_id: int | None = None
    also: tuple["AttendanceMarked", ...] = ()

    @property
    def stored_under(self) -> int:
        """The id of the person beside the mark in the store."""
        return self.person_id if self.row_id is None else self.row_id


def mark_attendance(
    db: Session,
    *,
    training_session_id: int,
    person_id: int,
    status: MarkStatus,
    minutes_late: int | None = None,
    reason: str = "",
    source: MarkSource = MarkSource.KEYBOARD,
    now: datetime,
) -> AttendanceMarked:
    """Mark a person. Marking twice replaces the first mark; the earlier one stays in the history.

    Raises:
        NotFound, CourseNotOpen, TrainingSessionClosed, TrainingSessionCancelled: nothing is marked there.
        NotEnrolled: the person does not belong to the course on that day.
        MinutesLateUnusable: late by less than a minute, or by more than the session lasts.
    """
    training_session = load_open_training_session(db, training_session_id)
    ids = require_enrolled(db, training_session, person_id)
    minutes = check_minutes_late(status, minutes_late, training_session.minutes)

    after = Mark(status, minutes, nfc(reason), source)
    row_id = stored_under(db, training_session, ids)
    before = write_mark(db, training_session_id, row_id, after)
    return marked(training_session, ids[0], before, after, now, row_id)


def marked(  # noqa: PLR0917  one value for each field of the result
    training_session: TrainingSession,
    person_id: int,
    before: Mark | None,
    after: Mark | None,
    now: datetime,
    row_id: int | None = None,
) -> AttendanceMarked:
    """Return the result of a change of a mark."""
    today, held_on = local_day(now), training_session.held_on
    return AttendanceMarked(
        training_session.id,
        person_id,
        before,
        after,
        today > held_on,
        today < held_on,
        None if row_id == person_id else row_id,
    )
