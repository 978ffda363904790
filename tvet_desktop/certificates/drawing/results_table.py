"""The table of modules with their hours on the pages behind a certificate."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tvet_desktop.certificates.drawing.parts import BLUE, GREY, INK, Group, Line, Part, Rule
from tvet_desktop.certificates.drawing.second_page import Module, SecondPage
from tvet_desktop.certificates.drawing.sheet import MIDDLE, SMALL, SMALL_LEADING, TextDoesNotFit
from tvet_desktop.certificates.drawing.spans import Span, beside, set_spans
from tvet_desktop.certificates.drawing.tongues import Tongue, said_once
from tvet_desktop.documents.fonts import Face
from tvet_desktop.documents.pdf.structure import Role, Scope
from tvet_desktop.documents.text_fitting import wrap_evenly

WIDTH = 640.0
HEAD, TOTAL = 27.0, 24.0
_HOURS_WIDTH, _GAP = 104.0, 12.0
_LEFT, _RIGHT = MIDDLE - WIDTH / 2, MIDDLE + WIDTH / 2
_LINE_STEP = 1.18
_MOST_LINES = 3
_TOTAL_SIZE = 11.0


@dataclass(frozen=True, slots=True)
class Lettering:
    """Size of the letters, and from one row to the next, in points."""

    size: float
    step: float


SIZES = tuple(
    Lettering(size, step)
    for size, step in (
        (11.5, 22.0),
        (11.0, 19.5),
        (10.5, 17.5),
        (10.0, 16.0),
        (9.5, 14.5),
        (9.0, 13.5),
        (8.5, 12.5),
    )
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A module with its title broken into lines."""

    lines: tuple[str, ...]
    module: Module

    def height(self, lettering: Lettering) -> float:
        """Return the height of its row."""
        return lettering.step + (len(self.lines) - 1) * lettering.size * _LINE_STEP


def entries_of(modules: Sequence[Module], lettering: Lettering) -> list[Entry]:
    """Return the modules with their titles in lines.

    Raises:
        TextDoesNotFit: a title needs more than three.
    """
    entries = []
    for module in modules:
        lines = wrap_evenly(module.title, Face.SERIF, lettering.size, WIDTH - 2 * _HOURS_WIDTH - _GAP)
        if lines is None or len(lines) > _MOST_LINES:
            raise TextDoesNotFit(module.title)
        entries.append(Entry(lines, module))
    return entries


def modules_table(
    entries: Sequence[Entry],
    totals: SecondPage | None,
    spoken: tuple[Tongue, ...],
    top: float,
    lettering: Lettering,
) -> tuple[tuple[Part | Group, ...], float]:
    """Return the table that hangs from ``top``, with the sums if these are the last modules, and where it ends."""
    y = top - HEAD
    rows = [_head_row(spoken, y)]
    rules = [_rule(y, 0.8)]
    capital = lettering.size * 0.66
    for index, entry in enumerate(entries):
        if index:
            rules.append(_rule(y, 0.25))
        rows.append(_module_row(entry, y - (lettering.step + capital) / 2, lettering.size))
        y -= entry.height(lettering)
    rules.append(_rule(y, 0.8))
    if totals:
        rows.append(_total_row(totals, spoken, y - (TOTAL + _TOTAL_SIZE * 0.66) / 2))
        y -= TOTAL
    return (*rules, Group(Role.TABLE, tuple(rows))), y


def hours_figure(minutes: int) -> str:
    """Return minutes as hours in figures, which all three languages write alike: "3:30"."""
    return f"{minutes // 60}:{minutes % 60:02}"


@lru_cache(maxsize=64)
def _head_row(spoken: tuple[Tongue, ...], bottom: float) -> Group:
    columns = (
        _head_cell("module", spoken, _LEFT, bottom, is_number=False),
        _head_cell("hours_planned", spoken, _RIGHT - _HOURS_WIDTH, bottom, is_number=True),
        _head_cell("hours_attended", spoken, _RIGHT, bottom, is_number=True),
    )
    return Group(Role.ROW, columns)


def _head_cell(name: str, spoken: tuple[Tongue, ...], x: float, bottom: float, *, is_number: bool) -> Group:
    parts = []
    baseline = bottom + 6 + SMALL_LEADING * (len(spoken) - 1)
    for text, tongue in said_once(spoken, name):
        face, size, ink = (Face.SANS, SMALL, GREY) if tongue.tag else (Face.SANS_SEMIBOLD, 9.0, BLUE)
        line = Line(text, x, baseline, face, size, ink, anchor="end" if is_number else "start")
        parts.append(Part(Role.TEXT, (line,), language=tongue.tag))
        baseline -= SMALL_LEADING
    return Group(Role.HEAD_CELL, tuple(parts), Scope.COLUMN)


def _module_row(entry: Entry, baseline: float, size: float) -> Group:
    title = tuple(
        Line(line, _LEFT, baseline - index * size * _LINE_STEP, Face.SERIF, size, INK, anchor="start")
        for index, line in enumerate(entry.lines)
    )
    hours = _hour_cells(entry.module.planned, entry.module.attended, baseline, Face.SANS, size)
    return Group(Role.ROW, (Part(Role.HEAD_CELL, title, scope=Scope.ROW), *hours))


def _total_row(page: SecondPage, spoken: tuple[Tongue, ...], baseline: float) -> Group:
    spans = beside(
        [
            Span(
                text,
                Face.SANS if tongue.tag else Face.SANS_SEMIBOLD,
                _TOTAL_SIZE,
                GREY if tongue.tag else INK,
                tongue.tag,
            )
            for text, tongue in said_once(spoken, "total")
        ]
    )
    parts = set_spans(spans, _LEFT, baseline)
    hours = _hour_cells(page.planned, page.attended, baseline, Face.SANS_SEMIBOLD, _TOTAL_SIZE)
    return Group(Role.ROW, (Group(Role.HEAD_CELL, parts, Scope.ROW), *hours))


def _hour_cells(planned: int, attended: int, baseline: float, face: Face, size: float) -> tuple[Part, Part]:
    first, second = (
        Part(Role.CELL, (Line(hours_figure(minutes), x, baseline, face, size, INK, anchor="end"),))
        for minutes, x in ((planned, _RIGHT - _HOURS_WIDTH), (attended, _RIGHT))
    )
    return first, second


@lru_cache(maxsize=512)
def _rule(y: float, thickness: float) -> Part:
    return Part(None, (Rule(_LEFT, _RIGHT, y, thickness, GREY),))
