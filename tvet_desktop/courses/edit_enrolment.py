"""Correct the days of an enrolment."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tvet_desktop.accounts.require_role import require_role
from tvet_desktop.courses.enrol_people import EarlierEnrolment
from tvet_desktop.courses.loading import load_enrolments, load_open_course
from tvet_desktop.courses.models import EnrolmentStatus
from tvet_desktop.courses.rules import FieldUnusable
from tvet_desktop.courses.timetable import check_day


@dataclass(frozen=True)
class EnrolmentEdited:
    """To undo: ``restore_enrolment`` with ``earlier``."""

    course_id: int
    earlier: tuple[EarlierEnrolment, ...]


def edit_enrolment(
    db: Session,
    *,
    course_id: int,
    person_id: int,
    enrolled_on: date,
    left_on: date | None,
    counts_from: date | None,
    by: int | None,
) -> EnrolmentEdited:
    """Change the days of somebody who belongs to a course, or did; marks stay as they are.

    ``left_on`` is ignored of who still belongs to the course. People who were merged change as one. Sessions before ``counts_from`` do not count for
    the person: only a coordinator says so.

    Raises:
        NotFound, CourseNotOpen: the course cannot change, or the person does not belong to it.
        NotAllowed: the day from which it counts is to change, and the user is no coordinator.
        FieldUnusable: the person would leave before coming, or a year cannot be.
    """
    load_open_course(db, course_id)
    rows = load_enrolments(db, course_id, person_id)
    check_day(enrolled_on)
    is_here = any(row.status == EnrolmentStatus.ENROLLED for row in rows)
    if not is_here and (left_on is None or left_on < enrolled_on):
        raise FieldUnusable("left_on")
    if counts_from != rows[0].counts_from:
        require_role(db, by, "set_rules")
        if counts_from is not None:
            check_day(counts_from)

    earlier = tuple(EarlierEnrolment.of(row) for row in rows)
    for row in rows:
        row.enrolled_on, row.counts_from = enrolled_on, counts_from
        row.left_on = left_on if not is_here else row.left_on
    return EnrolmentEdited(course_id, earlier)
