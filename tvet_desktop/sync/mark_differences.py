"""Marks that two clerks typed differently on two PCs, for the people who mark."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.accounts.models import User
from tvet_desktop.attendance.loading import mark_of
from tvet_desktop.attendance.models import AttendanceMark, MarkSource, MarkStatus
from tvet_desktop.attendance.rules import Mark
from tvet_desktop.courses.models import Course, Slot, TrainingSession
from tvet_desktop.courses.rules import timetable_order
from tvet_desktop.people.models import Person
from tvet_desktop.people.names import name_or_erased
from tvet_desktop.shared.known import known
from tvet_desktop.storage.history import Key, users_of
from tvet_desktop.storage.local_tables import Conflict
from tvet_desktop.storage.stamps import Stamp
from tvet_desktop.sync.conflicts.open_conflicts import open_conflicts

_DELETED = "deleted"


@dataclass(frozen=True)
class MarkDifference:
    """One mark that two PCs have differently; None is a gap. ``seq`` is for ``settle_conflict``.

    ``kept`` holds today, ``other`` was typed on the other PC. The names of those who typed are empty where the
    users are unknown here.
    """

    seq: int
    training_session_id: int
    person_id: int
    person: str
    course: str
    held_on: date
    slot: Slot
    kept: Mark | None
    other: Mark | None
    kept_by: str
    other_by: str


def mark_differences(db: Session) -> list[MarkDifference]:
    """Return the differences nobody has decided about, by course, session and person.

    Where somebody has marked the person again since, that was the decision.
    """
    query = (
        select(Conflict, AttendanceMark, TrainingSession, Course, Person)
        .join(
            AttendanceMark,
            (AttendanceMark.training_session_id == Conflict.key_a)
            & (AttendanceMark.person_id == Conflict.key_b),
        )
        .join(TrainingSession, TrainingSession.id == Conflict.key_a)
        .join(Course, Course.id == TrainingSession.course_id)
        .join(Person, Person.id == Conflict.key_b)
        .where(Conflict.settled.is_(False), Conflict.table_name == AttendanceMark.__tablename__)
        .order_by(Conflict.seq)
    )
    to_decide = {
        other.seq
        for found in open_conflicts(db, table=AttendanceMark.__tablename__)
        for other in found.others
    }
    rows = [row for row in db.execute(query).all() if row[0].seq in to_decide]
    users = users_of(db, AttendanceMark.__tablename__, [_change_kept(row[0], row[1]) for row in rows])
    found = [
        _difference(
            db, conflict, mark, _Place(session, course, person, users.get(_change_kept(conflict, mark)))
        )
        for conflict, mark, session, course, person in rows
    ]
    return sorted(
        (row for row in found if row.kept != row.other),
        key=lambda row: (row.course, timetable_order(row.held_on, row.slot, row.seq), row.person),
    )


class _Place(NamedTuple):
    """Whose mark it is, where, and who typed what holds."""

    session: TrainingSession
    course: Course
    person: Person
    typed_by: int | None


def _difference(db: Session, conflict: Conflict, mark: AttendanceMark, place: _Place) -> MarkDifference:
    session, course, person, typed_by = place
    return MarkDifference(
        conflict.seq,
        session.id,
        person.id,
        name_or_erased(person.family_name, person.given_name),
        course.title,
        session.held_on,
        known(Slot, session.slot, Slot.FULL),
        mark_of(mark),
        _other(mark, conflict.lost),
        _name(db, typed_by),
        _name(db, conflict.lost_user_id),
    )


def _other(mark: AttendanceMark, lost: Mapping[str, object]) -> Mark | None:
    """Return the mark that lost. Clearing a mark has a stamp of its own, so it loses or wins alone."""
    if lost.get(_DELETED, 0):
        return None
    if _DELETED not in lost and mark.deleted:
        return None
    said = {
        name: lost.get(name, getattr(mark, name)) for name in ("status", "minutes_late", "reason", "source")
    }
    return Mark(
        known(MarkStatus, str(said["status"]), MarkStatus.EXCUSED),
        said["minutes_late"] if isinstance(said["minutes_late"], int) else None,
        str(said["reason"] or ""),
        known(MarkSource, str(said["source"]), MarkSource.IMPORT),
    )


def _change_kept(conflict: Conflict, mark: AttendanceMark) -> tuple[Key, Stamp]:
    """Return the change that holds: the one whose stamp the mark, or its clearing, carries."""
    alone = (mark.field_stamps or {}).get(_DELETED) if _DELETED in conflict.kept else None
    at, by = alone or (mark.changed_at, mark.changed_by)
    return (mark.training_session_id, mark.person_id), (at, by)


def _name(db: Session, user_id: int | None) -> str:
    user = None if user_id is None else db.get(User, user_id)
    return user.display_name if user else ""
