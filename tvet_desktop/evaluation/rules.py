"""What is demanded of rounds and answers: asked by screens and by use cases alike."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.evaluation.models import EvaluationRound
from tvet_desktop.evaluation.questionnaires import Form
from tvet_desktop.evaluation.suppression import SMALLEST_GROUP
from tvet_desktop.shared.errors import NotFound
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.base import not_deleted

LONGEST_COMMENT = 2_000
"""Signs of one answer to an open question."""
NOT_APPLICABLE = "-"
LEFT_OUT = "."
STEPS = (1, 2, 3, 4, 5)


def missing_to_close(waiting: int) -> int:
    """Return how many answers are still missing before those that wait may be given out."""
    return max(SMALLEST_GROUP - waiting, 0)


def signs_of(form: Form, ratings: Mapping[str, int | None]) -> str:
    """Return ratings by item as the signs that a response keeps.

    ``ratings`` has 1 to 5, or None for "not applicable"; an item that is not in it was left out.
    """
    unknown = ratings.keys() - {item.key for item in form.items}
    if unknown:
        raise KeyError(unknown)
    return "".join(_sign(ratings[item.key]) if item.key in ratings else LEFT_OUT for item in form.items)


def _sign(rating: int | None) -> str:
    if rating is None:
        return NOT_APPLICABLE
    if rating not in STEPS:
        raise ValueError(rating)
    return str(rating)


def round_of(db: Session, round_id: int) -> EvaluationRound:
    """Return a round.

    Raises:
        NotFound: it is not here, or was abandoned.
    """
    found = db.scalar(
        select(EvaluationRound).where(not_deleted(EvaluationRound), EvaluationRound.id == round_id)
    )
    if found is None:
        raise NotFound(_("evaluation"), round_id)
    return found
