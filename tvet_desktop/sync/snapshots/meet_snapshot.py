"""Take a snapshot that a membership document names: what is lacking here comes from it."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tvet_desktop.sync.membership import NO_HASH, Document, Snapshot
from tvet_desktop.sync.models import StoredBundle
from tvet_desktop.sync.receive import apply_bundle, chain_after, next_place
from tvet_desktop.sync.this_pc import ThisPc


def meet_snapshot(db: Session, this_pc: ThisPc, document: Document) -> int:
    """Apply the snapshot of ``document`` once all of it is here; return how many changes that were.

    Where everything that it covers is applied, it adds nothing and is only noted. Elsewhere its rows are merged, and
    what it covers counts as applied, without its content.
    """
    snapshot = document.snapshot
    bundles = [] if snapshot is None else bundles_of(db, snapshot)
    if snapshot is None or not bundles or bundles[-1].applied:
        return 0
    lacking = [covered for covered in snapshot.covers if not _is_applied(db, covered.hash)]
    if lacking:
        _drop_waiting(db, snapshot)
    for covered in lacking:
        stub = StoredBundle(
            hash=covered.hash,
            log=covered.log,
            number=covered.number,
            previous=NO_HASH,
            device=covered.device,
            content=b"",
            applied=next_place(db),
            chain=chain_after(db, None),
        )
        db.add(stub)
        db.flush()
    seen = _seen(db, snapshot)
    chain, changes = chain_after(db, None), 0
    for bundle in bundles:
        bundle.chain, bundle.applied, bundle.seen = chain, next_place(db), seen
        db.flush()
        changes += apply_bundle(db, this_pc, bundle)
    return changes


def bundles_of(db: Session, snapshot: Snapshot) -> list[StoredBundle]:
    """Return the bundles of a snapshot from the first to the last; nothing unless all are here."""
    query = select(StoredBundle).where(StoredBundle.log == snapshot.log)
    by_hash = {bundle.hash: bundle for bundle in db.scalars(query)}
    found, at = [], snapshot.hash
    while bundle := by_hash.get(at):
        found.append(bundle)
        at = bundle.previous
    return found[::-1] if len(found) == snapshot.last and at == NO_HASH else []


def _is_applied(db: Session, bundle_hash: bytes) -> bool:
    return (
        db.scalar(select(StoredBundle.id).where(StoredBundle.hash == bundle_hash, StoredBundle.applied > 0))
        is not None
    )


def _drop_waiting(db: Session, snapshot: Snapshot) -> None:
    """Drop what waits in the covered logs: its rows are in the snapshot, and what it waits for may never come."""
    newest = newest_covered(snapshot)
    for bundle in db.scalars(select(StoredBundle).where(StoredBundle.applied == 0)).all():
        if bundle.number <= newest.get(bundle.log, 0):
            db.delete(bundle)
    db.flush()


def newest_covered(snapshot: Snapshot | None) -> dict[bytes, int]:
    """Return the newest number that a snapshot covers of each log."""
    newest: dict[bytes, int] = {}
    for covered in snapshot.covers if snapshot is not None else ():
        newest[covered.log] = max(covered.number, newest.get(covered.log, 0))
    return newest


def _seen(db: Session, snapshot: Snapshot) -> dict[str, int]:
    """Return what whoever has the snapshot has seen: everything that it covers."""
    hashes = [covered.hash for covered in snapshot.covers]
    seen: dict[str, int] = {}
    for start in range(0, len(hashes), 500):
        query = (
            select(StoredBundle.chain, func.max(StoredBundle.number))
            .where(StoredBundle.hash.in_(hashes[start : start + 500]), StoredBundle.applied > 0)
            .group_by(StoredBundle.chain)
        )
        seen |= {str(chain): number for chain, number in db.execute(query)}
    return seen
