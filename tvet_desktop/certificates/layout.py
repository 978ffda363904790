"""Where everything stands on a certificate: content in, parts with places out. Knows no PDF and no window.

A4 landscape, all lengths in points from the lower left corner. The heading hangs from the top, the signatures
and the code stand on the bottom, and what is between is spread so that it rests a little above the middle.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tvet_desktop.certificates.content import CertificateContent, Logo, Signatory
from tvet_desktop.certificates.parts import (
    AMBER,
    BLUE,
    GREY,
    INK,
    Code,
    Colour,
    Diagonal,
    Frame,
    Line,
    Ornament,
    Part,
    Rule,
)
from tvet_desktop.certificates.parts import Image as PlacedImage
from tvet_desktop.certificates.template import Template, TemplateText, Words, words_in
from tvet_desktop.documents.fonts import Face, missing_characters
from tvet_desktop.documents.pdf.structure import Role
from tvet_desktop.documents.qr import QUIET_MODULES, make_qr
from tvet_desktop.documents.text_fitting import fit_text, wrap_evenly
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _

WIDTH, HEIGHT = 841.89, 595.28
_MM = 72 / 25.4
_MIDDLE = WIDTH / 2
_TEXT_WIDTH = 640.0
_LINE_GAP = 4.5  # between the two rules of the frame
_PADDING = 18.0  # between the frame and what stands in it
_TIGHTEST, _LOOSEST = 0.5, 1.3  # how far the gaps of the middle may be drawn together or apart
_SHARE_ABOVE = 0.42  # of the room left over: the eye's middle lies above the ruler's
_SMALL, _SMALL_LEADING = 8.0, 9.6
_ASCENT, _CAP_HEIGHT = 0.72, 0.67


class TextDoesNotFit(UserError):
    """A name or title that is too long for the paper, even in small letters."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text

    def sentence(self) -> str:
        """Name the text."""
        return _("“{text}” is too long to be printed on a certificate: shorten it.").format(text=self.text)


class CharacterNotPrintable(UserError):
    """A character that none of our fonts has."""

    def __init__(self, text: str, characters: Sequence[str]) -> None:
        super().__init__(text, characters)
        self.text = text
        self.characters = characters

    def sentence(self) -> str:
        """Name the text and the characters."""
        return _("The letters {characters} in “{text}” cannot be printed: write them another way.").format(
            characters=" ".join(self.characters), text=self.text
        )


@dataclass(frozen=True, slots=True)
class _Row:
    """One paragraph of the middle, before it has a place. ``gap`` is the wanted room above it."""

    lines: tuple[str, ...]
    face: Face
    size: float
    gap: float
    leading: float = 1.25
    ink: Colour = INK
    role: Role = Role.TEXT
    has_ornament: bool = False

    @property
    def height(self) -> float:
        """From the top of the first line's capitals to the last baseline."""
        return self.size * (_CAP_HEIGHT + self.leading * (len(self.lines) - 1))


def lay_out(
    content: CertificateContent,
    template: Template,
    language: str,
    logos: Sequence[Logo] = (),
) -> tuple[Part, ...]:
    """Return the parts of one certificate in the order in which they are read aloud.

    Raises:
        TextDoesNotFit: the name, the course title or another text needs more room than there is.
        CharacterNotPrintable: no font has one of its characters.
    """
    words, text = words_in(language), template.texts[language]
    statement = content.statement
    for printed in (
        statement.name,
        statement.course_title,
        statement.skill_area,
        *_texts_of(content.signatories),
    ):
        if unknown := missing_characters(printed):
            raise CharacterNotPrintable(printed, unknown)
    frame_edge = template.margin_mm * _MM
    floor = frame_edge + _LINE_GAP + _PADDING - 7
    heading, heading_bottom = _heading(content, template, words, logos)
    foot, foot_top = _foot(content, template, language, floor)
    middle = _middle(_rows(content, text, words), heading_bottom, foot_top)
    frame_ink = AMBER if content.is_practice else BLUE
    frame = Part(None, (Frame(frame_edge, _LINE_GAP, frame_ink),))
    practice = (_practice_mark(words),) if content.is_practice else ()
    return (frame, *heading, *middle, *foot, *practice)


def _texts_of(signatories: Sequence[Signatory]) -> list[str]:
    return [text for signatory in signatories for text in (signatory.name, signatory.position)]


