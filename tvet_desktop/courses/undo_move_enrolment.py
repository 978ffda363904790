"""Take a move to another course back."""

from sqlalchemy.orm import Session

from tvet_desktop.courses.move_enrolment import EnrolmentMoved
from tvet_desktop.courses.restore_enrolment import restore_enrolment
from tvet_desktop.courses.undo_enrol_people import undo_enrol_people


def undo_move_enrolment(db: Session, *, moved: EnrolmentMoved) -> None:
    """Let the person belong to the first course again. Marks made in the other one meanwhile stay in the store.

    Raises:
        NotFound, CourseNotOpen: one of the courses cannot change.
    """
    undo_enrol_people(db, enrolled=moved.joined)
    restore_enrolment(db, course_id=moved.from_course_id, earlier=moved.left)
