"""Take a walk-in back, with everything that came along."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.attendance.models import AttendanceMark
from tvet_desktop.attendance.restore_marks import restore_marks
from tvet_desktop.attendance.walk_ins.add_walk_in import WalkInAdded
from tvet_desktop.courses.models import TrainingSession
from tvet_desktop.courses.undo_enrol_people import undo_enrol_people
from tvet_desktop.people.in_use import people_in_use
from tvet_desktop.people.models import Person
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.base import not_deleted


class WalkInInUse(UserError):
    """Something hangs on the person by now."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def sentence(self) -> str:
        """Say what to do instead."""
        return _(
            "{name} was marked or written down elsewhere since, so nothing was taken back: clear the mark, or "
            "record on the page of the course that the person has left."
        ).format(name=self.name)


def take_back_walk_in(db: Session, *, added: WalkInAdded, now: datetime) -> None:
    """Clear the mark, end the enrolment, and remove the person if they were new.

    Raises:
        NotFound, CourseNotOpen, TrainingSessionClosed, TrainingSessionCancelled: nothing changes there.
        WalkInInUse: the mark was changed since, or the person has other marks or stands on another list.
    """
    if added.marked is not None and not restore_marks(db, done=[added.marked], now=now):
        raise WalkInInUse(added.name)
    db.flush()
    if added.enrolled is not None:
        if added.enrolled.new and _has_marks(db, added.enrolled.course_id, added.person_id):
            raise WalkInInUse(added.name)
        undo_enrol_people(db, enrolled=added.enrolled)
        db.flush()
    if added.is_new:
        if people_in_use(db, [added.person_id]):
            raise WalkInInUse(added.name)
        db.get_one(Person, added.person_id).deleted = True


def _has_marks(db: Session, course_id: int, person_id: int) -> bool:
    query = (
        select(AttendanceMark.person_id)
        .join(TrainingSession, TrainingSession.id == AttendanceMark.training_session_id)
        .where(
            not_deleted(AttendanceMark),
            TrainingSession.course_id == course_id,
            AttendanceMark.person_id == person_id,
        )
    )
    return db.scalars(query).first() is not None
