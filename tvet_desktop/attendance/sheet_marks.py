"""The marks of those lines of a sheet that name exactly one person each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.attendance.loading import mark_of
from tvet_desktop.attendance.models import AttendanceMark, MarkSource, MarkStatus
from tvet_desktop.attendance.one_line import mark_that_counts, stored_under
from tvet_desktop.attendance.read_marks_sheet import SheetLine, SheetMark
from tvet_desktop.attendance.rules import Mark, MinutesLateUnusable, check_minutes_late
from tvet_desktop.attendance.sheet_names import SheetNames
from tvet_desktop.attendance.sheet_sessions import SheetSessions
from tvet_desktop.courses.models import Slot, TrainingSession
from tvet_desktop.courses.rules import TrainingSessionClosed
from tvet_desktop.documents.bad_cells import BadCell, CellProblem
from tvet_desktop.people.merged import merged_ids, people_behind

MarkKey = tuple[int, int]
"""Training session and person."""


@dataclass(frozen=True)
class DifferingMark:
    """The course has another mark than the sheet: it was kept, a person should look."""

    row: int
    name: str
    person_id: int
    held_on: date
    slot: Slot
    kept: Mark
    in_sheet: Mark


@dataclass
class SheetMarksSet:
    """What came of the marks, filled while they are set."""

    made: list[MarkKey] = field(default_factory=list)
    already_there: int = 0
    differing: list[DifferingMark] = field(default_factory=list)
    bad_cells: list[BadCell] = field(default_factory=list)


def set_sheet_marks(db: Session, sessions: SheetSessions, names: SheetNames) -> SheetMarksSet:
    """Fill gaps; what is marked otherwise is kept and listed. Everybody named is enrolled already.

    Raises:
        TrainingSessionClosed: a gap of a closed session would be filled.
    """
    query = select(AttendanceMark).where(AttendanceMark.training_session_id.in_(sessions.ids.values()))
    stored = {(row.training_session_id, row.person_id): row for row in db.scalars(query)}
    behind = people_behind(merged_ids(db))
    done = SheetMarksSet()
    for line, person_id in names.known:
        for said in line.marks:
            session_id = sessions.ids[said.session]
            mark = _mark(said, sessions.minutes[session_id])
            if mark is None:
                done.bad_cells.append(_bad_cell(line, said))
                continue
            ids = (person_id, *behind.get(person_id, ()))
            kept = _mark_of_line(stored, session_id, ids)
            if kept is None:
                if session_id in sessions.closed:
                    raise TrainingSessionClosed(said.session.day, Slot(said.session.slot))
                key = (session_id, _stored_under(db, session_id, ids))
                stored[key] = _fill(db, stored.get(key), key, mark)
                done.made.append(key)
            elif (kept.status, kept.minutes_late) == (mark.status, mark.minutes_late):
                done.already_there += 1
            else:
                day, slot = said.session.day, Slot(said.session.slot)
                done.differing.append(DifferingMark(line.row, line.name, person_id, day, slot, kept, mark))
    return done


def _mark_of_line(
    stored: Mapping[MarkKey, AttendanceMark], session_id: int, ids: Sequence[int]
) -> Mark | None:
    marks = {one: mark_of(stored.get((session_id, one))) for one in ids}
    return mark_that_counts({one: mark for one, mark in marks.items() if mark is not None}, ids)


def _stored_under(db: Session, session_id: int, ids: Sequence[int]) -> int:
    return ids[0] if len(ids) == 1 else stored_under(db, db.get_one(TrainingSession, session_id), ids)


def _mark(said: SheetMark, minutes: int) -> Mark | None:
    """Return the mark that a cell means, None if nobody can be that late."""
    status = MarkStatus(said.status)
    try:
        return Mark(status, check_minutes_late(status, said.minutes_late, minutes), source=MarkSource.IMPORT)
    except MinutesLateUnusable:
        return None


def _fill(db: Session, row: AttendanceMark | None, key: MarkKey, mark: Mark) -> AttendanceMark:
    if row is None:
        row = AttendanceMark(training_session_id=key[0], person_id=key[1])
        db.add(row)
    row.status, row.minutes_late = mark.status.value, mark.minutes_late
    row.reason, row.source, row.deleted = None, mark.source.value, False
    return row


def _bad_cell(line: SheetLine, said: SheetMark) -> BadCell:
    text = f"{said.status} {said.minutes_late}"
    return BadCell(line.row, said.session.column, said.session.heading, "mark", text, CellProblem.BAD_MARK)
