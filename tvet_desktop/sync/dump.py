"""Every synced row as canonical JSON lines: two PCs that hold the same bundles and keys print the same."""

import json
import unicodedata
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.storage.base import key_columns, synced_tables, table_of
from tvet_desktop.storage.capture import plain
from tvet_desktop.storage.ids import scope_of


def dump(db: Session, *, scope: int | None = None) -> Iterator[str]:
    """Yield a line for each row, tables and rows in a fixed order; only one scope's if it is given."""
    for name, model in sorted(synced_tables().items()):
        table = table_of(model)
        keys = key_columns(table)
        for row in db.execute(select(table).order_by(*(table.c[key] for key in keys))).mappings():
            if scope is None or scope_of(row[keys[0]]) == scope:
                values = {column: _canonical(value) for column, value in row.items()}
                yield json.dumps(
                    {"table": name, **values}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
                )


def _canonical(value: Any) -> Any:  # noqa: ANN401  a column's value
    value = plain(value)
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value
