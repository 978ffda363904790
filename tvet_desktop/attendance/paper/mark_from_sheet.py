"""Type a mark from a signed page, without overwriting what somebody else has marked meanwhile."""

from datetime import datetime

from sqlalchemy.orm import Session

from tvet_desktop.attendance.mark_attendance import AttendanceMarked, mark_attendance
from tvet_desktop.attendance.models import MarkSource, MarkStatus
from tvet_desktop.attendance.one_line import mark_that_counts, marks_at, same_mark
from tvet_desktop.attendance.rules import Mark
from tvet_desktop.people.merging.merged import one_person
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _


class MarkedMeanwhile(UserError):
    """The store has another mark than the screen showed."""

    def sentence(self) -> str:
        """Ask for a second look."""
        return _(
            "Somebody marked this person meanwhile: look at the mark, then press the key again to change it."
        )


def mark_from_sheet(
    db: Session,
    *,
    training_session_id: int,
    person_id: int,
    status: MarkStatus,
    minutes_late: int | None = None,
    seen: Mark | None,
    now: datetime,
) -> AttendanceMarked:
    """Mark a person as the paper says. A mark that says the same already stays with its source and reason.

    Args:
        db: an open transaction.
        training_session_id: the session of the column.
        person_id: the person of the line.
        status: what the paper says.
        minutes_late: of a late person, None where nobody noted them.
        seen: the mark that the screen showed when the key was pressed.
        now: the PC's time.

    Raises:
        MarkedMeanwhile: the store has another mark by now.
        NotFound, CourseNotOpen, TrainingSessionClosed, TrainingSessionCancelled, NotEnrolled, MinutesLateUnusable:
            see ``mark_attendance``.
    """
    ids = one_person(db, person_id)
    there = mark_that_counts(marks_at(db, training_session_id, ids), ids)
    if there is not None and not same_mark(there, seen):
        raise MarkedMeanwhile
    if there is not None and (there.status, there.minutes_late) == (status, minutes_late):
        return AttendanceMarked(training_session_id, person_id, there, there)
    return mark_attendance(
        db,
        training_session_id=training_session_id,
        person_id=person_id,
        status=status,
        minutes_late=minutes_late,
        source=MarkSource.SHEET,
        now=now,
    )
