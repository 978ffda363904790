"""The bottom of a certificate: lines for signatures, the square code with its number, the small print."""

from dataclasses import dataclass
from functools import lru_cache

from tvet_desktop.certificates.drawing.content import CertificateContent, Signatory
from tvet_desktop.certificates.drawing.parts import GREY, INK, Code, Line, Part, Rule
from tvet_desktop.certificates.drawing.sheet import MIDDLE, MM, SMALL, SMALL_LEADING, WIDTH, TextDoesNotFit
from tvet_desktop.certificates.templates.template import Template
from tvet_desktop.certificates.templates.words import Words
from tvet_desktop.documents.fonts import Face
from tvet_desktop.documents.pdf.structure import Role
from tvet_desktop.documents.qr import QUIET_MODULES, make_qr
from tvet_desktop.documents.text_fitting import fit_text, wrap_evenly

_SIDE = 72.0  # from the paper's edge to the signatures
_SIGNATURE_WIDTH, _SIGNATURE_GAP = 210.0, 24.0
_SIGNATURE_RISE = 62.0  # from the small print to the line for a signature: two lines of text stand between
_BELOW_THE_LINE = 13.0
_WIDE_CAPTION, _NARROW_CAPTION = 340.0, 170.0
_CODE_COLUMN = 190.0
_NUMBER_SIZE = 9.0
_FEWEST_MODULES = 49  # of a code with real names: smaller ones get a larger quiet zone
_PAIR = 2


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


def foot(content: CertificateContent, template: Template, words: Words) -> tuple[list[Part], float]:
    """Return the parts, and how far up they reach."""
    signatories = content.signatories or template.signatories(words.language)
    places = _places(len(signatories))
    signatures = _signatures(signatories, template, words, places)
    code, top = _code(content, template, words, places)
    return [*signatures, *code, *_small_print(content.financed_by, template, words, places)], top


def _floor(template: Template) -> float:
    """Return the baseline of the lowest line."""
    return template.inset - SMALL * 0.75


def _places(signatories: int) -> _Places:
    """Two signatures stand beside the code, which keeps the sheet symmetrical; others in a row left of it."""
    left, right = _SIDE, WIDTH - _SIDE
    if signatories in (0, _PAIR):
        half = _SIGNATURE_WIDTH / 2
        return _Places(MIDDLE, _WIDE_CAPTION, (left + half, right - half)[:signatories], _SIGNATURE_WIDTH)
    column = (right - left - _CODE_COLUMN) / signatories
    middles = tuple(left + column * (index + 0.5) for index in range(signatories))
    width = min(column - _SIGNATURE_GAP, _SIGNATURE_WIDTH)
    return _Places(right - _NARROW_CAPTION / 2 + 5, _NARROW_CAPTION, middles, width)


@lru_cache(maxsize=64)
def _signatures(
    signatories: tuple[Signatory, ...],
    template: Template,
    words: Words,
    places: _Places,
) -> tuple[Part, ...]:
    positions = [one.position for one in template.signatories(words.language)]
    height = _floor(template) + _SIGNATURE_RISE
    parts: list[Part] = []
    for index, (signatory, middle) in enumerate(zip(signatories, places.signatures, strict=True)):
        default = positions[index] if index < len(positions) else ""
        half = places.signature_width / 2
        parts.append(Part(None, (Rule(middle - half, middle + half, height, 0.6, INK),)))
        lines = _signature_lines(signatory.name, signatory.position or default, middle, height, places)
        if lines:
            parts.append(Part(Role.TEXT, lines))
    return tuple(parts)


def _signature_lines(
    name: str,
    position: str,
    middle: float,
    height: float,
    places: _Places,
) -> tuple[Line, ...]:
    """Return the name and, below it, the position of one who signs, either of which may be empty."""
    lines: list[Line] = []
    baseline = height - _BELOW_THE_LINE
    for text, face, ink, largest in ((name, Face.SERIF, INK, 11.5), (position, Face.SANS, GREY, 9.5)):
        if not text:
            continue
        fitted = fit_text(text, face, places.signature_width, ((1, largest, 8.5), (2, 9.0, 8.0)))
        if fitted is None:
            raise TextDoesNotFit(text)
        for line in fitted.lines:
            lines.append(Line(line, middle, baseline, face, fitted.size, ink))
            baseline -= fitted.size * 1.2
    return tuple(lines)


def _code(
    content: CertificateContent,
    template: Template,
    words: Words,
    places: _Places,
) -> tuple[list[Part], float]:
    """Return the code with its quiet zone, the number in clear, and a sentence that says what it is for."""
    side = template.code_mm * MM
    purpose = wrap_evenly(words.line("code_purpose"), Face.SANS, SMALL, places.caption_width)
    if purpose is None:
        raise TextDoesNotFit(words.line("code_purpose"))
    numbers = [words.line("number", number=content.statement.number)]
    if content.replaces:
        numbers.append(words.line("replaces", number=content.replaces))
    baseline = _floor(template) + SMALL_LEADING * (len(purpose) + len(numbers) - 1) + 1.5
    top = baseline + _NUMBER_SIZE
    number_lines, purpose_lines = [], []
    for index, number in enumerate(numbers):
        face, size, ink = (Face.SANS, SMALL, GREY) if index else (Face.SANS_SEMIBOLD, _NUMBER_SIZE, INK)
        number_lines.append(Line(number, places.code, baseline, face, size, ink))
        baseline -= SMALL_LEADING
    for index, line in enumerate(purpose):
        lowest = _floor(template) + SMALL_LEADING * (len(purpose) - 1 - index)
        purpose_lines.append(Line(line, places.code, lowest, Face.SANS, SMALL, GREY))
    code = make_qr(content.code_text)
    quiet = QUIET_MODULES * side / min(code.modules, _FEWEST_MODULES)
    box = (places.code - side / 2, top + quiet, places.code + side / 2, top + quiet + side)
    parts = [
        Part(Role.PICTURE, (Code(code, box),), words.line("code_alternative"), box),
        Part(Role.TEXT, tuple(number_lines)),
        Part(Role.TEXT, tuple(purpose_lines)),
    ]
    return parts, box[3] + quiet


@lru_cache(maxsize=64)
def _small_print(
    financed_by: str,
    template: Template,
    words: Words,
    places: _Places,
) -> tuple[Part, ...]:
    """Return what it is not, at the left, and who paid, at the right or left of the code's caption."""
    floor, left = _floor(template), template.inset
    right = WIDTH - left if places.code == MIDDLE else places.caption_left - left / 2
    notes = [Line(words.line("not_a_qualification"), left, floor, Face.SANS, SMALL, GREY, anchor="start")]
    if financed_by:
        thanks = words.line("financed_by", donor=financed_by)
        notes.append(Line(thanks, right, floor, Face.SANS, SMALL, GREY, anchor="end"))
    return tuple(Part(Role.TEXT, (note,)) for note in notes)
