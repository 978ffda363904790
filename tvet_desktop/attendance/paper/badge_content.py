"""What the badges and the name-check list of a course say, read from the store."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.attendance.paper.paper_code import BadgeCode, programme_tag, write_code
from tvet_desktop.attendance.paper.sheet_content import NobodyToPrint
from tvet_desktop.courses.queries import EnrolledPerson, enrolled_people, trainers_of
from tvet_desktop.people.models import Person
from tvet_desktop.people.names import certificate_name_of


@dataclass(frozen=True, slots=True)
class Badge:
    """One badge."""

    seat: int
    name: str
    code: str


@dataclass(frozen=True, slots=True)
class NameToCheck:
    """One line of the name-check list; ``confirmed_on`` is None until the person has signed. Trainers have no seat."""

    seat: int | None
    name_to_print: str
    confirmed_on: date | None


def badges_of(db: Session, course_id: int, person_ids: Collection[int] = ()) -> tuple[Badge, ...]:
    """Return the badges of the people of a course by seat; of all who still belong, or of those chosen.

    Raises:
        NobodyToPrint: there are none.
    """
    tag = programme_tag(db)
    return tuple(
        Badge(person.seat, person.name, write_code(BadgeCode(course_id, person.person_id), tag))
        for person in _people(db, course_id, person_ids)
    )


def names_to_check(db: Session, course_id: int, person_ids: Collection[int] = ()) -> tuple[NameToCheck, ...]:
    """Return each name exactly as it would be printed on a certificate, by seat; those of trainers are the last.

    Raises:
        NobodyToPrint: there are none.
    """
    people = enrolled_people(db, course_id, with_left=False)
    seats: dict[int, int | None] = {person.person_id: person.seat for person in people}
    for trainer in trainers_of(db, course_id):
        seats.setdefault(trainer.person_id, None)
    wanted = set(person_ids) or seats.keys()
    seats = {person_id: seat for person_id, seat in seats.items() if person_id in wanted}
    if not seats:
        raise NobodyToPrint
    query = select(
        Person.id, Person.certificate_name, Person.family_name, Person.given_name, Person.name_confirmed_on
    ).where(Person.id.in_(seats))
    names = {
        row_id: (certificate_name_of(certificate_name, family_name, given_name), confirmed_on)
        for row_id, certificate_name, family_name, given_name, confirmed_on in db.execute(query)
    }
    lines = ((seat, *names[person_id]) for person_id, seat in seats.items())
    found = tuple(NameToCheck(*line) for line in lines if line[1])  # of somebody who was erased there is none
    if not found:
        raise NobodyToPrint
    return found


def _people(db: Session, course_id: int, person_ids: Collection[int]) -> list[EnrolledPerson]:
    people = enrolled_people(db, course_id, with_left=False)
    wanted = set(person_ids)
    if wanted:
        people = [person for person in people if person.person_id in wanted]
    blank = (Person.family_name == "", Person.given_name == "")
    ids = [person.person_id for person in people]
    erased = set(db.scalars(select(Person.id).where(Person.id.in_(ids), *blank)))
    people = [person for person in people if person.person_id not in erased]
    if not people:
        raise NobodyToPrint
    return people
