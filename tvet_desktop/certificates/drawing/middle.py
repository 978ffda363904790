"""The middle of a certificate: from its title to the day of issue, in one language or in two."""

from dataclasses import replace
from functools import lru_cache

from tvet_desktop.certificates.drawing.content import CertificateContent
from tvet_desktop.certificates.drawing.parts import BLUE, GREY, INK
from tvet_desktop.certificates.drawing.rows import (
    CAP_HEIGHT,
    TEXT_WIDTH,
    Row,
    fitted,
    in_second_language,
)
from tvet_desktop.certificates.drawing.sheet import TextDoesNotFit
from tvet_desktop.certificates.drawing.spans import DOT, Span, beside, width_of
from tvet_desktop.certificates.drawing.tongues import Tongue
from tvet_desktop.certificates.statements.statement import Statement
from tvet_desktop.certificates.templates.words import plain_date, plain_period
from tvet_desktop.documents.fonts import Face
from tvet_desktop.documents.pdf.structure import Role

_NAME_SIZE = 36.0
_TITLE_WIDTH = 560.0
_NAME_HEIGHT = _NAME_SIZE * CAP_HEIGHT  # kept for a shrunk name too, so that the rest does not move
_CLOSE = 5.8  # between a line and its fellow in the second language


def middle_rows(content: CertificateContent, spoken: tuple[Tongue, ...]) -> list[Row]:
    """Return the paragraphs of the middle, from the title to the date of issue.

    Raises:
        TextDoesNotFit: one of them is too long for its lines.
    """
    anybody = replace(content.statement, name="", number="")
    below = _below_the_name(spoken, anybody, content.place)
    return [*_above_the_name(spoken), _name(content.statement.name, len(spoken)), *below]


@lru_cache(maxsize=64)
def _above_the_name(spoken: tuple[Tongue, ...]) -> tuple[Row, ...]:
    lead, *others = spoken
    if not others:
        opening = Row((lead.text.opening,), Face.SERIF_ITALIC, 14, gap=22, close=12)
        return replace(_title(lead.text.title), has_ornament=True), opening
    (second,) = others
    title = fitted(second.text.title, Face.SERIF, ((1, 17, 12),))
    title = replace(in_second_language(title, second.tag, 11), has_ornament=True, ink=BLUE)
    openings = (lead.text.opening.rstrip(","), second.text.opening.rstrip(","))
    first, *more = _pair(openings, second.tag, Face.SERIF_ITALIC, 13, 20)
    return (replace(_title(lead.text.title, 31), gap=25), title, replace(first, close=10), *more)


@lru_cache(maxsize=256)
def _below_the_name(spoken: tuple[Tongue, ...], statement: Statement, place: str) -> tuple[Row, ...]:
    """Return what all who reached the same have in common; ``statement`` is one without a name."""
    if len(spoken) == 1:
        return _below_in_one_language(statement, place, spoken[0])
    return _below_in_two_languages(statement, place, *spoken)


def _below_in_one_language(statement: Statement, place: str, tongue: Tongue) -> tuple[Row, ...]:
    text, words = tongue.text, tongue.words
    detail = fitted(text.detail(statement, words), Face.SERIF, ((1, 13, 12), (2, 13, 11), (3, 11, 10)))
    date = words.written_date(statement.issued_on)
    issued = words.line("issued_at", place=place, date=date) if place else words.line("issued", date=date)
    return (
        replace(_achievement(text.achievement), gap=20),
        _course(statement),
        replace(detail, gap=14),
        *_wishes(text.wish(statement)),
        replace(fitted(issued, Face.SERIF, ((1, 11.5, 9.5), (2, 10.5, 9.5))), gap=17),
    )


def _below_in_two_languages(
    statement: Statement, place: str, lead: Tongue, second: Tongue
) -> tuple[Row, ...]:
    """Each sentence with its fellow beneath or beside it; what is no word is said once for both."""
    achievement = fitted(second.text.achievement, Face.SERIF_ITALIC, ((1, 11.5, 10), (2, 10, 9)))
    return (
        replace(_achievement(lead.text.achievement), gap=19),
        in_second_language(achievement, second.tag, _CLOSE),
        _course(statement),
        *_hours_and_facts(statement, lead, second),
        *_wishes_in_two(statement, lead, second),
        _issued_in_two(statement, place, lead, second),
    )


