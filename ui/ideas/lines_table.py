"""The columns of a list's preview."""

from tvet_desktop.ideas.labels import field_label
from tvet_desktop.ideas.read_ideas_list import IdeaLine
from tvet_desktop.shared.translation import _
from ui.ideas.words import amount_words
from ui.widgets.column import Column


def lines_columns() -> list[Column[IdeaLine]]:
    """Return what is shown of each line of a list."""
    return [
        Column("title", lambda: field_label("title"), lambda row: row.title, width=20),
        Column("leader", lambda: field_label("leader"), lambda row: row.team_leader or "", width=22),
        Column("need", lambda: field_label("need"), lambda row: row.local_need or "", width=10),
        Column("area", lambda: field_label("skill_area"), lambda row: row.skill_area or "", width=16),
        Column(
            "budget",
            lambda: field_label("budget_rwf"),
            lambda row: amount_words(row.budget_rwf),
            sort_key=lambda row: row.budget_rwf,
            is_number=True,
            width=12,
        ),
        Column("jobs", lambda: _("Jobs"), _jobs, is_number=True, width=4),
        Column(
            "row",
            lambda: _("Row"),
            lambda row: str(row.row),
            sort_key=lambda row: row.row,
            is_number=True,
            width=4,
        ),
    ]


def _jobs(row: IdeaLine) -> str:
    known = [jobs for jobs in (row.jobs_women, row.jobs_men) if jobs is not None]
    return str(sum(known)) if known else ""
