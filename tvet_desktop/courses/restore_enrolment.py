"""Let an enrolment stand as it did before it was changed or ended."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from tvet_desktop.courses.enrol_people import EarlierEnrolment
from tvet_desktop.courses.loading import load_open_course
from tvet_desktop.courses.models import Enrolment


def restore_enrolment(db: Session, *, course_id: int, earlier: Sequence[EarlierEnrolment]) -> None:
    """Undo ``withdraw_enrolment`` or ``edit_enrolment``.

    Raises:
        NotFound, CourseNotOpen: the course cannot change.
    """
    load_open_course(db, course_id)
    for one in earlier:
        one.write_to(db.get_one(Enrolment, (course_id, one.person_id)))
