"""Make the half-day sessions of a course in one go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from tvet_desktop.courses.add_session import add_session
from tvet_desktop.courses.models import Slot
from tvet_desktop.courses.rules import HALF_DAY_MINUTES, FieldUnusable, TrainingSessionOverlaps

SATURDAY = 5
MOST_DAYS = 366


@dataclass(frozen=True)
class SessionsMade:
    """The new sessions' ids in order, and the times at which the course had one already.

    To undo: ``attendance.remove_sessions``.
    """

    training_session_ids: tuple[int, ...]
    already_there: tuple[tuple[date, Slot], ...]


def training_days(
    first_day: date, days: int, *, saturdays: bool = False, sundays: bool = False
) -> list[date]:
    """Return ``days`` days from ``first_day`` on, without those of the weekend unless they are wanted."""
    found: list[date] = []
    day = first_day
    while len(found) < min(days, MOST_DAYS):
        weekday = day.weekday()
        if weekday < SATURDAY or (saturdays if weekday == SATURDAY else sundays):
            found.append(day)
        day += timedelta(days=1)
    return found


def make_sessions(
    db: Session,
    *,
    course_id: int,
    first_day: date,
    days: int,
    slots: Sequence[Slot] = (Slot.AM, Slot.PM),
    saturdays: bool = False,
    sundays: bool = False,
    minutes: int = HALF_DAY_MINUTES,
    room: str = "",
) -> SessionsMade:
    """Make a session for each slot of ``days`` days; ``minutes`` is the length of each.

    Times at which the course has a session already are left as they are, so the action can be repeated.

    Raises:
        NotFound, CourseNotOpen: the course takes no sessions.
        FieldUnusable: no day or slot was chosen, or the length cannot be.
    """
    if days < 1 or not slots:
        raise FieldUnusable("days")

    made: list[int] = []
    there: list[tuple[date, Slot]] = []
    for day in training_days(first_day, days, saturdays=saturdays, sundays=sundays):
        for slot in slots:
            try:
                added = add_session(
                    db, course_id=course_id, held_on=day, slot=slot, minutes=minutes, room=room
                )
            except TrainingSessionOverlaps:
                there.append((day, slot))
            else:
                made.append(added.training_session_id)
    return SessionsMade(tuple(made), tuple(there))
