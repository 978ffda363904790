from sqlalchemy.orm import Session

from tvet_desktop.evaluation.models import RoundState
from tvet_desktop.evaluation.rules import round_of
from tvet_desktop.evaluation.waiting_answers import Waiting, write_waiting
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _


class ResultsExist(UserError):
    """Answers of the round were given out already, and stay."""

    def sentence(self) -> str:
        """Say what can be done instead."""
        return _(
            "This evaluation has results and cannot be removed: if it was a mistake, say so in the report."
        )


def abandon_round(db: Session, *, round_id: int) -> None:
    """End a round that was opened by mistake or will never reach five answers; what waits here is destroyed.

    Whoever runs this calls ``database.leave_no_trace()`` after the commit.

    Raises:
        NotFound: the round is not here.
        ResultsExist: it was closed already.
    """
    found = round_of(db, round_id)
    if found.state is RoundState.CLOSED:
        raise ResultsExist

    write_waiting(db, round_id, Waiting())
    found.deleted = True
