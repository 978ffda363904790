"""What decides besides the marks, person by person: waived points and the post-test."""

from sqlalchemy.orm import Session

from tvet_desktop.attendance.course_tests.loading import results_of, course_tests_of
from tvet_desktop.attendance.rules import Merits
from tvet_desktop.attendance.waivers import waivers_of


def merits_of(db: Session, course_id: int) -> dict[int, Merits]:
    """Return the merits of everybody of a course who has any, by the person that counts."""
    waived = waivers_of(db, course_id)
    maximum = course_tests_of(db, course_id).post_maximum
    points = {}
    if maximum is not None:
        points = {id_: post for id_, (_pre, post) in results_of(db, course_id).items() if post is not None}
    return {
        person_id: Merits(waived.get(person_id, 0), points.get(person_id), maximum)
        for person_id in waived.keys() | points.keys()
    }
