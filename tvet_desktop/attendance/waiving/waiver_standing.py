"""What a coordinator should know of a person before waiving points."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from tvet_desktop.attendance.course_tests.rules import PersonNotOfCourse
from tvet_desktop.attendance.registers import course_register
from tvet_desktop.attendance.rules import Hours, Merits, reaches
from tvet_desktop.attendance.waiving.queries import WaiverRow, waiver_history
from tvet_desktop.courses.rules import RuleSet


@dataclass(frozen=True)
class WaiverStanding:
    """Somebody's rate beside the rules of the course, what is waived now, and the waivers so far, oldest first."""

    course_id: int
    person_id: int
    name: str
    hours: Hours
    rules: RuleSet
    merits: Merits
    history: tuple[WaiverRow, ...]

    @property
    def is_needed(self) -> bool:
        """Whether the rate does not reach the completion by itself."""
        return not self.is_enough(0)

    def is_enough(self, points: int) -> bool:
        """Tell whether the rate reaches the completion with ``points``, exactly."""
        hours, needed = self.hours, self.rules.completion_percent
        return reaches(hours.credited_half_minutes, hours.decided, needed, points)


def waiver_standing(db: Session, *, course_id: int, person_id: int) -> WaiverStanding:
    """Return how a person of a course stands.

    Raises:
        PersonNotOfCourse: there is no such person in the course.
    """
    register = course_register(db, course_id)
    rows = [row for row in register.rows if row.person.person_id == person_id]
    if not rows:
        raise PersonNotOfCourse
    history = waiver_history(db, course_id=course_id, person_id=person_id)
    row = rows[0]
    return WaiverStanding(
        course_id, person_id, row.person.name, row.hours, register.rules, row.merits, tuple(history)
    )
