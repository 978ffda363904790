"""A certificate as a PDF: one signed file for one person."""

from collections.abc import Sequence
from functools import cache
from math import atan2, cos, sin

from tvet_desktop.certificates.drawing.content import CertificateContent, Logo
from tvet_desktop.certificates.drawing.layout import lay_out
from tvet_desktop.certificates.drawing.parts import (
    Code,
    Diagonal,
    Frame,
    Group,
    Image,
    Item,
    Line,
    Ornament,
    Part,
    Rule,
)
from tvet_desktop.certificates.drawing.sheet import HEIGHT, WIDTH
from tvet_desktop.certificates.drawing.tongues import tongues
from tvet_desktop.certificates.templates.template import Template
from tvet_desktop.certificates.templates.words import Words
from tvet_desktop.documents.fonts import text_width
from tvet_desktop.documents.pdf.metadata import PaperMetadata
from tvet_desktop.documents.pdf.tagged_canvas import TaggedCanvas
from tvet_desktop.documents.pdf_signature import PdfSigner

_CORNER = 17.0  # how much the inner rule cuts off the corner
_LOZENGE, _LOZENGE_PLACE = 2.6, 0.24  # half its width, and how far into the cut corner it stands
_SHARE_OF_START = {"start": 0.0, "middle": 0.5, "end": 1.0}


def draw_certificate(
    content: CertificateContent,
    template: Template,
    language: str,
    signer: PdfSigner | None = None,
    logos: Sequence[Logo] = (),
) -> bytes:
    """Return one certificate as a tagged PDF/A-2a and PDF/UA-1 file, signed if there is a signer.

    It has one page, or more where the content has a second page. ``language`` may name two languages for one page, of
    which the first leads, as in "en+fr". Equal input gives equal bytes.

    Raises:
        TextDoesNotFit, CharacterNotPrintable, LanguageNotInTemplate: see ``lay_out``.
    """
    metadata, words = paper_metadata(content, template, language, content.statement.name)
    canvas = TaggedCanvas((WIDTH, HEIGHT), metadata)
    for page in lay_out(content, template, language, logos):
        for part in page:
            _draw_tagged(canvas, part)
        canvas.showPage()
    return canvas.finish(signer.seal(content.issued_at, words.line("signature_field")) if signer else None)


def paper_metadata(
    content: CertificateContent, template: Template, language: str, about: str, *, is_tagged: bool = True
) -> tuple[PaperMetadata, Words]:
    """Return what the file says of itself, and the words of its leading language. ``about`` ends the title."""
    lead, *second = tongues(template, language)
    statement = content.statement
    author = lead.words.line("author", issuer=statement.issuer, college=statement.college_name)
    metadata = PaperMetadata(
        f"{lead.text.title}: {about}",
        author,
        lead.language,
        content.issued_at,
        is_tagged=is_tagged,
        second_language=second[0].language if second else "",
    )
    return metadata, lead.words


def _draw_tagged(canvas: TaggedCanvas, part: Part | Group) -> None:
    if isinstance(part, Group):
        with canvas.grouped(part.role, scope=part.scope):
            for inner in part.parts:
                _draw_tagged(canvas, inner)
    else:
        draw_part(canvas, part)


def draw_part(canvas: TaggedCanvas, part: Part) -> None:
    """Draw the marks of one part under its tag."""
    if part.role is None:
        with canvas.artifact():
            _draw_items(canvas, part.items)
    else:
        with canvas.tagged(
            part.role, alternative=part.alternative, box=part.box, language=part.language, scope=part.scope
        ):
            _draw_items(canvas, part.items)


