"""The columns of the list of ideas."""

from tvet_desktop.ideas.models import IdeaState
from tvet_desktop.ideas.queries import IdeaRow
from tvet_desktop.shared.translation import _
from ui.ideas.words import amount_words, jobs_of, leader_words, state_word
from ui.widgets.column import Column


def ideas_columns() -> list[Column[IdeaRow]]:
    """Return what is shown of each idea."""
    return [
        Column("title", lambda: _("Title"), lambda row: row.title, width=26),
        Column(
            "leader",
            lambda: _("Team leader"),
            leader_words,
            width=29,
            tone=lambda row: "attention" if row.leader and not row.leader_is_linked else "",
        ),
        Column("area", lambda: _("Skill area"), lambda row: row.skill_area, width=30),
        Column(
            "budget",
            lambda: _("Budget (RWF)"),
            lambda row: amount_words(row.budget_rwf),
            sort_key=lambda row: row.budget_rwf,
            is_number=True,
            width=14,
        ),
        Column("jobs", lambda: _("Jobs"), _jobs, sort_key=jobs_of, is_number=True, width=8),
        Column(
            "state",
            lambda: _("State"),
            lambda row: state_word(row.state),
            width=14,
            tone=lambda row: "good" if row.state is IdeaState.SUBMITTED else "muted",
        ),
    ]


def _jobs(row: IdeaRow) -> str:
    jobs = jobs_of(row)
    return "" if jobs is None else str(jobs)
