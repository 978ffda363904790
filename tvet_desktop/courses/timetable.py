"""On which days the sessions of a course fall: pure, so that a screen shows the very days that will be made."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tvet_desktop.courses.models import Slot
from tvet_desktop.courses.rules import HALF_DAY_MINUTES, FieldUnusable

WORKDAYS = frozenset(range(5))
SATURDAY, SUNDAY = 5, 6
MOST_DAYS = 366


@dataclass(frozen=True)
class SessionShape:
    """A session without its day."""

    slot: Slot
    minutes: int = HALF_DAY_MINUTES
    room: str = ""
    topic: str = ""


DayShape = tuple[SessionShape, ...]


@dataclass(frozen=True)
class PlannedSession:
    """A session that would be made; ``is_left_out``: its day was left out, it will not be made."""

    held_on: date
    shape: SessionShape
    is_left_out: bool = False


@dataclass(frozen=True, kw_only=True)
class DaysWanted:
    """From which day on, and on which days of the week (0 is Monday).

    ``left_out`` are days without sessions. ``keeps_number``: they are made up for after the last day.
    """

    first_day: date
    weekdays: Collection[int] = WORKDAYS
    left_out: Collection[date] = ()
    keeps_number: bool = False


def training_days(wanted: DaysWanted, days: int) -> Iterator[tuple[date, bool]]:
    """Yield days in order, each with whether it is left out.

    ``days`` counts those left out as well, unless the number is kept.
    """
    if not wanted.weekdays:
        return
    day, number = wanted.first_day, 0
    while number < min(days, MOST_DAYS):
        if day.weekday() in wanted.weekdays:
            is_left_out = day in wanted.left_out
            yield day, is_left_out
            number += not (is_left_out and wanted.keeps_number)
        day += timedelta(days=1)


def plan_sessions(wanted: DaysWanted, days: Sequence[DayShape]) -> list[PlannedSession]:
    """Return the sessions of ``days`` in order.

    What is held on a day that is left out moves to the next one, so that topics stay in their order; where
    the number of days is not kept, the last topics fall off.

    Raises:
        FieldUnusable: there would be none, or the year cannot be.
    """
    check_day(wanted.first_day)
    if not any(days) or not wanted.weekdays:
        raise FieldUnusable("days")

    planned: list[PlannedSession] = []
    made = 0
    for day, is_left_out in training_days(wanted, len(days)):
        shapes = days[min(made, len(days) - 1)]
        planned += [PlannedSession(day, shape, is_left_out) for shape in shapes]
        made += not is_left_out
    return planned


def day_shapes(
    days: int,
    slots: Sequence[Slot],
    *,
    minutes: int = HALF_DAY_MINUTES,
    room: str = "",
    topics: Sequence[str] = (),
    topic_each_day: bool = False,
) -> list[DayShape]:
    """Return ``days`` equal days; topics go to the sessions in their order, or each to all of a day."""
    found: list[DayShape] = []
    for number in range(min(days, MOST_DAYS)):
        shapes = []
        for place, slot in enumerate(slots):
            nth = number if topic_each_day else number * len(slots) + place
            shapes.append(SessionShape(slot, minutes, room, topics[nth] if nth < len(topics) else ""))
        found.append(tuple(shapes))
    return found


def check_day(day: date) -> None:
    """Refuse years that can only be a slip of the hand.

    Raises:
        FieldUnusable: nobody holds a session then.
    """
    if not 2000 <= day.year <= 2100:  # noqa: PLR2004  wide enough for any course
        raise FieldUnusable("day")
