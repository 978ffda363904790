"""The changes that were made here and are in no bundle yet."""

from collections.abc import Iterable

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from tvet_desktop.storage.change_groups import RowChange
from tvet_desktop.storage.local_tables import Change


def unsent_changes(db: Session) -> list[tuple[int, RowChange]]:
    """Return them in the order in which they were made, each with its number."""
    query = select(Change).order_by(Change.changed_at, Change.seq)
    return [(change.seq, as_it_travels(change)) for change in db.scalars(query)]


def put_unsent(db: Session, changes: Iterable[RowChange]) -> None:
    """Put changes into the outbox that are in the tables already."""
    rows = [
        {
            "table_name": change.table,
            "key_a": change.key_a,
            "key_b": change.key_b,
            "changed_at": change.changed_at,
            "changed_by": change.changed_by,
            "user_id": change.user_id,
            "said_at": change.said_at,
            "before": None if change.created else {},
            "after": change.after,
        }
        for change in changes
    ]
    if rows:
        db.execute(insert(Change), rows)


def take_out(db: Session, numbers: list[int]) -> None:
    """Remove changes that are in a bundle now."""
    for start in range(0, len(numbers), 500):
        db.execute(delete(Change).where(Change.seq.in_(numbers[start : start + 500])))


def as_it_travels(change: Change) -> RowChange:
    """Return a change of the outbox as it travels."""
    after = {name: value for name, value in change.after.items() if isinstance(value, str | int | None)}
    assert len(after) == len(change.after), "synced columns hold int, str, bool or date"
    return RowChange(
        change.table_name,
        change.key_a,
        change.key_b,
        change.changed_at,
        change.changed_by,
        change.user_id,
        change.said_at,
        change.before is None,
        after,
    )
