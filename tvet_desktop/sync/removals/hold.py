"""Bundles are applied around those that are held."""

from collections.abc import Callable, Iterable

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tvet_desktop.storage.change_groups import ChangeGroup
from tvet_desktop.sync.models import StoredBundle
from tvet_desktop.sync.needed import needed_by
from tvet_desktop.sync.removals.models import HeldRemoval
from tvet_desktop.sync.removals.weigh import Removals

Note = Callable[[StoredBundle, Iterable[ChangeGroup]], None]


def apply_but_held(
    db: Session, own_device: bytes, apply: Callable[[Note, frozenset[bytes]], tuple[int, int]]
) -> tuple[int, int]:
    """Apply what waits, except bundles that remove too much; return how many bundles and changes it was.

    What was held before is weighed anew: a later bundle may have brought the rows back.

    Args:
        db: an open transaction.
        own_device: the id of this PC.
        apply: applies what waits but is not held, and tells of every bundle.
    """
    db.execute(delete(HeldRemoval).where(HeldRemoval.decided_at.is_(None)))
    while True:
        removals = Removals(db, own_device)
        attempt = db.begin_nested()
        applied = apply(removals.note, held_bundles(db))
        held = removals.too_many()
        if held is None:
            attempt.commit()
            removals.remember()
            return applied
        attempt.rollback()
        db.add(held)
        db.flush()


def held_bundles(db: Session) -> frozenset[bytes]:
    """Return the hashes of the bundles that wait for a coordinator."""
    found = db.scalars(select(HeldRemoval.bundles).where(HeldRemoval.decided_at.is_(None)))
    return frozenset(bytes.fromhex(hash_) for bundles in found for hash_ in bundles)


def count_lacking(db: Session) -> int:
    """Return how many bundles wait for others that have not arrived; those behind a held one do not count."""
    waiting = list(db.scalars(select(StoredBundle).where(StoredBundle.applied == 0)))
    behind = set(held_bundles(db))
    if not behind:
        return len(waiting)
    needs = {bundle.hash: needed_by(bundle) for bundle in waiting}
    while more := {hash_ for hash_, needed in needs.items() if hash_ not in behind and needed & behind}:
        behind |= more
    return len(needs.keys() - behind)
