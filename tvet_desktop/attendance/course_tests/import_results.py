"""Take a list of test results into a course."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from tvet_desktop.attendance.course_tests.loading import write_points
from tvet_desktop.attendance.course_tests.preview_results import ResultsPlan, preview_results
from tvet_desktop.attendance.course_tests.read_results_sheet import ResultsSheet
from tvet_desktop.attendance.course_tests.record_result import ResultRecorded
from tvet_desktop.courses.loading import load_open_course


@dataclass(frozen=True)
class ResultsImported:
    """What came of a list; ``plan`` has the lines that changed nothing and why. To undo: ``restore_results``."""

    plan: ResultsPlan
    recorded: tuple[ResultRecorded, ...]


def import_results(db: Session, *, course_id: int, sheet: ResultsSheet) -> ResultsImported:
    """Fill the gaps of whom the list names; other results are kept. The same list again adds nothing.

    Raises:
        NotFound, CourseNotOpen: the course cannot change.
        TestMissing: the course has none of the tests of the list.
    """
    load_open_course(db, course_id)
    plan = preview_results(db, course_id=course_id, sheet=sheet)
    recorded = []
    for line in plan.lines:
        for which, points in line.new.items():
            before = write_points(db, course_id, line.person_id, which, points)
            recorded.append(ResultRecorded(course_id, line.person_id, which, before, points))
    return ResultsImported(plan, tuple(recorded))
