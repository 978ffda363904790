"""The lines for signatures, all at one height, with names and positions below them in letters of one size."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tvet_desktop.certificates.drawing.content import Signatory
from tvet_desktop.certificates.drawing.parts import GREY, INK, Colour, Line, Part, Rule
from tvet_desktop.certificates.drawing.sheet import TextDoesNotFit, floor_of
from tvet_desktop.certificates.drawing.tongues import Tongue
from tvet_desktop.certificates.templates.template import Template
from tvet_desktop.documents.fonts import Face
from tvet_desktop.documents.pdf.structure import Role
from tvet_desktop.documents.text_fitting import wrap_evenly

_RISE, _HIGHEST = 62.0, 112.0  # from the floor to the lines: as a rule, and where much stands below them
_BELOW_THE_LINE, _ABOVE_THE_NOTES = 13.0, 5.0
_LEADING = 1.2
_SIZES = (11.5, 10.5, 9.5, 9.0, 8.5, 8.0)
_MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class _Tier:
    """What stands on one height below all the lines: the names, or the positions in one language."""

    texts: tuple[str, ...]
    face: Face
    ink: Colour
    largest: float
    language: str = ""


@lru_cache(maxsize=64)
def signatures_above(
    named: tuple[Signatory, ...],
    template: Template,
    spoken: tuple[Tongue, ...],
    places: tuple[tuple[float, ...], float],
    notes_top: float,
) -> tuple[tuple[Part, ...], float]:
    """Return lines and words of those who sign, who are ``named`` or else the template's, and the lines' height.

    ``places`` are the middles of the lines and their width; all stays above ``notes_top``.

    Raises:
        TextDoesNotFit: a name or a position is too long for its column.
    """
    middles, width = places
    tiers = [(tier, *_fitted(tier, width)) for tier in _tiers(named, template, spoken) if any(tier.texts)]
    depth = _BELOW_THE_LINE + sum(size * _LEADING * max(map(len, lines)) for _, size, lines in tiers)
    floor = floor_of(template.inset)
    height = max(floor + _RISE, notes_top + _ABOVE_THE_NOTES + depth - _BELOW_THE_LINE)
    if height > floor + _HIGHEST:
        raise TextDoesNotFit(max((text for tier, _, _ in tiers for text in tier.texts), key=len))
    parts = []
    for index, middle in enumerate(middles):
        parts.append(Part(None, (Rule(middle - width / 2, middle + width / 2, height, 0.6, INK),)))
        baseline = height - _BELOW_THE_LINE
        for tier, size, lines in tiers:
            if tier.texts[index]:
                parts.append(_part(tier, lines[index], size, middle, baseline))
            baseline -= size * _LEADING * max(map(len, lines))
    return tuple(parts), height


def _part(tier: _Tier, lines: Sequence[str], size: float, middle: float, baseline: float) -> Part:
    drawn = (
        Line(line, middle, baseline - index * size * _LEADING, tier.face, size, tier.ink)
        for index, line in enumerate(lines)
    )
    return Part(Role.TEXT, tuple(drawn), language=tier.language)


def _tiers(named: tuple[Signatory, ...], template: Template, spoken: tuple[Tongue, ...]) -> tuple[_Tier, ...]:
    """Return the names, and the positions in each language; a position that a course gave is said once."""
    usual = [template.signatories(tongue.language) for tongue in spoken]
    people = named or usual[0]
    tiers = [_Tier(tuple(one.name for one in people), Face.SERIF, INK, 11.5)]
    for tongue, defaults in zip(spoken, usual, strict=True):
        texts = []
        for index, one in enumerate(people):
            default = defaults[index].position if index < len(defaults) else ""
            own = one.position if named else ""
            texts.append(default if not own else "" if tongue.tag else own)
        largest = 8.5 if tongue.tag else 9.5
        tiers.append(_Tier(tuple(texts), Face.SANS, GREY, largest, tongue.tag))
    return tuple(tiers)


def _fitted(tier: _Tier, width: float) -> tuple[float, list[tuple[str, ...]]]:
    """Return the largest size in which all texts of a tier fit, in as few lines as possible, and the lines."""
    for most in range(1, _MOST_LINES + 1):
        for size in _SIZES:
            if size > tier.largest or (most > 1 and size > tier.largest - 1):
                continue
            lines = [wrap_evenly(text, tier.face, size, width) for text in tier.texts]
            if all(one is not None and len(one) <= most for one in lines):
                return size, [one for one in lines if one is not None]
    raise TextDoesNotFit(max(tier.texts, key=len))
