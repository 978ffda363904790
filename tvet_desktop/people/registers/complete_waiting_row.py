"""Make a person of a row that waited for a name or a sex."""

from sqlalchemy.orm import Session

from tvet_desktop.people.add_person import PersonAdded
from tvet_desktop.people.loading import load_waiting_row
from tvet_desktop.people.models import Person
from tvet_desktop.people.records import field_values
from tvet_desktop.people.register import Details
from tvet_desktop.people.rules import require_complete
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.ids import scope_of


def complete_waiting_row(db: Session, *, waiting_row_id: int, details: Details) -> PersonAdded:
    """Add the person, in the place that the row had in its list. What the row said stays for the record.

    Args:
        db: an open transaction.
        waiting_row_id: the row.
        details: what the row said (``WaitingRowRow.details``) with what was missing.

    Raises:
        PersonIncomplete: name or sex are still missing.
        NotFound: the row does not wait any more.
    """
    require_complete(details)
    row = load_waiting_row(db, waiting_row_id)
    person = Person(
        id=new_id(db, scope_of(row.id)),
        import_id=row.import_id,
        import_row=row.import_row,
        **field_values(details),
    )
    db.add(person)
    db.flush()
    row.person_id = person.id
    db.flush()
    return PersonAdded(person.id)
