from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.courses.loading import load_course
from tvet_desktop.evaluation.models import EvaluationRound
from tvet_desktop.evaluation.questionnaires import DEFAULT_FORM, newest_form
from tvet_desktop.programme.queries import the_programme
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.base import not_deleted
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.ids import scope_of


@dataclass(frozen=True)
class RoundOpened:
    """The new round."""

    round_id: int


class RoundAlreadyOpen(UserError):
    """A second round would split the answers, and fewer than five in each would never be shown."""

    def __init__(self, course_title: str) -> None:
        super().__init__(course_title)
        self.course_title = course_title

    def sentence(self) -> str:
        """Point to the round that is open."""
        return _(
            "An evaluation of “{course}” is already open: take the answers there, or close it first."
        ).format(course=self.course_title)


class RoundOnServer(UserError):
    """A server keeps overwritten rows: from them the order of the answers could be read."""

    def sentence(self) -> str:
        """Say where evaluations are answered."""
        return _(
            "Evaluations are answered on the PC of a college: a database on a server would keep who came when. Open"
            " this one there."
        )


def open_round(
    db: Session,
    *,
    course_id: int,
    opened_on: date,
    form_id: str = DEFAULT_FORM,
    handed_out: int | None = None,
) -> RoundOpened:
    """Ask the trainees of a course for their opinion, with the newest version of a form.

    Raises:
        NotFound: the course is not here.
        RoundAlreadyOpen: the course has an open round with this form.
        RoundOnServer: the database lies on a server, and is not for practice.
    """
    if db.get_bind().dialect.name == "postgresql" and not the_programme(db).practice:
        raise RoundOnServer
    course = load_course(db, course_id)
    already_open = db.scalar(
        select(EvaluationRound.id).where(
            not_deleted(EvaluationRound),
            EvaluationRound.course_id == course_id,
            EvaluationRound.form_id == form_id,
            EvaluationRound.closed_on.is_(None),
        )
    )
    if already_open is not None:
        raise RoundAlreadyOpen(course.title)

    opened = EvaluationRound(
        id=new_id(db, scope_of(course_id)),
        course_id=course_id,
        form_id=form_id,
        form_version=newest_form(form_id).version,
        opened_on=opened_on,
        closed_on=None,
        handed_out=handed_out,
    )
    db.add(opened)
    return RoundOpened(opened.id)