def _wishes(sentences: tuple[str, ...]) -> list[Row]:
    wishes = [fitted(wish, Face.SERIF_ITALIC, ((1, 12, 10), (2, 10, 9))) for wish in sentences]
    if not wishes:
        return []
    lines = tuple(line for wish in wishes for line in wish.lines)
    return [Row(lines, Face.SERIF_ITALIC, min(wish.size for wish in wishes), gap=17, leading=1.35)]


def _title(text: str, largest: float = 36) -> Row:
    row = fitted(text, Face.SERIF, ((1, largest, 24), (2, 26, 20)), _TITLE_WIDTH)
    return replace(row, gap=26, leading=1.1, ink=BLUE, role=Role.TITLE)


def _name(name: str, languages: int) -> Row:
    in_two_lines = 28 if languages == 1 else 25
    row = fitted(name, Face.SERIF_SEMIBOLD, ((1, _NAME_SIZE, 26), (2, in_two_lines, 18), (3, 20, 15)))
    kept = _NAME_HEIGHT if len(row.lines) == 1 else 0
    return replace(row, gap=20, leading=1.2, role=Role.HEADING, least_height=kept)


def _achievement(text: str) -> Row:
    return fitted(text, Face.SERIF, ((1, 14, 12), (2, 14, 11)))


def _course(statement: Statement) -> Row:
    row = fitted(statement.course_title, Face.SERIF_SEMIBOLD, ((1, 21, 17), (2, 19, 14), (3, 15, 12)))
    return replace(row, gap=15, ink=BLUE, leading=1.2, role=Role.HEADING)


def _hours_and_facts(statement: Statement, lead: Tongue, second: Tongue) -> list[Row]:
    """Return the hours in both languages, and the facts for both: on one line if it holds them."""
    size = 12.5
    hours = (lead.text.hours(statement, lead.words), second.text.hours(statement, second.words))
    period = plain_period(statement.starts_on, statement.ends_on)
    area = statement.skill_area if statement.skill_area != statement.course_title else ""  # is said above
    facts = [fact for fact in (area, period) if fact]
    spans = beside(
        [
            Span(hours[0], Face.SERIF, size, INK),
            Span(hours[1], Face.SERIF_ITALIC, size, GREY, second.tag),
            *(Span(fact, Face.SERIF, size, INK) for fact in facts),
        ]
    )
    if width_of(spans) <= TEXT_WIDTH:
        return [Row((), Face.SERIF, size, 15, spans=spans)]
    line = fitted(DOT.join(facts), Face.SERIF, ((1, size, 10.5), (2, 11.5, 10), (3, 10, 9)))
    return [*_pair(hours, second.tag, Face.SERIF, size, 14), replace(line, gap=9)]


def _wishes_in_two(statement: Statement, lead: Tongue, second: Tongue) -> list[Row]:
    """Return the first of the warm sentences in each language: both of them would be a page of wishes."""
    rows = []
    for tongue, gap, largest in ((lead, 17.0, 11.5), (second, _CLOSE, 10.0)):
        for wish in tongue.text.wish(statement)[:1]:
            row = fitted(wish, Face.SERIF_ITALIC, ((1, largest, 9), (2, largest, 8.5)))
            rows.append(in_second_language(row, tongue.tag, gap) if tongue.tag else replace(row, gap=gap))
    return rows


def _issued_in_two(statement: Statement, place: str, lead: Tongue, second: Tongue) -> Row:
    size = 11.5
    words = beside(
        [
            Span(lead.words.line("issued_short"), Face.SERIF, size, INK),
            Span(second.words.line("issued_short"), Face.SERIF_ITALIC, size, GREY, second.tag),
        ]
    )
    date = plain_date(statement.issued_on)
    fact = f"{place}, {date}" if place else date
    spans = (*words, Span(fact, Face.SERIF, size, INK, before=size * 0.6))
    if width_of(spans) > TEXT_WIDTH:
        raise TextDoesNotFit(place)
    return Row((), Face.SERIF, size, gap=17, spans=spans)


def _pair(texts: tuple[str, str], tag: str, face: Face, size: float, gap: float) -> list[Row]:
    """Return two short texts beside each other, or one beneath the other where one line is too short for both."""
    spans = beside([Span(texts[0], face, size, INK), Span(texts[1], Face.SERIF_ITALIC, size, GREY, tag)])
    if width_of(spans) <= TEXT_WIDTH:
        return [Row((), face, size, gap, spans=spans)]
    first = replace(fitted(texts[0], face, ((1, size, 10), (2, 10, 9))), gap=gap)
    other = fitted(texts[1], Face.SERIF_ITALIC, ((1, size - 2, 9), (2, 9, 8)))
    return [first, in_second_language(other, tag, _CLOSE)]
