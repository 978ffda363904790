"""Whether anything that travels has changed since one looked."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tvet_desktop.storage.local_tables import Change


def latest_change(db: Session) -> int:
    """Return the number of the latest change here, made or received: equal numbers mean equal data."""
    return db.scalar(select(func.max(Change.seq))) or 0
