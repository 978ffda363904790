"""Take results back, or back again: undo and redo."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from tvet_desktop.attendance.course_tests.loading import load_points, write_points
from tvet_desktop.attendance.course_tests.record_result import ResultRecorded
from tvet_desktop.courses.loading import load_open_course


def restore_results(db: Session, *, done: Sequence[ResultRecorded]) -> tuple[ResultRecorded, ...]:
    """Put back what was there before ``done``; the result undoes this undo.

    What was changed since then, here or on another PC, is left as is.

    Raises:
        NotFound, CourseNotOpen: the course cannot change.
    """
    for course_id in {change.course_id for change in done}:
        load_open_course(db, course_id)

    restored = []
    with db.no_autoflush:  # one change of many rows, not many changes
        for change in reversed(done):
            if load_points(db, change.course_id, change.person_id, change.which) != change.after:
                continue
            write_points(db, change.course_id, change.person_id, change.which, change.before)
            restored.append(
                ResultRecorded(change.course_id, change.person_id, change.which, change.after, change.before)
            )
    return tuple(restored)
