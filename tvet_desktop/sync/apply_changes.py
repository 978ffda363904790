"""Writes merged rows, their history and their conflicts: the one place that bypasses the flush listener."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from tvet_desktop.storage.base import key_columns, synced_tables, table_of
from tvet_desktop.storage.stamps import Stamp
from tvet_desktop.sync.columns import RowChange
from tvet_desktop.sync.merge import Key, KnewOf, Lost, Merged, Row, TableRules, merge_change

_ROWS_AT_ONCE = 400
_HISTORY = (
    "INSERT INTO change (table_name, key_a, key_b, changed_at, changed_by, user_id, said_at, before, after, bundle_id)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_CONFLICT = (
    "INSERT INTO conflict (table_name, key_a, key_b, lost, kept, lost_at, lost_by, lost_user_id, settled)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)"
)


def apply_changes(
    db: Session, changes: Sequence[RowChange], *, bundle_id: int | None, knew_of: KnewOf
) -> bool:
    """Merge changes into the tables, parents before children, in the transaction of ``db``.

    Returns:
        Whether everything could be used: False if a table, a field or a row is unknown here.
    """
    models = synced_tables()
    complete = all(change.table in models for change in changes)
    by_table: dict[str, list[RowChange]] = {}
    for change in changes:
        by_table.setdefault(change.table, []).append(change)
    for name, model in models.items():
        if name in by_table:
            table = _Table(db.connection(), TableRules.of(model), key_columns(table_of(model)), bundle_id)
            complete &= table.merge(by_table[name], knew_of)
    return complete


class _Table:
    """One table while a bundle is merged into it."""

    def __init__(
        self, connection: Connection, rules: TableRules, keys: list[str], bundle_id: int | None
    ) -> None:
        self._connection = connection
        self._rules = rules
        self._keys = keys
        self._bundle_id = bundle_id
        self._columns = [*keys, "changed_at", "changed_by", "field_stamps", *sorted(rules.fields)]

    def merge(self, changes: Sequence[RowChange], knew_of: KnewOf) -> bool:
        rows = self._load({(change.key_a, change.key_b) for change in changes})
        touched: dict[Key, Row] = {}
        history, conflicts = [], []
        complete = True
        for change in changes:
            key = (change.key_a, change.key_b)
            merged = merge_change(self._rules, rows.get(key), change, knew_of)
            complete &= not merged.orphan and change.after.keys() <= self._rules.fields
            if merged.row is not None:
                rows[key] = touched[key] = merged.row
            history.append(self._history(change, merged))
            conflicts += [self._conflict(change, loss) for loss in merged.losses]
        self._write(touched)
        self._connection.exec_driver_sql(_HISTORY, history)
        if conflicts:
            self._connection.exec_driver_sql(_CONFLICT, conflicts)
        return complete

    def _load(self, keys: set[Key]) -> dict[Key, Row]:
        width = len(self._keys)
        rows: dict[Key, Row] = {}
        for some in _chunks(keys, _ROWS_AT_ONCE):
            places = ", ".join("(?, ?)" if width > 1 else "(?)" for _ in some)
            where = f"({', '.join(self._keys)}) IN (VALUES {places})"
            sql = f"SELECT {', '.join(self._columns)} FROM {self._rules.name} WHERE {where}"
            values = tuple(part for key in some for part in key[:width])
            for found in self._connection.exec_driver_sql(sql, values):
                row = dict(zip(self._columns[width:], found[width:], strict=True))
                row["field_stamps"] = json.loads(row["field_stamps"]) if row["field_stamps"] else None
                rows[found[0], found[1] if width > 1 else 0] = row
        return rows

    def _write(self, rows: dict[Key, Row]) -> None:
        if not rows:
            return
        width = len(self._keys)
        places = ", ".join("?" for _ in self._columns)
        updates = ", ".join(f"{name} = excluded.{name}" for name in self._columns[width:])
        sql = (
            f"INSERT INTO {self._rules.name} ({', '.join(self._columns)}) VALUES ({places})"
            f" ON CONFLICT ({', '.join(self._keys)}) DO UPDATE SET {updates}"
        )
        values = []
        for key, row in rows.items():
            stamps = json.dumps(row["field_stamps"], sort_keys=True) if row["field_stamps"] else None
            entries = row | {"field_stamps": stamps}
            values.append((*key[:width], *(entries[name] for name in self._columns[width:])))
        self._connection.exec_driver_sql(sql, values)

    def _history(self, change: RowChange, merged: Merged) -> tuple[Any, ...]:
        before = None if change.created and merged.before is None else json.dumps(merged.before or {})
        said = (change.user_id, change.said_at)
        stamp = (change.changed_at, change.changed_by)
        return (
            change.table,
            change.key_a,
            change.key_b,
            *stamp,
            *said,
            before,
            json.dumps(change.after),
            self._bundle_id,
        )

    def _conflict(self, change: RowChange, loss: Lost) -> tuple[Any, ...]:
        key = (change.key_a, change.key_b)
        user_id = change.user_id if loss.change_is_loser else self._user_of(key, loss.lost_stamp)
        return (change.table, *key, json.dumps(loss.lost), json.dumps(loss.kept), *loss.lost_stamp, user_id)

    def _user_of(self, key: Key, stamp: Stamp) -> int | None:
        sql = (
            "SELECT user_id FROM change WHERE table_name = ? AND key_a = ? AND key_b = ?"
            " AND changed_at = ? AND changed_by = ?"
        )
        row = self._connection.exec_driver_sql(sql, (self._rules.name, *key, *stamp)).first()
        return None if row is None else row[0]


def _chunks(keys: Iterable[Key], size: int) -> Iterator[list[Key]]:
    rest = iter(sorted(keys))
    while some := list(islice(rest, size)):
        yield some
