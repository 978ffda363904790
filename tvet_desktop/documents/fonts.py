"""The faces of all papers: Source Serif for names and titles, Source Sans for the rest.

They ship inside the app and are embedded in each PDF. A character that a face lacks is taken from the next
one (Source Serif has no ŋ), so a name is never printed with a box or a question mark in it; a character
that none has is named by ``missing_characters`` before anything is printed.
"""

import string
from enum import StrEnum
from functools import cache, lru_cache
from itertools import groupby, pairwise
from pathlib import Path

import font_source_sans_pro
import font_source_serif_pro
from reportlab.pdfbase import pdfmetrics

from tvet_desktop.documents.pdf.embedded_font import EmbeddedFont
from tvet_desktop.shared.text import nfc

_CODES = string.digits + string.ascii_uppercase + "-"
_NAMES = string.ascii_letters + "ÀÂÇÈÉÊËÎÏÔÙÛàâçèéêëîïôöùûü’'.-"


class Face(StrEnum):
    """What a text is set in. The value is the name under which ReportLab knows the font."""

    SERIF = "SourceSerifPro-Regular"
    SERIF_SEMIBOLD = "SourceSerifPro-Semibold"
    SERIF_ITALIC = "SourceSerifPro-It"
    SANS = "SourceSansPro-Regular"
    SANS_SEMIBOLD = "SourceSansPro-Semibold"


# What differs from one paper to the next of the same kind: a subset that holds it serves them all.
_REPERTOIRE = {
    Face.SERIF_SEMIBOLD: _NAMES,
    Face.SERIF: string.digits,
    Face.SANS: _CODES,
    Face.SANS_SEMIBOLD: _CODES,
}

_NEXT = {
    Face.SERIF_ITALIC: Face.SERIF,
    Face.SERIF_SEMIBOLD: Face.SANS_SEMIBOLD,
    Face.SERIF: Face.SANS,
    Face.SANS_SEMIBOLD: Face.SANS,
}


def _file_of(face: Face) -> Path:
    package = font_source_sans_pro if face.value.startswith("SourceSans") else font_source_serif_pro
    return Path(package.__file__).parent / "files" / f"{face.value}.ttf"


@cache
def font(face: Face) -> EmbeddedFont:
    """Return the font of a face, read from disk and made known to ReportLab once."""
    made = EmbeddedFont(face.value, str(_file_of(face)), _REPERTOIRE.get(face, ""))
    pdfmetrics.registerFont(made)
    return made


@lru_cache(maxsize=4096)
def _face_for(character: str, face: Face) -> Face | None:
    candidate: Face | None = face
    while candidate is not None and not font(candidate).has(character):
        candidate = _NEXT.get(candidate)
    return candidate


@lru_cache(maxsize=2048)
def runs(text: str, face: Face) -> tuple[tuple[Face, str], ...]:
    """Return ``text`` in NFC as (face, part): ``face`` where it has the character, else the next that has it."""
    found = [(_face_for(character, face) or face, character) for character in nfc(text)]
    return tuple(
        (used, "".join(character for _, character in group))
        for used, group in groupby(found, key=lambda pair: pair[0])
    )


@lru_cache(maxsize=4096)
def text_width(text: str, face: Face, size: float, tracking: float = 0) -> float:
    """Return the width of ``text`` in points; ``tracking`` is the space added between two letters."""
    parts = runs(text, face)
    letters = sum(len(part) for _, part in parts)
    width = sum(font(used).stringWidth(part, size) for used, part in parts)
    closer = 0 if tracking else sum(sum(kerning(part, used).values()) for used, part in parts)
    return float(width - closer * size / 1000 + tracking * max(letters - 1, 0))


@lru_cache(maxsize=2048)
def kerning(part: str, face: Face) -> dict[int, float]:
    """Return after which letters of one run the next is drawn closer, in thousandths of the size."""
    embedded = font(face)
    pairs = ((index, embedded.closer(left, right)) for index, (left, right) in enumerate(pairwise(part)))
    return {index: closer for index, closer in pairs if closer}


@lru_cache(maxsize=2048)
def missing_characters(text: str) -> tuple[str, ...]:
    """Return the characters that no face can print, each once, in the order of the text."""
    return tuple(c for c in dict.fromkeys(nfc(text)) if _face_for(c, Face.SERIF) is None)
