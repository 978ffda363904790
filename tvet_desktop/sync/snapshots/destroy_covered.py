"""Destroy what a settled snapshot covers: the content of older sync files, and the keys that opened them."""

from collections.abc import Iterable

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from tvet_desktop.storage.history import changes_in_bundle
from tvet_desktop.storage.local_settings import read_setting, write_setting
from tvet_desktop.storage.outbox import put_unsent
from tvet_desktop.sync.bundle import read_bundle
from tvet_desktop.sync.erasing.blank_rows import OLD_COPIES, UNSETTLED
from tvet_desktop.sync.membership import Snapshot
from tvet_desktop.sync.models import LEFT_OUT, StoredBundle
from tvet_desktop.sync.snapshots.covered import IS_WHOLE
from tvet_desktop.sync.snapshots.meet_snapshot import bundles_of, newest_covered
from tvet_desktop.sync.this_pc import ThisPc, load_documents, load_this_pc, open_log, save_this_pc

DESTROYED = "snapshot_destroyed"
"""The local setting of the number of the snapshot up to which all is destroyed here."""
_AT_ONCE = 400


def destroy_covered(db: Session) -> int:
    """Destroy what the newest snapshot covers, if it is settled and here; return how many sync files that were.

    What only this PC had, because it comes late, goes into the outbox once more. Older keys stay as long as a sync
    file that is not covered needs them: until the next snapshot.
    """
    this_pc = load_this_pc(db)
    document = load_documents(db, this_pc)[-1]
    snapshot = document.snapshot
    if snapshot is None or not snapshot.settled or read_setting(db, DESTROYED, 0) >= snapshot.number:
        return 0
    bundles = bundles_of(db, snapshot)
    if not bundles or not bundles[-1].applied or not _has_new_keys(this_pc, snapshot):
        return 0
    previous = dict(db.execute(select(StoredBundle.hash, StoredBundle.previous)).all())
    covered = _with_all_before(previous, (one.hash for one in snapshot.covers))
    _send_again(
        db, this_pc, snapshot, _with_all_before(previous, (one.hash for one in snapshot.known)) | covered
    )
    gone = _blank(db, covered, snapshot)
    _drop_keys(db, this_pc, snapshot)
    write_setting(db, DESTROYED, snapshot.number)
    write_setting(db, UNSETTLED, read_setting(db, UNSETTLED, []))
    write_setting(db, OLD_COPIES, value=True)
    return gone


def destroyed_through(db: Session) -> int:
    """Return the number of the snapshot up to which all is destroyed here."""
    return int(read_setting(db, DESTROYED, 0))


def _has_new_keys(this_pc: ThisPc, snapshot: Snapshot) -> bool:
    """Tell whether this PC can go on without its older keys; one that the authority has not heard of gets them later."""
    read = {scope for scope, _epoch in this_pc.epoch_keys}
    newest = {scope: max(epoch for known, epoch in this_pc.epoch_keys if known == scope) for scope in read}
    return all(newest[scope] >= epoch for scope, epoch in snapshot.epochs if scope in read)


def _with_all_before(previous: dict[bytes, bytes], hashes: Iterable[bytes]) -> set[bytes]:
    """Return those of these bundles that are here, and all that come before them in their logs."""
    found: set[bytes] = set()
    for hash_ in hashes:
        at = hash_
        while at in previous and at not in found:
            found.add(at)
            at = previous[at]
    return found


def _send_again(db: Session, this_pc: ThisPc, snapshot: Snapshot, known: set[bytes]) -> None:
    """Put own changes into the outbox that the authority did not have, sealed with keys that others may not have now."""
    new_keys = dict(snapshot.epochs)
    own = select(StoredBundle).where(
        StoredBundle.device == this_pc.device.id, StoredBundle.applied > 0, IS_WHOLE
    )
    late = []
    for bundle in db.scalars(own.order_by(StoredBundle.applied)):
        header = read_bundle(bundle.content).header
        is_old = any(section.epoch < new_keys.get(section.scope, 0) for section in header.sections)
        if is_old and not header.is_snapshot and bundle.hash not in known:
            late.append(bundle)
    for bundle in late:
        put_unsent(db, changes_in_bundle(db, bundle.id))
        bundle.content = b""
    if late:
        this_pc.log = open_log()
        save_this_pc(db, this_pc)
        db.flush()


def _blank(db: Session, covered: set[bytes], snapshot: Snapshot) -> int:
    """Take the content of covered bundles away; what was left out or waits in their logs goes as a whole."""
    hashes, gone = sorted(covered), 0
    for start in range(0, len(hashes), _AT_ONCE):
        some = StoredBundle.hash.in_(hashes[start : start + _AT_ONCE])
        done = db.execute(update(StoredBundle).where(some, IS_WHOLE).values(content=b""))
        gone += getattr(done, "rowcount", 0)
    newest = newest_covered(snapshot)
    for bundle in db.scalars(select(StoredBundle).where(StoredBundle.applied <= 0, IS_WHOLE)).all():
        if bundle.number <= newest.get(bundle.log, 0) or (
            bundle.applied == LEFT_OUT and _is_old(bundle, snapshot)
        ):
            db.execute(delete(StoredBundle).where(StoredBundle.id == bundle.id))
            gone += 1
    db.expire_all()
    return gone


def _is_old(bundle: StoredBundle, snapshot: Snapshot) -> bool:
    new_keys = dict(snapshot.epochs)
    sections = read_bundle(bundle.content).header.sections
    return any(section.epoch < new_keys.get(section.scope, 0) for section in sections)


def _drop_keys(db: Session, this_pc: ThisPc, snapshot: Snapshot) -> None:
    """Forget the keys from before the snapshot that no bundle with its content needs."""
    needed = {
        (section.scope, section.epoch)
        for content in db.scalars(select(StoredBundle.content).where(IS_WHOLE))
        for section in read_bundle(content).header.sections
    }
    new_keys = dict(snapshot.epochs)
    this_pc.epoch_keys = {
        (scope, epoch): key
        for (scope, epoch), key in this_pc.epoch_keys.items()
        if epoch >= new_keys.get(scope, 0) or (scope, epoch) in needed
    }
    save_this_pc(db, this_pc)
