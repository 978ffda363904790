"""The top of a certificate: the logos on one line, and the bodies that issue it."""

from functools import lru_cache
from math import sqrt

from tvet_desktop.certificates.drawing.content import Logo
from tvet_desktop.certificates.drawing.parts import BLUE, Image, Line, Part
from tvet_desktop.certificates.drawing.sheet import HEIGHT, MIDDLE, MM, WIDTH, TextDoesNotFit
from tvet_desktop.certificates.templates.template import Template
from tvet_desktop.certificates.templates.words import Words
from tvet_desktop.documents.fonts import Face, text_width
from tvet_desktop.documents.pdf.structure import Role

_SIZES, _ASCENT, _TRACKING, _LEADING = (11.5, 10.5, 9.5, 8.5), 0.72, 0.165, 1.45
_SQUARISH = 1.5  # wider logos are made lower, so that none outweighs its neighbours
_WIDEST = 4.5  # width of a logo in heights of the line
_LOGO_GAP = 0.75  # between two logos, in heights of the line


@lru_cache(maxsize=64)
def heading(
    issuers: tuple[str, str],
    template: Template,
    words: Words,
    logos: tuple[Logo, ...],
) -> tuple[tuple[Part, ...], float]:
    """Return the parts, and the baseline of the lowest. ``issuers`` are the issuing body and the college.

    Raises:
        TextDoesNotFit: the names are too long for two lines.
    """
    parts: list[Part] = []
    bottom = HEIGHT - template.inset
    room = WIDTH - 2 * template.inset
    shown = template.shown(logos)
    if shown:
        parts, bottom = _logos(shown, words, template.logo_height_mm * MM, template.inset)
        bottom -= _SIZES[0] * 1.1
    lines, size = _fitted(issuers, room)
    bottom -= size * _ASCENT
    written = []
    for index, text in enumerate(lines):
        bottom -= size * _LEADING if index else 0
        written.append(Line(text, MIDDLE, bottom, Face.SERIF, size, BLUE, tracking=_SIZES[0] * _TRACKING))
    return (*parts, Part(Role.TEXT, tuple(written))), bottom


def _fitted(issuers: tuple[str, str], room: float) -> tuple[tuple[str, ...], float]:
    """Return the names in capitals on one line, smaller if need be, else on two."""
    capitals = tuple(dict.fromkeys(name.upper() for name in issuers))
    for lines in ((" · ".join(capitals),), capitals):
        for size in _SIZES:
            if all(text_width(line, Face.SERIF, size, _SIZES[0] * _TRACKING) <= room for line in lines):
                return lines, size
    raise TextDoesNotFit(max(issuers, key=len))


def _logos(logos: tuple[Logo, ...], words: Words, height: float, inset: float) -> tuple[list[Part], float]:
    """Return the logos side by side, and the baseline that they stand on."""
    sizes = [_logo_size(logo, height) for logo in logos]
    gap = height * _LOGO_GAP
    wanted = sum(width for width, _ in sizes) + gap * (len(logos) - 1)
    shrink = min(1.0, (WIDTH - 2 * inset) / wanted)
    left = MIDDLE - wanted * shrink / 2
    bottom = HEIGHT - inset - max(tall for _, tall in sizes) * shrink
    parts = []
    for logo, (width, tall) in zip(logos, sizes, strict=True):
        box = (left, bottom, left + width * shrink, bottom + tall * shrink)
        alternative = words.line("logo_alternative", name=logo.owner)
        parts.append(Part(Role.PICTURE, (Image(logo.picture, box),), alternative, box))
        left += (width + gap) * shrink
    return parts, bottom


def _logo_size(logo: Logo, height: float) -> tuple[float, float]:
    """Return width and height: the line's height, less for a wide one, so that all weigh about the same."""
    ratio = logo.picture.width / logo.picture.height
    tall = height if ratio <= _SQUARISH else height * sqrt(_SQUARISH / ratio)
    if ratio * tall > _WIDEST * height:
        tall = _WIDEST * height / ratio
    return ratio * tall, tall