def _draw_items(canvas: TaggedCanvas, items: Sequence[Item]) -> None:
    for place, item in enumerate(items, start=1):
        match item:
            case Line():
                _draw_line(canvas, item, goes_on=place < len(items))
            case Image():
                canvas.draw_picture(item.picture, item.box)
            case Code():
                canvas.ink((0, 0, 0))
                canvas.draw_image_body(item.code.mask, item.box)
            case Rule():
                canvas.ink(item.ink)
                canvas.draw_path(
                    f"{item.thickness} w {item.left:.2f} {item.y:.2f} m {item.right:.2f} {item.y:.2f} l S"
                )
            case Frame():
                _draw_frame(canvas, item)
            case Ornament():
                _draw_ornament(canvas, item)
            case Diagonal():
                _draw_diagonal(canvas, item)


def _draw_line(canvas: TaggedCanvas, line: Line, *, goes_on: bool) -> None:
    canvas.ink(line.ink)
    share = _SHARE_OF_START[line.anchor]
    start = line.x - share * text_width(line.text, line.face, line.size, line.tracking) if share else line.x
    canvas.write_line(
        line.text,
        start,
        line.baseline,
        face=line.face,
        size=line.size,
        tracking=line.tracking,
        goes_on=goes_on,
    )


def _draw_frame(canvas: TaggedCanvas, frame: Frame) -> None:
    """A stronger outer rule, and a fine inner one whose corners are cut, with a lozenge in each."""
    canvas.ink(frame.ink)
    canvas.draw_path(_frame_path(frame.edge, frame.gap))


@cache
def _frame_path(edge: float, gap: float) -> str:
    inner, cut = edge + gap, _CORNER
    left, right, bottom, top = inner, WIDTH - inner, inner, HEIGHT - inner
    corners = (
        (left + cut, bottom),
        (right - cut, bottom),
        (right, bottom + cut),
        (right, top - cut),
        (right - cut, top),
        (left + cut, top),
        (left, top - cut),
        (left, bottom + cut),
    )
    start, *others = (f"{x:.2f} {y:.2f}" for x, y in corners)
    line = f"{start} m " + " ".join(f"{place} l" for place in others)
    away = inner + cut * _LOZENGE_PLACE
    lozenges = (_lozenge(x, y, _LOZENGE) for x in (away, WIDTH - away) for y in (away, HEIGHT - away))
    return (
        f"1.3 w {edge:.2f} {edge:.2f} {WIDTH - 2 * edge:.2f} {HEIGHT - 2 * edge:.2f} re S"
        f" 0.5 w {line} s {' '.join(lozenges)} f"
    )


def _lozenge(x: float, y: float, half: float) -> str:
    return f"{x - half:.2f} {y:.2f} m {x:.2f} {y + half:.2f} l {x + half:.2f} {y:.2f} l {x:.2f} {y - half:.2f} l h"


def _draw_ornament(canvas: TaggedCanvas, ornament: Ornament) -> None:
    canvas.ink(ornament.ink)
    x, y, wide, half = ornament.x, ornament.y, ornament.half_width, 3.2
    canvas.draw_path(
        f"0.5 w {x - wide:.2f} {y:.2f} m {x - 15:.2f} {y:.2f} l {x + 15:.2f} {y:.2f} m {x + wide:.2f} {y:.2f} l S"
        f" {_lozenge(x, y, half)} {_lozenge(x - 9, y, half / 2)} {_lozenge(x + 9, y, half / 2)} f",
    )


def _draw_diagonal(canvas: TaggedCanvas, mark: Diagonal) -> None:
    canvas.ink(mark.ink)
    angle = atan2(HEIGHT, WIDTH) * 0.75
    turned = f"{cos(angle):.4f} {sin(angle):.4f} {-sin(angle):.4f} {cos(angle):.4f}"
    canvas.draw_path(f"q 0.9 w {turned} {WIDTH / 2:.2f} {HEIGHT / 2:.2f} cm")
    start = -text_width(mark.text, mark.face, mark.size) / 2
    canvas.write_line(mark.text, start, mark.offset, face=mark.face, size=mark.size, outlined=True)
    canvas.draw_path("Q")
