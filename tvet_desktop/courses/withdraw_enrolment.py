"""Record that somebody has left a course."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tvet_desktop.courses.enrol_people import EarlierEnrolment
from tvet_desktop.courses.loading import load_open_course
from tvet_desktop.courses.models import Enrolment, EnrolmentStatus
from tvet_desktop.courses.rules import FieldUnusable
from tvet_desktop.shared.errors import NotFound
from tvet_desktop.shared.text import nfc
from tvet_desktop.shared.translation import _


@dataclass(frozen=True)
class EnrolmentWithdrawn:
    """To undo: enrol the person again."""

    course_id: int
    earlier: EarlierEnrolment


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

    Raises:
        NotFound, CourseNotOpen: the course cannot change, or the person does not belong to it.
        FieldUnusable: the person would leave before coming.
    """
    load_open_course(db, course_id)
    row = db.get(Enrolment, (course_id, person_id))
    if row is None or row.deleted:
        raise NotFound(_("enrolment"), person_id)
    if left_on < row.enrolled_on:
        raise FieldUnusable("left_on")

    earlier = EarlierEnrolment.of(row)
    EarlierEnrolment(person_id, left_on, status, nfc(reason), was_removed=False).write_to(row)
    return EnrolmentWithdrawn(course_id, earlier)
