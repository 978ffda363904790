"""What decides besides the marks, person by person: waived points and the post-test."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.attendance.course_tests.models import CourseTests, TestResult
from tvet_desktop.attendance.rules import Merits
from tvet_desktop.attendance.waivers import waivers_of
from tvet_desktop.storage.base import not_deleted


def merits_of(db: Session, course_id: int) -> dict[int, Merits]:
    """Return the merits of everybody of a course who has any, by person."""
    waived = waivers_of(db, course_id)
    tests = db.get(CourseTests, course_id)
    maximum = None if tests is None or tests.deleted else tests.post_maximum
    points: dict[int, int] = {}
    if maximum is not None:
        query = select(TestResult.person_id, TestResult.post_points).where(
            not_deleted(TestResult), TestResult.course_id == course_id, TestResult.post_points.is_not(None)
        )
        points = {person_id: post for person_id, post in db.execute(query) if post is not None}
    return {
        person_id: Merits(waived.get(person_id, 0), points.get(person_id), maximum)
        for person_id in waived.keys() | points.keys()
    }
