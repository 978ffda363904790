"""Who has missed so much of an open course that a completion is out of reach."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from tvet_desktop.attendance.qualifying import qualifying
from tvet_desktop.courses.models import EnrolmentStatus
from tvet_desktop.courses.queries import list_courses
from tvet_desktop.courses.rules import is_open


@dataclass(frozen=True)
class OutOfReach:
    """An open course, and the names of those who still belong to it but cannot complete it any more."""

    course_id: int
    title: str
    names: tuple[str, ...]


def out_of_reach(db: Session) -> list[OutOfReach]:
    """Return the open courses that somebody cannot complete any more."""
    found = []
    for course in list_courses(db):
        if not is_open(course.state) or not course.sessions or not course.enrolled:
            continue
        names = tuple(
            row.name
            for row in qualifying(db, course.id)
            if row.is_out_of_reach and row.status is EnrolmentStatus.ENROLLED
        )
        if names:
            found.append(OutOfReach(course.id, course.details.title, names))
    return found
