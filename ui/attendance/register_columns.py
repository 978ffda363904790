"""How the register is shown."""

from collections import Counter
from datetime import date

from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.attendance.rules import Outcome
from tvet_desktop.attendance.trend import Direction, direction
from tvet_desktop.courses.rules import day_text
from tvet_desktop.shared.translation import _, ngettext
from ui.attendance.register_line import RegisterLine
from ui.attendance.waiving.waiver_words import waived_words
from ui.attendance.words import status_word
from ui.widgets.column import Column

MARK_COLUMN, REASON_COLUMN, HOURS_COLUMN, NOTE_COLUMN = 3, 5, 6, 7
_CHIP = 5
"""Letters that the chip before the word of a mark takes."""
_A_DAY = date(2028, 8, 28)
_WORD = 10
"""Letters of the word that are seen in a narrow window; the chip says it all."""


def register_columns() -> list[Column[RegisterLine]]:
    """Return the columns: who, how attendance went, the mark of the session, and what it adds up to."""
    return [
        Column(
            "seat",
            lambda: _("No."),
            lambda line: str(line.seat),
            sort_key=lambda line: line.seat,
            is_number=True,
            width=3,
            tone=_greyed,
        ),
        Column("name", lambda: _("Name"), lambda line: line.name, width=21, tone=_greyed),
        Column(
            "percent",
            lambda: _("Attended"),
            _percent,
            sort_key=lambda line: line.hours.rate,
            is_number=True,
            width=15,
            tone=_tone,
            spark=lambda line: line.rates,
            spoken=spoken_rate,
        ),
        Column(
            "mark",
            lambda: _("Mark"),
            _mark,
            width=_CHIP + min(max(len(status_word(status)) for status in MarkStatus), _WORD),
            tone=lambda line: "muted" if line.is_saving else "",
        ),
        Column(
            "late",
            lambda: _("Late"),
            _late,
            sort_key=lambda line: line.minutes_late,
            is_number=True,
            width=7,
        ),
        Column("reason", lambda: _("Reason"), lambda line: line.reason, width=9),
        Column(
            "hours",
            lambda: _("Of planned"),
            _hours,
            sort_key=lambda line: line.hours.credited,
            is_number=True,
            width=16,
            spoken=_spoken_hours,
        ),
        Column("reach", lambda: _("Note"), note_of, width=16, tone=_note_tone),
    ]


def usual_notes() -> list[str]:
    """Return the longest of the notes that stand alone, so that room is kept for them in this language."""
    return [
        _("! cannot reach {percent} %").format(percent=80),
        _("moved on {day}").format(day=day_text(_A_DAY)),
        _("left on {day}").format(day=day_text(_A_DAY)),
        _("joined {day}").format(day=day_text(_A_DAY)),
    ]


def hours_text(minutes: float) -> str:
    """Return minutes as hours with at most one digit after the point."""
    return f"{round(minutes / 60, 1):g}"


def note_of(line: RegisterLine) -> str:
    """Return what should be known about a person at this session, the most urgent first."""
    said = []
    if line.left_on is not None:
        words = _("moved on {day}") if line.has_moved else _("left on {day}")
        said.append(words.format(day=day_text(line.left_on)))
    elif line.is_out_of_reach:
        said.append(_("! cannot reach {percent} %").format(percent=line.needed_percent))
    if line.is_walk_in:
        said.append(_("walk-in"))
    if line.joined_on is not None:
        said.append(_("joined {day}").format(day=day_text(line.joined_on)))
    if line.waived_points:
        said.append(waived_words(line.waived_points))
    return " · ".join(said)


def spoken_rate(line: RegisterLine) -> str:
    """Return what the small line shows, for screen readers."""
    percent = line.hours.percent
    if percent is None:
        return _("No session is decided yet")
    marks = Counter(cell.status for cell in line.cells if cell is not None)
    counted = ", ".join(f"{status_word(status)} {marks[status]}" for status in MarkStatus if marks[status])
    where = {
        Direction.RISING: _("rising"),
        Direction.STEADY: _("steady"),
        Direction.FALLING: _("falling"),
    }[direction(line.rates)]
    sessions = sum(marks.values())
    return ngettext(
        "{percent} %, {direction}, {count} session marked: {marks}",
        "{percent} %, {direction}, {count} sessions marked: {marks}",
        sessions,
    ).format(percent=percent, direction=where, count=sessions, marks=counted)


def _mark(line: RegisterLine) -> str:
    return "" if line.status is None else status_word(line.status)


def _late(line: RegisterLine) -> str:
    return "" if line.minutes_late is None else _("{minutes} min").format(minutes=line.minutes_late)


def _hours(line: RegisterLine) -> str:
    hours = line.hours
    if hours.planned_percent is None:
        return hours_text(float(hours.credited))
    return _("{credited} of {planned} h · {percent} %").format(
        credited=hours_text(float(hours.credited)),
        planned=hours_text(hours.planned),
        percent=hours.planned_percent,
    )


def _spoken_hours(line: RegisterLine) -> str:
    hours = line.hours
    return _("{credited} hours of {delivered} delivered and {planned} planned").format(
        credited=hours_text(float(hours.credited)),
        delivered=hours_text(hours.decided),
        planned=hours_text(hours.planned),
    )


def _percent(line: RegisterLine) -> str:
    return "" if line.hours.percent is None else _("{percent} %").format(percent=line.hours.percent)


def _greyed(line: RegisterLine) -> str:
    return "" if line.is_expected else "muted"


def _tone(line: RegisterLine) -> str:
    if line.hours.rate is None or not line.is_expected:
        return _greyed(line)
    if line.is_out_of_reach:
        return "bad"
    return "good" if line.outcome == Outcome.COMPLETION else "attention"


def _note_tone(line: RegisterLine) -> str:
    return "bad" if line.is_out_of_reach and line.left_on is None else "muted"
