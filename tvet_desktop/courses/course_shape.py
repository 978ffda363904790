"""The timetable of a course without its days, so that another course can be held in the same way."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby, pairwise

from sqlalchemy.orm import Session

from tvet_desktop.courses.queries import sessions_of
from tvet_desktop.courses.timetable import WORKDAYS, DayShape, SessionShape


@dataclass(frozen=True)
class CourseShape:
    """What is held on the first day, the second and so on, and on which days of the week."""

    days: tuple[DayShape, ...]
    weekdays: frozenset[int]


def course_shape(db: Session, course_id: int, *, with_rooms: bool) -> CourseShape:
    """Return the shape of a course without its cancelled sessions.

    A course that is held on days in a row runs from Monday to Friday, and on the days of the weekend that it
    used; one that is not, such as every Tuesday, on the days of the week that it used.
    """
    rows = [row for row in sessions_of(db, course_id) if not row.is_cancelled]
    days = tuple(
        tuple(SessionShape(row.slot, row.minutes, row.room if with_rooms else "", row.topic) for row in group)
        for _day, group in groupby(rows, key=lambda row: row.held_on)
    )
    held = sorted({row.held_on for row in rows})
    used = frozenset(day.weekday() for day in held)
    in_a_row = any(later - earlier == timedelta(days=1) for earlier, later in pairwise(held))
    return CourseShape(days, WORKDAYS | used if in_a_row or not used else used)
