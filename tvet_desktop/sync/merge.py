"""How received changes meet the rows that are here.

For each thing that is stamped alone (a narrow row, a field of a wide row, ``deleted``) the newer stamp wins,
so that every PC ends in the same state whatever arrives first or twice. If neither writer had seen the
other's change, the value that lost is kept for a person to judge.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tvet_desktop.storage.base import DELETED, Synced, field_columns, own_stamp_columns, table_of
from tvet_desktop.storage.change_groups import RowChange
from tvet_desktop.storage.stamps import Stamp

NEVER: Stamp = (0, 0)
Row = dict[str, Any]
Key = tuple[int, int]
KnewOf = Callable[[str, Key, Stamp], bool]
"""Tells whether the writer of the change had seen the change of (table, key) with this stamp."""


@dataclass(frozen=True)
class Lost:
    """A value that lost against one that its writer had not seen."""

    change_is_loser: bool
    lost: dict[str, Any]
    kept: dict[str, Any]
    lost_stamp: Stamp
    kept_stamp: Stamp


@dataclass
class Merged:
    """What one change did to one row."""

    row: Row | None
    losses: list[Lost] = field(default_factory=list)
    orphan: bool = False
    """An edit of a row that is not here: its creation could not be read."""


@dataclass(frozen=True)
class TableRules:
    """Which columns of a table are stamped together, and which alone."""

    name: str
    wide: bool
    fields: frozenset[str]
    own: frozenset[str]
    unjudged: frozenset[str] = frozenset()

    @classmethod
    def of(cls, model: type[Synced]) -> "TableRules":
        """Return the rules of a model."""
        table = table_of(model)
        fields, own = frozenset(field_columns(table)), own_stamp_columns(model)
        return cls(table.name, model.__wide__, fields, own, model.__unjudged__)


def merge_change(rules: TableRules, row: Row | None, change: RowChange, knew_of: KnewOf) -> Merged:
    """Return the row as it is after ``change``; unknown fields of newer versions are left out."""
    stamp = (change.changed_at, change.changed_by)
    after = {name: value for name, value in change.after.items() if name in rules.fields}
    if row is None:
        if not change.created:
            return Merged(None, orphan=True)
        return Merged(_new_row(rules, after, stamp))
    if change.created and rules.wide:
        return Merged(_made_twice(rules, row, after, stamp))
    key = (change.key_a, change.key_b)
    merged = Merged(dict(row))
    together = {name: value for name, value in after.items() if name not in rules.own}
    if together or (change.created and not rules.wide):
        _merge_together(rules, merged, together, stamp, lambda current: knew_of(rules.name, key, current))
    base = (row["changed_at"], row["changed_by"]) if rules.wide else NEVER
    for name in sorted(after.keys() & rules.own):
        is_judged = name not in rules.unjudged
        knew = (lambda current: knew_of(rules.name, key, current)) if is_judged else _nobody_decides
        _merge_alone(merged, (name, after[name]), stamp, base, knew)
    return merged


def _nobody_decides(_current: Stamp) -> bool:
    """Stand for "the writer knew of it" where the newer value simply holds."""
    return True


def _new_row(rules: TableRules, after: dict[str, Any], stamp: Stamp) -> Row:
    row: Row = dict.fromkeys(rules.fields)
    row |= {DELETED: 0, "changed_at": stamp[0], "changed_by": stamp[1], "field_stamps": None} | after
    if not rules.wide:
        alone = {name: list(stamp) for name in sorted(after.keys() & rules.own)}
        row["field_stamps"] = alone or None
    return row


def _made_twice(rules: TableRules, row: Row, after: dict[str, Any], stamp: Stamp) -> Row:
    """Return a wide row that two programmes made: the later making holds, and what was edited later still.

    Only what ships with the app is made twice under one id. Nobody has to decide.
    """
    if stamp <= (row["changed_at"], row["changed_by"]):
        return dict(row)
    made = _new_row(rules, after, stamp)
    later = {name: said for name, said in (row["field_stamps"] or {}).items() if tuple(said) > stamp}
    return made | {name: row[name] for name in later} | {"field_stamps": later or None}


def _merge_together(
    rules: TableRules,
    merged: Merged,
    values: dict[str, Any],
    stamp: Stamp,
    knew_of: Callable[[Stamp], bool],
) -> None:
    row = merged.row
    assert row is not None
    current: Stamp = (row["changed_at"], row["changed_by"])
    present = {name: row[name] for name in values}
    if stamp == current:
        return
    differing = {name for name in values if values[name] != present[name]}
    if differing - rules.unjudged and not knew_of(current):
        if stamp > current:
            merged.losses.append(Lost(False, present, values, current, stamp))
        else:
            merged.losses.append(Lost(True, values, present, stamp, current))
    if stamp > current:
        row.update(values, changed_at=stamp[0], changed_by=stamp[1])


def _merge_alone(
    merged: Merged,
    field_change: tuple[str, object],
    stamp: Stamp,
    base: Stamp,
    knew_of: Callable[[Stamp], bool],
) -> None:
    row = merged.row
    assert row is not None
    name, value = field_change
    stamps = dict(row["field_stamps"] or {})
    at, by = stamps.get(name, base)
    current: Stamp = (at, by)
    if stamp == current:
        return
    if value != row[name] and current != NEVER and not knew_of(current):
        if stamp > current:
            merged.losses.append(Lost(False, {name: row[name]}, {name: value}, current, stamp))
        else:
            merged.losses.append(Lost(True, {name: value}, {name: row[name]}, stamp, current))
    if stamp > current:
        row[name] = value
        stamps[name] = list(stamp)
        row["field_stamps"] = stamps
