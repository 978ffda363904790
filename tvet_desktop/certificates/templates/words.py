"""Dates, hours and small lines of certificates in each language: the words that no template brings itself."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from tvet_desktop.certificates.templates.toml_section import Section
from tvet_desktop.shared.paths import RESOURCES
from tvet_desktop.shared.translation import LANGUAGES

_UNBROKEN = str.maketrans(" ", "\N{NO-BREAK SPACE}")
_MONTHS = 12
_LONGEST = 160
_ENDING = re.compile(r"[\s:]+$")

# The entries of each language, with the placeholders that each may and must name.
_ENTRIES: Mapping[str, tuple[str, ...]] = {
    "first_of_month": (),
    "date": ("day", "month", "year"),
    "one_day": ("first",),
    "within_month": ("first_day", "last"),
    "across_months": ("first", "last"),
    "hours": ("hours",),
    "one_hour": (),
    "hours_and_minutes": ("hours", "minutes"),
    "issued": ("date",),
    "issued_at": ("place", "date"),
    "issued_short": (),
    "number": ("number",),
    "replaces": ("number",),
    "duplicate": (),
    "code_purpose": (),
    "code_alternative": (),
    "logo_alternative": ("name",),
    "signature_field": (),
    "not_a_qualification": (),
    "financed_by": ("donor",),
    "practice": (),
    "practice_note": (),
    "author": ("issuer", "college"),
    "page": ("page", "pages"),
    "second_page_title": (),
    "module": (),
    "hours_planned": (),
    "hours_attended": (),
    "total": (),
    "attendance": (),
    "pre_test": (),
    "post_test": (),
}


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Dates, hours and small lines in one language; the fields are named in ``words.toml``."""

    language: str
    is_reviewed: bool
    _entries: Mapping[str, str]
    _months: tuple[str, ...]

    def line(self, name: str, /, **values: str) -> str:
        """Return one of the small lines with its values put in."""
        return self._entries[name].format(**values)

    def label(self, name: str, placeholder: str) -> str:
        """Return a small line without its value, as in "Certificate number"."""
        return _ENDING.sub("", self._entries[name].format(**{placeholder: ""}).strip())

    def written_date(self, day: date) -> str:
        """Return a day as people write it, with the month's name."""
        written = self.line("date", day=self._day(day), month=self._months[day.month - 1], year=str(day.year))
        return written.translate(_UNBROKEN)

    def period(self, starts_on: date, ends_on: date) -> str:
        """Return "from … to …", or "on …" for a single day."""
        first, last = self.written_date(starts_on), self.written_date(ends_on)
        if starts_on == ends_on:
            return self.line("one_day", first=first)
        if (starts_on.year, starts_on.month) == (ends_on.year, ends_on.month):
            return self.line("within_month", first_day=self._day(starts_on), last=last)
        return self.line("across_months", first=first, last=last)

    def hours(self, minutes: int) -> str:
        """Return a number of minutes as hours, and minutes where they are no whole hours."""
        whole, rest = divmod(minutes, 60)
        if rest:
            written = self.line("hours_and_minutes", hours=str(whole), minutes=str(rest))
        else:
            written = self.line("one_hour") if whole == 1 else self.line("hours", hours=str(whole))
        return written.translate(_UNBROKEN)

    def _day(self, day: date) -> str:
        return self.line("first_of_month") if day.day == 1 else str(day.day)


def plain_date(day: date) -> str:
    """Return a day in figures, which all three languages write alike."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def plain_period(starts_on: date, ends_on: date) -> str:
    """Return the first and the last day in figures, or the one day."""
    first, last = plain_date(starts_on), plain_date(ends_on)
    return first if first == last else f"{first} – {last}"


@cache
def packaged_words() -> str:
    """Return the text of ``words.toml``: what is kept with certificates, so that reprints say the same."""
    return (RESOURCES / "certificates" / "words.toml").read_text(encoding="utf-8")


@lru_cache(maxsize=16)
def read_words(toml: str) -> Mapping[str, Words]:
    """Return the words of each language from a text like ``words.toml``.

    The text may have been kept with certificates by an earlier or later version of the app: a line that it lacks is
    taken from the packaged words, a line that it has beyond them is passed over.

    Raises:
        TemplateNotValid: an entry is of the wrong kind, too long, or lacks a fact.
    """
    whole = Section.of(toml)
    is_packaged = toml == packaged_words()
    return {
        language: _words(language, whole.section(language), None if is_packaged else words_in(language))
        for language in LANGUAGES
    }


def words_in(language: str) -> Words:
    """Return the packaged words in "en", "fr" or "rw"."""
    return read_words(packaged_words())[language]


def _words(language: str, section: Section, packaged: Words | None) -> Words:
    """Return the words of one language, those that are missing from the ``packaged`` ones."""
    entries = {}
    for name, placeholders in _ENTRIES.items():
        if packaged is not None and not section.has(name):
            entries[name] = packaged._entries[name]  # noqa: SLF001  another of the same class
        else:
            entries[name] = section.text(name, _LONGEST, needed=placeholders)
    words = Words(
        language, section.flag("reviewed"), entries, section.texts("months", 20, _MONTHS, exactly=True)
    )
    if packaged is None:
        section.finish()
    return words
