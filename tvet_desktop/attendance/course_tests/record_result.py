"""Record what one person reached in a test of the course."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from tvet_desktop.attendance.course_tests.loading import require_of_course, require_test, write_points
from tvet_desktop.attendance.course_tests.rules import WhichTest, check_points
from tvet_desktop.courses.loading import load_open_course


@dataclass(frozen=True)
class ResultRecorded:
    """What was there and what is there now, in hundredths; None: not taken. To undo: ``restore_results``."""

    course_id: int
    person_id: int
    which: WhichTest
    before: int | None
    after: int | None


def record_result(
    db: Session, *, course_id: int, person_id: int, which: WhichTest, points: int
) -> ResultRecorded:
    """Keep the points of a person, in hundredths; an earlier result is replaced and stays in the history.

    Raises:
        NotFound, CourseNotOpen: the course cannot change.
        TestMissing: the course has no such test.
        PersonNotOfCourse: only people of the course have results.
        PointsUnusable: below nothing, or above the maximum.
    """
    load_open_course(db, course_id)
    check_points(points, require_test(db, course_id, which))
    require_of_course(db, course_id, person_id)

    before = write_points(db, course_id, person_id, which, points)
    return ResultRecorded(course_id, person_id, which, before, points)
