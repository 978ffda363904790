from datetime import date

from sqlalchemy.orm import Session

from tvet_desktop.ideas.loading import load_idea, submissions_of
from tvet_desktop.ideas.models import IdeaState, IdeaSubmission, SubmissionAct
from tvet_desktop.ideas.rules import state_of
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.ids import scope_of


class IdeaNotSubmitted(UserError):
    """There is nothing to take back."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.title = title

    def sentence(self) -> str:
        """Say that it can be edited as it is."""
        return _("“{title}” is not submitted: you can edit it as it is.").format(title=self.title)


def take_back_idea(db: Session, *, idea_id: int, taken_back_on: date, by: int | None) -> None:
    """Take a submitted idea back, so that it can be edited and submitted again.

    Raises:
        NotFound: the idea is not here.
        IdeaNotSubmitted: nothing was handed in.
    """
    idea = load_idea(db, idea_id)
    if state_of(submissions_of(db, idea_id)) is not IdeaState.SUBMITTED:
        raise IdeaNotSubmitted(idea.title)

    db.add(
        IdeaSubmission(
            id=new_id(db, scope_of(idea_id)),
            idea_id=idea_id,
            act=SubmissionAct.WITHDRAWN.value,
            on_date=taken_back_on,
            said_by=by,
        )
    )
    db.flush()
