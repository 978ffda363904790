"""Record that somebody has left a course."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tvet_desktop.courses.enrol_people import EarlierEnrolment
from tvet_desktop.courses.loading import load_enrolments, load_open_course
from tvet_desktop.courses.models import EnrolmentStatus
from tvet_desktop.courses.rules import FieldUnusable
from tvet_desktop.shared.text import nfc


@dataclass(frozen=True)
class EnrolmentWithdrawn:
    """To undo: ``restore_enrolment``. ``also`` are further enrolments of a person who was merged."""

    course_id: int
    earlier: EarlierEnrolment
    also: tuple[EarlierEnrolment, ...] = ()


def withdraw_enrolment(
    db: Session,
    *,
    course_id: int,
    person_id: int,
    left_on: date,
    status: EnrolmentStatus = EnrolmentStatus.DROPPED,
    reason: str = "",
) -> EnrolmentWithdrawn:
    """End an enrolment. Past marks stay as they are; ``move_enrolment`` is for who goes to another course.

    Of people who were merged every enrolment in the course ends.

    Raises:
        NotFound, CourseNotOpen: the course cannot change, or the person does not belong to it.
        FieldUnusable: the person would leave before coming.
    """
    load_open_course(db, course_id)
    rows = load_enrolments(db, course_id, person_id)
    if left_on < min(row.enrolled_on for row in rows):
        raise FieldUnusable("left_on")

    ending = [row for row in rows if row.status == EnrolmentStatus.ENROLLED] or rows[:1]
    earlier, *also = [EarlierEnrolment.of(row) for row in ending]
    for row in ending:
        row.left_on, row.status, row.reason = left_on, status.value, nfc(reason)
    return EnrolmentWithdrawn(course_id, earlier, tuple(also))
