"""Take a copied course back as long as nobody has begun to work with it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.courses.copy_course import CourseCopied
from tvet_desktop.courses.loading import load_course
from tvet_desktop.courses.models import CourseRules, CourseTrainer, TrainingSession
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.base import not_deleted
from tvet_desktop.storage.referring import tables_that_refer


class CourseInUse(UserError):
    """Somebody is enrolled, or an evaluation was opened: the course is no mere copy any more."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    def sentence(self) -> str:
        """Say what to do instead."""
        return _("Course {code} is in use already: cancel it instead, then nothing is lost.").format(
            code=self.code
        )


def undo_copy_course(db: Session, *, copied: CourseCopied) -> None:
    """Remove the new course with its sessions, rules and trainers.

    Raises:
        NotFound: it is not there any more.
        CourseInUse: people, papers or anything else refer to it by now.
    """
    course = load_course(db, copied.course_id)
    own = {model.__tablename__ for model in (TrainingSession, CourseRules, CourseTrainer)}
    users = tables_that_refer(db, "course.id", course.id, but=own)
    for session_id in copied.training_session_ids:
        users += tables_that_refer(db, "training_session.id", session_id)
    if users:
        raise CourseInUse(course.code)

    for row in _parts(db, course.id):
        row.deleted = True
    course.deleted = True


def _parts(db: Session, course_id: int) -> list[TrainingSession | CourseRules | CourseTrainer]:
    sessions = select(TrainingSession).where(
        not_deleted(TrainingSession), TrainingSession.course_id == course_id
    )
    rules = select(CourseRules).where(not_deleted(CourseRules), CourseRules.course_id == course_id)
    trainers = select(CourseTrainer).where(not_deleted(CourseTrainer), CourseTrainer.course_id == course_id)
    return [*db.scalars(sessions), *db.scalars(rules), *db.scalars(trainers)]
