"""Take a trainer out of a course."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from tvet_desktop.courses.loading import load_open_course
from tvet_desktop.courses.merged_lines import first_role, trainer_rows
from tvet_desktop.courses.models import TrainerRole
from tvet_desktop.shared.errors import NotFound
from tvet_desktop.shared.translation import _


@dataclass(frozen=True)
class TrainerRemoved:
    """To undo: assign the trainer again with the ``earlier`` role."""

    course_id: int
    person_id: int
    earlier: TrainerRole


def remove_trainer(db: Session, *, course_id: int, person_id: int) -> TrainerRemoved:
    """Remove somebody who does not train here after all, under whatever id of people who were merged.

    Raises:
        NotFound, CourseNotOpen: the course cannot change, or the person does not train in it.
    """
    load_open_course(db, course_id)
    rows = trainer_rows(db, course_id, person_id)
    if not rows:
        raise NotFound(_("trainer"), person_id)

    for row in rows:
        row.deleted = True
    return TrainerRemoved(course_id, person_id, first_role(rows))
