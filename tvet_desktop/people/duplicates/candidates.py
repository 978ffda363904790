"""The people of a list as they are compared with each other, or with what is being typed."""

from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from tvet_desktop.people.duplicates.rates import Candidate, candidate_words
from tvet_desktop.people.merging.merged import merged_ids
from tvet_desktop.people.models import Person
from tvet_desktop.people.personal_details import birth_year_of_id
from tvet_desktop.people.queries import of_college
from tvet_desktop.people.register import Details
from tvet_desktop.people.search import folded
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
        Person.department,
        Person.district,
    ).where(not_deleted(Person), of_college(Person, college_scope))
    merged = merged_ids(db)
    return [candidate_of(row, row.id) for row in db.execute(query) if row.id not in merged]


def candidate_of(details: Details | Row[*tuple[Any, ...]], person_id: int = 0) -> Candidate:
    """Return somebody of the list, or who is being typed, as one compares people.

    A national ID tells the year of birth where nothing else does.
    """
    day, id_number = details.birth_date, details.id_document_number
    year = details.birth_year or (day.year if day else None) or birth_year_of_id(id_number)
    return Candidate(
        person_id,
        candidate_words(details.family_name, details.given_name),
        details.sex,
        year,
        details.phone,
        details.email,
        id_number,
        day,
        folded(details.department or ""),
        folded(details.district or ""),
    )
