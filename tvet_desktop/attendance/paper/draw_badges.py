"""Badges as a PDF for the printer: eight to a page, with marks to cut along."""

from collections.abc import Sequence

from tvet_desktop.attendance.paper.badge_content import Badge
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
from tvet_desktop.documents.fonts import Face, text_width
from tvet_desktop.documents.pdf.metadata import PaperMetadata
from tvet_desktop.shared.translation import translation_for

ON_PAGE, _ACROSS = 8, 2
_WIDTH, _HEIGHT = 90 * MM, 63 * MM
_LEFT = (SHORT_SIDE - _ACROSS * _WIDTH) / 2
_TOP = LONG_SIDE - MARGIN
_PADDING = 5 * MM
_CODE = 24 * MM
_MARK = 3 * MM
_LOGO, _LOGO_GAP, _MOST_LOGOS = 9 * MM, 8.0, 0.6
_NAME = ((1, 30.0, 20.0), (2, 22.0, 14.0), (3, 14.0, 11.0))
_NAME_BELOW_LOGOS = ((1, 28.0, 18.0), (2, 18.5, 13.0), (3, 13.0, 11.0))


def draw_badges(head: PaperHead, badges: Sequence[Badge], language: str, printed: PrintedBy) -> bytes:
    """Return an untagged PDF/A-2b file of A4 pages, badges in the order given."""
    _ = translation_for(language)
    words = words_for(language)
    title = _("Badges: {course}").format(course=head.course_title)
    pen = Pen(
        (SHORT_SIDE, LONG_SIDE), PaperMetadata(title, head.college, language, printed.at, is_tagged=False)
    )
    pages = -(-len(badges) // ON_PAGE)
    with pen.shared() as marks:
        _draw_cut_marks(pen)
    for page in range(pages):
        pen.draw_shared(marks)
        for place, badge in enumerate(badges[page * ON_PAGE : (page + 1) * ON_PAGE]):
            row, column = divmod(place, _ACROSS)
            _draw_badge(
                pen, head, badge, words, left=_LEFT + column * _WIDTH, bottom=_TOP - (row + 1) * _HEIGHT
            )
        said = f"{title} · {head.college} · {words.printed(local_day(printed.at), printed.name)}"
        pen.text(said, MARGIN, MARGIN, ink=GREY, room=SHORT_SIDE - 2 * MARGIN - 80)
        pen.text(words.page_of(page + 1, pages), SHORT_SIDE - MARGIN, MARGIN, anchor="end")
        pen.end_page()
    return pen.finish()


def _draw_badge(
    pen: Pen, head: PaperHead, badge: Badge, words: PaperWords, *, left: float, bottom: float
) -> None:
    _ = translation_for(words.language)
    inner_left, inner_right = left + _PADDING, left + _WIDTH - _PADDING
    room = inner_right - inner_left
    top = bottom + _HEIGHT - _PADDING
    line = _draw_head(pen, head, words, left=inner_left, right=inner_right, top=top)
    code_bottom = bottom + _PADDING
    name = fitting(badge.name, Face.SERIF_SEMIBOLD, room, _NAME_BELOW_LOGOS if head.logos else _NAME)
    space = line - (code_bottom + _CODE)
    height = name.size * 1.1 * len(name.lines)
    baseline = line - (space - height) / 2 - name.size * 0.82
    pen.lines(name.lines, inner_left, baseline, face=Face.SERIF_SEMIBOLD, size=name.size, room=room)
    pen.code(badge.code, inner_right - _CODE, code_bottom, _CODE)
    side = room - _CODE - 4 * MM
    course = fitting(head.course_title, Face.SANS, side, ((1, 11.0, 10.0), (2, 10.0, 9.0), (3, 9.0, 8.0)))
    pen.lines(course.lines, inner_left, code_bottom + _CODE - course.size - 2, size=course.size, room=side)
    pen.text(head.course_code, inner_left, code_bottom + 1 + 2 * (SMALL + 2), size=9, ink=GREY, room=side)
    pen.text(
        _("No. {seat}").format(seat=badge.seat),
        inner_left,
        code_bottom + 1,
        face=Face.SANS_SEMIBOLD,
        size=13,
        room=side,
    )


def _draw_head(
    pen: Pen, head: PaperHead, words: PaperWords, *, left: float, right: float, top: float
) -> float:
    """Draw the college, the logos and what says practice, and return the height of the rule below."""
    bold = Face.SANS_SEMIBOLD
    if not head.logos:
        room = right - left - (70 if head.is_practice else 0)
        pen.text(head.college, left, top - 9, face=bold, size=10, room=room)
        if head.is_practice:
            pen.text(words.practice(), right, top - 9, face=bold, size=10, anchor="end", room=64)
        pen.rule(left, top - 15, right, top - 15, thickness=0.6, ink=INK)
        return top - 15
    foot = top - _LOGO
    college = text_width(head.college, bold, 10) + _LOGO_GAP
    begins = draw_logos(
        pen,
        head.logos,
        right=right,
        baseline=foot,
        height=_LOGO,
        room=max((right - left) * _MOST_LOGOS, right - left - college),
    )
    room = begins - left - _LOGO_GAP
    lines = fitting(
        head.college, bold, room, ((1, 10.0, 9.0),) if head.is_practice else ((1, 10.0, 9.0), (2, 9.0, 8.0))
    )
    said = [*lines.lines, words.practice()] if head.is_practice else list(lines.lines)
    leading = lines.size * LEADING / SMALL
    pen.lines(said, left, foot + leading * (len(said) - 1), face=bold, size=lines.size, room=room)
    pen.rule(left, foot - 5, right, foot - 5, thickness=0.6, ink=INK)
    return foot - 5


def _draw_cut_marks(pen: Pen) -> None:
    """Short crosses at the corners of all badges: they show where to cut and print little."""
    for column in range(_ACROSS + 1):
        for row in range(ON_PAGE // _ACROSS + 1):
            x, y = _LEFT + column * _WIDTH, _TOP - row * _HEIGHT
            pen.rule(x - _MARK, y, x + _MARK, y, thickness=0.4)
            pen.rule(x, y - _MARK, x, y + _MARK, thickness=0.4)
