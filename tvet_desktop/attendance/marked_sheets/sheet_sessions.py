"""The training sessions that the columns of a marked sheet mean."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tvet_desktop.attendance.marked_sheets.read_marks_sheet import MarksSheet, SheetSession
from tvet_desktop.courses.add_session import add_session
from tvet_desktop.courses.models import Slot
from tvet_desktop.courses.queries import TrainingSessionRow, sessions_of
from tvet_desktop.courses.rules import HALF_DAY_MINUTES, TrainingSessionCancelled


@dataclass(frozen=True)
class SheetSessions:
    """The session of each column, its length in minutes, which are closed, and which had to be made."""

    ids: dict[SheetSession, int]
    minutes: dict[int, int]
    closed: frozenset[int]
    made: tuple[int, ...]


def sessions_of_sheet(db: Session, course_id: int, sheet: MarksSheet) -> SheetSessions:
    """Find the session of each column by day and half of the day, and make those that are missing.

    A half-day that is made has four hours, a whole day eight.

    Raises:
        TrainingSessionOverlaps: a column is a whole day where the course has half-days, or the reverse.
        TrainingSessionCancelled: the session of a column was cancelled.
    """
    there = _by_time(sessions_of(db, course_id))
    ids: dict[SheetSession, int] = {}
    minutes: dict[int, int] = {}
    closed: set[int] = set()
    made: list[int] = []
    for column in sheet.sessions:
        slot = Slot(column.slot)
        found = there.get((column.day, slot))
        if found is None:
            length = HALF_DAY_MINUTES * (2 if slot == Slot.FULL else 1)
            added = add_session(db, course_id=course_id, held_on=column.day, slot=slot, minutes=length)
            ids[column] = added.training_session_id
            minutes[added.training_session_id] = length
            made.append(added.training_session_id)
            continue
        if found.is_cancelled:
            raise TrainingSessionCancelled(column.day, slot)
        ids[column] = found.id
        minutes[found.id] = found.minutes
        if found.is_closed:
            closed.add(found.id)
    return SheetSessions(ids, minutes, frozenset(closed), tuple(made))


def _by_time(rows: list[TrainingSessionRow]) -> dict[tuple[date, Slot], TrainingSessionRow]:
    """Return sessions by time; of several at one time, one that was not cancelled."""
    rows = sorted(rows, key=lambda row: not row.is_cancelled)
    return {(row.held_on, row.slot): row for row in rows}
