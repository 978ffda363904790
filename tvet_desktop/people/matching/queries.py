"""What a college hears about its people from the national office."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.people.matching.models import PersonElsewhere
from tvet_desktop.people.merging.merged import one_person
from tvet_desktop.programme.models import College
from tvet_desktop.storage.base import not_deleted


@dataclass(frozen=True)
class Elsewhere:
    """Another college that has the person on its list. ``differing`` names the fields (``TOLD_FIELDS``) that differ."""

    college: str
    since: date
    differing: tuple[str, ...]


def elsewhere_of(db: Session, person_id: int) -> tuple[Elsewhere, ...]:
    """Return which other colleges have a person, by name."""
    query = (
        select(College.official_name, PersonElsewhere.since, PersonElsewhere.differing)
        .join(College, College.id == PersonElsewhere.college_id)
        .where(not_deleted(PersonElsewhere), PersonElsewhere.person_id.in_(one_person(db, person_id)))
        .order_by(College.official_name)
    )
    found = {name: Elsewhere(name, since, tuple(text.split())) for name, since, text in db.execute(query)}
    return tuple(found.values())
