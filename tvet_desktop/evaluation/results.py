"""Results of evaluations, as far as nobody can be recognised by them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.evaluation.figures import ItemFigures, figures_of_batches, sum_of
from tvet_desktop.evaluation.models import EvaluationComment, EvaluationResponse, EvaluationRound
from tvet_desktop.evaluation.queries import form_of_round, responses_by_round
from tvet_desktop.evaluation.questionnaires import form_of
from tvet_desktop.evaluation.rules import round_of
from tvet_desktop.evaluation.suppression import groups_shown, may_be_shown
from tvet_desktop.storage.base import not_deleted

Batches = list[list[EvaluationResponse]]


@dataclass(frozen=True)
class ItemResult:
    """One item with its figures; ``group`` and ``wording`` are in the language asked for."""

    key: str
    group: str
    wording: str
    figures: ItemFigures


@dataclass(frozen=True)
class CommentsResult:
    """The answers to one open question, in no order that tells anything."""

    key: str
    wording: str
    comments: tuple[str, ...]


@dataclass(frozen=True)
class Results:
    """Results of one round or of several."""

    rounds: int
    responses: int
    handed_out: int | None
    """None if one of the rounds does not say how many were asked."""
    items: tuple[ItemResult, ...]
    open_questions: tuple[CommentsResult, ...]

    @property
    def response_rate(self) -> float | None:
        """Return the share of those asked who answered; more answers than forms count as all."""
        return min(self.responses / self.handed_out, 1.0) if self.handed_out else None


@dataclass(frozen=True)
class ItemByLanguage:
    """One item of a round, by the language of the form."""

    key: str
    wording: str
    figures: dict[str, ItemFigures]


def results_of_round(db: Session, *, round_id: int, language: str) -> Results:
    """Return the results of a round, worded in ``language``; nothing is shown about fewer than five people.

    Raises:
        NotFound: the round is not here.
        FormUnknown: its form came with a newer version of the app.
    """
    return _results(db, [round_of(db, round_id)], language)


def results_of_rounds(db: Session, *, round_ids: Sequence[int], language: str) -> Results:
    """Return the results over several rounds, at least one; items of other versions of a form count by key.

    Raises:
        NotFound, FormUnknown: as ``results_of_round``.
    """
    return _results(db, [round_of(db, round_id) for round_id in dict.fromkeys(round_ids)], language)


def results_of_course(db: Session, *, course_id: int, form_id: str, language: str) -> Results | None:
    """Return the results of all rounds of a course with one form; None if it has none.

    Raises:
        FormUnknown: as ``results_of_round``.
    """
    query = select(EvaluationRound).where(
        not_deleted(EvaluationRound),
        EvaluationRound.course_id == course_id,
        EvaluationRound.form_id == form_id,
    )
    rounds = list(db.scalars(query.order_by(EvaluationRound.opened_on, EvaluationRound.id)))
    return _results(db, rounds, language) if rounds else None


def results_by_language(db: Session, *, round_id: int, language: str) -> list[ItemByLanguage]:
    """Return the figures of each item by the language of the form that people chose.

    Raises:
        NotFound, FormUnknown: as ``results_of_round``.
    """
    batches = _batches(db, round_id)
    spoken = sorted({response.language for batch in batches for response in batch})
    return [
        ItemByLanguage(item.key, item.wording[language], _split(batches, number, spoken))
        for number, item in enumerate(form_of_round(db, round_id).items)
    ]


def _results(db: Session, rounds: Sequence[EvaluationRound], language: str) -> Results:
    forms = {found.id: form_of(found.form_id, found.form_version) for found in rounds}
    newest = max(forms.values(), key=lambda form: form.version)
    batches = {found.id: _batches(db, found.id) for found in rounds}
    figures: defaultdict[str, list[ItemFigures]] = defaultdict(list)
    for round_id, form in forms.items():
        for number, item in enumerate(form.items):
            figures[item.key].append(figures_of_batches(_signs(batches[round_id], number)))
    comments = _comments(db, list(forms))
    asked = [found.handed_out for found in rounds if found.handed_out is not None]
    return Results(
        rounds=len(rounds),
        responses=sum(len(batch) for several in batches.values() for batch in several),
        handed_out=sum(asked) if len(asked) == len(rounds) else None,
        items=tuple(
            ItemResult(item.key, item.group[language], item.wording[language], sum_of(figures[item.key]))
            for item in newest.items
        ),
        open_questions=tuple(
            CommentsResult(question.key, question.wording[language], tuple(comments[question.key]))
            for question in newest.open_questions
        ),
    )


def _batches(db: Session, round_id: int) -> Batches:
    """Return the responses of a round as they were given out: one stamp is one closing, of five or more."""
    query = select(EvaluationResponse).where(
        not_deleted(EvaluationResponse), EvaluationResponse.round_id == round_id
    )
    ordered = db.scalars(
        query.order_by(EvaluationResponse.changed_at, EvaluationResponse.changed_by, EvaluationResponse.id)
    )
    return [list(batch) for _stamp, batch in groupby(ordered, lambda one: (one.changed_at, one.changed_by))]


def _signs(batches: Iterable[Iterable[EvaluationResponse]], number: int) -> list[list[str]]:
    return [[response.ratings[number] for response in batch] for batch in batches]


def _split(batches: Batches, number: int, spoken: Sequence[str]) -> dict[str, ItemFigures]:
    by_language = {code: [[r for r in batch if r.language == code] for batch in batches] for code in spoken}
    parts = {code: figures_of_batches(_signs(own, number)) for code, own in by_language.items()}
    total = figures_of_batches(_signs(batches, number))
    shown = groups_shown([part.rated for part in parts.values()], total.rated)
    return {code: part if place in shown else part.hide() for place, (code, part) in enumerate(parts.items())}


def _comments(db: Session, round_ids: Sequence[int]) -> dict[str, list[str]]:
    """Return comments by question, of rounds with five answers at least, in the order of their random ids."""
    responses = responses_by_round(db)
    enough = [round_id for round_id in round_ids if may_be_shown(responses.get(round_id, 0))]
    query = select(EvaluationComment).where(
        not_deleted(EvaluationComment), EvaluationComment.round_id.in_(enough)
    )
    comments: defaultdict[str, list[str]] = defaultdict(list)
    for comment in db.scalars(query.order_by(EvaluationComment.id)):
        comments[comment.question].append(comment.text)
    return comments
