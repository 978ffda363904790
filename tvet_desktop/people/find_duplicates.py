"""List the people who may be there twice."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.people.duplicates import Candidate, Reason, candidate_key, likely_pairs
from tvet_desktop.people.models import Person
from tvet_desktop.people.queries import PersonRow, of_college, people_by_id
from tvet_desktop.storage.base import not_deleted


@dataclass(frozen=True)
class DuplicatePair:
    """Two people who may be one; a person decides. ``reasons`` has what speaks for and against it."""

    first: PersonRow
    second: PersonRow
    score: int
    reasons: tuple[Reason, ...]


def find_duplicates(db: Session, *, college_scope: int | None = None) -> list[DuplicatePair]:
    """Return the likely pairs among the people of a college, or of all colleges here, the likeliest first."""
    query = select(
        Person.id,
        Person.family_name,
        Person.given_name,
        Person.sex,
        Person.birth_year,
        Person.phone,
        Person.email,
        Person.id_document_number,
    ).where(not_deleted(Person), Person.merged_into.is_(None), of_college(Person, college_scope))
    pairs = likely_pairs(
        Candidate(person_id, candidate_key(family, given), sex, birth_year, phone, email, id_number)
        for person_id, family, given, sex, birth_year, phone, email, id_number in db.execute(query)
    )
    rows = people_by_id(db, {person.id for first, second, _likeness in pairs for person in (first, second)})
    return [
        DuplicatePair(rows[first.id], rows[second.id], found.score, found.reasons)
        for first, second, found in pairs
    ]
