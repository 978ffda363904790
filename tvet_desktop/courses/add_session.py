"""Add one training session to a course."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.courses.loading import load_open_course
from tvet_desktop.courses.models import Slot, TrainingSession
from tvet_desktop.courses.rules import (
    HALF_DAY_MINUTES,
    LONGEST_SESSION_MINUTES,
    FieldUnusable,
    TrainingSessionOverlaps,
    slots_overlap,
)
from tvet_desktop.courses.timetable import check_day
from tvet_desktop.shared.known import known
from tvet_desktop.shared.text import nfc
from tvet_desktop.storage.base import not_deleted
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.ids import scope_of


@dataclass(frozen=True)
class SessionAdded:
    """The new training session's id. To undo: ``attendance.remove_sessions``."""

    training_session_id: int


def add_session(
    db: Session,
    *,
    course_id: int,
    held_on: date,
    slot: Slot,
    minutes: int = HALF_DAY_MINUTES,
    room: str = "",
    topic: str = "",
) -> SessionAdded:
    """Add a session on a day that a person typed, be it past or to come.

    Raises:
        NotFound, CourseNotOpen: the course takes no sessions.
        FieldUnusable: it lasts no time at all, or longer than a day, or its year cannot be.
        TrainingSessionOverlaps: the course has one then, unless that is cancelled.
    """
    load_open_course(db, course_id)
    check_day(held_on)
    check_minutes(minutes)
    refuse_overlap(db, course_id, held_on, slot)

    row = TrainingSession(
        id=new_id(db, scope_of(course_id)),
        course_id=course_id,
        held_on=held_on,
        slot=slot.value,
        minutes=minutes,
        room=nfc(room),
        topic=nfc(topic),
        cancelled=False,
        cancelled_reason="",
    )
    db.add(row)
    return SessionAdded(row.id)


def check_minutes(minutes: int) -> None:
    """Refuse lengths that no session has.

    Raises:
        FieldUnusable: it lasts no time at all, or longer than a day.
    """
    if not 0 < minutes <= LONGEST_SESSION_MINUTES:
        raise FieldUnusable("minutes")


def refuse_overlap(db: Session, course_id: int, held_on: date, slot: Slot, but: int | None = None) -> None:
    """Refuse a time at which the course has another session than ``but``.

    Raises:
        TrainingSessionOverlaps: it has.
    """
    query = select(TrainingSession.id, TrainingSession.slot).where(
        not_deleted(TrainingSession),
        TrainingSession.course_id == course_id,
        TrainingSession.held_on == held_on,
        TrainingSession.cancelled.is_(False),
    )
    for row_id, taken in db.execute(query):
        if row_id != but and slots_overlap(known(Slot, taken, Slot.FULL), slot):
            raise TrainingSessionOverlaps(held_on, slot)
