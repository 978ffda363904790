"""The columns of the list of rounds."""

from tvet_desktop.evaluation.models import RoundState
from tvet_desktop.evaluation.queries import RoundRow
from tvet_desktop.shared.translation import _
from ui.evaluation.words import day_words, missing_words, state_word
from ui.widgets.column import Column


def rounds_columns() -> list[Column[RoundRow]]:
    """Return what is shown of each round."""
    return [
        Column("course", lambda: _("Course"), lambda row: row.course_title, width=22),
        Column("code", lambda: _("Code"), lambda row: row.course_code, width=13),
        Column(
            "opened",
            lambda: _("Opened"),
            lambda row: day_words(row.opened_on),
            sort_key=lambda row: row.opened_on,
            width=12,
        ),
        Column("state", lambda: _("State"), state_word, width=14, tone=_tone),
        Column(
            "waiting",
            lambda: _("Waiting here"),
            lambda row: str(row.waiting),
            sort_key=lambda row: row.waiting,
            is_number=True,
            width=10,
        ),
        Column(
            "missing",
            lambda: _("Missing to five"),
            missing_words,
            sort_key=lambda row: row.missing,
            is_number=True,
            width=10,
        ),
        Column(
            "responses",
            lambda: _("In the results"),
            lambda row: str(row.responses),
            sort_key=lambda row: row.responses,
            is_number=True,
            width=10,
        ),
    ]


def _tone(row: RoundRow) -> str:
    if row.state is RoundState.OPEN:
        return "good"
    return "attention" if row.waiting else "muted"
