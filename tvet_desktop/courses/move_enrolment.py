"""Move somebody to another course of the college, such as the other group."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from tvet_desktop.accounts.require_role import require_role
from tvet_desktop.courses.enrol_people import EarlierEnrolment, PeopleEnrolled, enrol_people
from tvet_desktop.courses.loading import load_enrolments, load_open_course
from tvet_desktop.courses.models import Enrolment, EnrolmentStatus
from tvet_desktop.courses.rules import FieldUnusable
from tvet_desktop.courses.timetable import check_day
from tvet_desktop.shared.errors import NotFound, UserError
from tvet_desktop.shared.text import nfc
from tvet_desktop.shared.translation import _


class AlreadyInCourse(UserError):
    """Who is to move belongs to the other course already."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    def sentence(self) -> str:
        """Say what to do instead."""
        return _("This person belongs to {course} already: use “Has left” here instead.").format(
            course=self.code
        )


@dataclass(frozen=True)
class EnrolmentMoved:
    """To undo: ``undo_move_enrolment``. ``left`` has several enrolments where people were merged."""

    from_course_id: int
    left: tuple[EarlierEnrolment, ...]
    joined: PeopleEnrolled


def move_enrolment(
    db: Session,
    *,
    from_course_id: int,
    to_course_id: int,
    person_id: int,
    on_day: date,
    reason: str = "",
    counts_from_there: bool = False,
    by: int | None,
) -> EnrolmentMoved:
    """Let a person leave one course and join another ``on_day``; no mark is touched.

    The person belongs to the first course up to the day before, and to the other from that day on: no mark is
    expected before. ``counts_from_there``: earlier sessions of the other course do not count for the person
    either, which only a coordinator says. Who comes back to a course keeps the first day there.

    Raises:
        NotFound, CourseNotOpen: one of the courses cannot change, or the person does not belong to the first.
        PersonOfOtherCollege: the other course is of another college.
        AlreadyInCourse: the person belongs to it.
        NotAllowed: only a coordinator leaves sessions out.
        FieldUnusable: the day lies before the enrolment, or its year cannot be.
    """
    load_open_course(db, from_course_id)
    other = load_open_course(db, to_course_id)
    rows = [
        row
        for row in load_enrolments(db, from_course_id, person_id)
        if row.status == EnrolmentStatus.ENROLLED
    ]
    if not rows:
        raise NotFound(_("enrolment"), person_id)
    check_day(on_day)
    if on_day < min(row.enrolled_on for row in rows):
        raise FieldUnusable("moved_on")
    if counts_from_there:
        require_role(db, by, "set_rules")

    joined = enrol_people(db, course_id=to_course_id, person_ids=[person_id], enrolled_on=on_day)
    if joined.already_there or from_course_id == to_course_id:
        raise AlreadyInCourse(other.code)
    left = tuple(EarlierEnrolment.of(row) for row in rows)
    for row in rows:
        row.left_on, row.status = on_day - timedelta(days=1), EnrolmentStatus.TRANSFERRED.value
        row.went_to, row.reason = to_course_id, nfc(reason)
    db.flush()
    back = {earlier.person_id: earlier for earlier in joined.back}
    for joined_id in (*joined.new, *back):
        there = db.get_one(Enrolment, (to_course_id, joined_id))
        if joined_id not in back or back[joined_id].was_removed:
            there.came_from = from_course_id
        if counts_from_there:
            there.counts_from = on_day
    return EnrolmentMoved(from_course_id, left, joined)
