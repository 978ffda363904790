"""A person has looked at a conflict and decides."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.capture import plain
from tvet_desktop.storage.local_tables import Conflict
from tvet_desktop.sync.conflict_values import row_of, write_values
from tvet_desktop.sync.conflicts.both_values import both_values
from tvet_desktop.sync.conflicts.open_conflicts import OpenConflict, identity_of, stamp_of


class Choice(StrEnum):
    """What is to hold from now on."""

    KEPT = "KEPT"
    OTHER = "OTHER"
    BOTH = "BOTH"


class ConflictChanged(UserError):
    """What the person looked at is not what the row says any more."""

    def sentence(self) -> str:
        """Say what to do."""
        return _("This was changed again meanwhile, and nothing was decided: look at it once more.")


def decide_conflict(
    db: Session,
    *,
    conflict: OpenConflict,
    choice: Choice,
    by: int | None,
    now: datetime,
    taken: int | None = None,
) -> None:
    """Say what holds, as a new change, so that every PC learns of the decision.

    Args:
        db: an open transaction.
        conflict: as the person saw it.
        choice: what holds, the other value, or both where both can stand together.
        by: the user's id.
        now: the PC's time.
        taken: the ``seq`` of the other value that is taken; without it the first.

    Raises:
        ConflictChanged: the row says something else by now, or somebody has decided.
    """
    kept = list(db.scalars(select(Conflict).where(Conflict.seq.in_(conflict.seqs))))
    if len(kept) < len(conflict.seqs) or any(one.settled for one in kept):
        raise ConflictChanged
    row = row_of(db, kept[0])
    if any(plain(getattr(row, name)) != value for name, value in conflict.holds.values.items()):
        raise ConflictChanged
    wrote = _chosen(conflict, choice, taken)
    write_values(db, kept[0], wrote)
    for name, value in wrote.items():
        if value == conflict.holds.values[name]:
            flag_modified(row, name)  # said again, so that the other PCs hear of it
    before = {name: conflict.holds.values[name] for name in wrote}
    for one in kept:
        one.settled, one.choice, one.decided_by = True, choice.value, by
        one.decided_at = int(now.timestamp())
        one.written, one.before = dict(wrote), before
    db.flush()


def take_back_decision(db: Session, *, seq: int) -> None:
    """Ask again about a conflict and those decided with it, and write back what held; what was changed since stays."""
    conflict = db.get_one(Conflict, seq)
    if not conflict.settled:
        return
    same = select(Conflict).where(
        Conflict.table_name == conflict.table_name,
        Conflict.key_a == conflict.key_a,
        Conflict.key_b == conflict.key_b,
        Conflict.decided_at == conflict.decided_at,
        Conflict.settled.is_(True),
    )
    together = [one for one in db.scalars(same) if identity_of(one) == identity_of(conflict)]
    row = row_of(db, conflict)
    written, before = conflict.written or {}, conflict.before or {}
    if written != before and all(plain(getattr(row, name)) == value for name, value in written.items()):
        write_values(db, conflict, before)
        db.flush()
    stamp = stamp_of(row, conflict.lost)
    for one in together:
        one.settled, one.choice, one.decided_by, one.decided_at = False, None, None, None
        one.written = one.before = None
        one.kept_at, one.kept_by = stamp  # from here on one looks whether somebody else has decided


def _chosen(conflict: OpenConflict, choice: Choice, taken: int | None) -> Mapping[str, object]:
    if choice is Choice.KEPT:
        said = conflict.holds.values
    elif choice is Choice.BOTH:
        said = both_values(conflict)
    else:
        other = next((one for one in conflict.others if one.seq == taken), conflict.others[0])
        said = other.values
    holds = conflict.holds.values
    return {name: said[name] for name in said if name in conflict.fields or said[name] != holds[name]}
