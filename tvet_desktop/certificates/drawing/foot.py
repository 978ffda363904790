"""The bottom of a certificate: lines for signatures, the square code with its number, the small print."""

from dataclasses import dataclass, replace
from functools import lru_cache

from tvet_desktop.certificates.drawing.content import CertificateContent
from tvet_desktop.certificates.drawing.parts import GREY, INK, Code, Line, Part
from tvet_desktop.certificates.drawing.sheet import (
    MIDDLE,
    MM,
    SMALL,
    SMALL_LEADING,
    WIDTH,
    TextDoesNotFit,
    TooManySignatories,
    floor_of,
)
from tvet_desktop.certificates.drawing.signatures import signatures_above
from tvet_desktop.certificates.drawing.spans import Paragraph, Span, beside, stacked, width_of
from tvet_desktop.certificates.drawing.tongues import Tongue
from tvet_desktop.certificates.templates.template import Template
from tvet_desktop.documents.fonts import Face
from tvet_desktop.documents.pdf.structure import Role
from tvet_desktop.documents.qr import QUIET_MODULES, make_qr
from tvet_desktop.documents.text_fitting import wrap_evenly

_SIDE = 72.0  # from the paper's edge to the signatures
_SIGNATURE_WIDTH, _SIGNATURE_GAP = 210.0, 24.0
_WIDE_CAPTION, _NARROW_CAPTION = 340.0, 186.0
_MOST_NOTES = 4
_HAND = 46.0  # room for a signature above its line
_BESIDE_CODE = 22.0  # from the middle's lines to a code beside them
_CODE_COLUMN = 190.0
_NARROWEST_SIGNATURE = 80.0
_NUMBER_SIZE = 9.0
_FEWEST_MODULES = 49  # of a code with real names: smaller ones get a larger quiet zone
_PAIR = 2


@dataclass(frozen=True, slots=True)
class Foot:
    """The parts, how far up they reach, and where a code in the right corner leaves room for narrower lines.

    Lines that end left of ``left_of_code`` may stand as low as ``beside_code``.
    """

    parts: tuple[Part, ...]
    top: float
    beside_code: float
    left_of_code: float


@dataclass(frozen=True, slots=True)
class _Places:
    """The middle of the code and the width of its caption, the middles and the width of the signatures."""

    code: float
    caption_width: float
    signatures: tuple[float, ...]
    signature_width: float

    @property
    def caption_left(self) -> float:
        return self.code - self.caption_width / 2


def foot(content: CertificateContent, template: Template, spoken: tuple[Tongue, ...], pages: int) -> Foot:
    """Return what stands at the bottom. ``pages`` is how many the certificate has."""
    count = len(content.signatories or template.signatories(spoken[0].language))
    places = _places(count, len(spoken))
    notes, notes_top = _small_print(content.financed_by, template, spoken, places, pages)
    signatures, line = signatures_above(
        content.signatories, template, spoken, (places.signatures, places.signature_width), notes_top
    )
    code, top = _code(content, template, spoken, places)
    left = places.code - template.code_mm * MM / 2 - _BESIDE_CODE
    beside = top if places.code == MIDDLE else min(top, line + _HAND)
    return Foot((*signatures, *code, *notes), top, beside, left)


def _places(signatories: int, languages: int) -> _Places:
    """One signature faces the code. Two stand beside it, which keeps the sheet symmetrical.

    More, and all on a page in two languages, stand left of it: so its lines may go further down.
    """
    left, right = _SIDE, WIDTH - _SIDE
    if signatories == 0 or (signatories == _PAIR and languages == 1):
        half = _SIGNATURE_WIDTH / 2
        return _Places(MIDDLE, _WIDE_CAPTION, (left + half, right - half)[:signatories], _SIGNATURE_WIDTH)
    if signatories == 1:
        half = _SIGNATURE_WIDTH / 2
        return _Places(right - half, _SIGNATURE_WIDTH, (left + half,), _SIGNATURE_WIDTH)
    column = (right - left - _CODE_COLUMN) / signatories
    middles = tuple(left + column * (index + 0.5) for index in range(signatories))
    width = min(column - _SIGNATURE_GAP, _SIGNATURE_WIDTH)
    if width < _NARROWEST_SIGNATURE:
        raise TooManySignatories(signatories)
    return _Places(right - _NARROW_CAPTION / 2 + 12, _NARROW_CAPTION, middles, width)


