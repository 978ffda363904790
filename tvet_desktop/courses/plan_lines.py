"""A plan of sessions, each with what speaks against it: what a screen shows before anything is made."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from tvet_desktop.courses.clashes import Clash, Occasion, clashes_at
from tvet_desktop.courses.queries import sessions_of
from tvet_desktop.courses.rules import slots_overlap
from tvet_desktop.courses.timetable import PlannedSession


@dataclass(frozen=True)
class PlanLine:
    """One session that would be made. ``number`` counts from 1, None where it will not be made.

    ``is_there``: the course has a session then, which stays as it is.
    """

    session: PlannedSession
    number: int | None
    is_there: bool
    clashes: tuple[Clash, ...]


def plan_lines(
    db: Session,
    planned: Sequence[PlannedSession],
    *,
    scope: int,
    trainer_ids: Iterable[int],
    course_id: int | None = None,
) -> list[PlanLine]:
    """Return a line for each planned session; ``course_id`` is None for a course that is not there yet."""
    occasions = [Occasion(row.held_on, row.shape.slot, row.shape.room) for row in planned]
    clashes = clashes_at(db, occasions, scope=scope, trainer_ids=trainer_ids, course_id=course_id)
    own = [] if course_id is None else sessions_of(db, course_id)
    there = [(row.held_on, row.slot) for row in own if not row.is_cancelled]
    lines: list[PlanLine] = []
    number = 0
    for session, found in zip(planned, clashes, strict=True):
        is_there = any(
            day == session.held_on and slots_overlap(slot, session.shape.slot) for day, slot in there
        )
        is_made = not is_there and not session.is_left_out
        number += is_made
        lines.append(PlanLine(session, number if is_made else None, is_there, found))
    return lines
