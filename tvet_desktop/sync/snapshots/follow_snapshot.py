"""What follows from snapshots after each exchange, on every PC."""

from datetime import datetime

from sqlalchemy.orm import Session

from tvet_desktop.sync.snapshots.destroy_covered import destroy_covered
from tvet_desktop.sync.snapshots.settle_snapshot import settle_snapshot


def follow_snapshot(db: Session, *, now: datetime) -> int:
    """Say that the snapshot is settled where that is known and this PC may; destroy what a settled one covers.

    Returns:
        How many sync files were destroyed; call ``settle_erased`` once it is committed.
    """
    settle_snapshot(db, now=now)
    return destroy_covered(db)
