"""The people of a list as they are compared with each other, or with what is being typed."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.people.merged import merged_ids
from tvet_desktop.people.models import Person
from tvet_desktop.people.personal_details import birth_year_of_id
from tvet_desktop.people.queries import of_college
from tvet_desktop.people.rates import Candidate, candidate_words
from tvet_desktop.people.register import Details
from tvet_desktop.storage.base import not_deleted


def load_candidates(db: Session, *, college_scope: int | None = None) -> list[Candidate]:
    """Return everybody of a college, or of all colleges here, but those merged into somebody else."""
    query = select(
        Person.id,
        Person.family_name,
        Person.given_name,
        Person.sex,
        Person.birth_year,
        Person.birth_date,
        Person.phone,
        Person.email,
        Person.id_document_number,
    ).where(not_deleted(Person), of_college(Person, college_scope))
    merged = merged_ids(db)
    return [
        candidate(person_id, f"{family} {given}", sex, year, day, phone, email, id_number)
        for person_id, family, given, sex, year, day, phone, email, id_number in db.execute(query)
        if person_id not in merged
    ]


def candidate_of(details: Details, person_id: int = 0) -> Candidate:
    """Return somebody who is being typed, or who waits, as one compares people."""
    return candidate(
        person_id,
        f"{details.family_name} {details.given_name}",
        details.sex,
        details.birth_year,
        details.birth_date,
        details.phone,
        details.email,
        details.id_document_number,
    )


def candidate(  # noqa: PLR0917  one argument for each column that is compared
    person_id: int,
    name: str,
    sex: str | None,
    birth_year: int | None,
    birth_date: date | None,
    phone: str | None,
    email: str | None,
    id_number: str | None,
) -> Candidate:
    """Return a person as one compares people; a national ID tells the year of birth where nothing else does."""
    year = birth_year or (birth_date.year if birth_date else None) or birth_year_of_id(id_number)
    return Candidate(person_id, candidate_words(name, ""), sex, year, phone, email, id_number, birth_date)
