"""What was decided on this PC, for looking again and for taking it back."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.accounts.models import User
from tvet_desktop.storage.local_tables import Conflict
from tvet_desktop.sync.conflict_words import field_word, table_word
from tvet_desktop.sync.conflicts.decide import Choice
from tvet_desktop.sync.conflicts.open_conflicts import identity_of
from tvet_desktop.sync.row_names import name_of_row, told_value


@dataclass(frozen=True)
class DecidedConflict:
    """One decision: what held before, what has been written, by whom and when. ``seq`` takes it back."""

    seq: int
    kind: str
    name: str
    fields: str
    before: str
    written: str
    choice: Choice
    by: str
    at: datetime


def decided_conflicts(db: Session, *, limit: int = 500) -> list[DecidedConflict]:
    """Return the latest decisions of this PC, the newest first."""
    query = select(Conflict).where(Conflict.settled.is_(True), Conflict.decided_at.is_not(None))
    found: dict[tuple[object, ...], DecidedConflict] = {}
    for one in db.scalars(query.order_by(Conflict.decided_at.desc(), Conflict.seq.desc()).limit(limit)):
        identity = (*identity_of(one), one.decided_at)
        if identity not in found and one.decided_at is not None and one.choice is not None:
            found[identity] = _told(db, one, Choice(one.choice), datetime.fromtimestamp(one.decided_at, UTC))
    return list(found.values())


def _told(db: Session, one: Conflict, choice: Choice, at: datetime) -> DecidedConflict:
    table, written, before = one.table_name, one.written or {}, one.before or {}
    user = None if one.decided_by is None else db.get(User, one.decided_by)
    return DecidedConflict(
        one.seq,
        table_word(table),
        name_of_row(db, table, (one.key_a, one.key_b)),
        ", ".join(field_word(name) for name in written),
        ", ".join(told_value(db, table, name, value) for name, value in before.items()),
        ", ".join(told_value(db, table, name, value) for name, value in written.items()),
        choice,
        user.display_name if user else "",
        at,
    )
