"""Values of a conflict, between their plain form in the history and the row that they belong to."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from tvet_desktop.storage.base import Synced, key_columns, synced_tables, table_of
from tvet_desktop.storage.local_tables import Conflict


def row_of(db: Session, conflict: Conflict) -> Synced:
    """Return the row that two PCs changed."""
    model = synced_tables()[conflict.table_name]
    key = (conflict.key_a, conflict.key_b)[: len(key_columns(table_of(model)))]
    return db.get_one(model, key)


def write_values(db: Session, conflict: Conflict, values: Mapping[str, object]) -> None:
    """Write plain values into the row, as a new change."""
    row = row_of(db, conflict)
    columns = table_of(type(row)).c
    for name, value in values.items():
        kind = columns[name].type.python_type
        is_date = value is not None and hasattr(kind, "fromisoformat")
        setattr(
            row, name, kind.fromisoformat(value) if is_date else kind(value) if value is not None else None
        )
