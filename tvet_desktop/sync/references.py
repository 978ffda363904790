"""What rows point to: whether it is here, and how it goes along when the PC that wrote it does not count any more."""

from collections.abc import Iterable, Sequence
from functools import cache

from sqlalchemy.orm import Session

from tvet_desktop.storage.base import (
    DELETED,
    field_columns,
    key_columns,
    own_stamp_columns,
    synced_tables,
    table_of,
)
from tvet_desktop.storage.change_groups import ChangeGroup, RowChange, group_changes
from tvet_desktop.storage.ids import scope_of
from tvet_desktop.sync.membership import Device
from tvet_desktop.sync.stored_rows import stored_rows

RowKey = tuple[str, int, int]
"""Table and key; the second part of a key is 0 where there is none."""


def points_to(groups: Iterable[ChangeGroup]) -> set[RowKey]:
    """Return the rows that must be here for changes; tables that this version does not know are left aside."""
    found: set[RowKey] = set()
    for group in groups:
        first, second, fields = _pointers().get(group.table, ("", "", {}))
        found |= {(first, row_id, 0) for row_id in (set(group.key_a) if first else ())}
        found |= {(second, row_id, 0) for row_id in (set(group.key_b) if second else ())}
        for name, target in fields.items():
            values = set(group.values.get(name, ()))
            found |= {(target, value, 0) for value in values if isinstance(value, int)}
    return found


def missing(db: Session, keys: Iterable[RowKey]) -> set[RowKey]:
    """Return those of ``keys`` that no row has."""
    by_table: dict[str, set[RowKey]] = {}
    for key in keys:
        by_table.setdefault(key[0], set()).add(key)
    return {key for table, some in by_table.items() for key in some - _present(db, table, some)}


def rows_behind(db: Session, changes: Sequence[RowChange]) -> dict[RowKey, RowChange]:
    """Return the present rows that changes edit or point to, and what those point to, each as if it were created now.

    With them the changes can be made again in a database where nobody else wrote these rows.
    """
    found: dict[RowKey, RowChange] = {}
    wanted = points_to(group_changes(changes)) | {_key_of(change) for change in changes}
    while wanted:
        loaded = {key: row for key in sorted(wanted) if (row := _row(db, key)) is not None}
        found |= loaded
        wanted = points_to(group_changes(loaded.values())) - found.keys()
    return found


def adopted(
    db: Session, device: Device, behind: dict[RowKey, RowChange], changes: Sequence[RowChange]
) -> list[RowChange]:
    """Return the changes that can be made here, after rows of ``behind`` that are gone and that this PC may write.

    What points to a row that is gone for good is left away.
    """
    created = {_key_of(change) for change in changes if change.created}
    gone = missing(db, behind)
    taken = [behind[key] for key in sorted(gone - created) if _may_write(device, key)]
    there = created | {_key_of(row) for row in taken}
    wanted = [*taken, *changes]
    while True:
        lacking = missing(db, {key for c in wanted for key in _needs(c)}) - there
        standing = [c for c in wanted if not lacking.intersection(_needs(c))]
        if len(standing) == len(wanted):
            return standing
        wanted = standing
        there = {_key_of(change) for change in wanted if change.created}


def _may_write(device: Device, key: RowKey) -> bool:
    only_national = synced_tables()[key[0]].__national__
    return device.may_write(scope_of(key[1])) and (device.national or not only_national)


def _needs(change: RowChange) -> set[RowKey]:
    pointed = points_to(group_changes([change]))
    return pointed if change.created else pointed | {_key_of(change)}


def _key_of(change: RowChange) -> RowKey:
    return change.table, change.key_a, change.key_b


def _present(db: Session, table: str, keys: set[RowKey]) -> set[RowKey]:
    model = synced_tables().get(table)
    if model is None:
        return keys
    return {(table, *key) for key in stored_rows(db, model).present({key[1:] for key in keys})}


def _row(db: Session, key: RowKey) -> RowChange | None:
    model = synced_tables().get(key[0])
    row = None if model is None else stored_rows(db, model).load([key[1:]]).get(key[1:])
    if model is None or row is None:
        return None
    values = {name: row[name] for name in field_columns(table_of(model))}
    own = own_stamp_columns(model)
    is_unset = {name for name in own if values.get(name) is None or (name == DELETED and not values[name])}
    after = {name: value for name, value in values.items() if name not in is_unset}
    return RowChange(*key, row["changed_at"], row["changed_by"], None, None, True, after)


@cache
def _pointers() -> dict[str, tuple[str, str, dict[str, str]]]:
    """Return, for each synced table, what its key columns and its other columns point to ("" for nothing)."""
    pointers = {}
    for name, model in synced_tables().items():
        table = table_of(model)
        targets = {
            column.name: next(iter(column.foreign_keys)).column.table.name
            for column in table.columns
            if column.foreign_keys
        }
        keys = [*key_columns(table), ""]
        fields = {column: target for column, target in targets.items() if column not in keys}
        pointers[name] = (targets.get(keys[0], ""), targets.get(keys[1], ""), fields)
    return pointers