def _code(
    content: CertificateContent,
    template: Template,
    spoken: tuple[Tongue, ...],
    places: _Places,
) -> tuple[list[Part], float]:
    """Return the code with its quiet zone, the number in clear, and a sentence that says what it is for."""
    side = template.code_mm * MM
    caption = _caption(content.statement.number, content.replaces, template, spoken, places)
    code = make_qr(content.code_text)
    quiet = QUIET_MODULES * side / min(code.modules, _FEWEST_MODULES)
    bottom = _top_of(caption) + quiet
    box = (places.code - side / 2, bottom, places.code + side / 2, bottom + side)
    alternative = spoken[0].words.line("code_alternative")
    return [Part(Role.PICTURE, (Code(code, box),), alternative, box), *caption], box[3] + quiet


def _top_of(caption: list[Part]) -> float:
    """Return the height of the first line's capitals, and a little more."""
    line = next(item for part in caption for item in part.items if isinstance(item, Line))
    return line.baseline + max(line.size, SMALL)


def _caption(
    number: str, replaces: str, template: Template, spoken: tuple[Tongue, ...], places: _Places
) -> list[Part]:
    """Return the number, what it replaces, and what the code is for, from the top; stacked on the floor."""
    room = places.caption_width
    paragraphs: list[Paragraph] = []
    for name, value in (("number", number), ("replaces", replaces)):
        if value:
            paragraphs += _numbered(name, value, spoken, room, is_strong=name == "number")
    paragraphs += [_small(tongue.words.line("code_purpose"), room, tongue.tag) for tongue in spoken]
    return stacked(paragraphs, places.code, 0.5, floor_of(template.inset))


def _numbered(
    name: str, value: str, spoken: tuple[Tongue, ...], room: float, *, is_strong: bool
) -> list[Paragraph]:
    """Return a number with what it is, in two languages the number once."""
    face, size, ink = (Face.SANS_SEMIBOLD, _NUMBER_SIZE, INK) if is_strong else (Face.SANS, SMALL, GREY)
    number = Span(value, face, size, ink)
    if len(spoken) == 1:
        whole = Span(spoken[0].words.line(name, number=value), face, size, ink)
        if whole.width <= room:
            return [((whole,),)]
    labels = _labels(name, "number", spoken, room)
    together = (*labels[0][0], replace(number, before=SMALL * 0.7))
    if len(labels) == 1 and len(spoken) > 1 and width_of(together) <= room:
        return [(together,)]
    return [*labels, ((number,),)]


def _labels(name: str, placeholder: str, spoken: tuple[Tongue, ...], room: float) -> list[Paragraph]:
    """Return a small line without its value in each language, beside each other where there is room."""
    labels = [
        Span(tongue.words.label(name, placeholder), Face.SANS, SMALL, GREY, tongue.tag) for tongue in spoken
    ]
    together = beside(labels)
    return [(together,)] if width_of(together) <= room else [((label,),) for label in labels]


@lru_cache(maxsize=64)
def _small_print(
    financed_by: str,
    template: Template,
    spoken: tuple[Tongue, ...],
    places: _Places,
    pages: int,
) -> tuple[tuple[Part, ...], float]:
    """Return what it is not, at the left, and who paid, at the right or left of the code's caption; and their top."""
    left, floor, words = template.inset, floor_of(template.inset), spoken[0].words
    right = WIDTH - left if places.code == MIDDLE else places.caption_left - left / 2
    room = places.caption_left - left - 10 if places.code == MIDDLE else (right - left) / 2 - 10
    not_this = [_small(tongue.words.line("not_a_qualification"), room, tongue.tag) for tongue in spoken]
    right_hand: list[Paragraph] = []
    if financed_by and len(spoken) == 1:
        right_hand.append(_small(words.line("financed_by", donor=financed_by), room))
    elif financed_by:
        right_hand += _labels("financed_by", "donor", spoken, room)
        right_hand.append(_small(financed_by, room))
    if pages > 1:
        right_hand.append(_small(words.line("page", page="1", pages=str(pages)), room))
    rows = max(sum(map(len, paragraphs)) for paragraphs in (not_this, right_hand))
    if rows > _MOST_NOTES:
        raise TextDoesNotFit(financed_by)
    parts = (*stacked(not_this, left, 0, floor), *stacked(right_hand, right, 1, floor))
    return parts, floor + rows * SMALL_LEADING


def _small(text: str, room: float, language: str = "") -> Paragraph:
    lines = wrap_evenly(text, Face.SANS, SMALL, room)
    if lines is None:
        raise TextDoesNotFit(text)
    return tuple((Span(line, Face.SANS, SMALL, GREY, language),) for line in lines)
