"""Saving records itself.

Every flush stamps the synced rows that it writes, and puts the change into the history, which is the outbox
as well, in the same transaction. Features do not know that sync exists.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import event, insert, inspect, select, update
from sqlalchemy.orm import InstanceState, ORMExecuteState, Session, UOWTransaction

from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.base import DELETED, STAMP_COLUMNS, Synced, own_stamp_columns
from tvet_desktop.storage.local_tables import Change, LocalSetting
from tvet_desktop.storage.stamps import next_stamp

LAST_STAMP = "last_stamp"
Values = dict[str, Any]
MOST_LETTERS = 60_000
"""In one row: in any alphabet it still fits into a bundle that others read (``LARGEST_FILE``)."""


class TextTooLong(UserError):
    """A row that no other PC would take."""

    def sentence(self) -> str:
        """Say what to do."""
        most = f"{MOST_LETTERS:,}"
        return _(
            "This text is too long, and nothing was saved: shorten it to less than {most} letters."
        ).format(most=most)


class BypassesHistory(Exception):
    """A feature tried to write synced rows behind the back of the history: a bug."""


def listen(session_class: type[Session]) -> None:
    """Make the sessions of ``session_class`` record what they save."""
    event.listen(session_class, "before_flush", _record)
    event.listen(session_class, "do_orm_execute", _refuse_bulk_statements)


def plain(value: object) -> object:
    """Return a column's value as it stands in the file, in bundles and in a dump."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value


def last_stamp(db: Session) -> int:
    """Return the largest stamp that this PC has seen."""
    value = db.scalar(select(LocalSetting.value).where(LocalSetting.name == LAST_STAMP))
    return int(value) if value else 0


def remember_stamp(db: Session, stamp: int) -> None:
    """Keep ``stamp`` as the largest one seen."""
    db.execute(update(LocalSetting).where(LocalSetting.name == LAST_STAMP).values(value=str(stamp).encode()))


def _refuse_bulk_statements(state: ORMExecuteState) -> None:
    if (state.is_update or state.is_delete or state.is_insert) and state.bind_mapper is not None:
        model = state.bind_mapper.class_
        if issubclass(model, Synced):
            raise BypassesHistory(model.__name__)


def _record(db: Session, _context: UOWTransaction, _instances: object) -> None:
    for row in db.deleted:
        if isinstance(row, Synced):
            raise BypassesHistory(f"delete {type(row).__name__}: set .deleted instead")
    new = [row for row in db.new if isinstance(row, Synced)]
    edited = [row for row in db.dirty if isinstance(row, Synced) and db.is_modified(row)]
    if not new and not edited:
        return

    writer = db.info["minter"].writer
    stamp = next_stamp(db.info["now"], last_stamp(db))
    remember_stamp(db, stamp)
    changes = [_created(db, row, stamp, writer) for row in new] + [
        _edited(db, row, stamp, writer) for row in edited
    ]
    db.execute(insert(Change), changes)


def _created(db: Session, row: Synced, stamp: int, writer: int) -> Values:
    state = inspect(row)
    _leave_nul_away(row, state)
    for column in state.mapper.columns:
        if getattr(row, column.key) is None and column.default is not None and column.default.is_scalar:
            setattr(row, column.key, column.default.arg)
    row.changed_at, row.changed_by = stamp, writer
    fields = {c.key: plain(getattr(row, c.key)) for c in _fields(state)}
    own = own_stamp_columns(type(row))
    filled = {name for name in own if fields[name] is not None and not (name == DELETED and not fields[name])}
    if not type(row).__wide__ and filled:
        row.field_stamps = {name: [stamp, writer] for name in sorted(filled)}
    after = {name: value for name, value in fields.items() if name in filled or name not in own}
    return _change(db, row, stamp, writer, before=None, after=after)


def _edited(db: Session, row: Synced, stamp: int, writer: int) -> Values:
    state = inspect(row)
    _leave_nul_away(row, state)
    changed: Values = {}
    for column in _fields(state):
        history = state.attrs[column.key].load_history()
        if history.has_changes():
            changed[column.key] = plain(history.deleted[0]) if history.deleted else None
    own = own_stamp_columns(type(row))
    alone = changed.keys() & own
    if alone:
        stamps = dict(row.field_stamps or {})
        stamps.update({name: [stamp, writer] for name in alone})
        row.field_stamps = stamps
    after = {name: plain(getattr(row, name)) for name in changed}
    if changed.keys() - own:  # a narrow row travels whole: its fields belong together
        row.changed_at, row.changed_by = stamp, writer
        together = [c.key for c in _fields(state) if c.key not in own]
        after |= {name: plain(getattr(row, name)) for name in together}
    return _change(db, row, stamp, writer, before=changed, after=after)


def _leave_nul_away(row: Synced, state: InstanceState[Any]) -> None:
    """Take characters out that end a text for some programs and servers; they come with pasted and damaged text."""
    for column in _fields(state):
        value = getattr(row, column.key)
        if isinstance(value, str) and "\0" in value:
            setattr(row, column.key, value.replace("\0", ""))


def _fields(state: InstanceState[Any]) -> list[Any]:
    return [c for c in state.mapper.columns if not c.primary_key and c.key not in STAMP_COLUMNS]


def _change(
    db: Session, row: Synced, stamp: int, writer: int, *, before: Values | None, after: Values
) -> Values:
    if sum(len(value) for value in after.values() if isinstance(value, str)) > MOST_LETTERS:
        raise TextTooLong
    keys = [getattr(row, column.key) for column in inspect(row).mapper.primary_key]
    anonymous = type(row).__anonymous__
    return {
        "table_name": inspect(row).mapper.local_table.name,
        "key_a": keys[0],
        "key_b": keys[1] if len(keys) > 1 else 0,
        "changed_at": stamp,
        "changed_by": writer,
        "user_id": None if anonymous else db.info["user_id"],
        "said_at": None if anonymous else int(db.info["now"].timestamp()),
        "before": before,
        "after": after,
    }
