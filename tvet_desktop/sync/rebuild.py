"""Make the synced tables anew from the kept bundles and what was not sent yet: the repair tool."""

from dataclasses import dataclass

from sqlalchemy import delete, select, text
from sqlalchemy.orm import Session, make_transient

from tvet_desktop.storage.base import synced_tables
from tvet_desktop.storage.change_groups import group_changes
from tvet_desktop.storage.history import forget_bundles
from tvet_desktop.storage.local_tables import Change, Conflict
from tvet_desktop.storage.outbox import put_unsent, unsent_changes
from tvet_desktop.sync.apply_changes import apply_changes
from tvet_desktop.sync.receive import apply_bundle, apply_waiting
from tvet_desktop.sync.references import adopted, rows_behind
from tvet_desktop.sync.snapshots.covered import bundles_to_rebuild, destroyed_ids
from tvet_desktop.sync.stored_rows import defer_references
from tvet_desktop.sync.this_pc import load_this_pc


@dataclass(frozen=True)
class Rebuilt:
    """How many bundles and unsent changes the tables were made from."""

    bundles: int
    unsent: int


def rebuild(db: Session) -> Rebuilt:
    """Empty every synced table and its history, and apply all bundles in the order of the first time.

    Everything happens in the transaction of ``db``: if anything fails, all is as before. Conflicts that a
    person settled stay settled. Where unsent changes build on rows of a PC that does not count any more, this PC sends
    those rows as its own.
    """
    this_pc = load_this_pc(db)
    unsent = [change for _seq, change in unsent_changes(db)]
    behind = rows_behind(db, unsent)
    conflicts = {_identity(conflict): conflict for conflict in db.scalars(select(Conflict))}
    for conflict in conflicts.values():
        db.expunge(conflict)
    defer_references(db)
    for name in reversed(synced_tables()):
        db.execute(text(f"DELETE FROM {name}"))
    db.execute(delete(Change))
    forget_bundles(db, kept=destroyed_ids(db))
    db.execute(delete(Conflict))

    bundles = bundles_to_rebuild(db)
    for bundle in bundles:
        apply_bundle(db, this_pc, bundle)
    standing = adopted(db, this_pc.device, behind, unsent)
    apply_changes(db, group_changes(standing), knew_of=lambda _table, _key, _stamp: True)
    put_unsent(db, standing)
    apply_waiting(db, this_pc)
    found = {_identity(conflict): conflict for conflict in db.scalars(select(Conflict))}
    for identity, earlier in conflicts.items():
        if identity in found:
            _decide_as(earlier, found[identity])
        else:  # it was about a change that had not been sent
            make_transient(earlier)
            del earlier.seq  # a new number: its old one may be taken
            db.add(earlier)
    return Rebuilt(len(bundles), len(standing))


def _decide_as(earlier: Conflict, found: Conflict) -> None:
    for name in ("settled", "choice", "decided_by", "decided_at", "written", "before", "kept_at", "kept_by"):
        setattr(found, name, getattr(earlier, name))


def _identity(conflict: Conflict) -> tuple[object, ...]:
    where = (conflict.table_name, conflict.key_a, conflict.key_b, *sorted(conflict.lost))
    return (*where, conflict.lost_at, conflict.lost_by)
