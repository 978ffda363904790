"""The marks of one line of the register: a person, or several who were merged into one.

The person that counts has the last word: its own mark holds. Where it has none, the best of the others does.
"""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from tvet_desktop.attendance.loading import mark_of
from tvet_desktop.attendance.models import AttendanceMark, MarkStatus
from tvet_desktop.attendance.rules import Mark
from tvet_desktop.courses.merged_lines import enrolments_of
from tvet_desktop.courses.models import TrainingSession
from tvet_desktop.storage.base import not_deleted

_RANK = {MarkStatus.PRESENT: 0, MarkStatus.LATE: 1, MarkStatus.EXCUSED: 2, MarkStatus.ABSENT: 3}
Marks = Mapping[int, Mark]
"""By person."""


def rank(status: MarkStatus, minutes_late: int | None) -> tuple[int, int]:
    """Return what marks are compared by, the best first: present, late by less, excused, absent."""
    return _RANK[status], minutes_late or 0


def best_mark(marks: Iterable[Mark | None]) -> Mark | None:
    """Return the best of several marks, the first among equals; None if there is none."""
    return min((mark for mark in marks if mark is not None), key=_rank_of, default=None)


def is_better(one: Mark, other: Mark) -> bool:
    """Tell whether a mark is better than another one."""
    return _rank_of(one) < _rank_of(other)


def mark_that_counts(marks: Marks, ids: Sequence[int]) -> Mark | None:
    """Return the mark of a line; ``ids`` begins with the person that counts."""
    return marks.get(ids[0]) or best_mark(marks.get(person_id) for person_id in sorted(ids[1:]))


def same_mark(one: Mark | None, other: Mark | None) -> bool:
    """Tell whether two marks say the same of somebody's presence, whatever the reason beside it."""
    return _said(one) == _said(other)


def marks_at(db: Session, training_session_id: int, ids: Sequence[int]) -> dict[int, Mark]:
    """Return the marks of a line at one session, by the id under which each is stored."""
    rows = ((one, mark_of(db.get(AttendanceMark, (training_session_id, one)))) for one in ids)
    return {person_id: mark for person_id, mark in rows if mark is not None}


def stored_under(db: Session, training_session: TrainingSession, ids: Sequence[int]) -> int:
    """Return under which of a line's ids a mark is written: the one that counts, which has the last word.

    Where only another one is enrolled, and nothing else is marked, the mark goes beside that enrolment: if the
    two are separated again, it stays with its course.
    """
    counting, *others = ids
    if not others:
        return counting
    enrolled = [row.person_id for row in enrolments_of(db, training_session.course_id, ids)]
    if len(enrolled) == 1 and marks_at(db, training_session.id, ids).keys() <= set(enrolled):
        return enrolled[0]
    return counting


def marks_by_session(db: Session, ids: Iterable[int]) -> dict[int, dict[int, Mark]]:
    """Return all marks of some people, by training session and person; marks of removed sessions are left out."""
    query = select(AttendanceMark).where(
        not_deleted(AttendanceMark), found_by_key(), AttendanceMark.person_id.in_(list(ids))
    )
    found: dict[int, dict[int, Mark]] = {}
    for row in db.scalars(query):
        mark = mark_of(row)
        if mark is not None:
            found.setdefault(row.training_session_id, {})[row.person_id] = mark
    return found


def found_by_key() -> ColumnElement[bool]:
    """Return the condition that a mark is of a session that was not removed.

    Said like this the marks of a few people are found by their key, session by session; joined, all marks of all
    people would be read.
    """
    return AttendanceMark.training_session_id.in_(
        select(TrainingSession.id).where(not_deleted(TrainingSession))
    )


def _rank_of(mark: Mark) -> tuple[int, int]:
    return rank(mark.status, mark.minutes_late)


def _said(mark: Mark | None) -> tuple[MarkStatus, int | None] | None:
    return None if mark is None else (mark.status, mark.minutes_late)
