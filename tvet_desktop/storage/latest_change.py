"""Whether anything that travels has changed since one looked."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tvet_desktop.storage.capture import last_stamp
from tvet_desktop.storage.local_tables import HistorySection


def latest_change(db: Session) -> int:
    """Return a number that grows with each change, made here or received: equal numbers mean equal data."""
    return last_stamp(db) + (db.scalar(select(func.max(HistorySection.id))) or 0)
