"""Fetch the row that an action is about, or say that it is not there."""

from sqlalchemy.orm import Session

from tvet_desktop.people.models import Person, RegisterImport, WaitingRow
from tvet_desktop.shared.errors import NotFound
from tvet_desktop.shared.translation import _


def load_person(db: Session, person_id: int) -> Person:
    """Return a person who has not been removed.

    Raises:
        NotFound: there is none.
    """
    person = db.get(Person, person_id)
    if person is None or person.deleted:
        raise NotFound(_("person"), person_id)
    return person


def load_waiting_row(db: Session, waiting_row_id: int) -> WaitingRow:
    """Return a row that still waits.

    Raises:
        NotFound: there is none, or it was completed or discarded.
    """
    row = db.get(WaitingRow, waiting_row_id)
    if row is None or row.deleted or row.person_id is not None:
        raise NotFound(_("waiting row"), waiting_row_id)
    return row


def load_import(db: Session, import_id: int) -> RegisterImport:
    """Return an import.

    Raises:
        NotFound: there is none.
    """
    made = db.get(RegisterImport, import_id)
    if made is None or made.deleted:
        raise NotFound(_("import"), import_id)
    return made
