"""The words for what a course can be, asked at run time."""

from datetime import date

from PySide6.QtCore import QLocale

from tvet_desktop.courses.models import CourseMode, CourseState, TrainerRole
from tvet_desktop.courses.rules import day_text
from tvet_desktop.shared.translation import _, language


def state_word(state: CourseState) -> str:
    """Name the state of a course."""
    return {
        CourseState.PLANNED: _("planned"),
        CourseState.OPEN: _("open for enrolment"),
        CourseState.RUNNING: _("running"),
        CourseState.CLOSED: _("closed"),
        CourseState.ARCHIVED: _("archived"),
        CourseState.CANCELLED: _("cancelled"),
    }[state]


def mode_word(mode: CourseMode) -> str:
    """Name how people meet."""
    return {
        CourseMode.IN_PERSON: _("In person"),
        CourseMode.ONLINE: _("Online"),
        CourseMode.HYBRID: _("In person and online"),
    }[mode]


def language_word(code: str) -> str:
    """Name a language of teaching; unknown codes are shown as they are."""
    words = {"en": _("English"), "fr": _("French"), "rw": _("Kinyarwanda")}
    return words.get(code, code)


def role_word(role: TrainerRole) -> str:
    """Name in what capacity somebody trains."""
    return {
        TrainerRole.DIASPORA: _("Diaspora professional"),
        TrainerRole.COUNTERPART: _("Counterpart"),
        TrainerRole.ASSISTANT: _("Assistant"),
    }[role]


def dates_text(starts_on: date | None, ends_on: date | None) -> str:
    """Return the days of a course; "" when none is known."""
    if starts_on is None or ends_on is None:
        known = starts_on or ends_on
        return "" if known is None else day_text(known)
    return f"{day_text(starts_on)} – {day_text(ends_on)}"


def weekday_name(weekday: int, *, is_short: bool = False) -> str:
    """Name a day of the week, 0 is Monday, as the calendars of this language do."""
    shape = QLocale.FormatType.ShortFormat if is_short else QLocale.FormatType.LongFormat
    return QLocale(language()).dayName(weekday + 1, shape)


def weekday_and_date(day: date) -> str:
    """Return a day with its day of the week: "Mon 29/03/2027"."""
    return f"{weekday_name(day.weekday(), is_short=True)} {day_text(day)}"
