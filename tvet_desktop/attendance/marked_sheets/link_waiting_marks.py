"""Decide whose marks a name of a sheet holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from tvet_desktop.attendance.loading import write_mark
from tvet_desktop.attendance.mark_attendance import AttendanceMarked, marked
from tvet_desktop.attendance.models import MarkSource, MarkStatus, WaitingMark, WaitingState
from tvet_desktop.attendance.one_line import mark_that_counts, marks_at, stored_under
from tvet_desktop.attendance.restore_marks import restore_marks
from tvet_desktop.attendance.rules import Mark
from tvet_desktop.courses.enrol_people import PeopleEnrolled, enrol_people
from tvet_desktop.courses.loading import load_open_training_session
from tvet_desktop.courses.models import TrainingSession
from tvet_desktop.courses.undo_enrol_people import undo_enrol_people
from tvet_desktop.people.merging.merged import one_person
from tvet_desktop.shared.errors import NotFound
from tvet_desktop.shared.translation import _


@dataclass(frozen=True)
class WaitingMarksLinked:
    """What became of the marks. To undo: ``unlink_waiting_marks``.

    ``differing`` has the sessions at which the person had another mark, which was kept.
    """

    waiting_mark_ids: tuple[int, ...]
    person_id: int
    enrolled: PeopleEnrolled
    marked: tuple[AttendanceMarked, ...]
    differing: tuple[int, ...]


def link_waiting_marks(
    db: Session, *, waiting_mark_ids: Sequence[int], person_id: int, now: datetime
) -> WaitingMarksLinked:
    """Give the waiting marks of one name and course to a person, who is enrolled if need be.

    Raises:
        NotFound: a mark waits no longer, or there is no such person.
        CourseNotOpen, TrainingSessionClosed, TrainingSessionCancelled: a mark cannot be set any more.
        PersonOfOtherCollege: the person's row is for the eyes of another college.
    """
    rows = [load_waiting_mark(db, row_id, WaitingState.WAITING) for row_id in waiting_mark_ids]
    sessions = [load_open_training_session(db, row.training_session_id) for row in rows]
    (course_id,) = {session.course_id for session in sessions}

    first_day = min(session.held_on for session in sessions)
    enrolled = enrol_people(db, course_id=course_id, person_ids=[person_id], enrolled_on=first_day)
    ids = one_person(db, person_id)
    done: list[AttendanceMarked] = []
    differing: list[int] = []
    for row, session in zip(rows, sessions, strict=True):
        mark = Mark(MarkStatus(row.status), _possible(row, session), source=MarkSource.IMPORT)
        kept = mark_that_counts(marks_at(db, session.id, ids), ids)
        if kept is None:
            row_id = stored_under(db, session, ids)
            write_mark(db, session.id, row_id, mark)
            done.append(marked(session, ids[0], None, mark, now, row_id))
        elif (kept.status, kept.minutes_late) != (mark.status, mark.minutes_late):
            differing.append(session.id)
        row.state, row.person_id = WaitingState.LINKED.value, person_id
    return WaitingMarksLinked(tuple(waiting_mark_ids), person_id, enrolled, tuple(done), tuple(differing))


def unlink_waiting_marks(db: Session, *, linked: WaitingMarksLinked, now: datetime) -> None:
    """Undo ``link_waiting_marks``: the marks wait again.

    Raises:
        NotFound, CourseNotOpen, TrainingSessionClosed, TrainingSessionCancelled: they cannot change any more.
    """
    rows = [load_waiting_mark(db, row_id, WaitingState.LINKED) for row_id in linked.waiting_mark_ids]

    restore_marks(db, done=linked.marked, now=now)
    undo_enrol_people(db, enrolled=linked.enrolled)
    for row in rows:
        row.state, row.person_id = WaitingState.WAITING.value, None


def load_waiting_mark(db: Session, waiting_mark_id: int, state: WaitingState) -> WaitingMark:
    """Return a mark of a sheet that is in ``state``.

    Raises:
        NotFound: it is not, for example because another PC decided.
    """
    row = db.get(WaitingMark, waiting_mark_id)
    if row is None or row.deleted or row.state != state:
        raise NotFound(_("waiting mark"), waiting_mark_id)
    return row


def _possible(row: WaitingMark, session: TrainingSession) -> int | None:
    """Return the minutes late, at most the whole session."""
    return None if row.minutes_late is None else max(1, min(row.minutes_late, session.minutes))
