from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tvet_desktop.evaluation.models import EvaluationComment, EvaluationResponse
from tvet_desktop.evaluation.rules import missing_to_close, round_of
from tvet_desktop.evaluation.waiting_answers import WaitingResponse, read_waiting, shuffle, write_waiting
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import ngettext
from tvet_desktop.storage.database import anonymous_id
from tvet_desktop.storage.ids import scope_of


@dataclass(frozen=True)
class RoundClosed:
    """How many answers were given out just now."""

    responses: int


class TooFewResponses(UserError):
    """Fewer than five answers wait; one could be guessed by who was there."""

    def __init__(self, missing: int) -> None:
        super().__init__(missing)
        self.missing = missing

    def sentence(self) -> str:
        """Say how many are missing, and that nothing is lost."""
        return ngettext(
            "{missing} more answer is needed before results can be shown, so that nobody can be recognised:"
            " ask those who have not answered; what was answered is kept.",
            "{missing} more answers are needed before results can be shown, so that nobody can be recognised:"
            " ask those who have not answered; what was answered is kept.",
            self.missing,
        ).format(missing=self.missing)


def close_round(db: Session, *, round_id: int, closed_on: date) -> RoundClosed:
    """Give out the answers that wait on this PC, all at once, in random order, with random ids and one stamp.

    Closing again gives out late answers; the date stays that of the first closing. Whoever runs this calls
    ``database.leave_no_trace()`` after the commit: the write-ahead log still holds the blob.

    Raises:
        NotFound: the round is not here.
        TooFewResponses: fewer than five wait; they go on waiting.
    """
    found = round_of(db, round_id)
    waiting = read_waiting(db, round_id)
    responses = list(waiting.responses)
    missing = missing_to_close(len(responses))
    if missing:
        raise TooFewResponses(missing)

    db.flush()  # what the caller changed before has its own stamp; from here one flush is one stamp
    _give_out(db, round_id, responses)
    if found.closed_on is None:
        found.closed_on = closed_on
    waiting.responses = []
    write_waiting(db, round_id, waiting)
    db.flush()
    return RoundClosed(len(responses))


def _give_out(db: Session, round_id: int, responses: list[WaitingResponse]) -> None:
    scope = scope_of(round_id)
    comments = [pair for response in responses for pair in response.comments.items()]
    shuffle(responses)
    shuffle(comments)
    db.add_all(
        EvaluationResponse(
            id=anonymous_id(db, scope),
            round_id=round_id,
            language=response.language,
            ratings=response.ratings,
        )
        for response in responses
    )
    db.add_all(
        EvaluationComment(id=anonymous_id(db, scope), round_id=round_id, question=question, text=text)
        for question, text in comments
    )
