"""Whose badge it is, whichever course is shown."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from tvet_desktop.attendance.badges.badge_errors import BadgeNotKnownHere
from tvet_desktop.attendance.paper.paper_code import BadgeCode
from tvet_desktop.courses.models import Course
from tvet_desktop.people.merging.merged import counting_person
from tvet_desktop.people.models import Person
from tvet_desktop.people.names import name_or_erased


@dataclass(frozen=True)
class BadgeHolder:
    """The person who counts for a badge, and the code of its course, "" where that is not here."""

    person_id: int
    name: str
    course_code: str


def badge_holder(db: Session, badge: BadgeCode) -> BadgeHolder:
    """Return who a badge belongs to.

    Raises:
        BadgeNotKnownHere: the person has not come with a sync file yet, or was removed.
    """
    person = db.get(Person, counting_person(db, badge.person_id))
    if person is None or person.deleted:
        raise BadgeNotKnownHere
    course = db.get(Course, badge.course_id)
    code = "" if course is None or course.deleted else course.code
    return BadgeHolder(person.id, name_or_erased(person.family_name, person.given_name), code)
