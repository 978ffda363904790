"""Hold a course again, at the same college or at another one."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from tvet_desktop.courses.add_course import add_course
from tvet_desktop.courses.assign_trainer import assign_trainer
from tvet_desktop.courses.details import CourseDetails
from tvet_desktop.courses.loading import load_course
from tvet_desktop.courses.make_sessions import make_planned_sessions
from tvet_desktop.courses.queries import rules_of, trainers_of
from tvet_desktop.courses.rules import RuleSet, may_belong
from tvet_desktop.courses.set_course_rules import are_same, set_course_rules
from tvet_desktop.courses.timetable import PlannedSession


@dataclass(frozen=True)
class CourseCopied:
    """The new course. ``trainers_left_behind`` are names: their rows are for the eyes of another college.

    To undo: ``undo_copy_course``.
    """

    course_id: int
    training_session_ids: tuple[int, ...]
    trainers: int
    trainers_left_behind: tuple[str, ...]
    has_own_rules: bool


def copy_course(
    db: Session,
    *,
    course_id: int,
    college_id: int,
    details: CourseDetails,
    planned: Sequence[PlannedSession],
    with_rules: bool = True,
    with_trainers: bool = True,
) -> CourseCopied:
    """Add a course with ``details`` and the ``planned`` sessions, the rules and the trainers of another one.

    Nobody is enrolled, and no mark is copied. A course may be copied in any state. Rules are copied only
    where they differ from those of every course.

    Raises:
        NotFound: the course is not there.
        FieldUnusable, CourseCodeTaken: the details cannot be so.
    """
    load_course(db, course_id)
    new_id = add_course(db, college_id=college_id, details=details).course_id
    db.flush()
    made: tuple[int, ...] = ()
    if any(not session.is_left_out for session in planned):
        made = make_planned_sessions(db, course_id=new_id, planned=planned).training_session_ids

    rules = rules_of(db, course_id)
    has_own_rules = with_rules and not are_same(rules, RuleSet())
    if has_own_rules:
        set_course_rules(db, course_id=new_id, rules=rules)

    trainers = trainers_of(db, course_id) if with_trainers else []
    coming = [trainer for trainer in trainers if may_belong(trainer.person_id, new_id)]
    for trainer in coming:
        assign_trainer(db, course_id=new_id, person_id=trainer.person_id, role=trainer.role)
    left_behind = tuple(trainer.name for trainer in trainers if trainer not in coming)
    return CourseCopied(new_id, made, len(coming), left_behind, has_own_rules)
