"""One line of a course for people who were merged, whichever of them was enrolled."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.courses.models import CourseTrainer, Enrolment, EnrolmentStatus, TrainerRole
from tvet_desktop.people.merging.merged import one_person, people_behind
from tvet_desktop.people.queries import people_by_id
from tvet_desktop.shared.known import known
from tvet_desktop.storage.base import not_deleted

if TYPE_CHECKING:  # the queries ask for the lines
    from tvet_desktop.courses.queries import EnrolledPerson

_IDS_AT_ONCE = 500


def lines_of_merged_people(
    db: Session, rows: Sequence["EnrolledPerson"], merged: Mapping[int, int]
) -> list["EnrolledPerson"]:
    """Return one line for each person who counts.

    It has the number of the person that counts, else the first of the others; who belongs to the course under
    any of the ids belongs to it.
    """
    behind = people_behind(merged)
    lines: dict[int, list[EnrolledPerson]] = {}
    for row in rows:
        lines.setdefault(merged.get(row.person_id, row.person_id), []).append(row)
    elsewhere = {counting for counting, several in lines.items() if counting in behind}
    names = people_by_id(db, elsewhere)
    return [
        _one_line(counting, several, names[counting].name, behind[counting])
        if counting in elsewhere
        else several[0]
        for counting, several in lines.items()
    ]


def surplus_enrolments(
    db: Session, merged: Mapping[int, int], course_id: int | None = None
) -> dict[int, int]:
    """Return by how much each course counts merged people too often among those who belong to it."""
    people: dict[int, list[int]] = {}
    for some in _chunks(sorted({*merged, *merged.values()})):
        query = select(Enrolment.course_id, Enrolment.person_id).where(
            not_deleted(Enrolment),
            Enrolment.status == EnrolmentStatus.ENROLLED.value,
            Enrolment.person_id.in_(some),
        )
        if course_id is not None:
            query = query.where(Enrolment.course_id == course_id)
        for found, person_id in db.execute(query):
            people.setdefault(found, []).append(merged.get(person_id, person_id))
    return {found: len(ids) - len(set(ids)) for found, ids in people.items()}


def enrolments_of(db: Session, course_id: int, person_ids: Iterable[int]) -> list[Enrolment]:
    """Return the enrolments of a person in a course, one for each id under which it was enrolled, in order."""
    rows = (db.get(Enrolment, (course_id, person_id)) for person_id in person_ids)
    return [row for row in rows if row is not None and not row.deleted]


def trainer_rows(db: Session, course_id: int, person_id: int) -> list[CourseTrainer]:
    """Return in what capacities a person trains, one for each id under which it was said, in order."""
    rows = (db.get(CourseTrainer, (course_id, one)) for one in one_person(db, person_id))
    return [row for row in rows if row is not None and not row.deleted]


def first_role(rows: Iterable[CourseTrainer]) -> TrainerRole:
    """Return the capacity that is shown of somebody who trains in several."""
    found = [known(TrainerRole, row.role, TrainerRole.ASSISTANT) for row in rows]
    return min(found, key=list(TrainerRole).index)


def _one_line(
    counting: int, several: Sequence["EnrolledPerson"], name: str, also: tuple[int, ...]
) -> "EnrolledPerson":
    own = next((row for row in several if row.person_id == counting), None)
    first = own or min(several, key=lambda row: (row.seat, row.person_id))
    enrolled = [row for row in several if row.status == EnrolmentStatus.ENROLLED]
    last = enrolled[0] if enrolled else max(several, key=lambda row: (row.left_on or date.min, row.person_id))
    return replace(
        first,
        person_id=counting,
        name=name,
        enrolled_on=min(row.enrolled_on for row in several),
        left_on=last.left_on,
        status=last.status,
        also=also,
        came_from=first.came_from if all(row.came_from for row in several) else None,
        went_to=last.went_to,
    )


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _IDS_AT_ONCE):
        yield ids[start : start + _IDS_AT_ONCE]
