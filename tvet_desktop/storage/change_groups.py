"""Changes as columns: how they travel, how the history keeps them, and how they are merged.

All changes of one table that made rows are one group, all that edited rows another.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from tvet_desktop.storage.column_kinds import Value


class RowChange(msgspec.Struct, frozen=True):
    """One change of one row as it travels: no value from before, that is the receiver's to know."""

    table: str
    key_a: int
    key_b: int
    changed_at: int
    changed_by: int
    user_id: int | None
    said_at: int | None
    created: bool
    after: dict[str, Value]


class ChangeGroup(msgspec.Struct, frozen=True):
    """Changes of one table, column by column; every column has a value for each of them.

    ``created``: they made the rows. ``values`` holds the columns of ``RowChange.after``, with ``UNSET`` where a
    change says nothing of a field; ``sparse`` names the fields of which some say nothing.
    """

    table: str
    created: bool
    key_a: Sequence[int]
    key_b: Sequence[int]
    changed_at: Sequence[int]
    changed_by: Sequence[int]
    user_id: Sequence[int | None]
    said_at: Sequence[int | None]
    values: dict[str, Sequence[Value | UnsetType]]
    sparse: frozenset[str] = frozenset()

    def __len__(self) -> int:
        return len(self.key_a)

    def row(self, i: int) -> RowChange:
        """Return one change by its place."""
        after: dict[str, Value] = {}
        for name, column in self.values.items():
            value = column[i]
            if not isinstance(value, UnsetType):
                after[name] = value
        return RowChange(
            self.table,
            self.key_a[i],
            self.key_b[i],
            self.changed_at[i],
            self.changed_by[i],
            self.user_id[i],
            self.said_at[i],
            self.created,
            after,
        )

    def rows(self) -> Iterator[RowChange]:
        """Give all changes one by one."""
        return map(self.row, range(len(self)))

    def pick(self, places: Sequence[int]) -> "ChangeGroup":
        """Return the changes at some places as a group."""

        def some(column: Sequence[Any]) -> list[Any]:
            return [column[i] for i in places]

        stamps = some(self.changed_at), some(self.changed_by), some(self.user_id), some(self.said_at)
        values: dict[str, Sequence[Value | UnsetType]] = {
            name: some(column) for name, column in self.values.items()
        }
        keys = some(self.key_a), some(self.key_b)
        return ChangeGroup(self.table, self.created, *keys, *stamps, values, self.sparse)


def group_changes(changes: Iterable[RowChange]) -> list[ChangeGroup]:
    """Return changes as groups, by table in order of first appearance, those that made rows first."""
    tables: dict[str, tuple[list[RowChange], list[RowChange]]] = {}
    for change in changes:
        tables.setdefault(change.table, ([], []))[not change.created].append(change)
    return [_group(rows) for both in tables.values() for rows in both if rows]


def _group(rows: list[RowChange]) -> ChangeGroup:
    names = dict.fromkeys(name for row in rows for name in row.after)
    values: dict[str, Sequence[Value | UnsetType]] = {
        name: [row.after.get(name, UNSET) for row in rows] for name in names
    }
    return ChangeGroup(
        rows[0].table,
        rows[0].created,
        [row.key_a for row in rows],
        [row.key_b for row in rows],
        [row.changed_at for row in rows],
        [row.changed_by for row in rows],
        [row.user_id for row in rows],
        [row.said_at for row in rows],
        values,
        frozenset(name for name, column in values.items() if UNSET in column),
    )
