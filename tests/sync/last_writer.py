"""What the tables must hold, worked out a second time in the plainest way: of every field, what was written last."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.storage.base import (
    DELETED,
    field_columns,
    key_columns,
    own_stamp_columns,
    synced_tables,
    table_of,
)
from tvet_desktop.storage.capture import plain
from tvet_desktop.storage.change_groups import RowChange
from tvet_desktop.sync.bundle import open_sections, read_bundle
from tvet_desktop.sync.models import StoredBundle
from tvet_desktop.sync.this_pc import load_this_pc

Rows = dict[tuple[str, int, int], dict[str, object]]


def changes_of(db: Session) -> list[RowChange]:
    """Return all changes of all bundles that were applied."""
    keys = load_this_pc(db).epoch_keys
    contents = db.scalars(select(StoredBundle.content).where(StoredBundle.applied > 0)).all()
    opened = [
        section for content in contents for section in open_sections(read_bundle(content), keys).values()
    ]
    return [change for section in opened if section for group in section.groups for change in group.rows()]


def last_written(changes: Iterable[RowChange]) -> Rows:
    """Return the rows that changes make: each field as the change with the greatest stamp says."""
    models = synced_tables()
    rows: Rows = {}
    stamps: dict[tuple[tuple[str, int, int], str], tuple[int, int]] = {}
    for change in sorted(changes, key=lambda change: not change.created):
        model = models[change.table]
        key, stamp = (change.table, change.key_a, change.key_b), (change.changed_at, change.changed_by)
        fields, own = field_columns(table_of(model)), own_stamp_columns(model)
        said = dict(change.after)
        if change.created:
            rows.setdefault(key, dict.fromkeys(fields) | {DELETED: 0})
            if model.__wide__:
                said = dict.fromkeys(fields) | {DELETED: 0} | said
        together = {name: value for name, value in said.items() if name not in own}
        units = [together, *({name: said[name]} for name in sorted(said.keys() & own))]
        for unit in units:
            place = (key, "" if unit is together else next(iter(unit)))
            if unit and stamp > stamps.get(place, (0, 0)):
                stamps[place] = stamp
                rows[key] |= unit
    return rows


def rows_here(db: Session) -> Rows:
    """Return the rows of the tables."""
    rows: Rows = {}
    for name, model in synced_tables().items():
        table = table_of(model)
        keys, fields = key_columns(table), field_columns(table)
        for row in db.execute(select(table)).mappings():
            key = (name, row[keys[0]], row[keys[1]] if len(keys) > 1 else 0)
            rows[key] = {field: plain(row[field]) for field in fields}
    return rows
