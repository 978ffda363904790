"""What is left to do until every certificate of a course is issued."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from tvet_desktop.attendance.queries import session_progress
from tvet_desktop.certificates.candidates import candidates
from tvet_desktop.courses.models import CourseState
from tvet_desktop.courses.queries import CourseRow, list_courses


@dataclass(frozen=True)
class CertificateWork:
    """A course that is over, and how many names, approvals and certificates are missing."""

    course_id: int
    title: str
    to_confirm: int
    to_approve: int
    to_issue: int


def certificate_work(db: Session) -> list[CertificateWork]:
    """Return the courses that are over and whose certificates are not all issued."""
    work = []
    for course in list_courses(db):
        if course.enrolled and _is_over(db, course):
            waiting = [row for row in candidates(db, course.id) if row.is_waiting]
            found = CertificateWork(
                course.id,
                course.details.title,
                sum(not row.is_name_confirmed for row in waiting),
                sum(row.is_name_confirmed and not row.is_approved for row in waiting),
                sum(row.is_approved for row in waiting),
            )
            if waiting:
                work.append(found)
    return work


def _is_over(db: Session, course: CourseRow) -> bool:
    """Tell whether a course is closed, or has nothing left to mark."""
    if course.state == CourseState.CANCELLED or not course.sessions:
        return False
    return course.state == CourseState.CLOSED or all(r.is_complete for r in session_progress(db, course.id))
