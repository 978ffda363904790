"""Points that coordinators waived, as they hold now and as they came about."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.accounts.models import User
from tvet_desktop.attendance.models import Waiver
from tvet_desktop.people.merging.merged import merged_ids, one_person
from tvet_desktop.storage.base import not_deleted


@dataclass(frozen=True)
class WaiverRow:
    """One waiver of a person in a course. ``holds``: it is the newest.

    ``points`` of a hundred, 0 where it takes an earlier one back. ``user_name`` is empty where a command made
    it or the user is unknown here.
    """

    id: int
    points: int
    reason: str
    on_date: date
    user_name: str
    holds: bool


def waivers_of(db: Session, course_id: int) -> dict[int, int]:
    """Return the points that hold now, by the person that counts, of everybody of a course who has any."""
    return points_that_hold(db, course_id, merged_ids(db))


def points_that_hold(db: Session, course_id: int, merged: Mapping[int, int]) -> dict[int, int]:
    """Return the same as ``waivers_of``; ``merged`` is what ``merged_ids`` gave."""
    query = select(Waiver.changed_at, Waiver.changed_by, Waiver.id, Waiver.person_id, Waiver.points).where(
        not_deleted(Waiver), Waiver.course_id == course_id
    )
    newest: dict[int, int] = {}
    for _at, _by, _id, person_id, points in sorted(tuple(row) for row in db.execute(query)):
        newest[merged.get(person_id, person_id)] = points
    return {person_id: points for person_id, points in newest.items() if points}


def waiver_history(db: Session, *, course_id: int, person_id: int) -> list[WaiverRow]:
    """Return the waivers of a person in a course, the oldest first; the last one holds."""
    one = one_person(db, person_id)
    rows = [row for row in _in_order(db, course_id) if row.person_id in one]
    users = {row.said_by for row in rows if row.said_by is not None}
    names: dict[int | None, str] = dict(
        db.execute(select(User.id, User.display_name).where(User.id.in_(users))).all()
    )
    return [
        WaiverRow(
            row.id, row.points, row.reason, row.on_date, names.get(row.said_by, ""), holds=row is rows[-1]
        )
        for row in rows
    ]


def _in_order(db: Session, course_id: int) -> list[Waiver]:
    """Return the waivers of a course in the order that every PC agrees on."""
    query = select(Waiver).where(not_deleted(Waiver), Waiver.course_id == course_id)
    return sorted(db.scalars(query), key=lambda row: (row.changed_at, row.changed_by, row.id))
