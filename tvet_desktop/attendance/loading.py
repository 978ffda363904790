"""Marks as they are stored, and whether somebody may be marked."""

from datetime import date

from sqlalchemy.orm import Session

from tvet_desktop.attendance.models import AttendanceMark, MarkSource, MarkStatus
from tvet_desktop.attendance.rules import Mark, NotEnrolled, is_expected
from tvet_desktop.courses.merged_lines import enrolments_of
from tvet_desktop.courses.models import Enrolment, EnrolmentStatus, TrainingSession
from tvet_desktop.people.merging.merged import one_person
from tvet_desktop.shared.known import known


def mark_of(row: AttendanceMark | None) -> Mark | None:
    """Return a stored mark as a value; None if there is none or it was cleared."""
    if row is None or row.deleted:
        return None
    return Mark(
        known(MarkStatus, row.status, MarkStatus.EXCUSED),
        row.minutes_late,
        row.reason or "",
        known(MarkSource, row.source, MarkSource.IMPORT),
    )


def load_mark(db: Session, training_session_id: int, person_id: int) -> Mark | None:
    """Return the mark of a person at a session, None for a gap."""
    return mark_of(db.get(AttendanceMark, (training_session_id, person_id)))


def require_enrolled(db: Session, training_session: TrainingSession, person_id: int) -> tuple[int, ...]:
    """Refuse people who do not belong to the course on the day of the session.

    Returns:
        All ids of the person, the one that counts first: several where people were merged.

    Raises:
        NotEnrolled: so it is.
    """
    ids = one_person(db, person_id)
    rows = enrolments_of(db, training_session.course_id, ids)
    if not any(belongs(row, training_session.held_on) for row in rows):
        raise NotEnrolled
    return ids


def belongs(row: Enrolment, held_on: date) -> bool:
    """Tell whether an enrolment expects a mark on a day."""
    from_day = row.counts_from or (None if row.came_from is None else row.enrolled_on)
    status = known(EnrolmentStatus, row.status, EnrolmentStatus.ENROLLED)
    return is_expected(status, row.left_on, held_on, from_day)


def write_mark(db: Session, training_session_id: int, person_id: int, mark: Mark | None) -> Mark | None:
    """Put a mark, or a gap, where it belongs and return what was there; nothing is written if it is equal."""
    row = db.get(AttendanceMark, (training_session_id, person_id))
    before = mark_of(row)
    if before == mark:
        return before
    if row is None:
        row = AttendanceMark(training_session_id=training_session_id, person_id=person_id, deleted=False)
        db.add(row)
    row.deleted = mark is None
    if mark is not None:
        row.status, row.minutes_late = mark.status.value, mark.minutes_late
        row.reason, row.source = mark.reason or None, mark.source.value
    return before
