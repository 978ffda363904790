"""People who came without standing on a list, and whom of the register they may be."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.courses.models import Course, Enrolment
from tvet_desktop.people.duplicates.people_like import LikelyPerson, PeopleLike, people_like
from tvet_desktop.people.merging.merged import merged_ids
from tvet_desktop.people.models import Person
from tvet_desktop.people.queries import PersonRow, of_college, people_by_id
from tvet_desktop.people.records import details_of
from tvet_desktop.people.register import Details
from tvet_desktop.storage.base import not_deleted
from tvet_desktop.storage.ids import scope_of


@dataclass(frozen=True)
class WalkInRow:
    """A walk-in who waits for a decision.

    ``matches`` are the people of the college's register who may be meant, the likeliest first;
    ``in_course`` has those of them who belong to one of the walk-in's courses.
    """

    person: PersonRow
    details: Details
    came_on: date
    courses: tuple[str, ...]
    matches: tuple[LikelyPerson, ...]
    in_course: frozenset[int]


def count_walk_ins(db: Session) -> int:
    """Return how many wait, without asking whom they may be."""
    ids = list(db.scalars(select(Person.id).where(not_deleted(Person), Person.walk_in_on.is_not(None))))
    merged = merged_ids(db) if ids else {}
    return sum(person_id not in merged for person_id in ids)


def list_walk_ins(db: Session, *, college_scope: int | None = None) -> list[WalkInRow]:
    """Return the walk-ins who were not matched yet, by day and name."""
    waiting = _waiting(db, college_scope)
    ids = {person.id for person in waiting}
    rows = people_by_id(db, ids)
    courses = _courses_of(db, ids)
    members = _members(db, {course_id for found in courses.values() for course_id in found})
    lists: dict[int, PeopleLike] = {}
    found = []
    for person in waiting:
        scope = scope_of(person.id)
        if scope not in lists:
            lists[scope] = people_like(db, college_scope=scope)
        own = courses.get(person.id, {})
        classmates = {one for course_id in own for one in members[course_id]}
        details, came_on = details_of(person), person.walk_in_on
        assert came_on is not None
        matches = lists[scope].who_is(details, person_id=person.id, but_for=ids)
        in_course = frozenset(one.person.id for one in matches if one.person.id in classmates)
        found.append(WalkInRow(rows[person.id], details, came_on, tuple(own.values()), matches, in_course))
    return sorted(found, key=lambda row: (row.came_on, row.person.name, row.person.id))


def _waiting(db: Session, college_scope: int | None) -> list[Person]:
    query = select(Person).where(
        not_deleted(Person), Person.walk_in_on.is_not(None), of_college(Person, college_scope)
    )
    people = list(db.scalars(query))
    merged = merged_ids(db) if people else {}
    return [person for person in people if person.id not in merged]


def _courses_of(db: Session, person_ids: set[int]) -> dict[int, dict[int, str]]:
    """Return the titles of each person's courses by the course's id."""
    query = (
        select(Enrolment.person_id, Course.id, Course.title)
        .join(Course, Course.id == Enrolment.course_id)
        .where(not_deleted(Enrolment, Course), Enrolment.person_id.in_(person_ids))
        .order_by(Course.id)
    )
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for person_id, course_id, title in db.execute(query):
        found[person_id][course_id] = title
    return found


def _members(db: Session, course_ids: set[int]) -> dict[int, set[int]]:
    query = select(Enrolment.course_id, Enrolment.person_id).where(
        not_deleted(Enrolment), Enrolment.course_id.in_(course_ids)
    )
    merged = merged_ids(db)
    found: dict[int, set[int]] = defaultdict(set)
    for course_id, person_id in db.execute(query):
        found[course_id].add(merged.get(person_id, person_id))
    return found
