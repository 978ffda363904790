"""Take a trainer out of a course."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from tvet_desktop.courses.loading import load_open_course
from tvet_desktop.courses.models import CourseTrainer, TrainerRole
from tvet_desktop.shared.errors import NotFound
from tvet_desktop.shared.translation import _


@dataclass(frozen=True)
class TrainerRemoved:
    """To undo: assign the trainer again with the ``earlier`` role."""

    course_id: int
    person_id: int
    earlier: TrainerRole


def remove_trainer(db: Session, *, course_id: int, person_id: int) -> TrainerRemoved:
    """Remove somebody who does not train here after all.

    Raises:
        NotFound, CourseNotOpen: the course cannot change, or the person does not train in it.
    """
    load_open_course(db, course_id)
    row = db.get(CourseTrainer, (course_id, person_id))
    if row is None or row.deleted:
        raise NotFound(_("trainer"), person_id)

    row.deleted = True
    return TrainerRemoved(course_id, person_id, TrainerRole(row.role))
