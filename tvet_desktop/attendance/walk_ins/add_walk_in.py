"""Somebody came who stands on no list: one line, and they are present."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from tvet_desktop.attendance.loading import load_mark, require_enrolled
from tvet_desktop.attendance.mark_attendance import AttendanceMarked, mark_attendance
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.attendance.rules import NotEnrolled
from tvet_desktop.courses.enrol_people import PeopleEnrolled, enrol_people
from tvet_desktop.courses.loading import load_open_training_session
from tvet_desktop.people.models import Person
from tvet_desktop.people.names import display_name, split_name, without_fillers
from tvet_desktop.people.personal_details import Sex
from tvet_desktop.people.records import field_values
from tvet_desktop.people.register import Details
from tvet_desktop.people.rules import require_complete
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.ids import scope_of

_WAS_THERE = frozenset({MarkStatus.PRESENT, MarkStatus.LATE})


@dataclass(frozen=True)
class WalkInAdded:
    """Who came in. To undo: ``take_back_walk_in``; to redo after that: ``put_back_walk_in``.

    ``is_new``: a person was made. ``enrolled`` is None for somebody of the course, ``marked`` for somebody who was
    marked present or late already.
    """

    training_session_id: int
    person_id: int
    name: str
    is_new: bool
    enrolled: PeopleEnrolled | None
    marked: AttendanceMarked | None


def add_walk_in(
    db: Session, *, training_session_id: int, now: datetime, name: str = "", person_id: int | None = None
) -> WalkInAdded:
    """Mark somebody present who is not on the register: a known person, or a new one from the written name.

    The person belongs to the course from the day of the session. A new one has the family name first, unless
    capitals say otherwise, and waits for a decision whether the college knows them under another name.

    Raises:
        NotFound, CourseNotOpen, TrainingSessionClosed, TrainingSessionCancelled: nothing is marked there.
        PersonIncomplete: nothing that could be a name was written.
        PersonOfOtherCollege: the known person's row is for the eyes of another college.
        NotEnrolled: the person came to this course from another one on a later day.
    """
    training_session = load_open_training_session(db, training_session_id)
    is_new = person_id is None
    if person_id is None:
        person_id = _add(db, training_session_id, name, training_session.held_on)
    enrolled = None
    try:
        require_enrolled(db, training_session, person_id)
    except NotEnrolled:
        enrolled = enrol_people(
            db,
            course_id=training_session.course_id,
            person_ids=[person_id],
            enrolled_on=training_session.held_on,
        )
        db.flush()

    there = load_mark(db, training_session_id, person_id)
    marked = None
    if there is None or there.status not in _WAS_THERE:
        marked = mark_attendance(
            db,
            training_session_id=training_session_id,
            person_id=person_id,
            status=MarkStatus.PRESENT,
            now=now,
        )
    person = db.get_one(Person, person_id)
    shown = display_name(person.family_name, person.given_name)
    return WalkInAdded(training_session_id, person_id, shown, is_new, enrolled, marked)


def _add(db: Session, training_session_id: int, name: str, day: date) -> int:
    family, given = split_name(without_fillers(name))
    if not family and " " in given:
        family, given = given.split(" ", 1)
    details = Details(family_name=family, given_name=given, sex=Sex.NOT_SAID)
    require_complete(details)
    row_id = new_id(db, scope_of(training_session_id))
    db.add(Person(id=row_id, walk_in_on=day, **field_values(details)))
    db.flush()
    return row_id
