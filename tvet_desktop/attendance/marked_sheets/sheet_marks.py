"""The marks of those lines of a sheet that name exactly one person each."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.attendance.loading import mark_of
from tvet_desktop.attendance.marked_sheets.read_marks_sheet import SheetLine, SheetMark
from tvet_desktop.attendance.marked_sheets.sheet_names import SheetNames
from tvet_desktop.attendance.marked_sheets.sheet_sessions import SheetSessions
from tvet_desktop.attendance.models import AttendanceMark, MarkSource, MarkStatus
from tvet_desktop.attendance.one_line import mark_that_counts, stored_under
from tvet_desktop.attendance.rules import Mark, MinutesLateUnusable, check_minutes_late
from tvet_desktop.courses.models import Slot, TrainingSession
from tvet_desktop.courses.rules import HALF_DAY_MINUTES, TrainingSessionClosed
from tvet_desktop.documents.bad_cells import BadCell, CellProblem
from tvet_desktop.people.merging.merged import merged_ids, people_behind
from tvet_desktop.shared.steps import Steps, no_steps

_MARKS_BETWEEN_STEPS = 25

MarkKey = tuple[int, int]
"""Training session and person."""


DifferenceKey = tuple[date, Slot, int]
"""Day and half of a session, and the person: what somebody decides about in a preview."""


@dataclass(frozen=True)
class DifferingMark:
    """The course has another mark than the sheet: ours is kept unless a person decides otherwise."""

    row: int
    name: str
    person_id: int
    held_on: date
    slot: Slot
    kept: Mark
    in_sheet: Mark
    is_closed: bool = False
    """The session is closed: only a correction with a reason changes its marks."""
    column: int = 0

    @property
    def key(self) -> DifferenceKey:
        """What is decided about."""
        return self.held_on, self.slot, self.person_id


@dataclass(frozen=True)
class SheetGap:
    """A mark of the sheet where the course has none."""

    said: SheetMark
    person_ids: tuple[int, ...]
    """The person, and the others behind them."""
    mark: Mark


@dataclass
class SheetComparison:
    """The marks of a sheet beside those of its course."""

    gaps: list[SheetGap] = field(default_factory=list)
    already_there: int = 0
    differing: list[DifferingMark] = field(default_factory=list)
    bad_cells: list[BadCell] = field(default_factory=list)
    stored: dict[MarkKey, AttendanceMark] = field(default_factory=dict)
    """The rows that the course has."""


@dataclass
class SheetMarksSet:
    """What came of the marks. ``replaced`` has what was there before."""

    made: list[MarkKey] = field(default_factory=list)
    replaced: list[tuple[MarkKey, Mark]] = field(default_factory=list)
    already_there: int = 0
    differing: list[DifferingMark] = field(default_factory=list)
    bad_cells: list[BadCell] = field(default_factory=list)


def compare_marks(db: Session, sessions: SheetSessions, names: SheetNames) -> SheetComparison:
    """Return which marks of a sheet are new, the same, or different; nothing is changed.

    A column whose session does not exist yet (it has no id) is all gaps.
    """
    query = select(AttendanceMark).where(AttendanceMark.training_session_id.in_(sessions.ids.values()))
    stored = {(row.training_session_id, row.person_id): row for row in db.scalars(query)}
    behind = people_behind(merged_ids(db))
    found = SheetComparison(stored=stored)
    for line, person_id in names.known:
        ids = (person_id, *behind.get(person_id, ()))
        for said in line.marks:
            session_id = sessions.ids.get(said.session, 0)
            mark = _mark(said, sessions.minutes.get(session_id) or _usual_minutes(said))
            if mark is None:
                found.bad_cells.append(_bad_cell(line, said))
                continue
            kept = _mark_of_line(stored, session_id, ids)
            if kept is None:
                found.gaps.append(SheetGap(said, ids, mark))
            elif (kept.status, kept.minutes_late) == (mark.status, mark.minutes_late):
                found.already_there += 1
            else:
                found.differing.append(
                    DifferingMark(
                        line.row,
                        line.name,
                        person_id,
                        said.session.day,
                        Slot(said.session.slot),
                        kept,
                        mark,
                        session_id in sessions.closed,
                        said.session.column,
                    )
                )
    return found


def set_sheet_marks(
    db: Session,
    sessions: SheetSessions,
    names: SheetNames,
    *,
    take: Collection[DifferenceKey] = (),
    steps: Steps = no_steps,
) -> SheetMarksSet:
    """Fill gaps; what is marked otherwise is kept and listed, unless it is among ``take``. All are enrolled already.

    Raises:
        TrainingSessionClosed: a mark of a closed session would change.
    """
    found = compare_marks(db, sessions, names)
    done = SheetMarksSet(already_there=found.already_there, bad_cells=found.bad_cells)
    ids_at = {(column.day, Slot(column.slot)): session_id for column, session_id in sessions.ids.items()}
    behind = people_behind(merged_ids(db))
    with db.no_autoflush:
        for number, gap in enumerate(found.gaps):
            if number % _MARKS_BETWEEN_STEPS == 0:
                steps(number, len(found.gaps))
            session_id = sessions.ids[gap.said.session]
            _refuse_closed(sessions, session_id, gap.said.session.day, Slot(gap.said.session.slot))
            key = (session_id, _stored_under(db, session_id, gap.person_ids))
            _write(db, found.stored, key, gap.mark)
            done.made.append(key)
        for differing in found.differing:
            if differing.key not in take:
                done.differing.append(differing)
                continue
            session_id = ids_at[differing.held_on, differing.slot]
            _refuse_closed(sessions, session_id, differing.held_on, differing.slot)
            ids = (differing.person_id, *behind.get(differing.person_id, ()))
            keys = ((session_id, one) for one in ids)
            key = next(key for key in keys if mark_of(found.stored.get(key)) == differing.kept)
            _write(db, found.stored, key, differing.in_sheet)
            done.replaced.append((key, differing.kept))
    return done


def _refuse_closed(sessions: SheetSessions, session_id: int, held_on: date, slot: Slot) -> None:
    if session_id in sessions.closed:
        raise TrainingSessionClosed(held_on, slot)


def _usual_minutes(said: SheetMark) -> int:
    return HALF_DAY_MINUTES * (2 if said.session.slot == Slot.FULL else 1)


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


def _write(db: Session, stored: dict[MarkKey, AttendanceMark], key: MarkKey, mark: Mark) -> None:
    row = stored.get(key)
    if row is None:
        row = stored[key] = AttendanceMark(training_session_id=key[0], person_id=key[1])
        db.add(row)
    row.status, row.minutes_late = mark.status.value, mark.minutes_late
    row.reason, row.source, row.deleted = None, mark.source.value, False


def _bad_cell(line: SheetLine, said: SheetMark) -> BadCell:
    text = f"{said.status} {said.minutes_late}"
    return BadCell(line.row, said.session.column, said.session.heading, "mark", text, CellProblem.BAD_MARK)
