"""Every row of this PC as changes that make the same rows, with the same stamps, where nothing is."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from tvet_desktop.storage.base import (
    DELETED,
    Synced,
    field_columns,
    key_columns,
    own_stamp_columns,
    synced_tables,
    table_of,
)
from tvet_desktop.storage.capture import plain
from tvet_desktop.storage.change_groups import RowChange
from tvet_desktop.storage.column_kinds import Value
from tvet_desktop.storage.stamps import Stamp

_Row = dict[str, Any]


def rows_as_changes(db: Session) -> Iterator[RowChange]:
    """Give what makes every row, parents before children, and then what was changed in them on its own later."""
    for model in synced_tables().values():
        table = table_of(model)
        for row in _parents_first(table, [dict(row) for row in _rows(db, table)]):
            yield _created(model, table, row)
    for model in synced_tables().values():
        table = table_of(model)
        for row in _rows(db, table):
            yield from _edited(model, table, dict(row))


def _rows(db: Session, table: Table) -> Iterable[Any]:
    keys = [table.c[name] for name in key_columns(table)]
    return db.execute(select(table).order_by(*keys)).mappings()


def _parents_first(table: Table, rows: list[_Row]) -> list[_Row]:
    """Put rows that others of the same table point to before those; a circle stays as it is."""
    pointers = [c.name for c in table.columns if any(key.column.table is table for key in c.foreign_keys)]
    if not pointers:
        return rows
    key = key_columns(table)[0]
    by_id = {row[key]: row for row in rows}
    ordered: dict[int, _Row] = {}
    for row in rows:
        path: list[_Row] = []
        waiting = [row]
        while waiting:
            at = waiting.pop()
            if at[key] not in ordered and at not in path:
                path.append(at)
                waiting += [by_id[at[name]] for name in pointers if at[name] in by_id]
        ordered |= {one[key]: one for one in reversed(path)}
    return list(ordered.values())


def _created(model: type[Synced], table: Table, row: _Row) -> RowChange:
    """Give all fields: those with later stamps of their own are said once more after it."""
    stamp: Stamp = (row["changed_at"], row["changed_by"])
    own = own_stamp_columns(model)
    after = {
        name: plain(row[name])
        for name in field_columns(table)
        if name not in own or (name != DELETED and row[name] is not None)
    }
    return _change(table, row, stamp, after, created=True)


def _edited(model: type[Synced], table: Table, row: _Row) -> Iterator[RowChange]:
    """Give the fields that have stamps of their own, those of one stamp together."""
    by_stamp: dict[Stamp, dict[str, Any]] = {}
    fields = set(field_columns(table)) & own_stamp_columns(model)
    for name, (at, by) in sorted((row["field_stamps"] or {}).items()):
        if name in fields:
            by_stamp.setdefault((at, by), {})[name] = plain(row[name])
    for stamp in sorted(by_stamp):
        yield _change(table, row, stamp, by_stamp[stamp], created=False)


def _change(table: Table, row: _Row, stamp: Stamp, after: dict[str, Any], *, created: bool) -> RowChange:
    keys = [row[name] for name in key_columns(table)]
    values: dict[str, Value] = {str(name): value for name, value in after.items()}
    return RowChange(
        str(table.name), keys[0], keys[1] if len(keys) > 1 else 0, *stamp, None, None, created, values
    )
