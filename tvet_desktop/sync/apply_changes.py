"""Writes merged rows and their conflicts: the one place that bypasses the flush listener.

Most of what arrives makes rows that nobody has: those are inserted as they are, all at once. Only changes of rows
that are here go one by one through ``merge``, which guards what is newer.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from msgspec import UNSET
from sqlalchemy.orm import Session

from tvet_desktop.storage.base import DELETED, key_columns, synced_tables, table_of
from tvet_desktop.storage.change_groups import ChangeGroup, RowChange
from tvet_desktop.storage.history import users_of
from tvet_desktop.sync.merge import Key, KnewOf, Lost, Row, TableRules, merge_change

_ROWS_AT_ONCE = 400
_Part = TypeVar("_Part", int, Key)
_CONFLICT = (
    "INSERT INTO conflict"
    " (table_name, key_a, key_b, lost, kept, lost_at, lost_by, kept_at, kept_by, lost_user_id, settled)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)"
)


def apply_changes(db: Session, groups: Sequence[ChangeGroup], *, knew_of: KnewOf) -> bool:
    """Merge changes into the tables, parents before children, in the transaction of ``db``.

    Returns:
        Whether everything could be used: False if a table, a field or a row is unknown here.
    """
    models = synced_tables()
    complete = all(group.table in models for group in groups)
    for name, model in models.items():
        some = sorted((group for group in groups if group.table == name), key=lambda group: not group.created)
        if some:
            table = _Table(db, TableRules.of(model), key_columns(table_of(model)), knew_of)
            for group in some:
                complete &= table.merge(group)
    return complete


class _Table:
    """One table while a bundle is merged into it."""

    def __init__(self, db: Session, rules: TableRules, keys: list[str], knew_of: KnewOf) -> None:
        self._db = db
        self._connection = db.connection()
        self._rules = rules
        self._keys = keys
        self._knew_of = knew_of
        self._columns = [*keys, "changed_at", "changed_by", "field_stamps", *sorted(rules.fields)]

    def merge(self, group: ChangeGroup) -> bool:
        """Merge a group; return whether all of it could be used."""
        complete = group.values.keys() <= self._rules.fields
        if not group.created:
            return self._merge_one_by_one(group.rows()) and complete
        if not self._insert_new(group):
            known, new = self._divide(group)
            inserted = not new or self._insert_new(group.pick(new))
            assert inserted, "rows that are not here can be inserted"
            self._merge_one_by_one(map(group.row, known))
        return complete

    def _insert_new(self, group: ChangeGroup) -> bool:
        """Insert rows; if one of them is here already, nothing is changed and False returned."""
        columns = self._as_new_rows(group)
        places = ", ".join(column if isinstance(column, str) else "?" for column in columns.values())
        sql = (
            f"INSERT INTO {self._rules.name} ({', '.join(columns)}) VALUES ({places})"
            f" ON CONFLICT ({', '.join(self._keys)}) DO NOTHING"
        )
        rows = list(zip(*(c for c in columns.values() if not isinstance(c, str)), strict=True))
        self._connection.exec_driver_sql("SAVEPOINT new_rows")
        inserted = self._connection.exec_driver_sql(sql, rows).rowcount
        if inserted < len(group):
            self._connection.exec_driver_sql("ROLLBACK TO new_rows")
        self._connection.exec_driver_sql("RELEASE new_rows")
        return inserted == len(group)

    def _as_new_rows(self, group: ChangeGroup) -> dict[str, Iterable[Any] | str]:
        """Return the columns that ``merge`` makes of rows that are not here; SQL where all values are the same."""
        columns: dict[str, Iterable[Any] | str] = dict(
            zip(self._keys, (group.key_a, group.key_b), strict=False)
        )
        columns |= {"changed_at": group.changed_at, "changed_by": group.changed_by}
        columns["field_stamps"] = self._own_stamps(group)
        for name in sorted(self._rules.fields):
            unsaid = 0 if name == DELETED else None
            values = group.values.get(name)
            if values is None:
                columns[name] = "NULL" if unsaid is None else "0"
            elif name in group.sparse:
                columns[name] = [unsaid if value is UNSET else value for value in values]
            else:
                columns[name] = values
        return columns

    def _own_stamps(self, group: ChangeGroup) -> Iterable[str | None] | str:
        own = [] if self._rules.wide else sorted(group.values.keys() & self._rules.own)
        if not own:
            return "NULL"
        stamps = zip(group.changed_at, group.changed_by, strict=True)
        return [
            _stamps_text({name: stamp for name in own if group.values[name][i] is not UNSET})
            for i, stamp in enumerate(stamps)
        ]

    def _divide(self, group: ChangeGroup) -> tuple[list[int], list[int]]:
        """Return the places in the group of rows that are here, and of those that are not."""
        met: set[Key] = set(self._present(group.key_a))
        known: list[int] = []
        new: list[int] = []
        for i, key in enumerate(zip(group.key_a, group.key_b, strict=True)):
            (known if key in met else new).append(i)
            met.add(key)
        return known, new

    def _present(self, keys_a: Sequence[int]) -> Iterator[Key]:
        for some in _chunks(set(keys_a), _ROWS_AT_ONCE):
            places = ", ".join("?" for _ in some)
            sql = (
                f"SELECT {', '.join(self._keys)} FROM {self._rules.name} WHERE {self._keys[0]} IN ({places})"
            )
            for found in self._connection.exec_driver_sql(sql, tuple(some)):
                yield found[0], found[1] if len(self._keys) > 1 else 0

    def _merge_one_by_one(self, changes: Iterable[RowChange]) -> bool:
        """Merge changes of rows that are here; return whether all of them are."""
        changes = list(changes)
        rows = self._load({(change.key_a, change.key_b) for change in changes})
        touched: dict[Key, Row] = {}
        losses: list[tuple[RowChange, Lost]] = []
        complete = True
        for change in changes:
            key = (change.key_a, change.key_b)
            merged = merge_change(self._rules, rows.get(key), change, self._knew_of)
            complete &= not merged.orphan
            if merged.row is not None:
                rows[key] = touched[key] = merged.row
            losses += [(change, loss) for loss in merged.losses]
        self._write(touched)
        if losses:
            self._connection.exec_driver_sql(_CONFLICT, self._conflicts(losses))
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
            entries = row | {"field_stamps": _stamps_text(row["field_stamps"])}
            values.append((*key[:width], *(entries[name] for name in self._columns[width:])))
        self._connection.exec_driver_sql(sql, values)

    def _conflicts(self, losses: list[tuple[RowChange, Lost]]) -> list[tuple[Any, ...]]:
        of_others = [
            ((change.key_a, change.key_b), loss.lost_stamp)
            for change, loss in losses
            if not loss.change_is_loser
        ]
        users = users_of(self._db, self._rules.name, of_others)
        rows = []
        for change, loss in losses:
            key = (change.key_a, change.key_b)
            user_id = change.user_id if loss.change_is_loser else users.get((key, loss.lost_stamp))
            values = (json.dumps(loss.lost), json.dumps(loss.kept))
            rows.append((change.table, *key, *values, *loss.lost_stamp, *loss.kept_stamp, user_id))
        return rows


def _stamps_text(stamps: dict[str, Any] | None) -> str | None:
    return json.dumps(stamps, sort_keys=True) if stamps else None


def _chunks(keys: Iterable[_Part], size: int) -> Iterator[list[_Part]]:
    rest = iter(sorted(keys))
    while some := list(islice(rest, size)):
        yield some