def _heading(
    content: CertificateContent,
    template: Template,
    words: Words,
    logos: Sequence[Logo],
) -> tuple[list[Part], float]:
    """Logos on one line, then the issuing bodies. Returns the parts and how far down they reach."""
    parts = []
    bottom = HEIGHT - template.margin_mm * _MM - _LINE_GAP - _PADDING
    if logos:
        height = template.logo_height_mm * _MM
        bottom -= height
        gap = height * 0.9
        sizes = [_logo_size(logo, height) for logo in logos]
        left = _MIDDLE - (sum(width for width, _ in sizes) + gap * (len(logos) - 1)) / 2
        for logo, (width, tall) in zip(logos, sizes, strict=True):
            box = (left, bottom, left + width, bottom + tall)
            alternative = words.line("logo_alternative", name=logo.owner)
            parts.append(Part(Role.PICTURE, (PlacedImage(logo.picture, box),), alternative, box))
            left += width + gap
        bottom -= 12
    statement = content.statement
    issuers = f"{statement.issuer}  ·  {statement.college_name}".upper()
    size = 11.5
    bottom -= size * _ASCENT
    parts.append(Part(Role.TEXT, (Line(issuers, _MIDDLE, bottom, Face.SERIF, size, BLUE, tracking=1.9),)))
    return parts, bottom


def _logo_size(logo: Logo, height: float) -> tuple[float, float]:
    """Return width and height of a logo: as high as the others, but no wider than four times that."""
    width = logo.picture.width / logo.picture.height * height
    if width <= 4 * height:
        return width, height
    return 4 * height, 4 * height * logo.picture.height / logo.picture.width


def _rows(content: CertificateContent, text: TemplateText, words: Words) -> list[_Row]:
    """Return the paragraphs of the middle, from the title to the date of issue."""
    statement = content.statement
    name = _fitted(statement.name, Face.SERIF_SEMIBOLD, ((1, 36, 26), (2, 30, 20), (3, 20, 15)))
    title = _fitted(text.title, Face.SERIF, ((1, 40, 24),))
    course = _fitted(statement.course_title, Face.SERIF_SEMIBOLD, ((1, 21, 17), (2, 19, 14), (3, 15, 12)))
    detail = _fitted(text.detail(statement, words), Face.SERIF, ((1, 13, 12), (2, 13, 11), (3, 11, 10)))
    achievement = _fitted(text.achievement, Face.SERIF, ((1, 14, 12), (2, 14, 11)))
    wish = _fitted(text.wish(statement), Face.SERIF_ITALIC, ((2, 12, 10), (3, 12, 10)))
    date = words.written_date(statement.issued_on)
    issued = (
        words.line("issued_at", place=content.place, date=date)
        if content.place
        else words.line("issued", date=date)
    )
    return [
        replace(title, gap=26, ink=BLUE, role=Role.TITLE, has_ornament=True),
        _Row((text.opening,), Face.SERIF_ITALIC, 14, gap=34),
        replace(name, gap=20, leading=1.2, role=Role.HEADING),
        replace(achievement, gap=20),
        replace(course, gap=15, ink=BLUE, leading=1.2, role=Role.HEADING),
        replace(detail, gap=14),
        replace(wish, gap=17, leading=1.35, ink=INK),
        _Row((issued,), Face.SERIF, 11.5, gap=17, ink=INK),
    ]


def _fitted(text: str, face: Face, attempts: tuple[tuple[int, float, float], ...]) -> _Row:
    fitted = fit_text(text, face, _TEXT_WIDTH, attempts)
    if fitted is None:
        raise TextDoesNotFit(text)
    return _Row(fitted.lines, face, fitted.size, gap=0)


def _middle(rows: Sequence[_Row], top: float, bottom: float) -> list[Part]:
    """Give the rows their places between ``top`` and ``bottom``, their gaps stretched or drawn together."""
    room = top - bottom - sum(row.height for row in rows)
    wanted = sum(row.gap for row in rows) + rows[-1].gap
    stretch = min(room / wanted, _LOOSEST)
    if stretch < _TIGHTEST:
        raise TextDoesNotFit(max((" ".join(row.lines) for row in rows[2:5]), key=len))
    baseline = top - (room - wanted * stretch) * _SHARE_ABOVE
    parts = []
    for row in rows:
        baseline -= row.gap * stretch + row.size * _CAP_HEIGHT
        items: list[Line | Ornament] = []
        for index, line in enumerate(row.lines):
            baseline -= row.size * row.leading if index else 0
            items.append(Line(line, _MIDDLE, baseline, row.face, row.size, row.ink))
        parts.append(Part(row.role, tuple(items)))
        if row.has_ornament:
            parts.append(Part(None, (Ornament(_MIDDLE, baseline - 17 * stretch, 70, row.ink),)))
    return parts


def _foot(
    content: CertificateContent,
    template: Template,
    language: str,
    floor: float,
) -> tuple[list[Part], float]:
    """Lines for signatures, the code with what it is for, and the small print. Returns also their top."""
    words = words_in(language)
    positions = template.positions[language]
    signatories = content.signatories or tuple(Signatory() for _ in positions)
    code_middle, caption_width, columns, column_width = _columns(len(signatories))
    code, top = _code(content, template, words, middle=code_middle, caption_width=caption_width, floor=floor)
    line_height = floor + 62
    parts = []
    for index, (signatory, middle) in enumerate(zip(signatories, columns, strict=True)):
        default = positions[index] if index < len(positions) else ""
        parts += _signature(signatory, signatory.position or default, middle, column_width, line_height)
    return [*parts, *code, *_small_print(content, words, floor, template)], top


