"""Make the half-day sessions of a course in one go."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tvet_desktop.courses.add_session import add_session
from tvet_desktop.courses.models import Slot
from tvet_desktop.courses.rules import HALF_DAY_MINUTES, FieldUnusable, TrainingSessionOverlaps
from tvet_desktop.courses.timetable import WORKDAYS, DaysWanted, PlannedSession, day_shapes, plan_sessions


@dataclass(frozen=True)
class SessionsMade:
    """The new sessions' ids in order, and the times at which the course had one already.

    To undo: ``attendance.remove_sessions``.
    """

    course_id: int
    training_session_ids: tuple[int, ...]
    already_there: tuple[tuple[date, Slot], ...]


def make_sessions(
    db: Session,
    *,
    course_id: int,
    first_day: date,
    days: int,
    slots: Sequence[Slot] = (Slot.AM, Slot.PM),
    weekdays: Collection[int] = WORKDAYS,
    minutes: int = HALF_DAY_MINUTES,
    room: str = "",
) -> SessionsMade:
    """Make a session for each slot of ``days`` equal days; ``minutes`` is the length of each.

    Times at which the course has a session already are left as they are, so the action can be repeated.

    Raises:
        NotFound, CourseNotOpen: the course takes no sessions.
        FieldUnusable: no day or slot was chosen, or the length or the year cannot be.
    """
    if days < 1 or not slots:
        raise FieldUnusable("days")
    shapes = day_shapes(days, slots, minutes=minutes, room=room)
    planned = plan_sessions(DaysWanted(first_day=first_day, weekdays=weekdays), shapes)
    return make_planned_sessions(db, course_id=course_id, planned=planned)


def make_planned_sessions(db: Session, *, course_id: int, planned: Iterable[PlannedSession]) -> SessionsMade:
    """Make the sessions of a plan as a screen has shown it, without those left out.

    Raises:
        NotFound, CourseNotOpen: the course takes no sessions.
        FieldUnusable: nothing would be made, or a length or year cannot be.
    """
    made: list[int] = []
    there: list[tuple[date, Slot]] = []
    for session in planned:
        if session.is_left_out:
            continue
        shape = session.shape
        try:
            added = add_session(
                db,
                course_id=course_id,
                held_on=session.held_on,
                slot=shape.slot,
                minutes=shape.minutes,
                room=shape.room,
                topic=shape.topic,
            )
        except TrainingSessionOverlaps:
            there.append((session.held_on, shape.slot))
        else:
            made.append(added.training_session_id)
    if not made and not there:
        raise FieldUnusable("days")
    return SessionsMade(course_id, tuple(made), tuple(there))
