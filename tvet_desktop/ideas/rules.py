"""What is demanded of ideas: asked by screens and by use cases alike."""

from collections.abc import Iterable

from tvet_desktop.ideas.details import IdeaDetails
from tvet_desktop.ideas.models import IdeaState, IdeaSubmission, SubmissionAct
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _

LONGEST_SUMMARY = 100
"""Words."""


class IdeaSubmitted(UserError):
    """Who reads the idea must find what was handed in."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.title = title

    def sentence(self) -> str:
        """Say what comes first."""
        return _("“{title}” is submitted and cannot be changed: take it back first.").format(title=self.title)


def state_of(submissions: Iterable[IdeaSubmission]) -> IdeaState:
    """Return the state that the newest submission or withdrawal tells."""
    newest = max(submissions, key=lambda one: (one.changed_at, one.changed_by), default=None)
    if newest is not None and newest.act == SubmissionAct.SUBMITTED:
        return IdeaState.SUBMITTED
    return IdeaState.DRAFT


def words_in(text: str | None) -> int:
    """Return the number of words."""
    return len((text or "").split())


def missing_to_submit(details: IdeaDetails) -> list[str]:
    """Return the fields, by name, without which nobody could judge the idea. 0 jobs is an answer, none is not."""
    wanted = {
        "title": details.title,
        "summary": details.summary,
        "need": details.need,
        "district": details.district,
        "sector": details.sector,
        "solution": details.solution,
        "skill_area": details.skill_area_id or details.skill_area_text,
        "leader": details.leader_id or details.leader_text,
        "activities": details.activities,
        "budget_rwf": details.budget_rwf,
        "jobs_women": details.jobs_women,
        "jobs_men": details.jobs_men,
        "is_original": details.is_original or None,
    }
    return [field for field, value in wanted.items() if value in (None, "")]
