"""Marks that came from below in a chain of merges: who was merged into somebody who was merged in turn."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.attendance.models import MergedMark
from tvet_desktop.attendance.one_line import mark_that_counts, marks_by_session, same_mark
from tvet_desktop.attendance.rules import Mark
from tvet_desktop.people.merging.merged import people_under
from tvet_desktop.people.merging.merges import merges_in_force
from tvet_desktop.people.models import Person
from tvet_desktop.storage.base import not_deleted

Marks = dict[int, Mark | None]
"""By training session."""


@dataclass(frozen=True)
class MarksAbove:
    """What each person of a chain had before one was taken out below, with what was written further up because of it.

    ``steps`` go up: who was merged further, the marks that counted there, and the rows that were written for them.
    """

    steps: tuple[tuple[int, Marks, tuple[MergedMark, ...]], ...]

    @classmethod
    def over(cls, db: Session, person_id: int) -> "MarksAbove":
        """Return the chain above somebody who is going to be taken apart; mostly there is none."""
        return cls._from(db, db.get_one(Person, person_id).merged_into, {person_id})

    @classmethod
    def at(cls, db: Session, person_id: int) -> "MarksAbove":
        """Return the chain above somebody whose own marks are going to change."""
        return cls._from(db, person_id, set())

    @classmethod
    def _from(cls, db: Session, below: int | None, seen: set[int]) -> "MarksAbove":
        steps = []
        while below is not None and below not in seen:
            seen.add(below)
            above = db.get_one(Person, below).merged_into
            if above is not None and above not in seen:
                steps.append((below, _marks_that_count(db, below), tuple(_written(db, below, above))))
            below = above
        return cls(tuple(steps))

    def changed(self, db: Session) -> Iterator[tuple[MergedMark, Mark | None]]:
        """Yield what was written further up for a mark that counts no longer, with the mark that does now."""
        for below, before, rows in self.steps:
            now = _marks_that_count(db, below)
            for row in rows:
                session_id = row.training_session_id
                old, new = before.get(session_id), now.get(session_id)
                if not same_mark(old, new):
                    yield row, new


def _marks_that_count(db: Session, person_id: int) -> Marks:
    ids = people_under(db, person_id)
    return {
        session_id: mark_that_counts(marks, ids) for session_id, marks in marks_by_session(db, ids).items()
    }


def _written(db: Session, below: int, above: int) -> list[MergedMark]:
    merges = [row.id for row in merges_in_force(db, below, above) if row.kept_id == above]
    query = select(MergedMark).where(not_deleted(MergedMark), MergedMark.merge_id.in_(merges))
    return list(db.scalars(query.order_by(MergedMark.training_session_id, MergedMark.merge_id)))
