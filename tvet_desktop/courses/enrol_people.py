"""Enrol people in a course."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.courses.loading import load_open_course, load_person_for
from tvet_desktop.courses.models import Enrolment, EnrolmentStatus
from tvet_desktop.people.merging.merged import count_once, merged_ids, people_behind
from tvet_desktop.shared.known import known


@dataclass(frozen=True)
class EarlierEnrolment:
    """How an enrolment stood before it was taken up again, changed or ended. To undo: ``restore_enrolment``."""

    person_id: int
    enrolled_on: date
    left_on: date | None
    status: EnrolmentStatus
    reason: str
    came_from: int | None
    went_to: int | None
    counts_from: date | None
    was_removed: bool

    @classmethod
    def of(cls, row: Enrolment) -> "EarlierEnrolment":
        """Return how a stored enrolment stands."""
        return cls(
            row.person_id,
            row.enrolled_on,
            row.left_on,
            known(EnrolmentStatus, row.status, EnrolmentStatus.ENROLLED),
            row.reason,
            row.came_from,
            row.went_to,
            row.counts_from,
            row.deleted,
        )

    def write_to(self, row: Enrolment) -> None:
        """Make a stored enrolment stand like this again."""
        row.enrolled_on, row.left_on = self.enrolled_on, self.left_on
        row.status, row.reason = self.status.value, self.reason
        row.came_from, row.went_to, row.counts_from = self.came_from, self.went_to, self.counts_from
        row.deleted = self.was_removed


@dataclass(frozen=True)
class PeopleEnrolled:
    """Who is new, who came back and who was there already. To undo: ``undo_enrol_people``."""

    course_id: int
    new: tuple[int, ...]
    back: tuple[EarlierEnrolment, ...]
    already_there: tuple[int, ...]
    over_capacity: int
    """How many more than the course has places."""


def enrol_people(
    db: Session, *, course_id: int, person_ids: Sequence[int], enrolled_on: date
) -> PeopleEnrolled:
    """Enrol people in the given order, which gives them their seats.

    Who left comes back with the old seat and all earlier marks. More people than places are enrolled all
    the same, and counted: on paper they came. People who were merged are there if one of them is.

    Raises:
        NotFound, CourseNotOpen: the course takes nobody, or somebody is not there.
        PersonOfOtherCollege: somebody's row is for the eyes of another college.
    """
    course = load_open_course(db, course_id)
    for person_id in person_ids:
        load_person_for(db, course_id, person_id)

    rows = {
        row.person_id: row for row in db.scalars(select(Enrolment).where(Enrolment.course_id == course_id))
    }
    seat = max((row.seat for row in rows.values()), default=0)
    new: list[int] = []
    back: list[EarlierEnrolment] = []
    already: list[int] = []
    merged = merged_ids(db)
    behind = people_behind(merged)
    for person_id in dict.fromkeys(merged.get(one, one) for one in person_ids):
        there = [rows[one] for one in (person_id, *behind.get(person_id, ())) if one in rows]
        if any(not row.deleted and row.status == EnrolmentStatus.ENROLLED for row in there):
            already.append(person_id)
        elif taken_up := _to_take_up(there, person_id):
            back += [EarlierEnrolment.of(row) for row in taken_up]
            for row in taken_up:
                take_up_again(row, enrolled_on)
        else:
            seat += 1
            rows[person_id] = _enrolment(course_id, person_id, seat, enrolled_on)
            db.add(rows[person_id])
            new.append(person_id)
    here = count_once(
        merged,
        (r.person_id for r in rows.values() if not r.deleted and r.status == EnrolmentStatus.ENROLLED),
    )
    over = max(0, here - course.capacity) if course.capacity else 0
    return PeopleEnrolled(course_id, tuple(new), tuple(back), tuple(already), over)


def _to_take_up(rows: Sequence[Enrolment], person_id: int) -> list[Enrolment]:
    """Return the enrolments that somebody takes up again: what ended together comes back together."""
    left = [row for row in rows if not row.deleted]
    if not left:
        return [row for row in rows if row.person_id == person_id]
    first = left[0]
    how = (first.left_on, first.status, first.reason)
    return [row for row in left if (row.left_on, row.status, row.reason) == how]


def take_up_again(row: Enrolment, on_day: date) -> None:
    """Let somebody who left, or was removed, belong to the course again; who left keeps the first day."""
    if row.deleted:
        row.enrolled_on, row.came_from, row.counts_from = on_day, None, None
    row.left_on, row.status, row.reason = None, EnrolmentStatus.ENROLLED.value, ""
    row.went_to, row.deleted = None, False


def _enrolment(course_id: int, person_id: int, seat: int, enrolled_on: date) -> Enrolment:
    return Enrolment(
        course_id=course_id,
        person_id=person_id,
        seat=seat,
        enrolled_on=enrolled_on,
        left_on=None,
        status=EnrolmentStatus.ENROLLED.value,
        reason="",
        deleted=False,
    )
