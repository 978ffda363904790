"""Dates with half-days as they head the columns of a marked sheet: "08/03/2021 AM", "lundi 8 mars 2021 matin"."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from tvet_desktop.shared.text import fold_name

_SLOTS = {
    "AM": ("am", "a m", "morning", "matin", "matinée", "mu gitondo", "igitondo", "gitondo", "avant midi"),
    "PM": ("pm", "p m", "afternoon", "après-midi", "aprem", "nyuma ya saa sita", "ikigoroba", "nimugoroba"),
    "FULL": ("full day", "whole day", "all day", "journée", "toute la journée", "umunsi wose"),
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
_WITH_MONTH = re.compile(
    r"\b(\d{1,2})(?:er|st|nd|rd|th)?[\s\-./]+([^\W\d_]+)\.?[\s\-./,]+(\d{4}|\d{2}(?![:h\d]))\b", re.IGNORECASE
)
_COMPACT = re.compile(r"\b(20\d{2})(0[1-9]|1[0-2])([0-3]\d)\b")
_MONTH_FIRST = re.compile(
    r"\b([^\W\d_]{3,})\.?[\s\-]+(\d{1,2})(?:st|nd|rd|th)?,?[\s\-]+(\d{4}|\d{2}(?![:h\d]))\b", re.IGNORECASE
)
_WITHOUT_YEAR = (
    re.compile(r"(?<![\d./\-])(\d{1,2})[./\-](\d{1,2})(?![\d./\-])"),
    re.compile(r"\b(\d{1,2})(?:er|st|nd|rd|th)?[\s\-.]+([^\W\d_]{3,})\b", re.IGNORECASE),
)
_MONTH_FIRST_WITHOUT_YEAR = re.compile(
    r"\b([^\W\d_]{3,})\.?[\s\-]+(\d{1,2})(?:st|nd|rd|th)?\b", re.IGNORECASE
)
_SERIAL = re.compile(r"\d{5}")
_SERIALS = range(36_526, 73_051)
"""The days of this century as Excel counts them, where a heading lost the look of a date."""
_BEFORE_SERIALS = date(1899, 12, 30)
_CENTURY = 2000


@dataclass(frozen=True)
class SessionHeading:
    """The day of a column, and the half-day: "AM", "PM", "FULL", or None where the heading does not say."""

    day: date
    slot: str | None


def read_session_heading(text: str, around: date | None = None) -> SessionHeading | None:
    """Return the session that a heading names, day before month; None if it is no session.

    Args:
        text: the heading.
        around: a day of the course; a heading without a year means the day that is nearest to it.
    """
    day, rest = _day(text)
    if day is None and around is not None and not _has_year(text):
        day, rest = _day_near(text, around)
    if day is None:
        return None
    return SessionHeading(day, _slot(rest))


def looks_like_session(text: str) -> bool:
    """Tell whether a heading was meant as a session, readable or not: it has digits parted like a date."""
    return bool(
        _NUMBERS.search(text) or _YEAR_FIRST.search(text) or re.search(r"\b\d{1,2}[/.]\d{1,2}\b", text)
    )


def _has_year(text: str) -> bool:
    return any(p.search(text) for p in (_YEAR_FIRST, _NUMBERS, _COMPACT))


def _day(text: str) -> tuple[date | None, str]:
    """Return the day in a text and what is left of the text."""
    serial = _SERIAL.fullmatch(text.strip())
    if serial is not None and int(serial[0]) in _SERIALS:
        return _BEFORE_SERIALS + timedelta(days=int(serial[0])), ""
    for pattern, order in (
        (_YEAR_FIRST, (1, 2, 3)),
        (_NUMBERS, (3, 2, 1)),
        (_COMPACT, (1, 2, 3)),
        (_WITH_MONTH, (3, 2, 1)),
        (_MONTH_FIRST, (3, 1, 2)),
    ):
        found = pattern.search(text)
        if found is None:
            continue
        year, month, day = (found[group] for group in order)
        number = _month(month)
        if not number and not month.isdigit():
            continue  # a word that is no month: "Group 8 2021"
        full_year = int(year) + (_CENTURY if len(year) == 2 else 0)  # noqa: PLR2004  two digits of a year
        return _date_in(text, found, full_year, number, int(day))
    return None, text


def _day_near(text: str, around: date) -> tuple[date | None, str]:
    """Return the day of a heading without a year, in the year that brings it nearest to ``around``."""
    patterns = (*((pattern, (2, 1)) for pattern in _WITHOUT_YEAR), (_MONTH_FIRST_WITHOUT_YEAR, (1, 2)))
    for pattern, (month_at, day_at) in patterns:
        found = pattern.search(text)
        number = 0 if found is None else _month(found[month_at])
        if found is None or not number:
            continue
        days = [
            day
            for year in (around.year - 1, around.year, around.year + 1)
            if (day := _date_in(text, found, year, number, int(found[day_at]))[0]) is not None
        ]
        if days:
            nearest = min(days, key=lambda day: abs(day - around))
            return nearest, text[: found.start()] + " " + text[found.end() :]
    return None, text


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _MONTH_NUMBERS.get(fold_name(text), 0)


def _date_in(text: str, found: re.Match[str], year: int, month: int, day: int) -> tuple[date | None, str]:
    try:
        return date(year, month, day), text[: found.start()] + " " + text[found.end() :]
    except ValueError:
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
