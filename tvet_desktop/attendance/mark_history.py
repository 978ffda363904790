"""Who typed a mark, when, and what it was before."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.accounts.models import User
from tvet_desktop.attendance.models import AttendanceMark, MarkSource, MarkStatus
from tvet_desktop.attendance.rules import KIGALI, Mark, local_day
from tvet_desktop.courses.loading import load_training_session
from tvet_desktop.people.merging.merged import merged_ids, one_person
from tvet_desktop.storage.base import not_deleted
from tvet_desktop.storage.history import past_changes, recorded_changes


@dataclass(frozen=True)
class MarkChange:
    """One change of a mark; None is a gap.

    ``user_name`` is empty where a command made it or the user is unknown here. ``said_at`` is the time as
    the PC of the change believed it. ``typed_later``: on a later day than the session's.
    """

    user_name: str
    said_at: datetime | None
    before: Mark | None
    after: Mark | None
    typed_later: bool


@dataclass(frozen=True)
class TypedLater:
    """Somebody typed marks of a session on a later day."""

    user_name: str
    day: date
    marks: int


def history_of_mark(db: Session, *, training_session_id: int, person_id: int) -> list[MarkChange]:
    """Return the changes of a mark, the oldest first. Empty for a gap that was never filled.

    Of people who were merged the marks of all are there, each with what it was before itself.

    Raises:
        NotFound: there is no such session.
    """
    held_on = load_training_session(db, training_session_id).held_on
    people = set(one_person(db, person_id))
    changes = [
        change
        for change in past_changes(db, AttendanceMark.__tablename__, [training_session_id])
        if change.key_b in people
    ]
    names = _names(db, {change.user_id for change in changes if change.user_id is not None})
    history: list[MarkChange] = []
    rows: dict[int, dict[str, object]] = {}
    marks: dict[int, Mark | None] = {}
    for change in changes:
        fields = rows.setdefault(change.key_b, {})
        fields |= change.after
        before, after = marks.get(change.key_b), None if fields.get("deleted") else _mark(fields)
        said_at = None if change.said_at is None else datetime.fromtimestamp(change.said_at, UTC)
        typed_later = said_at is not None and local_day(said_at) > held_on
        history.append(MarkChange(names.get(change.user_id, ""), said_at, before, after, typed_later))
        marks[change.key_b] = after
    return history


def typed_later(db: Session, training_session_id: int) -> list[TypedLater]:
    """Return who typed marks of a session after its day, by day.

    Everybody who counts is counted once, however often the mark was changed and whoever was merged; a mark that
    was cleared is not counted.

    Raises:
        NotFound: there is no such session.
    """
    held_on = load_training_session(db, training_session_id).held_on
    next_day = datetime.combine(held_on + timedelta(days=1), time(), KIGALI)
    since = int(next_day.timestamp())
    changes = recorded_changes(db, AttendanceMark.__tablename__, [training_session_id], said_since=since)
    if not changes:
        return []
    there = set(
        db.scalars(
            select(AttendanceMark.person_id).where(
                AttendanceMark.training_session_id == training_session_id, not_deleted(AttendanceMark)
            )
        )
    )
    merged = merged_ids(db)
    people: dict[tuple[int | None, date], set[int]] = {}
    for change in changes:
        if change.said_at is not None and change.key_b in there:
            key = (change.user_id, local_day(datetime.fromtimestamp(change.said_at, UTC)))
            people.setdefault(key, set()).add(merged.get(change.key_b, change.key_b))
    names = _names(db, {user_id for user_id, _day in people if user_id is not None})
    rows = [TypedLater(names.get(user_id, ""), day, len(marked)) for (user_id, day), marked in people.items()]
    return sorted(rows, key=lambda row: (row.day, row.user_name))


def _names(db: Session, user_ids: set[int]) -> dict[int | None, str]:
    found = db.execute(select(User.id, User.display_name).where(User.id.in_(user_ids)))
    return dict(found.all())


def _mark(fields: dict[str, object]) -> Mark:
    late, reason = fields.get("minutes_late"), fields.get("reason")
    return Mark(
        MarkStatus(str(fields["status"])),
        late if isinstance(late, int) else None,
        str(reason or ""),
        MarkSource(str(fields["source"])),
    )
