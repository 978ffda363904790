"""Dates with half-days as they head the columns of a marked sheet: "08/03/2021 AM", "lundi 8 mars 2021 matin"."""

import re
from dataclasses import dataclass
from datetime import date

from tvet_desktop.shared.text import fold_name

_SLOTS = {
    "AM": ("am", "a m", "morning", "matin", "matinée", "mu gitondo", "igitondo", "gitondo", "avant midi"),
    "PM": ("pm", "p m", "afternoon", "après-midi", "aprem", "nyuma ya saa sita", "ikigoroba", "nimugoroba"),
}
_MONTHS = (
    ("january", "jan", "janvier", "janv", "mutarama"),
    ("february", "feb", "février", "fév", "févr", "gashyantare"),
    ("march", "mar", "mars", "werurwe"),
    ("april", "apr", "avril", "avr", "mata"),
    ("may", "mai", "gicurasi"),
    ("june", "jun", "juin", "kamena"),
    ("july", "jul", "juillet", "juil", "nyakanga"),
    ("august", "aug", "août", "kanama"),
    ("september", "sep", "sept", "septembre", "nzeri", "nzeli"),
    ("october", "oct", "octobre", "ukwakira"),
    ("november", "nov", "novembre", "ugushyingo"),
    ("december", "dec", "décembre", "déc", "ukuboza"),
)
_MONTH_NUMBERS = {fold_name(word): number for number, words in enumerate(_MONTHS, start=1) for word in words}
_SLOT_WORDS = sorted(
    ((fold_name(words), slot) for slot, choices in _SLOTS.items() for words in choices),
    key=lambda pair: -len(pair[0]),
)
_NOON = 12
_CLOCK = re.compile(r"\b([01]?\d|2[0-3])[:h]([0-5]\d)\b")
_NUMBERS = re.compile(r"\b(\d{1,2})[./\- ](\d{1,2})[./\- ](\d{4}|\d{2})\b")
_YEAR_FIRST = re.compile(r"\b(\d{4})[./\-](\d{1,2})[./\-](\d{1,2})\b")
_WITH_MONTH = re.compile(r"\b(\d{1,2})(?:er|st|nd|rd|th)?[\s\-./]+([^\W\d_]+)\.?[\s\-./,]+(\d{4})\b")
_CENTURY = 2000


@dataclass(frozen=True)
class SessionHeading:
    """The day of a column, and the half-day: "AM", "PM", or None where the heading does not say."""

    day: date
    slot: str | None


def read_session_heading(text: str) -> SessionHeading | None:
    """Return the session that a heading names, day before month; None if it is no session."""
    day, rest = _day(text)
    if day is None:
        return None
    return SessionHeading(day, _slot(rest))


def looks_like_session(text: str) -> bool:
    """Tell whether a heading was meant as a session, readable or not: it has digits parted like a date."""
    return bool(
        _NUMBERS.search(text) or _YEAR_FIRST.search(text) or re.search(r"\b\d{1,2}[/.]\d{1,2}\b", text)
    )


def _day(text: str) -> tuple[date | None, str]:
    """Return the day in a text and what is left of the text."""
    for pattern, order in ((_YEAR_FIRST, (1, 2, 3)), (_NUMBERS, (3, 2, 1)), (_WITH_MONTH, (3, 2, 1))):
        found = pattern.search(text)
        if found is None:
            continue
        year, month, day = (found[group] for group in order)
        month_number = int(month) if month.isdigit() else _MONTH_NUMBERS.get(fold_name(month), 0)
        full_year = int(year) + (_CENTURY if len(year) == 2 else 0)  # noqa: PLR2004  two digits of a year
        try:
            return date(full_year, month_number, int(day)), text[: found.start()] + " " + text[found.end() :]
        except ValueError:
            return None, text
    return None, text


def _slot(text: str) -> str | None:
    folded = f" {fold_name(text)} "
    for words, slot in _SLOT_WORDS:
        if f" {words} " in folded:
            return slot
    clock = _CLOCK.search(text)
    if clock is not None and clock[0] not in ("00:00", "0:00"):
        return "AM" if int(clock[1]) < _NOON else "PM"
    return None
