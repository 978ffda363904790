"""By how much counts of rows differ from counts of people, where some were merged."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.attendance.loading import belongs
from tvet_desktop.attendance.models import AttendanceMark
from tvet_desktop.courses.models import Enrolment, TrainingSession
from tvet_desktop.people.merging.merged import merged_ids
from tvet_desktop.storage.base import not_deleted


@dataclass(frozen=True)
class Surplus:
    """What to take off the rows of a training session to get people."""

    expected: int
    marked: int


def surplus_by_session(db: Session, *, course_id: int | None = None) -> dict[int, Surplus]:
    """Return what each session counts too often, of one course or of all; nothing where nobody was merged.

    ``expected`` counts who belongs to the course on the day, ``marked`` those of them who have a mark. A mark
    under an id that is not enrolled counts for the line of its person.
    """
    merged = merged_ids(db)
    if not merged:
        return {}
    everybody = sorted({*merged, *merged.values()})
    enrolments: defaultdict[int, list[Enrolment]] = defaultdict(list)
    query = select(Enrolment).where(not_deleted(Enrolment), Enrolment.person_id.in_(everybody))
    if course_id is not None:
        query = query.where(Enrolment.course_id == course_id)
    for row in db.scalars(query):
        enrolments[row.course_id].append(row)
    surplus: dict[int, Surplus] = {}
    for found, rows in enrolments.items():
        surplus |= _of_course(db, found, rows, merged, everybody)
    return surplus


def _of_course(
    db: Session, course_id: int, rows: list[Enrolment], merged: Mapping[int, int], everybody: list[int]
) -> dict[int, Surplus]:
    sessions = select(TrainingSession.id, TrainingSession.held_on).where(
        not_deleted(TrainingSession), TrainingSession.course_id == course_id
    )
    marks = (
        select(AttendanceMark.training_session_id, AttendanceMark.person_id)
        .join(TrainingSession, TrainingSession.id == AttendanceMark.training_session_id)
        .where(
            not_deleted(AttendanceMark),
            TrainingSession.course_id == course_id,
            AttendanceMark.person_id.in_(everybody),
        )
    )
    marked: defaultdict[int, set[int]] = defaultdict(set)
    for session_id, person_id in db.execute(marks):
        marked[session_id].add(person_id)
    surplus = {}
    for session_id, held_on in db.execute(sessions):
        expected = [row.person_id for row in rows if belongs(row, held_on)]
        lines = {merged.get(one, one) for one in expected}
        there = marked[session_id]
        rows_marked = sum(one in there for one in expected)
        lines_marked = len(lines & {merged.get(one, one) for one in there})
        surplus[session_id] = Surplus(len(expected) - len(lines), rows_marked - lines_marked)
    return surplus
