"""The rows of one synced table on a PostgreSQL server: everything in sets.

New rows go in by COPY. Rows that replace others go by COPY into a table of this connection, and from there in one
statement.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import repeat
from typing import Any

from psycopg.errors import UniqueViolation

from tvet_desktop.storage.capture import plain
from tvet_desktop.sync.merge import Key, Row
from tvet_desktop.sync.stored_rows import Columns, StoredRows

_VALUES = {"NULL": None, "0": 0}


class ServerRows(StoredRows):
    """The rows of one table, within the transaction of a connection."""

    def insert(self, columns: Columns, count: int) -> bool:
        """Insert ``count`` rows; if one of them is here already, or twice, nothing is changed and False returned."""
        said = {name: values for name, values in columns.items() if values != "NULL"}
        rows = zip(
            *(repeat(_VALUES[v], count) if isinstance(v, str) else v for v in said.values()), strict=True
        )
        self._connection.exec_driver_sql("SAVEPOINT new_rows")
        try:
            self._copy(self._table, list(said), rows)
        except UniqueViolation:
            self._connection.exec_driver_sql("ROLLBACK TO new_rows")
            return False
        self._connection.exec_driver_sql("RELEASE new_rows")
        return True

    def with_first_key(self, keys_a: Iterable[int]) -> Iterator[Key]:
        """Give the keys of all rows with one of these first keys."""
        sql = f"SELECT {', '.join(self._keys)} FROM {self._table} WHERE {self._keys[0]} = ANY(%s::bigint[])"
        yield from map(self._key, self._connection.exec_driver_sql(sql, (sorted(set(keys_a)),)))

    def load(self, keys: Collection[Key]) -> dict[Key, Row]:
        """Return the rows with these keys, their values as they travel."""
        width = len(self._keys)
        return {
            self._key(found): {
                name: value if name == "field_stamps" else plain(value)
                for name, value in zip(self._columns[width:], found[width:], strict=True)
            }
            for found in self._select(self._columns, keys)
        }

    def write(self, rows: Mapping[Key, Row]) -> None:
        """Insert rows, or replace those that are here."""
        if not rows:
            return
        stage = f"merging_{self._table}"
        self._connection.exec_driver_sql(
            f"CREATE TEMPORARY TABLE IF NOT EXISTS {stage} (LIKE {self._table}) ON COMMIT DELETE ROWS"
        )
        self._connection.exec_driver_sql(f"DELETE FROM {stage}")
        self._copy(stage, self._columns, self._tuples(rows))
        columns = ", ".join(self._columns)
        updates = ", ".join(f"{name} = excluded.{name}" for name in self._columns[len(self._keys) :])
        self._connection.exec_driver_sql(
            f"INSERT INTO {self._table} ({columns}) SELECT {columns} FROM {stage}"
            f" ON CONFLICT ({', '.join(self._keys)}) DO UPDATE SET {updates}"
        )

    def _select(self, columns: list[str], keys: Collection[Key]) -> Iterator[Any]:
        wanted = sorted(keys)
        parts = [[key[i] for key in wanted] for i in range(len(self._keys))]
        arrays = ", ".join("%s::bigint[]" for _ in parts)
        names = ", ".join(f"wanted_{i}" for i in range(len(parts)))
        same = " AND ".join(f"{name} = wanted_{i}" for i, name in enumerate(self._keys))
        sql = (
            f"SELECT {', '.join(columns)} FROM {self._table}"
            f" JOIN unnest({arrays}) AS wanted ({names}) ON {same}"
        )
        yield from self._connection.exec_driver_sql(sql, tuple(parts))

    def _copy(self, table: str, columns: list[str], rows: Iterable[tuple[Any, ...]]) -> None:
        """Write rows by COPY; values go as text, so that each column reads them as it needs."""
        cursor: Any = self._connection.connection.cursor()
        with cursor, cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
