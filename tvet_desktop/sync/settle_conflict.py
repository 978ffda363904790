"""A person has looked at one value that lost and decided."""

from datetime import datetime

from sqlalchemy.orm import Session

from tvet_desktop.storage.local_tables import Conflict
from tvet_desktop.sync.conflicts.decide import Choice, ConflictChanged, decide_conflict
from tvet_desktop.sync.conflicts.open_conflicts import open_conflicts


def settle_conflict(db: Session, *, seq: int, take_lost: bool, by: int | None, now: datetime) -> None:
    """Keep what holds; or, if ``take_lost``, write this value again. See ``decide_conflict``.

    To undo: ``take_back_decision``.

    Raises:
        ConflictChanged: it was decided meanwhile.
    """
    conflict = db.get_one(Conflict, seq)
    key = (conflict.key_a, conflict.key_b)
    about = open_conflicts(db, table=conflict.table_name, key=key)
    found = next((one for one in about if seq in one.seqs), None)
    if found is None:
        raise ConflictChanged
    choice = Choice.OTHER if take_lost else Choice.KEPT
    decide_conflict(db, conflict=found, choice=choice, by=by, now=now, taken=seq)
