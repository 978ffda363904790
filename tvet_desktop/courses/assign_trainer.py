"""Say who trains in a course."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from tvet_desktop.courses.loading import load_open_course, load_person_for
from tvet_desktop.courses.merged_lines import first_role, trainer_rows
from tvet_desktop.courses.models import CourseTrainer, TrainerRole


@dataclass(frozen=True)
class TrainerAssigned:
    """To undo: assign again with ``earlier``, or remove the trainer where that is None."""

    course_id: int
    person_id: int
    earlier: TrainerRole | None


def assign_trainer(db: Session, *, course_id: int, person_id: int, role: TrainerRole) -> TrainerAssigned:
    """Add a trainer, or change the capacity in which one trains, under whatever id of people who were merged.

    Raises:
        NotFound, CourseNotOpen: the course cannot change, or the person is not there.
        PersonOfOtherCollege: the person's row is for the eyes of another college.
    """
    load_open_course(db, course_id)
    load_person_for(db, course_id, person_id)

    rows = trainer_rows(db, course_id, person_id)
    if rows:
        earlier = first_role(rows)
        for row in rows:
            row.role = role.value
        return TrainerAssigned(course_id, person_id, earlier)
    removed = db.get(CourseTrainer, (course_id, person_id))
    if removed is None:
        db.add(CourseTrainer(course_id=course_id, person_id=person_id, role=role.value))
    else:
        removed.role, removed.deleted = role.value, False
    return TrainerAssigned(course_id, person_id, None)
