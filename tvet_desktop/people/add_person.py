"""Add one person by hand."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from tvet_desktop.people.models import Person
from tvet_desktop.people.records import field_values
from tvet_desktop.people.register import Details
from tvet_desktop.people.rules import require_complete
from tvet_desktop.storage.database import new_id


@dataclass(frozen=True)
class PersonAdded:
    """The id of the new person."""

    person_id: int


def add_person(db: Session, *, college_scope: int, details: Details) -> PersonAdded:
    """Add somebody to a college. Homonyms are welcome: ``find_duplicates`` shows who might be one person.

    Args:
        db: an open transaction.
        college_scope: the number in the ids of the college's rows (``CollegeRow.scope``).
        details: what ``read_person_form`` gave.

    Raises:
        PersonIncomplete: name or sex are missing.
    """
    require_complete(details)
    person = Person(id=new_id(db, college_scope), **field_values(details))
    db.add(person)
    db.flush()
    return PersonAdded(person.id)
