"""Which PCs are known to have the newest snapshot, and which not yet."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tvet_desktop.sync.devices import known_devices
from tvet_desktop.sync.heard.who_has_what import who_has_what
from tvet_desktop.sync.membership import Device
from tvet_desktop.sync.models import StoredBundle
from tvet_desktop.sync.snapshots.meet_snapshot import bundles_of
from tvet_desktop.sync.this_pc import load_documents, load_this_pc


@dataclass(frozen=True)
class SnapshotStanding:
    """``number`` is 0 as long as there is no snapshot; ``lacking`` are the names of PCs that it is waited for.

    ``kept`` counts older sync files that it does not cover: they stay, with their keys, until the next one.
    """

    number: int
    settled: bool
    is_here: bool
    lacking: tuple[str, ...]
    kept: int
    may_take: bool
    """This PC holds the authority's key."""


def snapshot_standing(db: Session) -> SnapshotStanding:
    """Return how far the newest snapshot has come, as far as this PC knows."""
    this_pc = load_this_pc(db)
    snapshot = load_documents(db, this_pc)[-1].snapshot
    may_take = this_pc.authority_key is not None
    if snapshot is None:
        return SnapshotStanding(0, settled=False, is_here=False, lacking=(), kept=0, may_take=may_take)
    bundles = bundles_of(db, snapshot)
    is_here = bool(bundles) and bundles[-1].applied > 0
    lacking = () if snapshot.settled else tuple(device.name for device in who_lacks_snapshot(db))
    kept = 0
    if is_here:
        older = (StoredBundle.applied > 0, StoredBundle.applied < bundles[0].applied)
        whole = select(func.count()).where(*older, func.length(StoredBundle.content) > 0)
        kept = db.scalar(whole) or 0 if snapshot.settled else 0
    return SnapshotStanding(
        snapshot.number,
        settled=snapshot.settled,
        is_here=is_here,
        lacking=lacking,
        kept=kept,
        may_take=may_take,
    )


def who_lacks_snapshot(db: Session) -> list[Device]:
    """Return the PCs that belong, are not withdrawn, and are not known to have the newest snapshot."""
    this_pc = load_this_pc(db)
    document = load_documents(db, this_pc)[-1]
    snapshot = document.snapshot
    bundles = [] if snapshot is None else bundles_of(db, snapshot)
    others = [
        device
        for device in known_devices(db, this_pc, document)
        if device.id != this_pc.device.id and not document.is_withdrawn(device.id)
    ]
    if not bundles or not bundles[-1].applied:
        return others
    known, last = who_has_what(db), bundles[-1]
    return [device for device in others if known.confirmed_by(device.id).get(last.chain, 0) < last.number]
