"""Leave out a row that is no person, such as a signature below the list."""

from sqlalchemy.orm import Session

from tvet_desktop.people.loading import load_waiting_row


def discard_waiting_row(db: Session, *, waiting_row_id: int) -> None:
    """Take a row off the list of those that wait. The same file again does not bring it back.

    Raises:
        NotFound: the row does not wait any more.
    """
    load_waiting_row(db, waiting_row_id).deleted = True
    db.flush()
