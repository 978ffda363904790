"""Let a row wait again that was completed or left out by mistake."""

from sqlalchemy.orm import Session

from tvet_desktop.people.models import WaitingRow
from tvet_desktop.people.remove_person import remove_person
from tvet_desktop.shared.errors import NotFound
from tvet_desktop.shared.translation import _


def put_back_waiting_row(db: Session, *, waiting_row_id: int) -> None:
    """Undo ``complete_waiting_row`` or ``discard_waiting_row``; the person that it became is removed.

    Raises:
        PersonInUse: a course or another list names the person by now.
        NotFound: there is no such row.
    """
    row = db.get(WaitingRow, waiting_row_id)
    if row is None:
        raise NotFound(_("waiting row"), waiting_row_id)
    if row.person_id is not None:
        remove_person(db, person_id=row.person_id)
        row.person_id = None
    row.deleted = False
    db.flush()
