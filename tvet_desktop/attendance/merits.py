"""What decides besides the marks, person by person: waived points and the post-test."""

from sqlalchemy.orm import Session

from tvet_desktop.attendance.course_tests.loading import course_tests_of, post_points_of
from tvet_desktop.attendance.rules import Merits
from tvet_desktop.attendance.waiving.queries import points_that_hold
from tvet_desktop.people.merging.merged import merged_ids


def merits_of(db: Session, course_id: int) -> dict[int, Merits]:
    """Return the merits of everybody of a course who has any, by the person that counts.

    It is asked with every mark that is typed, so it reads no more than it needs.
    """
    merged = merged_ids(db)
    waived = points_that_hold(db, course_id, merged)
    maximum = course_tests_of(db, course_id).post_maximum
    points = {} if maximum is None else post_points_of(db, course_id, merged)
    return {
        person_id: Merits(waived.get(person_id, 0), points.get(person_id), maximum)
        for person_id in waived.keys() | points.keys()
    }
