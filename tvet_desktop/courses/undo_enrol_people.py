"""Take an enrolment of people back."""

from sqlalchemy.orm import Session

from tvet_desktop.courses.enrol_people import PeopleEnrolled
from tvet_desktop.courses.loading import load_open_course
from tvet_desktop.courses.models import Enrolment


def undo_enrol_people(db: Session, *, enrolled: PeopleEnrolled) -> None:
    """Remove who was new and put who came back where they were. Marks made meanwhile stay in the store.

    Raises:
        NotFound, CourseNotOpen: the course cannot change.
    """
    load_open_course(db, enrolled.course_id)

    for person_id in enrolled.new:
        db.get_one(Enrolment, (enrolled.course_id, person_id)).deleted = True
    for earlier in enrolled.back:
        earlier.write_to(db.get_one(Enrolment, (enrolled.course_id, earlier.person_id)))
