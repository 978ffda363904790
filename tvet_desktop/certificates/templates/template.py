"""The words and measures of a certificate, as data that the national office can read, copy and change."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from tvet_desktop.certificates.drawing.content import Logo, Signatory
from tvet_desktop.certificates.drawing.sheet import LINE_GAP, MM, PADDING
from tvet_desktop.certificates.statements.statement import CertificateKind, Statement
from tvet_desktop.certificates.templates.template_faults import Fault
from tvet_desktop.certificates.templates.toml_section import Section
from tvet_desktop.certificates.templates.words import Words, packaged_words, read_words
from tvet_desktop.shared.paths import RESOURCES
from tvet_desktop.shared.translation import LANGUAGES

MOST_SIGNATORIES = 4
NEWEST_VERSION = 9999
_FOLDER = RESOURCES / "certificates"
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_NAME, _LONGEST_LABEL, _LONGEST_POSITION = 40, 60, 80
_MOST_WISHES = 3
_LOGO_LINES = ("all", "own", "none")


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
    _hours: str

    def wish(self, statement: Statement) -> tuple[str, ...]:
        """Return the warm sentences at the end, each for a line of its own."""
        return tuple(sentence.format(college=statement.college_name) for sentence in self._wish)

    def detail(self, statement: Statement, words: Words) -> str:
        """Return the line that tells hours, skill area, dates and college; an area that is the title is not said again."""
        has_area = statement.skill_area not in ("", statement.course_title)
        pattern = self._detail_skill_area if has_area else self._detail
        return pattern.format(
            hours=words.hours(statement.minutes),
            skill_area=statement.skill_area,
            dates=words.period(statement.starts_on, statement.ends_on),
            college=statement.college_name,
        )

    def hours(self, statement: Statement, words: Words) -> str:
        """Return the hours alone, for pages in two languages, where the other facts are said once for both."""
        return self._hours.format(hours=words.hours(statement.minutes))


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """One look of a certificate: measures in millimetres, who signs, sentences by language, and the small words."""

    name: str
    kind: CertificateKind
    version: int
    margin_mm: float
    logo_height_mm: float
    code_mm: float
    logos: str
    texts: Mapping[str, TemplateText]
    words: Mapping[str, Words]
    _labels: Mapping[str, str]
    _signatories: Mapping[str, tuple[Signatory, ...]]

    @property
    def inset(self) -> float:
        """From the paper's edge to what stands inside the frame, in points."""
        return self.margin_mm * MM + LINE_GAP + PADDING

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that the template has sentences in."""
        return tuple(self.texts)

    def label(self, language: str) -> str:
        """Return what choices call the template, in this language or in English."""
        return self._labels.get(language, self._labels["en"])

    def signatories(self, language: str) -> tuple[Signatory, ...]:
        """Return who signs where a course names nobody else."""
        return self._signatories[language]

    def shown(self, logos: tuple[Logo, ...]) -> tuple[Logo, ...]:
        """Return the logos that the template wants: all of them, all but the partners', or none."""
        if self.logos == "none":
            return ()
        return tuple(logo for logo in logos if not logo.is_partner) if self.logos == "own" else logos


@lru_cache(maxsize=64)
def read_template(toml: str, words: str | None = None) -> Template:
    """Return the template that a TOML text describes (see ``completion.toml`` for its form).

    ``words`` is a text like ``words.toml``, by default the packaged one. Equal texts give the same template, so
    that what was laid out for it once serves again. Templates are kept with certificates for ever: an entry that a
    later version of the app adds must be one that may be missing.

    Raises:
        TemplateNotValid: something is missing, unknown, too long or of the wrong kind; it names the place.
    """
    whole = Section.of(toml)
    page, text = whole.section("page"), whole.section("text")
    known = [language for language in LANGUAGES if text.has(language)]
    texts = {language: _text(text.section(language)) for language in known}
    if not texts:
        raise text.refuse("en", Fault.MISSING)
    template = Template(
        name=_name(whole),
        kind=CertificateKind(whole.choice("kind", [kind.value for kind in CertificateKind])),
        version=whole.whole("version", 1, NEWEST_VERSION),
        margin_mm=page.number("margin_mm", 12, 16),
        logo_height_mm=page.number("logo_height_mm", 8, 18),
        code_mm=page.number("code_mm", 35, 40),
        logos=page.choice("logos", _LOGO_LINES),
        texts=MappingProxyType(texts),
        words=read_words(packaged_words() if words is None else words),
        _labels=_labels(whole.section("label")),
        _signatories=_signatories(whole.sections("signatories", MOST_SIGNATORIES), known),
    )
    for section in (page, text, whole):
        section.finish()
    return template


@cache
def packaged_templates() -> Mapping[str, Template]:
    """Return the templates that ship with the app, by name, in the order of the kinds."""
    return MappingProxyType(
        {kind.value: read_template(packaged_toml(kind.value)) for kind in CertificateKind}
    )


@cache
def packaged_toml(name: str) -> str:
    """Return the text of a template that ships with the app: a good start for another one."""
    return (_FOLDER / f"{name}.toml").read_text(encoding="utf-8")


def template_for(kind: CertificateKind) -> Template:
    """Return the template that ships with the app for this kind."""
    return packaged_templates()[kind.value]


def unreviewed_languages(template: Template) -> list[str]:
    """Return the languages of a template that no native speaker has read yet."""
    return [
        language
        for language, text in template.texts.items()
        if not (text.is_reviewed and template.words[language].is_reviewed)
    ]


def _name(whole: Section) -> str:
    name = whole.text("name", _LONGEST_NAME)
    if not _NAME.fullmatch(name):
        raise whole.refuse("name", Fault.NOT_A_NAME)
    return name


def _labels(section: Section) -> Mapping[str, str]:
    labels = {"en": section.text("en", _LONGEST_LABEL)}
    for language in LANGUAGES[1:]:
        if section.has(language):
            labels[language] = section.text(language, _LONGEST_LABEL)
    section.finish()
    return MappingProxyType(labels)


def _signatories(sections: list[Section], languages: list[str]) -> Mapping[str, tuple[Signatory, ...]]:
    found: dict[str, tuple[Signatory, ...]] = dict.fromkeys(languages, ())
    for section in sections:
        name = section.text("name", _LONGEST_POSITION, optional=True)
        positions = section.section("position")
        for language in LANGUAGES:
            if language in languages or positions.has(language):
                one = Signatory(name, positions.text(language, _LONGEST_POSITION))
                found[language] = (*found.get(language, ()), one)
        positions.finish()
        section.finish()
    return MappingProxyType(found)


def _text(section: Section) -> TemplateText:
    text = TemplateText(
        is_reviewed=section.flag("reviewed"),
        title=section.text("title", 60),
        opening=section.text("opening", 80),
        achievement=section.text("achievement", 160),
        _detail=section.text("detail", 160, needed=("hours", "dates"), placeholders=("college",)),
        _detail_skill_area=section.text(
            "detail_skill_area", 160, needed=("hours", "skill_area", "dates"), placeholders=("college",)
        ),
        _hours=section.text("hours", 80, needed=("hours",)),
        _wish=section.texts("wish", 160, _MOST_WISHES, placeholders=("college",)),
    )
    section.finish()
    return text
