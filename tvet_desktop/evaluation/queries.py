"""What screens and reports ask about rounds and the forms that trainees fill in."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tvet_desktop.courses.models import Course
from tvet_desktop.evaluation.models import EvaluationResponse, EvaluationRound, RoundState
from tvet_desktop.evaluation.questionnaires import Form, form_of
from tvet_desktop.evaluation.rules import missing_to_close, round_of
from tvet_desktop.evaluation.waiting_answers import read_waiting
from tvet_desktop.storage.base import not_deleted
from tvet_desktop.storage.ids import scope_of


@dataclass(frozen=True)
class RoundRow:
    """A round as lists show it."""

    id: int
    course_id: int
    course_code: str
    course_title: str
    opened_on: date
    closed_on: date | None
    state: RoundState
    handed_out: int | None
    waiting: int
    """Answers that wait on this PC."""
    asks_for_code: bool
    missing: int
    """Answers that are missing before this PC can give out what waits."""
    responses: int
    """Answers that were given out, on any PC."""


def list_rounds(db: Session, *, course_id: int | None = None, scope: int | None = None) -> list[RoundRow]:
    """Return the rounds of a course, of a college (by the scope of its ids), or all; the newest first."""
    query = select(EvaluationRound, Course).join(Course).where(not_deleted(EvaluationRound, Course))
    if course_id is not None:
        query = query.where(EvaluationRound.course_id == course_id)
    responses = responses_by_round(db)
    rows = [
        _row(db, found, course, responses.get(found.id, 0))
        for found, course in db.execute(query)
        if scope is None or scope_of(found.id) == scope
    ]
    return sorted(rows, key=lambda row: (row.opened_on, row.course_title, row.id), reverse=True)


def form_of_round(db: Session, round_id: int) -> Form:
    """Return the form that a trainee fills in.

    Raises:
        NotFound: the round is not here.
        FormUnknown: its form came with a newer version of the app.
    """
    found = round_of(db, round_id)
    return form_of(found.form_id, found.form_version)


def responses_by_round(db: Session) -> dict[int, int]:
    """Return how many answers were given out, by the round's id."""
    query = select(EvaluationResponse.round_id, func.count()).where(not_deleted(EvaluationResponse))
    return {row[0]: row[1] for row in db.execute(query.group_by(EvaluationResponse.round_id))}


def _row(db: Session, found: EvaluationRound, course: Course, responses: int) -> RoundRow:
    waiting = read_waiting(db, found.id)
    return RoundRow(
        id=found.id,
        course_id=course.id,
        course_code=course.code,
        course_title=course.title,
        opened_on=found.opened_on,
        closed_on=found.closed_on,
        state=found.state,
        handed_out=found.handed_out,
        waiting=len(waiting.responses),
        asks_for_code=waiting.unused_codes is not None,
        missing=missing_to_close(len(waiting.responses)),
        responses=responses,
    )
