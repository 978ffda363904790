"""Takes values out of what was recorded of rows: packed history, what was not sent yet, values that lost."""

from collections.abc import Collection, Iterable, Mapping
from itertools import groupby

import msgspec
from msgspec import UNSET, UnsetType
from sqlalchemy import and_, delete, or_, select
from sqlalchemy.orm import Session

from tvet_desktop.storage.change_groups import ChangeGroup
from tvet_desktop.storage.column_kinds import Value
from tvet_desktop.storage.ids import COUNTER_BITS
from tvet_desktop.storage.local_tables import Change, Conflict, HistoryPart, HistorySection
from tvet_desktop.storage.packing import pack, unpack

Key = tuple[int, int]
Blanks = Mapping[str, Value]
"""What takes the place of the values of each field."""
_AT_ONCE = 100


def blank_history(db: Session, table: str, keys: Collection[Key], blanks: Blanks) -> None:
    """Put ``blanks`` in the place of every recorded value of these fields of these rows; drop their conflicts.

    Who changed something and when stays. The same blanks in any order, at once or one by one, give the same bytes.
    """
    _blank_unsent(db, table, keys, blanks)
    _drop_conflicts(db, table, keys, blanks)
    for section in _sections_of(db, table, keys):
        groups = unpack(section.content)
        blanked = [_blanked(group, table, set(keys), blanks) for group in groups]
        if any(after is not before for before, after in zip(groups, blanked, strict=True)):
            section.content = pack([_in_order(group) for group in blanked])
    db.flush()


def _blanked(group: ChangeGroup, table: str, keys: set[Key], blanks: Blanks) -> ChangeGroup:
    if group.table != table:
        return group
    places = [i for i, key in enumerate(zip(group.key_a, group.key_b, strict=True)) if key in keys]
    values = dict(group.values)
    for name in blanks.keys() & values.keys():
        column = list(values[name])
        for i in places:
            if column[i] is not UNSET:
                column[i] = blanks[name]
        if column != list(values[name]):
            values[name] = column
    if all(values[name] is group.values[name] for name in values):
        return group
    return msgspec.structs.replace(group, values=values)


def _in_order(group: ChangeGroup) -> ChangeGroup:
    """Return a group whose columns stand in one order, so that equal groups are packed to equal bytes."""
    values: dict[str, Collection[Value | UnsetType]] = {
        name: group.values[name] for name in sorted(group.values)
    }
    return msgspec.structs.replace(group, values=values)


def _sections_of(db: Session, table: str, keys: Collection[Key]) -> Iterable[HistorySection]:
    found: set[int] = set()
    ranges = []
    for block, some in groupby(sorted({key[0] for key in keys}), key=lambda key: key >> COUNTER_BITS):
        ids = list(some)
        ranges.append(
            and_(HistoryPart.block == block, HistoryPart.least <= ids[-1], HistoryPart.most >= ids[0])
        )
    for start in range(0, len(ranges), _AT_ONCE):
        where = and_(HistoryPart.table_name == table, or_(*ranges[start : start + _AT_ONCE]))
        found |= set(db.scalars(select(HistoryPart.section_id).where(where)))
    return (db.get_one(HistorySection, section_id) for section_id in sorted(found))


def _blank_unsent(db: Session, table: str, keys: Collection[Key], blanks: Blanks) -> None:
    for change in db.scalars(select(Change).where(Change.table_name == table)):
        if (change.key_a, change.key_b) in keys:
            change.after = _with_blanks(change.after, blanks)
            change.before = None if change.before is None else _with_blanks(change.before, blanks)


def _with_blanks(values: dict[str, object], blanks: Blanks) -> dict[str, object]:
    return values | {name: blanks[name] for name in values.keys() & blanks.keys()}


def _drop_conflicts(db: Session, table: str, keys: Collection[Key], blanks: Blanks) -> None:
    query = select(Conflict).where(Conflict.table_name == table)
    told = [
        conflict.seq
        for conflict in db.scalars(query)
        if (conflict.key_a, conflict.key_b) in keys
        and blanks.keys() & (conflict.lost.keys() | conflict.kept.keys())
    ]
    if told:
        db.execute(delete(Conflict).where(Conflict.seq.in_(told)))
