"""A decision about a conflict is taken back."""

from sqlalchemy.orm import Session

from tvet_desktop.storage.local_tables import Conflict
from tvet_desktop.sync.conflict_values import holds, write_values


def unsettle_conflict(db: Session, *, seq: int, took_lost: bool) -> None:
    """Ask about a conflict again, and write back what held before; what was changed since stays as it is."""
    conflict = db.get_one(Conflict, seq)
    if took_lost and holds(db, conflict, conflict.lost):
        write_values(db, conflict, conflict.kept)
    conflict.settled = False
