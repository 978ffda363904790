"""The top of a certificate: the logos on one line, and the bodies that issue it."""

from functools import lru_cache

from tvet_desktop.certificates.drawing.content import Logo
from tvet_desktop.certificates.drawing.parts import BLUE, Image, Line, Part
from tvet_desktop.certificates.drawing.sheet import HEIGHT, MIDDLE, MM
from tvet_desktop.certificates.templates.template import Template
from tvet_desktop.certificates.templates.words import Words
from tvet_desktop.documents.fonts import Face
from tvet_desktop.documents.pdf.structure import Role

_SIZE, _ASCENT, _TRACKING = 11.5, 0.72, 1.9
_WIDEST = 4  # a logo is at most so many times as wide as high
_LOGO_GAP = 0.9  # between two logos, as a share of their height


@lru_cache(maxsize=64)
def heading(
    issuers: tuple[str, str],
    template: Template,
    words: Words,
    logos: tuple[Logo, ...],
) -> tuple[tuple[Part, ...], float]:
    """Return the parts, and the baseline of the lowest. ``issuers`` are the issuing body and the college."""
    parts = []
    bottom = HEIGHT - template.inset
    if logos:
        height = template.logo_height_mm * MM
        bottom -= height
        gap = height * _LOGO_GAP
        sizes = [_logo_size(logo, height) for logo in logos]
        left = MIDDLE - (sum(width for width, _ in sizes) + gap * (len(logos) - 1)) / 2
        for logo, (width, tall) in zip(logos, sizes, strict=True):
            box = (left, bottom, left + width, bottom + tall)
            alternative = words.line("logo_alternative", name=logo.owner)
            parts.append(Part(Role.PICTURE, (Image(logo.picture, box),), alternative, box))
            left += width + gap
        bottom -= _SIZE
    bottom -= _SIZE * _ASCENT
    line = Line(" · ".join(issuers).upper(), MIDDLE, bottom, Face.SERIF, _SIZE, BLUE, tracking=_TRACKING)
    return (*parts, Part(Role.TEXT, (line,))), bottom


def _logo_size(logo: Logo, height: float) -> tuple[float, float]:
    """Return width and height of a logo: as high as the others, unless that makes it too wide."""
    width = logo.picture.width / logo.picture.height * height
    if width <= _WIDEST * height:
        return width, height
    return _WIDEST * height, _WIDEST * height * logo.picture.height / logo.picture.width
