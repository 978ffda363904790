"""The sheet that shows how far a printer prints beside the place: folded twice, it is read without any tool.

A fold lies in the middle of the paper, wherever the printer has put its ink: the number that it crosses on a scale
is the number to type. The scales at the edges and the long line are for a ruler, to see whether the sheet was shrunk.
"""

from collections.abc import Callable
from datetime import datetime

from tvet_desktop.attendance.paper.paper_words import words_for
from tvet_desktop.attendance.paper.pen import GREY, INK, MM, Pen, fitting
from tvet_desktop.attendance.rules import local_day
from tvet_desktop.certificates.drawing.sheet import HEIGHT, MIDDLE, WIDTH
from tvet_desktop.certificates.printing.printer_offset import FURTHEST
from tvet_desktop.documents.fonts import Face
from tvet_desktop.documents.pdf.metadata import PaperMetadata
from tvet_desktop.shared.translation import LANGUAGES, translation_for

_CENTRE = HEIGHT / 2
_REACH = FURTHEST // 10
_EDGE_REACH = 25
_TICKS = {10: 3.2 * MM, 5: 2.4 * MM, 1: 1.3 * MM}
_LABEL = _TICKS[10] + 4
_NUMBERED = (-15, -10, 10, 15)  # around the middle both scales need their room
_SIZE = 8.0
_COLUMNS_TOP, _COLUMNS_BOTTOM = 81 * MM, 28 * MM
_COLUMN, _GUTTER = 84 * MM, 8 * MM
_LINE_LENGTH = 200 * MM
_LINE_HEIGHT = 150 * MM


def draw_test_page(*, printer: str, printed_by: str, now: datetime) -> bytes:
    """Return the page as an untagged PDF/A-2b file, in all languages at once; ``printer`` may be unknown, "".

    It is always printed without an offset: what is read on it is what is typed.
    """
    _ = translation_for("en")
    metadata = PaperMetadata(_("Test page for the printer"), "", "en", now, is_tagged=False)
    pen = Pen((WIDTH, HEIGHT), metadata)
    _draw_cross(pen)
    _draw_edges(pen)
    _draw_long_line(pen)
    _draw_head(pen, printer, words_for("en").printed(local_day(now), printed_by))
    left = (WIDTH - len(LANGUAGES) * _COLUMN - (len(LANGUAGES) - 1) * _GUTTER) / 2
    for number, language in enumerate(LANGUAGES):
        place = left + number * (_COLUMN + _GUTTER)
        if number:
            between = place - _GUTTER / 2
            pen.rule(between, _COLUMNS_TOP, between, _COLUMNS_BOTTOM, thickness=0.3)
        _draw_column(pen, translation_for(language), place)
    pen.end_page()
    return pen.finish()


def _draw_cross(pen: Pen) -> None:
    """Draw a lying and a standing scale through the middle; right and down are above zero."""
    reach = _REACH * MM
    pen.rule(MIDDLE - reach, _CENTRE, MIDDLE + reach, _CENTRE, thickness=0.4, ink=INK)
    pen.rule(MIDDLE, _CENTRE - reach, MIDDLE, _CENTRE + reach, thickness=0.4, ink=INK)
    for mark in range(-_REACH, _REACH + 1):
        half = _tick(mark)
        x, y = MIDDLE + mark * MM, _CENTRE - mark * MM
        pen.rule(x, _CENTRE - half, x, _CENTRE + half, thickness=0.3, ink=INK)
        pen.rule(MIDDLE - half, y, MIDDLE + half, y, thickness=0.3, ink=INK)
        if mark in _NUMBERED:
            written = str(mark).replace("-", "\N{MINUS SIGN}")
            pen.text(written, x, _CENTRE - _LABEL - 6, size=_SIZE, anchor="middle")
            pen.text(written, MIDDLE + _LABEL, y - 2.8, size=_SIZE)


