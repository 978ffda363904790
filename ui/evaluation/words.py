"""The words for rounds of evaluation, asked at run time."""

from datetime import date

from tvet_desktop.evaluation.models import RoundState
from tvet_desktop.evaluation.queries import RoundRow
from tvet_desktop.shared.translation import _, ngettext


def state_word(row: RoundRow) -> str:
    """Name the state of a round; late answers are named, because they wait for somebody to act."""
    if row.state is RoundState.OPEN:
        return _("Open for answers")
    if row.waiting:
        return ngettext("Closed, {count} late answer", "Closed, {count} late answers", row.waiting).format(
            count=row.waiting
        )
    return _("Closed")


def missing_words(row: RoundRow) -> str:
    """Say how many answers are missing before what waits here can be given out; "–" when nothing waits for it."""
    if row.state is RoundState.CLOSED and not row.waiting:
        return "–"
    return str(row.missing) if row.missing else _("none")


def day_words(day: date | None) -> str:
    """Write a day as people here do; "" for none."""
    return "" if day is None else f"{day:%d/%m/%Y}"


def course_words(row: RoundRow) -> str:
    """Name the course of a round."""
    return f"{row.course_title} ({row.course_code})"
