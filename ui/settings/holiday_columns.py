"""How the days of the holidays are shown."""

from dataclasses import dataclass

from PySide6.QtCore import QLocale

from tvet_desktop.programme.holidays import HolidayKind
from tvet_desktop.programme.queries import HolidayRow
from tvet_desktop.shared.translation import _, language
from ui.widgets.column import Column


@dataclass(frozen=True)
class HolidayLine:
    """A day, and whose list it stands in."""

    row: HolidayRow
    list_name: str


def holiday_columns() -> list[Column[HolidayLine]]:
    """Return the columns: day, name, what it is, for whom."""
    return [
        Column("day", lambda: _("Day"), _day, sort_key=lambda line: line.row.on_date, width=16),
        Column("name", lambda: _("Name"), lambda line: line.row.name, width=44),
        Column("kind", lambda: _("What it is"), _kind, width=30, tone=_tone),
        Column("list", lambda: _("For whom"), _list, width=24, tone=_list_tone),
    ]


def _day(line: HolidayLine) -> str:
    day = line.row.on_date
    name = QLocale(language()).dayName(day.weekday() + 1, QLocale.FormatType.ShortFormat)
    return f"{name} {day:%d/%m/%Y}"


def _kind(line: HolidayLine) -> str:
    if line.row.is_working:
        return _("people work")
    return {
        HolidayKind.DAY_OFF: _("a day off"),
        HolidayKind.MEMORIAL: _("reduced activity, no celebrations"),
        HolidayKind.MORNING: _("people are busy until noon"),
    }[line.row.kind]


def _tone(line: HolidayLine) -> str:
    if line.row.is_working:
        return "good"
    return "" if line.row.kind == HolidayKind.DAY_OFF else "muted"


def _list(line: HolidayLine) -> str:
    return _("every year, by rule") if line.row.holiday_id is None else line.list_name


def _list_tone(line: HolidayLine) -> str:
    return "muted" if line.row.holiday_id is None else ""
