"""A person has looked at a conflict and decided."""

from sqlalchemy.orm import Session

from tvet_desktop.storage.base import key_columns, synced_tables, table_of
from tvet_desktop.storage.local_tables import Conflict


def settle_conflict(db: Session, *, seq: int, take_lost: bool) -> None:
    """Mark a conflict as judged; if ``take_lost``, write the value that lost again, as a new change."""
    conflict = db.get_one(Conflict, seq)
    if take_lost:
        model = synced_tables()[conflict.table_name]
        key = (conflict.key_a, conflict.key_b)[: len(key_columns(table_of(model)))]
        row = db.get_one(model, key)
        columns = table_of(model).c
        for name, value in conflict.lost.items():
            kind = columns[name].type.python_type
            is_date = value is not None and hasattr(kind, "fromisoformat")
            setattr(
                row,
                name,
                kind.fromisoformat(value) if is_date else kind(value) if value is not None else None,
            )
    conflict.settled = True
