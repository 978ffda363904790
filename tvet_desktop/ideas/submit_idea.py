from datetime import date

from sqlalchemy.orm import Session

from tvet_desktop.ideas.details import IdeaDetails
from tvet_desktop.ideas.labels import field_label
from tvet_desktop.ideas.loading import load_draft
from tvet_desktop.ideas.models import IdeaSubmission, SubmissionAct
from tvet_desktop.ideas.rules import LONGEST_SUMMARY, missing_to_submit, words_in
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.ids import scope_of


class IdeaIncomplete(UserError):
    """Fields without which nobody could judge the idea."""

    def __init__(self, title: str, missing: tuple[str, ...]) -> None:
        super().__init__(title, missing)
        self.title = title
        self.missing = missing

    def sentence(self) -> str:
        """Name every field that is missing."""
        labels = ", ".join(field_label(field) for field in self.missing)
        return ngettext(
            "“{title}” cannot be submitted yet, one field is missing: fill in {fields}.",
            "“{title}” cannot be submitted yet, {count} fields are missing: fill in {fields}.",
            len(self.missing),
        ).format(title=self.title, count=len(self.missing), fields=labels)


class SummaryTooLong(UserError):
    """A summary beyond what a panel reads."""

    def __init__(self, words: int) -> None:
        super().__init__(words)
        self.words = words

    def sentence(self) -> str:
        """Say by how much."""
        return _(
            "The summary has {words} words, at most {limit} are allowed: shorten it, the other fields have room."
        ).format(words=self.words, limit=LONGEST_SUMMARY)


def submit_idea(db: Session, *, idea_id: int, submitted_on: date, by: int | None) -> None:
    """Hand an idea in: from now on it is edited only after it was taken back.

    Raises:
        NotFound: the idea is not here.
        IdeaSubmitted: it is handed in already.
        IdeaIncomplete, SummaryTooLong: see there.
    """
    idea = load_draft(db, idea_id)
    details = IdeaDetails.of(idea)
    missing = missing_to_submit(details)
    if missing:
        raise IdeaIncomplete(idea.title, tuple(missing))
    if words_in(details.summary) > LONGEST_SUMMARY:
        raise SummaryTooLong(words_in(details.summary))

    db.add(
        IdeaSubmission(
            id=new_id(db, scope_of(idea_id)),
            idea_id=idea_id,
            act=SubmissionAct.SUBMITTED.value,
            on_date=submitted_on,
            said_by=by,
        )
    )
    db.flush()