def _draw_edges(pen: Pen) -> None:
    """Draw a scale at the middle of each edge that tells how far it is to the paper's edge."""
    for mark in range(_EDGE_REACH + 1):
        half, at = _tick(mark), mark * MM
        for y in (at, HEIGHT - at):
            pen.rule(MIDDLE - half, y, MIDDLE + half, y, thickness=0.3, ink=INK)
        for x in (at, WIDTH - at):
            pen.rule(x, _CENTRE - half, x, _CENTRE + half, thickness=0.3, ink=INK)
        if mark % 5 == 0 and mark:
            for y in (at, HEIGHT - at):
                pen.text(str(mark), MIDDLE + _LABEL, y - 2.8, size=_SIZE)
            for x in (at, WIDTH - at):
                pen.text(str(mark), x, _CENTRE - _LABEL - 6, size=_SIZE, anchor="middle")
    reach = _EDGE_REACH * MM
    for low, high in ((0.0, reach), (HEIGHT - reach, HEIGHT)):
        pen.rule(MIDDLE, low, MIDDLE, high, thickness=0.3, ink=INK)
    for low, high in ((0.0, reach), (WIDTH - reach, WIDTH)):
        pen.rule(low, _CENTRE, high, _CENTRE, thickness=0.3, ink=INK)


def _draw_long_line(pen: Pen) -> None:
    left, right = MIDDLE - _LINE_LENGTH / 2, MIDDLE + _LINE_LENGTH / 2
    pen.rule(left, _LINE_HEIGHT, right, _LINE_HEIGHT, thickness=0.4, ink=INK)
    for x in (left, right):
        pen.rule(x, _LINE_HEIGHT - 2.5 * MM, x, _LINE_HEIGHT + 2.5 * MM, thickness=0.4, ink=INK)
    pen.text(f"{round(_LINE_LENGTH / MM)} mm", MIDDLE, _LINE_HEIGHT + 4, size=9, anchor="middle")


def _draw_head(pen: Pen, printer: str, printed: str) -> None:
    titles = dict.fromkeys(translation_for(one)("Test page for the printer") for one in LANGUAGES)
    title = fitting(
        " · ".join(titles), Face.SERIF_SEMIBOLD, WIDTH - 60 * MM, ((1, 17.0, 12.0), (2, 13.0, 11.0))
    )
    pen.lines(
        title.lines,
        MIDDLE,
        HEIGHT - 37 * MM,
        face=Face.SERIF_SEMIBOLD,
        size=title.size,
        anchor="middle",
    )
    facts = " · ".join(part for part in (printer, printed) if part)
    pen.text(facts, MIDDLE, HEIGHT - 50 * MM, size=9, ink=GREY, anchor="middle", room=_LINE_LENGTH)


def _draw_column(pen: Pen, _: Callable[[str], str], left: float) -> None:
    """Write what to do, in one language."""
    steps = (
        _("1. Fold the sheet short edge on short edge; open it and fold it long edge on long edge."),
        _("2. Read the number where the first fold crosses the lying scale: type it under “To the right”."),
        _("3. Read the number where the second fold crosses the standing scale: type it under “Down”."),
        _("Type a minus with its number, and guess the tenths, such as 1.5."),
        _("If the long line is not 200 mm, print in “actual size” and not “fit to page”."),
    )
    baseline = _COLUMNS_TOP - 8
    for number, step in enumerate(steps):
        is_note = number > 2  # noqa: PLR2004  the three numbered steps come first
        fitted = fitting(step, Face.SANS, _COLUMN, ((2, 9.5, 8.5), (3, 8.5, 8.0), (4, 8.0, 8.0)))
        ink = GREY if is_note else INK
        baseline = pen.lines(fitted.lines, left, baseline, size=fitted.size, ink=ink, room=_COLUMN) - 5


def _tick(mark: int) -> float:
    """Return half the length of the line at a millimetre."""
    return next(half for step, half in _TICKS.items() if mark % step == 0)
