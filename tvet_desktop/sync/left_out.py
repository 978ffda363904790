"""Bundles that do not count: of a PC that came too late with an invitation, or after it was withdrawn.

What others built on them does not count either, on no PC; whoever wrote such a bundle in good faith sends its
own changes again in a new log. So all PCs still end equal.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.storage.history import changes_in_bundle
from tvet_desktop.storage.outbox import put_unsent
from tvet_desktop.sync.membership import Document
from tvet_desktop.sync.models import LEFT_OUT, EnrolledDevice, StoredBundle
from tvet_desktop.sync.needed import needed_by
from tvet_desktop.sync.rebuild import rebuild
from tvet_desktop.sync.snapshots.covered import IS_WHOLE
from tvet_desktop.sync.this_pc import ThisPc, open_log, save_this_pc


def leave_out(db: Session, this_pc: ThisPc, document: Document) -> bool:
    """Leave out what does not count by ``document``, and take back in what does.

    Returns:
        Whether the tables were made anew, because something that was applied does not count any more.
    """
    refused = _refused(db, document)
    left_out = set(db.scalars(select(StoredBundle.hash).where(StoredBundle.applied == LEFT_OUT)))
    if refused == left_out:
        return False
    bundles = list(db.scalars(select(StoredBundle).order_by(StoredBundle.number, StoredBundle.id)))
    out = with_what_builds_on_them(bundles, refused)
    dropped = [bundle for bundle in bundles if bundle.hash in out and bundle.applied > 0]
    for bundle in bundles:
        if bundle.hash not in out and bundle.applied == LEFT_OUT and bundle.content:
            bundle.applied = 0
        elif bundle.hash in out:
            bundle.applied = LEFT_OUT
    own = [bundle.id for bundle in dropped if bundle.device == this_pc.device.id]
    if own:
        for bundle_id in own:
            put_unsent(db, changes_in_bundle(db, bundle_id))
        this_pc.log = open_log()
        save_this_pc(db, this_pc)
    db.flush()
    if dropped:
        rebuild(db)
    return bool(dropped)


def _refused(db: Session, document: Document) -> set[bytes]:
    """Return the bundles of PCs that came too late, and those of withdrawn PCs after their last that counts."""
    unaccepted = set(db.scalars(select(EnrolledDevice.id).where(EnrolledDevice.accepted.is_(False))))
    doubtful = unaccepted | {withdrawal.device for withdrawal in document.withdrawn}
    if not doubtful:
        return set()
    columns = (StoredBundle.hash, StoredBundle.previous, StoredBundle.log, StoredBundle.device)
    rows = db.execute(select(*columns, IS_WHOLE).where(StoredBundle.device.in_(doubtful))).all()
    before = {row.hash: row for row in rows}
    counting: set[bytes] = set()
    for withdrawal in document.withdrawn:
        for log, _number, last in withdrawal.last:
            step = before.get(last)
            while step is not None and step.log == log and step.device == withdrawal.device:
                counting.add(step.hash)
                step = before.get(step.previous)
    refusable = [row for row in rows if row[-1]]  # what a snapshot covers counts for good
    return {row.hash for row in refusable if row.device in unaccepted or row.hash not in counting}


def with_what_builds_on_them(bundles: list[StoredBundle], out: set[bytes]) -> set[bytes]:
    """Return ``out`` and every bundle that follows on one of them or names it as seen."""
    needs = {bundle.hash: needed_by(bundle) for bundle in bundles}
    grown = set(out)
    while True:
        more = {name for name, needed in needs.items() if name not in grown and needed & grown}
        if not more:
            return grown
        grown |= more
