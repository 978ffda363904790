"""Whether the changes of a bundle are its sections' to make, and fit the tables."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from msgspec import UNSET, UnsetType
from sqlalchemy import Column, Date, Integer, String
from sqlalchemy.types import Boolean

from tvet_desktop.storage.base import DELETED, BigInt, key_columns, synced_tables, table_of
from tvet_desktop.storage.change_groups import ChangeGroup
from tvet_desktop.storage.column_kinds import Value
from tvet_desktop.storage.ids import Scope, scope_of
from tvet_desktop.sync.bundle import Opened
from tvet_desktop.sync.errors import BundleDamaged, OutOfScope


def check_rows(sections: Mapping[int, Opened | None]) -> None:
    """Refuse rows that are not the section's, that point to what their readers may not have, or that do not fit.

    Raises:
        OutOfScope: a row, or what it points to, is another college's.
        BundleDamaged: a value that a column cannot hold, or none where one must be.
    """
    for scope, opened in sections.items():
        for group in opened.groups if opened else []:
            if {scope_of(min(group.key_a)), scope_of(max(group.key_a))} != {scope}:
                raise OutOfScope
            columns = _columns().get(group.table)
            if columns is not None:
                _check_keys(group)
                _check_values(group, columns)
                if scope != Scope.NATIONAL:
                    _check_references(group, columns, scope)


def needs_national_pc(sections: Mapping[int, Opened | None]) -> bool:
    """Tell whether some of the rows are only the national office's to write, whatever scope they lie in."""
    tables = synced_tables()
    return any(
        group.table in tables and tables[group.table].__national__
        for opened in sections.values()
        for group in (opened.groups if opened else [])
    )


def _check_keys(group: ChangeGroup) -> None:
    """Refuse a second key where a table has one, and none where it has two."""
    has_two = len(key_columns(table_of(synced_tables()[group.table]))) > 1
    if not (min(group.key_b) if has_two else not max(group.key_b)):
        raise BundleDamaged


def _check_values(group: ChangeGroup, columns: Mapping[str, Column[object]]) -> None:
    for name, values in group.values.items():
        if name in columns and not all(
            _fits(columns[name], value) for value in set(values) if value is not UNSET
        ):
            raise BundleDamaged
    if group.created:
        required = {name for name, column in columns.items() if not column.nullable and name != DELETED}
        if not required <= group.values.keys() - group.sparse:
            raise BundleDamaged


def _check_references(group: ChangeGroup, columns: Mapping[str, Column[object]], scope: int) -> None:
    pointed = [
        values for name, values in group.values.items() if name in columns and columns[name].foreign_keys
    ]
    for values in (group.key_b, *pointed):
        for row_id in set(values):
            if isinstance(row_id, int) and row_id and scope_of(row_id) not in {scope, Scope.SHARED}:
                raise OutOfScope


def _fits(column: Column[object], value: Value | UnsetType) -> bool:
    if value is None:
        return bool(column.nullable)
    if isinstance(column.type, Boolean):
        return value in {0, 1}
    if isinstance(column.type, Date):
        return isinstance(value, str) and _is_date(value)
    if isinstance(column.type, Integer | type(BigInt)):
        return isinstance(value, int)
    return isinstance(column.type, String) and isinstance(value, str) and "\0" not in value


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
