"""Let somebody's rate count higher for the completion, with a reason that others can read later."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tvet_desktop.accounts.models import User
from tvet_desktop.accounts.rules import require
from tvet_desktop.attendance.course_tests.loading import require_of_course
from tvet_desktop.attendance.models import Waiver
from tvet_desktop.attendance.waiving.queries import waivers_of
from tvet_desktop.attendance.waiving.waiver_standing import waiver_standing
from tvet_desktop.courses.loading import load_course
from tvet_desktop.courses.models import CourseState
from tvet_desktop.courses.queries import course_states
from tvet_desktop.courses.rules import CourseNotOpen, require_reason
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.ids import scope_of

MOST_POINTS = 10


class WaivedPointsUnusable(UserError):
    """Below nothing, or more than a waiver may be; or there is nothing to take back."""

    def __init__(self, points: int) -> None:
        super().__init__(points)
        self.points = points

    def sentence(self) -> str:
        """Name the limits."""
        if self.points == 0:
            return _("Nothing is waived for this person: type from 1 to {most} points.").format(
                most=MOST_POINTS
            )
        return _(
            "{points} points cannot be waived: type from 1 to {most}, or 0 to take a waiver back."
        ).format(points=self.points, most=MOST_POINTS)


@dataclass(frozen=True)
class Waived:
    """What holds now and what held before. To undo: ``undo_waive``.

    ``was_needed``: without it the rate does not reach the completion. ``is_enough``: with it, it does.
    """

    waiver_id: int
    course_id: int
    person_id: int
    points: int
    earlier_points: int
    was_needed: bool
    is_enough: bool


def waive(
    db: Session, *, course_id: int, person_id: int, points: int, reason: str, on_date: date, by: int | None
) -> Waived:
    """Add ``points`` of a hundred to the rate of a person for the completion; 0 takes an earlier waiver back.

    Earlier waivers stay to be read, the newest holds. The course may be closed: that is when it shows who misses.
    ``by`` is None for commands that act for the PC's owner.

    Raises:
        NotFound, CourseNotOpen: the course is not there, archived or cancelled.
        NotAllowed: the user is no coordinator.
        PersonNotOfCourse: only people of the course have a rate.
        WaivedPointsUnusable: more than ten points, or nothing to take back.
        ReasonMissing: nobody could tell later why.
    """
    course = load_course(db, course_id)
    state = course_states(db, [course])[course_id]
    if state in {CourseState.ARCHIVED, CourseState.CANCELLED}:
        raise CourseNotOpen(course.code, state)
    user = None if by is None else db.get(User, by)
    if user is not None:
        require(user.role, "waive")
    require_of_course(db, course_id, person_id)
    earlier = waivers_of(db, course_id).get(person_id, 0)
    if not 0 <= points <= MOST_POINTS or points == earlier == 0:
        raise WaivedPointsUnusable(points)

    row = Waiver(
        id=new_id(db, scope_of(course_id)),
        course_id=course_id,
        person_id=person_id,
        points=points,
        reason=require_reason(reason),
        on_date=on_date,
        said_by=by,
    )
    db.add(row)
    db.flush()
    standing = waiver_standing(db, course_id=course_id, person_id=person_id)
    return Waived(
        row.id, course_id, person_id, points, earlier, standing.is_needed, standing.is_enough(points)
    )
