"""Move a training session, or change its length, room or topic."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tvet_desktop.courses.add_session import check_minutes, refuse_overlap
from tvet_desktop.courses.loading import load_open_training_session
from tvet_desktop.courses.models import Slot, TrainingSession
from tvet_desktop.courses.timetable import check_day
from tvet_desktop.shared.text import nfc


@dataclass(frozen=True)
class SessionDetails:
    """What a person says about a training session."""

    held_on: date
    slot: Slot
    minutes: int
    room: str = ""
    topic: str = ""


@dataclass(frozen=True)
class SessionEdited:
    """To undo: edit again with the ``earlier`` details."""

    training_session_id: int
    earlier: SessionDetails


def edit_session(db: Session, *, training_session_id: int, details: SessionDetails) -> SessionEdited:
    """Change a session that is not closed; its marks stay with it.

    Raises:
        NotFound, CourseNotOpen, TrainingSessionClosed, TrainingSessionCancelled: it cannot change.
        FieldUnusable: it lasts no time at all, or longer than a day, or its year cannot be.
        TrainingSessionOverlaps: the course has another session then.
    """
    row = load_open_training_session(db, training_session_id)
    check_day(details.held_on)
    check_minutes(details.minutes)
    refuse_overlap(db, row.course_id, details.held_on, details.slot, but=training_session_id)

    earlier = _details_of(row)
    row.held_on = details.held_on
    row.slot = details.slot.value
    row.minutes = details.minutes
    row.room = nfc(details.room)
    row.topic = nfc(details.topic)
    return SessionEdited(training_session_id, earlier)


def _details_of(row: TrainingSession) -> SessionDetails:
    return SessionDetails(row.held_on, Slot(row.slot), row.minutes, row.room, row.topic)
