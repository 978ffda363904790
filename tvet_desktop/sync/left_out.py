"""Bundles that do not count: of a PC that came too late with an invitation, or after it was withdrawn.

What others built on them does not count either, on no PC; whoever wrote such a bundle in good faith sends its
own changes again in a new log. So all PCs still end equal.
"""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tvet_desktop.storage.local_tables import Change
from tvet_desktop.sync.membership import Document, Withdrawal
from tvet_desktop.sync.models import LEFT_OUT, EnrolledDevice, StoredBundle
from tvet_desktop.sync.needed import needed_by
from tvet_desktop.sync.rebuild import rebuild
from tvet_desktop.sync.this_pc import ThisPc, open_log, save_this_pc


def leave_out(db: Session, this_pc: ThisPc, document: Document) -> bool:
    """Leave out what does not count by ``document``, and take back in what does.

    Returns:
        Whether the tables were made anew, because something that was applied does not count any more.
    """
    bundles = list(db.scalars(select(StoredBundle).order_by(StoredBundle.number, StoredBundle.id)))
    unaccepted = set(db.scalars(select(EnrolledDevice.id).where(EnrolledDevice.accepted.is_(False))))
    if not unaccepted and not document.withdrawn and not any(b.applied == LEFT_OUT for b in bundles):
        return False
    out = _with_what_builds_on_them(
        bundles, {b.hash for b in bundles if _is_refused(b, bundles, unaccepted, document)}
    )
    dropped = [bundle for bundle in bundles if bundle.hash in out and bundle.applied > 0]
    for bundle in bundles:
        if bundle.hash not in out and bundle.applied == LEFT_OUT:
            bundle.applied = 0
        elif bundle.hash in out:
            bundle.applied = LEFT_OUT
    own = [bundle.id for bundle in dropped if bundle.device == this_pc.device.id]
    if own:
        db.execute(update(Change).where(Change.bundle_id.in_(own)).values(bundle_id=None))
        this_pc.log = open_log()
        save_this_pc(db, this_pc)
    db.flush()
    if dropped:
        rebuild(db)
    return bool(dropped)


def _is_refused(
    bundle: StoredBundle, bundles: list[StoredBundle], unaccepted: set[bytes], document: Document
) -> bool:
    if bundle.device in unaccepted:
        return True
    return any(
        withdrawal.device == bundle.device and not _came_before(bundle, withdrawal, bundles)
        for withdrawal in document.withdrawn
    )


def _came_before(bundle: StoredBundle, withdrawal: Withdrawal, bundles: list[StoredBundle]) -> bool:
    """Tell whether a bundle is the last one that counts of its log, or one that it follows on."""
    by_hash = {other.hash: other for other in bundles}
    for log, _number, last in withdrawal.last:
        step = by_hash.get(last) if log == bundle.log else None
        while step is not None:
            if step.hash == bundle.hash:
                return True
            step = by_hash.get(step.previous)
    return False


def _with_what_builds_on_them(bundles: list[StoredBundle], out: set[bytes]) -> set[bytes]:
    """Return ``out`` and every bundle that follows on one of them or names it as seen."""
    needs = {bundle.hash: needed_by(bundle) for bundle in bundles}
    grown = set(out)
    while True:
        more = {name for name, needed in needs.items() if name not in grown and needed & grown}
        if not more:
            return grown
        grown |= more
