"""The rows of one synced table as merging reads and writes them: in the SQL of SQLite, behind the flush listener's back.

``server_rows`` does the same on a PostgreSQL server.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, text
from sqlalchemy.orm import Session

from tvet_desktop.storage.base import Synced, field_columns, key_columns, table_of
from tvet_desktop.sync.merge import Key, Row

Columns = Mapping[str, Iterable[Any] | str]
"""The columns of new rows; a text is the SQL of the one value that all of them have."""
_ROWS_AT_ONCE = 400
_Part = TypeVar("_Part", int, Key)


class StoredRows:
    """The rows of one table, within the transaction of a connection. The second part of a key is 0 where there is none."""

    def __init__(self, connection: Connection, table: Table) -> None:
        self._connection = connection
        self._table = table.name
        self._keys = key_columns(table)
        self._columns = [
            *self._keys,
            "changed_at",
            "changed_by",
            "field_stamps",
            *sorted(field_columns(table)),
        ]

    def insert(self, columns: Columns, count: int) -> bool:
        """Insert ``count`` rows; if one of them is here already, or twice, nothing is changed and False returned."""
        places = ", ".join(column if isinstance(column, str) else "?" for column in columns.values())
        sql = (
            f"INSERT INTO {self._table} ({', '.join(columns)}) VALUES ({places})"
            f" ON CONFLICT ({', '.join(self._keys)}) DO NOTHING"
        )
        rows = list(zip(*(c for c in columns.values() if not isinstance(c, str)), strict=True))
        self._connection.exec_driver_sql("SAVEPOINT new_rows")
        inserted = self._connection.exec_driver_sql(sql, rows).rowcount
        if inserted < count:
            self._connection.exec_driver_sql("ROLLBACK TO new_rows")
        self._connection.exec_driver_sql("RELEASE new_rows")
        return inserted == count

    def with_first_key(self, keys_a: Iterable[int]) -> Iterator[Key]:
        """Give the keys of all rows with one of these first keys."""
        for some in _chunks(set(keys_a)):
            places = ", ".join("?" for _ in some)
            sql = f"SELECT {', '.join(self._keys)} FROM {self._table} WHERE {self._keys[0]} IN ({places})"
            yield from map(self._key, self._connection.exec_driver_sql(sql, tuple(some)))

    def present(self, keys: Collection[Key]) -> set[Key]:
        """Return those of ``keys`` that are here."""
        return {self._key(found) for found in self._select(self._keys, keys)}

    def load(self, keys: Collection[Key]) -> dict[Key, Row]:
        """Return the rows with these keys, their values as they travel."""
        width = len(self._keys)
        rows: dict[Key, Row] = {}
        for found in self._select(self._columns, keys):
            row = dict(zip(self._columns[width:], found[width:], strict=True))
            row["field_stamps"] = json.loads(row["field_stamps"]) if row["field_stamps"] else None
            rows[self._key(found)] = row
        return rows

    def write(self, rows: Mapping[Key, Row]) -> None:
        """Insert rows, or replace those that are here."""
        if not rows:
            return
        places = ", ".join("?" for _ in self._columns)
        updates = ", ".join(f"{name} = excluded.{name}" for name in self._columns[len(self._keys) :])
        sql = (
            f"INSERT INTO {self._table} ({', '.join(self._columns)}) VALUES ({places})"
            f" ON CONFLICT ({', '.join(self._keys)}) DO UPDATE SET {updates}"
        )
        self._connection.exec_driver_sql(sql, list(self._tuples(rows)))

    def _tuples(self, rows: Mapping[Key, Row]) -> Iterator[tuple[Any, ...]]:
        width = len(self._keys)
        for key, row in rows.items():
            entries = row | {"field_stamps": stamps_text(row["field_stamps"])}
            yield *key[:width], *(entries[name] for name in self._columns[width:])

    def _select(self, columns: list[str], keys: Collection[Key]) -> Iterator[Any]:
        width = len(self._keys)
        for some in _chunks(keys):
            places = ", ".join("(?, ?)" if width > 1 else "(?)" for _ in some)
            sql = (
                f"SELECT {', '.join(columns)} FROM {self._table}"
                f" WHERE ({', '.join(self._keys)}) IN (VALUES {places})"
            )
            yield from self._connection.exec_driver_sql(
                sql, tuple(part for key in some for part in key[:width])
            )

    def _key(self, found: Any) -> Key:  # noqa: ANN401  a row of any columns
        return found[0], found[1] if len(self._keys) > 1 else 0


def stored_rows(db: Session, model: type[Synced]) -> StoredRows:
    """Return the rows of a model in the database of ``db``."""
    connection = db.connection()
    if connection.dialect.name == "postgresql":
        from tvet_desktop.sync.server_rows import ServerRows  # noqa: PLC0415  a PC needs no driver of a server

        return ServerRows(connection, table_of(model))
    return StoredRows(connection, table_of(model))


def defer_references(db: Session) -> None:
    """Let rows point to rows that come later, up to the end of the transaction."""
    is_server = db.connection().dialect.name == "postgresql"
    db.execute(text("SET CONSTRAINTS ALL DEFERRED" if is_server else "PRAGMA defer_foreign_keys = ON"))


def stamps_text(stamps: dict[str, Any] | None) -> str | None:
    """Return the stamps of fields as a table holds them."""
    return json.dumps(stamps, sort_keys=True) if stamps else None


def _chunks(keys: Collection[_Part]) -> Iterator[list[_Part]]:
    rest = iter(sorted(keys))
    while some := list(islice(rest, _ROWS_AT_ONCE)):
        yield some
