"""The words and measures of a certificate, as data that an administrator can read and replace."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from tvet_desktop.certificates.drawing.sheet import LINE_GAP, MM, PADDING
from tvet_desktop.certificates.statements.statement import CertificateKind, Statement
from tvet_desktop.shared.paths import RESOURCES
from tvet_desktop.shared.translation import LANGUAGES

_UNBROKEN = str.maketrans(" ", "\N{NO-BREAK SPACE}")
_FOLDER = RESOURCES / "certificates"


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


@dataclass(frozen=True, slots=True)
class TemplateText:
    """The sentences of one template in one language."""

    is_reviewed: bool
    title: str
    opening: str
    achievement: str
    _wish: tuple[str, ...]
    _detail: str
    _detail_skill_area: str

    def wish(self, statement: Statement) -> tuple[str, ...]:
        """Return the warm sentences at the end, each for a line of its own."""
        return tuple(sentence.format(college=statement.college_name) for sentence in self._wish)

    def detail(self, statement: Statement, words: Words) -> str:
        """Return the line that tells hours, skill area, dates and college."""
        pattern = self._detail_skill_area if statement.skill_area else self._detail
        return pattern.format(
            hours=words.hours(statement.minutes),
            skill_area=statement.skill_area,
            dates=words.period(statement.starts_on, statement.ends_on),
            college=statement.college_name,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """One kind of certificate: measures in millimetres, positions of signatories, sentences by language."""

    kind: CertificateKind
    version: int
    margin_mm: float
    logo_height_mm: float
    code_mm: float
    texts: Mapping[str, TemplateText]
    positions: Mapping[str, tuple[str, ...]]

    @property
    def inset(self) -> float:
        """From the paper's edge to what stands inside the frame, in points."""
        return self.margin_mm * MM + LINE_GAP + PADDING


def read_template(toml: str) -> Template:
    """Return the template that a TOML text describes (see ``completion.toml`` for its form).

    Raises:
        KeyError, ValueError: something is missing or of the wrong kind.
    """
    data = tomllib.loads(toml)
    page = data["page"]
    return Template(
        kind=CertificateKind(data["kind"]),
        version=int(data["version"]),
        margin_mm=float(page["margin_mm"]),
        logo_height_mm=float(page["logo_height_mm"]),
        code_mm=float(page["code_mm"]),
        texts={language: _text(entries) for language, entries in data["text"].items()},
        positions={
            language: tuple(one["position"][language] for one in data["signatories"])
            for language in data["text"]
        },
    )


@cache
def template_for(kind: CertificateKind) -> Template:
    """Return the template that ships with the app for this kind."""
    return read_template(_read(f"{kind.value}.toml"))


@cache
def words_in(language: str) -> Words:
    """Return the common words in "en", "fr" or "rw"."""
    entries = tomllib.loads(_read("words.toml"))[language]
    plain = {name: text for name, text in entries.items() if isinstance(text, str)}
    return Words(language, bool(entries["reviewed"]), plain, tuple(entries["months"]))


def unreviewed_languages(template: Template) -> list[str]:
    """Return the languages of a template that no native speaker has read yet."""
    return [
        language
        for language in LANGUAGES
        if language in template.texts
        and not (template.texts[language].is_reviewed and words_in(language).is_reviewed)
    ]


def _text(entries: Mapping[str, Any]) -> TemplateText:
    return TemplateText(
        is_reviewed=bool(entries["reviewed"]),
        title=entries["title"],
        opening=entries["opening"],
        achievement=entries["achievement"],
        _wish=tuple(entries["wish"]),
        _detail=entries["detail"],
        _detail_skill_area=entries["detail_skill_area"],
    )


def _read(name: str) -> str:
    return Path(_FOLDER / name).read_text(encoding="utf-8")
