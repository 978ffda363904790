"""Say that a person did not take a test after all."""

from sqlalchemy.orm import Session

from tvet_desktop.attendance.course_tests.loading import write_points
from tvet_desktop.attendance.course_tests.record_result import ResultRecorded
from tvet_desktop.attendance.course_tests.rules import WhichTest
from tvet_desktop.courses.loading import load_open_course


def clear_result(db: Session, *, course_id: int, person_id: int, which: WhichTest) -> ResultRecorded:
    """Remove a result; it stays in the history. Where there is none, nothing changes.

    Raises:
        NotFound, CourseNotOpen: the course cannot change.
    """
    load_open_course(db, course_id)

    before = write_points(db, course_id, person_id, which, None)
    return ResultRecorded(course_id, person_id, which, before, None)
