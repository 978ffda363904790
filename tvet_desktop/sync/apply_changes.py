"""Writes merged rows and their conflicts: the one place that bypasses the flush listener.

Most of what arrives makes rows that nobody has: those are inserted as they are, all at once. Only changes of rows
that are here go one by one through ``merge``, which guards what is newer.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import UNSET
from sqlalchemy import insert
from sqlalchemy.orm import Session

from tvet_desktop.storage.base import DELETED, Synced, key_columns, synced_tables, table_of
from tvet_desktop.storage.change_groups import ChangeGroup, RowChange
from tvet_desktop.storage.history import users_of
from tvet_desktop.storage.local_tables import Conflict
from tvet_desktop.sync.merge import Key, KnewOf, Lost, Row, TableRules, merge_change
from tvet_desktop.sync.stored_rows import Columns, stamps_text, stored_rows


def apply_changes(db: Session, groups: Sequence[ChangeGroup], *, knew_of: KnewOf) -> bool:
    """Merge changes into the tables, parents before children, in the transaction of ``db``.

    Returns:
        Whether everything could be used: False if a table, a field or a row is unknown here.
    """
    models = synced_tables()
    complete = all(group.table in models for group in groups)
    for name, model in models.items():
        some = sorted((group for group in groups if group.table == name), key=lambda group: not group.created)
        if some:
            table = _Table(db, model, knew_of)
            for group in some:
                complete &= table.merge(group)
    return complete


class _Table:
    """One table while a bundle is merged into it."""

    def __init__(self, db: Session, model: type[Synced], knew_of: KnewOf) -> None:
        self._db = db
        self._rows = stored_rows(db, model)
        self._rules = TableRules.of(model)
        self._keys = key_columns(table_of(model))
        self._knew_of = knew_of

    def merge(self, group: ChangeGroup) -> bool:
        """Merge a group; return whether all of it could be used."""
        complete = group.values.keys() <= self._rules.fields
        if not group.created:
            return self._merge_one_by_one(group.rows()) and complete
        if not self._rows.insert(self._as_new_rows(group), len(group)):
            known, new = self._divide(group)
            picked = group.pick(new)
            inserted = not new or self._rows.insert(self._as_new_rows(picked), len(picked))
            assert inserted, "rows that are not here can be inserted"
            self._merge_one_by_one(map(group.row, known))
        return complete

    def _as_new_rows(self, group: ChangeGroup) -> Columns:
        """Return the columns that ``merge`` makes of rows that are not here; SQL where all values are the same."""
        columns: dict[str, Iterable[Any] | str] = dict(
            zip(self._keys, (group.key_a, group.key_b), strict=False)
        )
        columns |= {"changed_at": group.changed_at, "changed_by": group.changed_by}
        columns["field_stamps"] = self._own_stamps(group)
        for name in sorted(self._rules.fields):
            unsaid = 0 if name == DELETED else None
            values = group.values.get(name)
            if values is None:
                columns[name] = "NULL" if unsaid is None else "0"
            elif name in group.sparse:
                columns[name] = [unsaid if value is UNSET else value for value in values]
            else:
                columns[name] = values
        return columns

    def _own_stamps(self, group: ChangeGroup) -> Iterable[str | None] | str:
        own = [] if self._rules.wide else sorted(group.values.keys() & self._rules.own)
        if not own:
            return "NULL"
        stamps = zip(group.changed_at, group.changed_by, strict=True)
        return [
            stamps_text({name: stamp for name in own if group.values[name][i] is not UNSET})
            for i, stamp in enumerate(stamps)
        ]

    def _divide(self, group: ChangeGroup) -> tuple[list[int], list[int]]:
        """Return the places in the group of rows that are here, and of those that are not."""
        met: set[Key] = set(self._rows.with_first_key(group.key_a))
        known: list[int] = []
        new: list[int] = []
        for i, key in enumerate(zip(group.key_a, group.key_b, strict=True)):
            (known if key in met else new).append(i)
            met.add(key)
        return known, new

    def _merge_one_by_one(self, changes: Iterable[RowChange]) -> bool:
        """Merge changes of rows that are here; return whether all of them are."""
        changes = list(changes)
        rows = self._rows.load({(change.key_a, change.key_b) for change in changes})
        touched: dict[Key, Row] = {}
        losses: list[tuple[RowChange, Lost]] = []
        complete = True
        for change in changes:
            key = (change.key_a, change.key_b)
            merged = merge_change(self._rules, rows.get(key), change, self._knew_of)
            complete &= not merged.orphan
            if merged.row is not None:
                rows[key] = touched[key] = merged.row
            losses += [(change, loss) for loss in merged.losses]
        self._rows.write(touched)
        if losses:
            self._db.execute(insert(Conflict), self._conflicts(losses))
        return complete

    def _conflicts(self, losses: list[tuple[RowChange, Lost]]) -> list[dict[str, Any]]:
        of_others = [
            ((change.key_a, change.key_b), loss.lost_stamp)
            for change, loss in losses
            if not loss.change_is_loser
        ]
        users = users_of(self._db, self._rules.name, of_others)
        return [
            {
                "table_name": change.table,
                "key_a": change.key_a,
                "key_b": change.key_b,
                "lost": loss.lost,
                "kept": loss.kept,
                "lost_at": loss.lost_stamp[0],
                "lost_by": loss.lost_stamp[1],
                "kept_at": loss.kept_stamp[0],
                "kept_by": loss.kept_stamp[1],
                "lost_user_id": change.user_id
                if loss.change_is_loser
                else users.get(((change.key_a, change.key_b), loss.lost_stamp)),
            }
            for change, loss in losses
        ]
