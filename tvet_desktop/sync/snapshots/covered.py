"""What a snapshot has taken the place of on this PC: bundles that are here without their content."""

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tvet_desktop.sync.bundle import read_bundle
from tvet_desktop.sync.models import StoredBundle

IS_WHOLE = func.length(StoredBundle.content) > 0
"""The condition that the content of a bundle is here."""
IS_DESTROYED = func.length(StoredBundle.content) == 0


def destroyed_logs(db: Session) -> dict[bytes, int]:
    """Return up to which number of each log bundles are here without their content."""
    query = select(StoredBundle.log, func.max(StoredBundle.number)).where(
        IS_DESTROYED, StoredBundle.applied > 0
    )
    return dict(db.execute(query.group_by(StoredBundle.log)).all())


def destroyed_ids(db: Session) -> set[int]:
    """Return the bundles that are here without their content."""
    return set(db.scalars(select(StoredBundle.id).where(IS_DESTROYED)))


def seen_of_covered(db: Session, stored: StoredBundle, missing: Collection[bytes]) -> dict[str, int] | None:
    """Return what a bundle says by naming ``missing`` ones that a snapshot covers; None if it covers not all of them.

    A PC that began with a snapshot never had them, and has what was in them.
    """
    seen: dict[str, int] = {}
    if not missing:
        return seen
    receipts = {receipt.hash: receipt for receipt in read_bundle(stored.content).header.receipts}
    query = select(StoredBundle.log, StoredBundle.number, StoredBundle.chain).where(
        IS_DESTROYED, StoredBundle.applied > 0
    )
    chains = {log: (number, chain) for log, number, chain in db.execute(query.order_by(StoredBundle.number))}
    for bundle_hash in missing:
        receipt = receipts.get(bundle_hash)
        number, chain = chains.get(receipt.log, (0, 0)) if receipt is not None else (0, 0)
        if receipt is None or receipt.number > number:
            return None
        seen[str(chain)] = max(receipt.number, seen.get(str(chain), 0))
    return seen


def bundles_to_rebuild(db: Session) -> list[StoredBundle]:
    """Return what the rows can be made from anew, in order.

    That is the newest snapshot if something was destroyed, then all other bundles as they were applied the first time.
    """
    query = select(StoredBundle).where(StoredBundle.applied > 0, IS_WHOLE).order_by(StoredBundle.applied)
    bundles: list[StoredBundle] = []
    snapshots: dict[bytes, list[StoredBundle]] = {}
    for bundle in db.scalars(query):
        if read_bundle(bundle.content).header.is_snapshot:
            snapshots.setdefault(bundle.log, []).append(bundle)
        else:
            bundles.append(bundle)
    newest = list(snapshots.values())[-1] if snapshots and destroyed_ids(db) else []
    return [*newest, *bundles]
