"""Whether the changes of a bundle are its sections' to make, and fit the tables."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from sqlalchemy import Column, Date, Integer, String
from sqlalchemy.types import Boolean

from tvet_desktop.storage.base import DELETED, BigInt, synced_tables, table_of
from tvet_desktop.storage.ids import Scope, scope_of
from tvet_desktop.sync.columns import RowChange, Value
from tvet_desktop.sync.errors import BundleDamaged, OutOfScope


def check_rows(sections: Mapping[int, list[RowChange] | None]) -> None:
    """Refuse rows that are not the section's, that point to what their readers may not have, or that do not fit.

    Raises:
        OutOfScope: a row, or what it points to, is another college's.
        BundleDamaged: a value that a column cannot hold, or none where one must be.
    """
    for scope, changes in sections.items():
        for change in changes or []:
            if scope_of(change.key_a) != scope:
                raise OutOfScope
            columns = _columns().get(change.table)
            if columns is not None:
                _check_values(change, columns)
                if scope != Scope.NATIONAL:
                    _check_references(change, columns, scope)


def needs_national_pc(sections: Mapping[int, list[RowChange] | None]) -> bool:
    """Tell whether some of the rows are only the national office's to write, whatever scope they lie in."""
    tables = synced_tables()
    return any(
        change.table in tables and tables[change.table].__national__
        for changes in sections.values()
        for change in changes or []
    )


def _check_values(change: RowChange, columns: Mapping[str, Column[object]]) -> None:
    for name, value in change.after.items():
        if name in columns and not _fits(columns[name], value):
            raise BundleDamaged
    if change.created:
        required = {name for name, column in columns.items() if not column.nullable and name != DELETED}
        if not required <= change.after.keys():
            raise BundleDamaged


def _check_references(change: RowChange, columns: Mapping[str, Column[object]], scope: int) -> None:
    pointed = [
        value for name, value in change.after.items() if name in columns and columns[name].foreign_keys
    ]
    for row_id in (change.key_b, *pointed):
        if isinstance(row_id, int) and row_id and scope_of(row_id) not in {scope, Scope.SHARED}:
            raise OutOfScope


def _fits(column: Column[object], value: Value) -> bool:
    if value is None:
        return bool(column.nullable)
    if isinstance(column.type, Boolean):
        return value in {0, 1}
    if isinstance(column.type, Date):
        return isinstance(value, str) and _is_date(value)
    if isinstance(column.type, Integer | type(BigInt)):
        return isinstance(value, int)
    return isinstance(column.type, String) and isinstance(value, str)


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


@cache
def _columns() -> dict[str, dict[str, Column[object]]]:
    """Return the columns that hold what people entered, by table and name."""
    return {
        name: {
            column.name: column
            for column in table_of(model).columns
            if not column.primary_key and column.name not in {"changed_at", "changed_by", "field_stamps"}
        }
        for name, model in synced_tables().items()
    }
