"""Take a marked sheet into a course."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from tvet_desktop.attendance.marked_sheets.read_marks_sheet import MarksSheet
from tvet_desktop.attendance.marked_sheets.sheet_marks import DifferenceKey, DifferingMark, set_sheet_marks
from tvet_desktop.attendance.marked_sheets.sheet_names import (
    SheetNames,
    end_waiting,
    let_wait,
    names_of_sheet,
)
from tvet_desktop.attendance.marked_sheets.sheet_sessions import sessions_of_sheet
from tvet_desktop.attendance.models import MarkImport, WaitingReason
from tvet_desktop.attendance.rules import is_expected
from tvet_desktop.courses.enrol_people import PeopleEnrolled, enrol_people
from tvet_desktop.courses.loading import load_open_course
from tvet_desktop.courses.models import EnrolmentStatus
from tvet_desktop.courses.queries import enrolled_people
from tvet_desktop.documents.bad_cells import BadCell
from tvet_desktop.people.match_names import names_of_people
from tvet_desktop.shared.steps import Steps, no_steps
from tvet_desktop.storage.ids import scope_of


@dataclass(frozen=True)
class MarksImported:
    """What came of a sheet. To undo, also later: ``undo_import_marks`` with ``import_id``.

    ``sessions`` are those of the sheet's columns in order. ``marks`` are new and linked to a person,
    ``marks_already_there`` were equal before, ``marks_replaced`` were others and somebody took the sheet's; new ``marks_waiting`` have a partial or shared name,
    new ``marks_unknown`` name nobody. ``import_id`` is None if the sheet brought nothing new.
    """

    import_id: int | None
    course_id: int
    sessions: tuple[int, ...]
    sessions_made: tuple[int, ...]
    enrolled: PeopleEnrolled
    marks: int
    marks_already_there: int
    marks_replaced: int
    marks_waiting: int
    marks_unknown: int
    differing: tuple[DifferingMark, ...]
    bad_cells: tuple[BadCell, ...]


def import_marks(
    db: Session,
    *,
    course_id: int,
    sheet: MarksSheet,
    now: datetime,
    take: Collection[DifferenceKey] = (),
    steps: Steps = no_steps,
) -> MarksImported:
    """Make the sessions that are missing, enrol whom the sheet names, and mark them.

    A name links only if, folded, it is the whole name of exactly one person of the college; all other marks
    wait for somebody's decision. A mark that differs from the sheet is kept and listed, unless it is among
    ``take`` (``DifferingMark.key``). The same sheet again changes nothing. ``steps`` is told how many marks are
    set; it may raise, nothing is kept then.

    Raises:
        NotFound, CourseNotOpen: the course takes no marks.
        TrainingSessionOverlaps, TrainingSessionCancelled, TrainingSessionClosed: a column meets a session
            that does not take its marks.
    """
    load_open_course(db, course_id)
    steps(0, sum(len(line.marks) for line in sheet.lines))
    names = names_of_sheet(sheet, names_of_people(db, college_scope=scope_of(course_id)))

    sessions = sessions_of_sheet(db, course_id, sheet)
    enrolled = _enrol(db, course_id, sheet, names)
    marks = set_sheet_marks(db, sessions, names, take=take, steps=steps)
    waiting = let_wait(db, course_id, sessions, names)
    end_waiting(db, sessions, names)
    made = {
        "sessions": list(sessions.made),
        "people": [*enrolled.new, *(earlier.person_id for earlier in enrolled.back if earlier.was_removed)],
        "marks": [list(key) for key in marks.made],
        "waiting": list(waiting.waiting_mark_ids),
        "replaced": [
            [*key, before.status.value, before.minutes_late, before.reason, before.source.value]
            for key, before in marks.replaced
        ],
    }
    import_id = _remember(
        db, MarkImport(course_id=course_id, content_hash=sheet.content_hash, made=made), now
    )

    unknown = waiting.reasons[WaitingReason.UNKNOWN]
    return MarksImported(
        import_id,
        course_id,
        tuple(sessions.ids.values()),
        sessions.made,
        enrolled,
        len(marks.made),
        marks.already_there,
        len(marks.replaced),
        waiting.reasons.total() - unknown,
        unknown,
        tuple(marks.differing),
        (*sheet.bad_cells, *marks.bad_cells),
    )


def _enrol(db: Session, course_id: int, sheet: MarksSheet, names: SheetNames) -> PeopleEnrolled:
    """Enrol whom the sheet names, in its order, unless they belong to the course on each day it marks.

    Who has moved to another course belongs there: an old sheet does not bring the person back.
    """
    here = {person.person_id: person for person in enrolled_people(db, course_id)}
    missing = []
    for line, person_id in names.known:
        person = here.get(person_id)
        belongs = person is not None and (
            person.status == EnrolmentStatus.TRANSFERRED
            or all(is_expected(person.status, person.left_on, mark.session.day) for mark in line.marks)
        )
        if not belongs:
            missing.append(person_id)
    first_day = min(session.day for session in sheet.sessions)
    return enrol_people(db, course_id=course_id, person_ids=missing, enrolled_on=first_day)


def _remember(db: Session, record: MarkImport, now: datetime) -> int | None:
    """Keep what was made, if anything was, and return the id to undo it by."""
    if not any(record.made.values()):
        return None
    record.said_at = int(now.timestamp())
    db.add(record)
    db.flush()
    return record.id
