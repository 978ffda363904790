"""Where everything stands on a certificate: content in, parts with places out. Knows no PDF and no window.

A4 landscape, all lengths in points from the lower left corner. The heading hangs from the top, the signatures
and the code stand on the bottom, and what is between is spread so that it rests a little above the middle.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tvet_desktop.certificates.drawing.content import CertificateContent, Logo
from tvet_desktop.certificates.drawing.foot import foot
from tvet_desktop.certificates.drawing.heading import heading
from tvet_desktop.certificates.drawing.parts import (
    AMBER,
    BLUE,
    INK,
    Colour,
    Diagonal,
    Frame,
    Line,
    Ornament,
    Part,
)
from tvet_desktop.certificates.drawing.sheet import (
    LINE_GAP,
    MIDDLE,
    MM,
    CharacterNotPrintable,
    TextDoesNotFit,
)
from tvet_desktop.certificates.templates.template import Template, TemplateText
from tvet_desktop.certificates.templates.words import Words, words_in
from tvet_desktop.documents.fonts import Face, missing_characters
from tvet_desktop.documents.pdf.structure import Role
from tvet_desktop.documents.text_fitting import fit_text

_TEXT_WIDTH = 640.0
_TIGHTEST, _LOOSEST = 0.5, 1.3  # how far the gaps of the middle may be drawn together or apart
_SHARE_ABOVE = 0.42  # of the room left over: the eye's middle lies above the ruler's
_CAP_HEIGHT = 0.67
_NAME_SIZE = 35.0
_NAME_HEIGHT = _NAME_SIZE * _CAP_HEIGHT  # kept for a shrunk name too, so that the rest does not move
_ORNAMENT_DROP, _ORNAMENT_WIDTH = 17.0, 70.0


@dataclass(frozen=True, slots=True)
class _Row:
    """One paragraph of the middle, before it has a place. ``gap`` is the wanted room above it."""

    lines: tuple[str, ...]
    face: Face
    size: float
    gap: float = 0
    leading: float = 1.25
    ink: Colour = INK
    role: Role = Role.TEXT
    has_ornament: bool = False
    least_height: float = 0

    @property
    def rise(self) -> float:
        """From the top of the first line's capitals to its baseline, or the room kept for it."""
        return max(self.size * _CAP_HEIGHT, self.least_height)

    @property
    def height(self) -> float:
        """From the top of the first line's capitals to the last baseline."""
        return self.rise + self.size * self.leading * (len(self.lines) - 1)


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
    _check_characters(content)
    words, statement = words_in(language), content.statement
    top, top_baseline = heading((statement.issuer, statement.college_name), template, words, tuple(logos))
    bottom, bottom_top = foot(content, template, words)
    middle = _middle(_rows(content, template.texts[language], words), top_baseline, bottom_top)
    frame = Frame(template.margin_mm * MM, LINE_GAP, AMBER if content.is_practice else BLUE)
    practice = (_practice_mark(words),) if content.is_practice else ()
    return (Part(None, (frame,)), *practice, *top, *middle, *bottom)


def _check_characters(content: CertificateContent) -> None:
    statement = content.statement
    texts = [statement.name, statement.course_title, statement.skill_area, content.place, content.financed_by]
    texts += [text for one in content.signatories for text in (one.name, one.position)]
    for text in texts:
        if unknown := missing_characters(text):
            raise CharacterNotPrintable(text, unknown)


def _rows(content: CertificateContent, text: TemplateText, words: Words) -> list[_Row]:
    """Return the paragraphs of the middle, from the title to the date of issue."""
    statement = content.statement
    title = _fitted(text.title, Face.SERIF, ((1, 38, 24),))
    name = _fitted(statement.name, Face.SERIF_SEMIBOLD, ((1, _NAME_SIZE, 26), (2, 28, 20), (3, 20, 15)))
    achievement = _fitted(text.achievement, Face.SERIF, ((1, 14, 12), (2, 14, 11)))
    course = _fitted(statement.course_title, Face.SERIF_SEMIBOLD, ((1, 21, 17), (2, 19, 14), (3, 15, 12)))
    detail = _fitted(text.detail(statement, words), Face.SERIF, ((1, 13, 12), (2, 13, 11), (3, 11, 10)))
    wishes = [_fitted(wish, Face.SERIF_ITALIC, ((1, 12, 10), (2, 10, 9))) for wish in text.wish(statement)]
    wish_lines = tuple(line for wish in wishes for line in wish.lines)
    date = words.written_date(statement.issued_on)
    issued = (
        words.line("issued_at", place=content.place, date=date)
        if content.place
        else words.line("issued", date=date)
    )
    return [
        replace(title, gap=26, ink=BLUE, role=Role.TITLE, has_ornament=True),
        _Row((text.opening,), Face.SERIF_ITALIC, 14, gap=34),
        replace(
            name,
            gap=20,
            leading=1.2,
            role=Role.HEADING,
            least_height=_NAME_HEIGHT if len(name.lines) == 1 else 0,
        ),
        replace(achievement, gap=20),
        replace(course, gap=15, ink=BLUE, leading=1.2, role=Role.HEADING),
        replace(detail, gap=14),
        _Row(wish_lines, Face.SERIF_ITALIC, min(wish.size for wish in wishes), gap=17, leading=1.35),
        _Row((issued,), Face.SERIF, 11.5, gap=17),
    ]


def _fitted(text: str, face: Face, attempts: tuple[tuple[int, float, float], ...]) -> _Row:
    fitted = fit_text(text, face, _TEXT_WIDTH, attempts)
    if fitted is None:
        raise TextDoesNotFit(text)
    return _Row(fitted.lines, face, fitted.size)


def _middle(rows: Sequence[_Row], top: float, bottom: float) -> list[Part]:
    """Give the rows their places between ``top`` and ``bottom``, their gaps stretched or drawn together."""
    room = top - bottom - sum(row.height for row in rows)
    wanted = sum(row.gap for row in rows) + rows[-1].gap
    stretch = min(room / wanted, _LOOSEST)
    if stretch < _TIGHTEST:
        raise TextDoesNotFit(max((" ".join(row.lines) for row in rows), key=len))
    baseline = top - (room - wanted * stretch) * _SHARE_ABOVE
    parts = []
    for row in rows:
        baseline -= row.gap * stretch + row.rise
        lines = []
        for index, line in enumerate(row.lines):
            baseline -= row.size * row.leading if index else 0
            lines.append(Line(line, MIDDLE, baseline, row.face, row.size, row.ink))
        parts.append(Part(row.role, tuple(lines)))
        if row.has_ornament:
            ornament = Ornament(MIDDLE, baseline - _ORNAMENT_DROP * stretch, _ORNAMENT_WIDTH, row.ink)
            parts.append(Part(None, (ornament,)))
    return parts


def _practice_mark(words: Words) -> Part:
    marks = (
        Diagonal(words.line("practice"), Face.SANS_SEMIBOLD, 132, 34, AMBER),
        Diagonal(words.line("practice_note"), Face.SANS_SEMIBOLD, 54, -48, AMBER),
    )
    return Part(Role.TEXT, marks)
