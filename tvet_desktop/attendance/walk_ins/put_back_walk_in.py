"""Add a walk-in again who was taken back."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from tvet_desktop.attendance.walk_ins.add_walk_in import WalkInAdded, add_walk_in
from tvet_desktop.people.models import Person


def put_back_walk_in(db: Session, *, added: WalkInAdded, now: datetime) -> WalkInAdded:
    """Redo after ``take_back_walk_in``: the same person, not a second one of the name.

    Raises:
        NotFound, CourseNotOpen, TrainingSessionClosed, TrainingSessionCancelled: nothing is marked there.
    """
    if added.is_new:
        db.get_one(Person, added.person_id).deleted = False
        db.flush()
    again = add_walk_in(db, training_session_id=added.training_session_id, person_id=added.person_id, now=now)
    return replace(again, is_new=added.is_new)
