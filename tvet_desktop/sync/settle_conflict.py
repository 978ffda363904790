"""A person has looked at a conflict and decided."""

from sqlalchemy.orm import Session

from tvet_desktop.storage.local_tables import Conflict
from tvet_desktop.sync.conflict_values import write_values


def settle_conflict(db: Session, *, seq: int, take_lost: bool) -> None:
    """Mark a conflict as judged; if ``take_lost``, write the value that lost again, as a new change.

    To undo: ``unsettle_conflict``.
    """
    conflict = db.get_one(Conflict, seq)
    if take_lost:
        write_values(db, conflict, conflict.lost)
    conflict.settled = True
