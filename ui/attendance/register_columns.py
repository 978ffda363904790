"""How the register is shown."""

from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.attendance.rules import Outcome
from tvet_desktop.shared.translation import _
from ui.attendance.register_line import RegisterLine
from ui.attendance.words import status_word
from ui.widgets.column import Column

MARK_COLUMN = 2
_CHIP = 5
"""Letters that the chip before the word of a mark takes."""


def register_columns() -> list[Column[RegisterLine]]:
    """Return the columns: number, name, mark, minutes late, reason, hours, percentage, what is out of reach."""
    return [
        Column(
            "seat",
            lambda: _("No."),
            lambda line: str(line.seat),
            sort_key=lambda line: line.seat,
            is_number=True,
            width=5,
        ),
        Column("name", lambda: _("Name"), lambda line: line.name, width=23),
        Column(
            "mark",
            lambda: _("Mark"),
            _mark,
            width=_CHIP + max(len(status_word(status)) for status in MarkStatus),
            tone=lambda line: "muted" if line.is_saving else "",
        ),
        Column(
            "late",
            lambda: _("Minutes late"),
            lambda line: "" if line.minutes_late is None else str(line.minutes_late),
            sort_key=lambda line: line.minutes_late,
            is_number=True,
            width=12,
        ),
        Column("reason", lambda: _("Reason"), lambda line: line.reason, width=11),
        Column(
            "hours",
            lambda: _("Hours"),
            _hours,
            sort_key=lambda line: line.hours.credited,
            is_number=True,
            width=11,
        ),
        Column(
            "percent",
            lambda: _("Attended"),
            _percent,
            sort_key=lambda line: line.hours.rate,
            is_number=True,
            width=9,
            tone=_tone,
        ),
        Column(
            "reach",
            lambda: _("Note"),
            lambda line: (
                _("! cannot reach {percent} % any more").format(percent=line.needed_percent)
                if line.is_out_of_reach
                else ""
            ),
            width=24,
            tone=lambda _line: "bad",
        ),
    ]


def hours_text(minutes: float) -> str:
    """Return minutes as hours with at most one digit after the point."""
    return f"{round(minutes / 60, 1):g}"


def _mark(line: RegisterLine) -> str:
    return "" if line.status is None else status_word(line.status)


def _hours(line: RegisterLine) -> str:
    return _("{credited} of {delivered}").format(
        credited=hours_text(float(line.hours.credited)), delivered=hours_text(line.hours.delivered)
    )


def _percent(line: RegisterLine) -> str:
    return "" if line.hours.percent is None else _("{percent} %").format(percent=line.hours.percent)


def _tone(line: RegisterLine) -> str:
    if line.hours.rate is None:
        return ""
    if line.is_out_of_reach:
        return "bad"
    return "good" if line.outcome == Outcome.COMPLETION else "attention"
