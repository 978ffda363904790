"""How far every course is, for the list of courses: two counts for all of them instead of one for each."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from tvet_desktop.attendance.merging.merged_counts import Surplus, surplus_by_session
from tvet_desktop.attendance.models import AttendanceMark
from tvet_desktop.courses.models import Enrolment, EnrolmentStatus, TrainingSession
from tvet_desktop.courses.queries import CourseRow, list_courses
from tvet_desktop.storage.base import not_deleted


@dataclass(frozen=True)
class CourseProgress:
    """A course and how many of its sessions (those not cancelled) are marked to the last person."""

    course: CourseRow
    marked_sessions: int


def course_progress(db: Session, *, scope: int | None = None, archived: bool = False) -> list[CourseProgress]:
    """Return courses as ``list_courses`` does, with how many of their sessions are fully marked."""
    belongs = and_(
        not_deleted(Enrolment, TrainingSession),
        TrainingSession.cancelled.is_(False),
        or_(Enrolment.status == EnrolmentStatus.ENROLLED.value, Enrolment.left_on >= TrainingSession.held_on),
    )
    expected = (
        select(TrainingSession.id, TrainingSession.course_id, func.count())
        .join(Enrolment, Enrolment.course_id == TrainingSession.course_id)
        .where(belongs)
        .group_by(TrainingSession.id)
    )
    marked = (
        select(AttendanceMark.training_session_id, func.count())
        .join(TrainingSession, TrainingSession.id == AttendanceMark.training_session_id)
        .join(
            Enrolment,
            and_(
                Enrolment.course_id == TrainingSession.course_id,
                Enrolment.person_id == AttendanceMark.person_id,
            ),
        )
        .where(not_deleted(AttendanceMark), belongs)
        .group_by(AttendanceMark.training_session_id)
    )
    marks = dict(db.execute(marked).all())
    surplus = surplus_by_session(db)
    done = Counter(
        course_id
        for session_id, course_id, people in db.execute(expected)
        if _is_marked(marks.get(session_id, 0), people, surplus.get(session_id))
    )
    return [
        CourseProgress(course, done[course.id]) for course in list_courses(db, scope=scope, archived=archived)
    ]


def _is_marked(marks: int, people: int, surplus: Surplus | None) -> bool:
    if surplus is not None:
        marks, people = marks - surplus.marked, people - surplus.expected
    return marks >= people
