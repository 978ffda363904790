"""Record that somebody has left a course."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tvet_desktop.courses.enrol_people import EarlierEnrolment
from tvet_desktop.courses.loading import load_open_course
from tvet_desktop.courses.merged_lines import enrolments_of
from tvet_desktop.courses.models import EnrolmentStatus
from tvet_desktop.courses.rules import FieldUnusable
from tvet_desktop.people.merged import one_person
from tvet_desktop.shared.errors import NotFound
from tvet_desktop.shared.text import nfc
from tvet_desktop.shared.translation import _


@dataclass(frozen=True)
class EnrolmentWithdrawn:
    """To undo: enrol the person again. ``also`` are further enrolments of a person who was merged."""

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
    """End an enrolment: dropped out, or moved to another course. Past marks stay as they are.

    Of people who were merged every enrolment in the course ends.

    Raises:
        NotFound, CourseNotOpen: the course cannot change, or the person does not belong to it.
        FieldUnusable: the person would leave before coming.
    """
    load_open_course(db, course_id)
    rows = enrolments_of(db, course_id, one_person(db, person_id))
    if not rows:
        raise NotFound(_("enrolment"), person_id)
    if left_on < min(row.enrolled_on for row in rows):
        raise FieldUnusable("left_on")

    ending = [row for row in rows if row.status == EnrolmentStatus.ENROLLED] or rows[:1]
    earlier, *also = [EarlierEnrolment.of(row) for row in ending]
    for row in ending:
        EarlierEnrolment(row.person_id, left_on, status, nfc(reason), was_removed=False).write_to(row)
    return EnrolmentWithdrawn(course_id, earlier, tuple(also))
