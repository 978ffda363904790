"""Remove training sessions that were made by mistake."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tvet_desktop.attendance.models import AttendanceMark
from tvet_desktop.courses.loading import load_open_training_session
from tvet_desktop.courses.models import Slot
from tvet_desktop.courses.rules import day_text, slot_name
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.base import not_deleted


class TrainingSessionHasMarks(UserError):
    """A session with marks is not removed: they would vanish with it."""

    def __init__(self, held_on: date, slot: Slot) -> None:
        super().__init__(held_on, slot)
        self.held_on = held_on
        self.slot = slot

    def sentence(self) -> str:
        """Say what to do instead."""
        return _(
            "The session of {day} {slot} has marks: cancel it instead, then it counts no more and nothing is lost."
        ).format(day=day_text(self.held_on), slot=slot_name(self.slot))


@dataclass(frozen=True)
class SessionsRemoved:
    """To undo: ``put_back_sessions``."""

    training_session_ids: tuple[int, ...]


def remove_sessions(db: Session, *, training_session_ids: Sequence[int]) -> SessionsRemoved:
    """Remove sessions without marks; the inverse of adding or making them.

    Raises:
        NotFound, CourseNotOpen, TrainingSessionClosed: they cannot be removed.
        TrainingSessionHasMarks: somebody is marked there.
    """
    rows = [load_open_training_session(db, row_id, also_cancelled=True) for row_id in training_session_ids]
    for row in rows:
        if has_marks(db, row.id):
            raise TrainingSessionHasMarks(row.held_on, Slot(row.slot))

    for row in rows:
        row.deleted = True
    return SessionsRemoved(tuple(training_session_ids))


def has_marks(db: Session, training_session_id: int) -> bool:
    """Tell whether anybody is marked at a session."""
    query = select(func.count()).where(
        not_deleted(AttendanceMark), AttendanceMark.training_session_id == training_session_id
    )
    return bool(db.scalar(query))
