"""The name-check list as a PDF: everybody signs their name as the certificate will have it, before it is printed."""

from collections.abc import Sequence

from tvet_desktop.attendance.paper.badge_content import NameToCheck
from tvet_desktop.attendance.paper.draw_sheet import PrintedBy
from tvet_desktop.attendance.paper.logo_line import draw_logos
from tvet_desktop.attendance.paper.paper_words import PaperWords, words_for
from tvet_desktop.attendance.paper.pen import (
    GREY,
    INK,
    LEADING,
    LONG_SIDE,
    MARGIN,
    MM,
    SHORT_SIDE,
    SMALL,
    Pen,
    fitting,
)
from tvet_desktop.attendance.paper.sheet_content import PaperHead
from tvet_desktop.attendance.rules import local_day
from tvet_desktop.courses.rules import day_text
from tvet_desktop.documents.fonts import Face
from tvet_desktop.documents.pdf.metadata import PaperMetadata
from tvet_desktop.shared.translation import translation_for

ON_PAGE = 18
_LOGO, _LOGO_GAP, _MOST_LOGOS = 14 * MM, 14.0, 0.48
_LEFT, _RIGHT, _TOP, _FLOOR = MARGIN, SHORT_SIDE - MARGIN, LONG_SIDE - MARGIN, MARGIN
_ROW = 12 * MM
_HEADINGS = 24.0
_NUMBER, _NAME, _CORRECTION, _DAY = 26.0, 190.0, 155.0, 62.0
_EDGES = (
    _LEFT,
    _LEFT + _NUMBER,
    _LEFT + _NUMBER + _NAME,
    _LEFT + _NUMBER + _NAME + _CORRECTION,
    _RIGHT - _DAY,
    _RIGHT,
)


def draw_name_list(head: PaperHead, names: Sequence[NameToCheck], language: str, printed: PrintedBy) -> bytes:
    """Return an untagged PDF/A-2b file of A4 pages, names in the order given."""
    words = words_for(language)
    _ = translation_for(language)
    title = _("Names for the certificates: {course}").format(course=head.course_title)
    pen = Pen(
        (SHORT_SIDE, LONG_SIDE), PaperMetadata(title, head.college, language, printed.at, is_tagged=False)
    )
    pages = -(-len(names) // ON_PAGE)
    with pen.shared() as frame:
        top = _draw_head(pen, head, title, words)
        _draw_foot(pen, head, words, printed)
    for page in range(pages):
        pen.draw_shared(frame)
        _draw_lines(pen, names[page * ON_PAGE : (page + 1) * ON_PAGE], top)
        pen.text(words.page_of(page + 1, pages), _RIGHT, _FLOOR, anchor="end")
        pen.end_page()
    return pen.finish()


def _draw_head(pen: Pen, head: PaperHead, title: str, words: PaperWords) -> float:
    """Draw the top and the headings, and return where the lines begin."""
    _ = translation_for(words.language)
    if head.is_practice:
        pen.practice(words.practice())
    whole = _RIGHT - _LEFT
    begins = draw_logos(
        pen,
        head.logos,
        right=_RIGHT,
        baseline=_TOP - _LOGO,
        height=_LOGO,
        room=whole * _MOST_LOGOS,
    )
    room = begins - _LEFT - (_LOGO_GAP if head.logos else 0)
    pen.text(f"{head.programme} · {head.college}", _LEFT, _TOP - 8.5, size=9, ink=GREY, room=room)
    lines = fitting(title, Face.SERIF_SEMIBOLD, room, ((1, 17.0, 13.0), (2, 13.0, 11.0), (3, 11.0, 9.0)))
    baseline = pen.lines(
        lines.lines, _LEFT, _TOP - 13 - lines.size, face=Face.SERIF_SEMIBOLD, size=lines.size, room=room
    )
    baseline += lines.size * LEADING / SMALL - 15
    pen.text(_("Course {code}").format(code=head.course_code), _LEFT, baseline, size=9.5, room=room)
    asked = fitting(
        _(
            "Read your name letter by letter. If it is right, sign. If it is not, write it as it should be, in clear"
            " letters, and sign: the certificate will say exactly what stands here."
        ),
        Face.SANS,
        whole,
        ((2, 10.0, 8.0), (3, 9.0, 8.0)),
    )
    if head.logos:
        baseline = min(baseline, _TOP - _LOGO)
    baseline = pen.lines(asked.lines, _LEFT, baseline - 16, size=asked.size, room=whole)
    top = baseline
    bottom = top - _HEADINGS
    texts = (_("No."), _("Name on the certificate"), _("If wrong: the right name"), _("Signature"), _("Date"))
    for text, left, right in zip(texts, _EDGES, _EDGES[1:], strict=False):
        pen.in_cell(
            text,
            left + 3,
            right - 3,
            (top + bottom) / 2,
            face=Face.SANS_SEMIBOLD,
            attempts=((1, 9.5, 8.0), (2, 8.5, 8.0)),
        )
    pen.rule(_LEFT, top, _RIGHT, top, thickness=1.0, ink=INK)
    pen.rule(_LEFT, bottom, _RIGHT, bottom, thickness=0.9, ink=INK)
    for edge in _EDGES:
        pen.rule(edge, top, edge, bottom)
    return bottom


def _draw_lines(pen: Pen, names: Sequence[NameToCheck], top: float) -> None:
    begin = top
    for name in names:
        bottom = top - _ROW
        middle = (top + bottom) / 2
        seat = "–" if name.seat is None else str(name.seat)
        pen.in_cell(seat, _EDGES[0], _EDGES[1] - 5, middle, attempts=((1, 9.5, 8.0),), anchor="end")
        pen.in_cell(
            name.name_to_print,
            _EDGES[1] + 5,
            _EDGES[2] - 4,
            middle,
            face=Face.SERIF_SEMIBOLD,
            attempts=((1, 12.5, 10.0), (2, 11.0, 9.0), (3, 9.0, 8.0)),
        )
        if name.confirmed_on is not None:
            pen.in_cell(
                day_text(name.confirmed_on), _EDGES[4] + 4, _EDGES[5] - 3, middle, attempts=((1, 9.5, 8.0),)
            )
        pen.rule(_LEFT, bottom, _RIGHT, bottom)
        top = bottom
    for edge in _EDGES:
        pen.rule(edge, begin, edge, top)


def _draw_foot(pen: Pen, head: PaperHead, words: PaperWords, printed: PrintedBy) -> None:
    _ = translation_for(words.language)
    room = _RIGHT - _LEFT
    note = _(
        "A date in the last column says that the name was confirmed before. Keep this list: it is the proof."
    )
    pen.text(note, _LEFT, _FLOOR + LEADING, ink=GREY, room=room)
    said = words.printed(local_day(printed.at), printed.name)
    pen.text(f"{head.college} · {said}", _LEFT, _FLOOR, ink=GREY, room=room - 90)
