"""The names of imported sheets that wait for somebody's decision."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.attendance.models import MarkStatus, WaitingMark, WaitingReason, WaitingState
from tvet_desktop.courses.models import Slot, TrainingSession
from tvet_desktop.courses.rules import timetable_order
from tvet_desktop.people.match_names import Match, NameMatch, Unknown, names_of_people
from tvet_desktop.people.queries import people_by_id
from tvet_desktop.shared.known import known
from tvet_desktop.shared.text import fold_name, name_key
from tvet_desktop.storage.base import not_deleted
from tvet_desktop.storage.ids import scope_of


@dataclass(frozen=True)
class WaitingCell:
    """One mark that waits."""

    waiting_mark_id: int
    held_on: date
    slot: Slot
    status: MarkStatus
    minutes_late: int | None


@dataclass(frozen=True)
class Candidate:
    """Somebody who may be meant."""

    person_id: int
    name: str


@dataclass(frozen=True)
class WaitingName:
    """A name as the sheet has it, its marks in order, and who may be meant as people are known today."""

    name: str
    waiting_for: WaitingReason
    cells: tuple[WaitingCell, ...]
    candidates: tuple[Candidate, ...]

    @property
    def waiting_mark_ids(self) -> tuple[int, ...]:
        """The ids to decide about."""
        return tuple(cell.waiting_mark_id for cell in self.cells)


def waiting_names(db: Session, course_id: int) -> list[WaitingName]:
    """Return the names of a course that wait, by name."""
    query = (
        select(WaitingMark, TrainingSession.held_on, TrainingSession.slot)
        .join(TrainingSession, TrainingSession.id == WaitingMark.training_session_id)
        .where(
            not_deleted(WaitingMark, TrainingSession),
            TrainingSession.course_id == course_id,
            WaitingMark.state == WaitingState.WAITING.value,
        )
    )
    rows: defaultdict[str, list[tuple[WaitingMark, date, Slot]]] = defaultdict(list)
    for row, held_on, slot in db.execute(query):
        rows[name_key(row.name)].append((row, held_on, known(Slot, slot, Slot.FULL)))
    if not rows:
        return []
    index = names_of_people(db, college_scope=scope_of(course_id))
    waiting = []
    for found in rows.values():
        found.sort(key=lambda part: timetable_order(part[1], part[2], part[0].id))
        first = found[0][0]
        match = index.match(first.name)
        ids = _people_of(match)
        people = people_by_id(db, ids)
        waiting.append(
            WaitingName(
                first.name,
                known(WaitingReason, first.waiting_for, WaitingReason.UNKNOWN),
                tuple(
                    WaitingCell(
                        row.id,
                        held_on,
                        slot,
                        known(MarkStatus, row.status, MarkStatus.EXCUSED),
                        row.minutes_late,
                    )
                    for row, held_on, slot in found
                ),
                tuple(Candidate(person_id, people[person_id].name) for person_id in ids),
            )
        )
    return sorted(waiting, key=lambda name: fold_name(name.name))


def _people_of(match: NameMatch) -> tuple[int, ...]:
    if isinstance(match, Unknown):
        return ()
    return (match.person_id,) if isinstance(match, Match) else match.person_ids