def _columns(signatories: int) -> tuple[float, float, list[float], float]:
    """Return the middle of the code, the width of its caption, the middles and width of signature columns.

    One or two signatures stand at the sides of the code, which keeps the sheet symmetrical; more stand in a
    row with the code at the right.
    """
    left, right = 72.0, WIDTH - 72.0
    if signatories == 0:
        return _MIDDLE, 260.0, [], 0.0
    if signatories == 1:
        return left + 120, 240.0, [right - 105], 210.0
    if signatories == 2:  # noqa: PLR2004  two, as the sentence above says
        return _MIDDLE, 260.0, [left + 105, right - 105], 210.0
    room = right - left - 190
    width = room / signatories
    return right - 80, 170.0, [left + width * (index + 0.5) for index in range(signatories)], width - 24


def _signature(signatory: Signatory, position: str, middle: float, width: float, height: float) -> list[Part]:
    fitted_name = (
        fit_text(signatory.name, Face.SERIF, width, ((1, 11.5, 8.5), (2, 10, 8))) if signatory.name else None
    )
    fitted_position = fit_text(position, Face.SANS, width, ((1, 9.5, 8), (2, 9, 8)))
    if fitted_position is None or (signatory.name and fitted_name is None):
        raise TextDoesNotFit(signatory.name or position)
    rule = Part(None, (Rule(middle - width / 2, middle + width / 2, height, 0.6, INK),))
    lines = []
    baseline = height - 13
    if fitted_name:
        for line in fitted_name.lines:
            lines.append(Line(line, middle, baseline, Face.SERIF, fitted_name.size, INK))
            baseline -= fitted_name.size * 1.1
    baseline += 0 if not fitted_name else -1
    for line in fitted_position.lines:
        lines.append(Line(line, middle, baseline, Face.SANS, fitted_position.size, GREY))
        baseline -= fitted_position.size * 1.15
    return [rule, Part(Role.TEXT, tuple(lines))]


def _code(
    content: CertificateContent,
    template: Template,
    words: Words,
    *,
    middle: float,
    caption_width: float,
    floor: float,
) -> tuple[list[Part], float]:
    """The QR code with its quiet zone, the number in clear, and a sentence that says what it is for."""
    side = template.code_mm * _MM
    purpose = wrap_evenly(words.line("code_purpose"), Face.SANS, _SMALL, caption_width)
    if purpose is None:
        raise TextDoesNotFit(words.line("code_purpose"))
    captions = [(words.line("number", number=content.statement.number), Face.SANS_SEMIBOLD, 9.0)]
    if content.replaces:
        captions.append((words.line("replaces", number=content.replaces), Face.SANS, _SMALL))
    small = [(line, Face.SANS, _SMALL) for line in purpose]
    lines: list[Line] = []
    baseline = floor
    for line, face, size in reversed([*captions, *small]):
        lines.insert(0, Line(line, middle, baseline, face, size, INK if face is Face.SANS_SEMIBOLD else GREY))
        baseline += _SMALL_LEADING if (line, face, size) in small[1:] else _SMALL_LEADING + 1.5
    quiet = QUIET_MODULES * side / make_qr(content.code_text).modules
    bottom = baseline - 3 + quiet
    box = (middle - side / 2, bottom, middle + side / 2, bottom + side)
    parts = [
        Part(Role.PICTURE, (Code(content.code_text, box),), words.line("code_alternative"), box),
        Part(Role.TEXT, tuple(lines[: len(captions)])),
        Part(Role.TEXT, tuple(lines[len(captions) :])),
    ]
    return parts, bottom + side + quiet


def _small_print(content: CertificateContent, words: Words, floor: float, template: Template) -> list[Part]:
    left = template.margin_mm * _MM + _LINE_GAP + _PADDING
    parts = [
        Part(
            Role.TEXT,
            (Line(words.line("not_a_qualification"), left, floor, Face.SANS, _SMALL, GREY, anchor="start"),),
        ),
    ]
    if content.financed_by:
        thanks = words.line("financed_by", donor=content.financed_by)
        parts.append(
            Part(Role.TEXT, (Line(thanks, WIDTH - left, floor, Face.SANS, _SMALL, GREY, anchor="end"),)),
        )
    return parts


def _practice_mark(words: Words) -> Part:
    marks = (
        Diagonal(words.line("practice"), Face.SANS_SEMIBOLD, 132, 34, AMBER),
        Diagonal(words.line("practice_note"), Face.SANS_SEMIBOLD, 54, -48, AMBER),
    )
    return Part(Role.TEXT, marks)
