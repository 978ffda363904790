"""The conflicts that are still to decide: what holds now, beside every other value that somebody typed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from tvet_desktop.storage.base import (
    Synced,
    field_columns,
    key_columns,
    own_stamp_columns,
    synced_tables,
    table_of,
)
from tvet_desktop.storage.capture import plain
from tvet_desktop.storage.history import Key, bundles_of, is_unsent
from tvet_desktop.storage.ids import scope_of
from tvet_desktop.storage.local_tables import Conflict
from tvet_desktop.storage.stamps import Stamp
from tvet_desktop.sync.knowledge import Knowledge
from tvet_desktop.sync.merge import NEVER
from tvet_desktop.sync.models import StoredBundle
from tvet_desktop.sync.this_pc import ThisPc, load_this_pc

_AT_ONCE = 400


@dataclass(frozen=True)
class Said:
    """What somebody said of the fields of a conflict, in plain values. ``seq`` is 0 for what holds now."""

    seq: int
    values: Mapping[str, object]
    stamp: Stamp


@dataclass(frozen=True)
class OpenConflict:
    """One thing of one row that PCs changed without knowing of each other.

    ``fields`` are those of which they say different things that matter, in the order of the table; ``others`` has every value
    that does not hold, the latest first. ``seqs`` are the kept conflicts that a decision settles.
    """

    table: str
    key: Key
    fields: tuple[str, ...]
    holds: Said
    others: tuple[Said, ...]
    seqs: tuple[int, ...]


def open_conflicts(db: Session, *, table: str | None = None, key: Key | None = None) -> list[OpenConflict]:
    """Return what this PC may decide and nobody has decided yet, the newest first; of one table or row if named.

    Who changed the row again after having seen both values has decided, on whichever PC.
    """
    query = select(Conflict).where(Conflict.settled.is_(False))
    if table is not None:
        query = query.where(Conflict.table_name == table)
    if key is not None:
        query = query.where(Conflict.key_a == key[0], Conflict.key_b == key[1])
    together: defaultdict[tuple[str, Key, frozenset[str]], list[Conflict]] = defaultdict(list)
    for conflict in db.scalars(query.order_by(Conflict.seq.desc())):
        together[identity_of(conflict)].append(conflict)
    if not together:
        return []
    this_pc, models = load_this_pc(db), synced_tables()
    may_write = {
        name: model for name, model in models.items() if this_pc.device.national or not model.__national__
    }
    mine = {
        group: conflicts
        for group, conflicts in together.items()
        if group[0] in may_write and this_pc.device.may_write(scope_of(group[1][0]))
    }
    rows = _rows(db, may_write, {(name, key) for name, key, _fields in mine})
    found = [
        _open(db, this_pc, rows[name, key], conflicts)
        for (name, key, _fields), conflicts in mine.items()
        if (name, key) in rows
    ]
    return [conflict for conflict in found if conflict is not None]


def count_open_conflicts(db: Session) -> int:
    """Return how many things are to decide."""
    return len(open_conflicts(db))


def identity_of(conflict: Conflict) -> tuple[str, Key, frozenset[str]]:
    """Return what a conflict is about: those about the same are decided together."""
    return conflict.table_name, (conflict.key_a, conflict.key_b), frozenset(conflict.lost)


def stamp_of(row: Synced, fields: Iterable[str]) -> Stamp:
    """Return the stamp of what a row says of fields that are stamped together."""
    own = own_stamp_columns(type(row))
    alone = [name for name in fields if name in own]
    if not alone:
        return row.changed_at, row.changed_by
    base = (row.changed_at, row.changed_by) if type(row).__wide__ else NEVER
    stamps = (row.field_stamps or {}).get(alone[0])
    return (stamps[0], stamps[1]) if stamps else base


def _rows(
    db: Session, models: Mapping[str, type[Synced]], wanted: set[tuple[str, Key]]
) -> dict[tuple[str, Key], Synced]:
    """Load the rows of conflicts, many at once."""
    found: dict[tuple[str, Key], Synced] = {}
    for name in {table for table, _key in wanted}:
        model = models[name]
        width = len(key_columns(table_of(model)))
        columns = [table_of(model).c[column] for column in key_columns(table_of(model))]
        keys = sorted(key[:width] for table, key in wanted if table == name)
        for start in range(0, len(keys), _AT_ONCE):
            some = keys[start : start + _AT_ONCE]
            where = columns[0].in_([key[0] for key in some]) if width == 1 else tuple_(*columns).in_(some)
            for row in db.scalars(select(model).where(where)):
                key = [getattr(row, column.name) for column in columns]
                found[name, (key[0], key[1] if width > 1 else 0)] = row
    return found


def _open(db: Session, this_pc: ThisPc, row: Synced, conflicts: Sequence[Conflict]) -> OpenConflict | None:
    """Return what is to decide about a row; None if there is nothing any more."""
    first = conflicts[0]
    names = [name for name in field_columns(table_of(type(row))) if name in first.lost]
    now = {name: plain(getattr(row, name)) for name in names}
    stamp = stamp_of(row, names)
    judged = [name for name in names if name not in type(row).__unjudged__]
    others: dict[tuple[object, ...], Said] = {}
    for conflict in conflicts:
        said = {name: conflict.lost[name] for name in names}
        differs = any(said[name] != now[name] for name in judged)
        if differs and not _was_decided(db, this_pc, conflict, stamp):
            value = tuple(said[name] for name in judged)
            others.setdefault(value, Said(conflict.seq, said, (conflict.lost_at, conflict.lost_by)))
    if not others:
        return None
    fields = tuple(
        name for name in judged if any(other.values[name] != now[name] for other in others.values())
    )
    return OpenConflict(
        first.table_name,
        (first.key_a, first.key_b),
        fields,
        Said(0, now, stamp),
        tuple(others.values()),
        tuple(conflict.seq for conflict in conflicts),
    )


def _was_decided(db: Session, this_pc: ThisPc, conflict: Conflict, stamp: Stamp) -> bool:
    """Tell whether whoever wrote what holds now had seen the value that lost."""
    if stamp == (conflict.kept_at, conflict.kept_by):
        return False
    table, key = conflict.table_name, (conflict.key_a, conflict.key_b)
    if is_unsent(db, table, key, stamp):
        return True
    bundles = bundles_of(db, table, key, stamp)
    if not bundles:
        return True
    lost = (conflict.lost_at, conflict.lost_by)
    places = select(StoredBundle.device, StoredBundle.seen).where(StoredBundle.id.in_(bundles))
    return any(
        device == this_pc.device.id or Knowledge(db, seen or {}).knew_of(table, key, lost)
        for device, seen in db.execute(places).all()
    )
