"""The pages behind a certificate: modules with their hours, attendance, and results of tests."""

from collections.abc import Sequence
from dataclasses import dataclass

from tvet_desktop.certificates.drawing.content import CertificateContent
from tvet_desktop.certificates.drawing.parts import BLUE, GREY, INK, Group, Line, Ornament, Page, Part, Rule
from tvet_desktop.certificates.drawing.second_page import HUNDREDTHS, Module, PointsReached, SecondPage
from tvet_desktop.certificates.drawing.sheet import (
    HEIGHT,
    MIDDLE,
    SMALL,
    SMALL_LEADING,
    WIDTH,
    TextDoesNotFit,
)
from tvet_desktop.certificates.drawing.tongues import Tongue
from tvet_desktop.certificates.templates.template import Template
from tvet_desktop.documents.fonts import Face
from tvet_desktop.documents.pdf.structure import Role, Scope
from tvet_desktop.documents.text_fitting import fit_text, wrap_evenly

_TABLE_WIDTH = 580.0
_NUMBER_WIDTH = 104.0
_SIZES = ((10.5, 18.0), (10.0, 16.5), (9.5, 15.0), (9.0, 13.5), (8.5, 12.5))  # letters, and from row to row
_LINE_STEP = 1.18
_HEAD, _TOTAL, _FIGURES = 26.0, 21.0, 58.0
_LEFT, _RIGHT = MIDDLE - _TABLE_WIDTH / 2, MIDDLE + _TABLE_WIDTH / 2


@dataclass(frozen=True, slots=True)
class _Entry:
    """A module with its title in lines."""

    lines: tuple[str, ...]
    module: Module

    def height(self, size: float, step: float) -> float:
        return step + (len(self.lines) - 1) * size * _LINE_STEP


def results_pages(content: CertificateContent, template: Template, spoken: tuple[Tongue, ...]) -> list[Page]:
    """Return one page or more; letters shrink first, then the list goes on.

    Raises:
        TextDoesNotFit: a module's title does not fit into three lines, or the course title above them.
    """
    page = content.second_page
    assert page is not None
    head, top = _head(content, template, spoken)
    bottom = template.inset + SMALL_LEADING * 2
    size, step, shares = _shares(page, top - bottom)
    pages = []
    for index, share in enumerate(shares):
        is_last = index == len(shares) - 1
        table, below = _table(share, page if is_last else None, spoken, (top, size, step))
        figures = _figures(page, spoken, below) if is_last else []
        foot = _foot(content, template, spoken, (index + 2, len(shares) + 1))
        pages.append((*head, *table, *figures, *foot))
    return pages


def _shares(page: SecondPage, room: float) -> tuple[float, float, list[list[_Entry]]]:
    """Return size, step and the modules of each page: on one page if any size allows it."""
    below = _TOTAL + (_FIGURES if page.percent is not None or page.tests else 0)
    for size, step in _SIZES:
        entries = _entries(page.modules, size)
        if sum(entry.height(size, step) for entry in entries) + _HEAD + below <= room:
            return size, step, [entries]
    size, step = _SIZES[2]
    shares: list[list[_Entry]] = [[]]
    left = room - _HEAD - below  # kept free on every page: the last one needs it
    for entry in _entries(page.modules, size):
        height = entry.height(size, step)
        if height > left and shares[-1]:
            shares.append([])
            left = room - _HEAD - below
        shares[-1].append(entry)
        left -= height
    return size, step, shares


def _entries(modules: Sequence[Module], size: float) -> list[_Entry]:
    entries = []
    for module in modules:
        lines = wrap_evenly(module.title, Face.SERIF, size, _TABLE_WIDTH - 2 * _NUMBER_WIDTH - 8)
        if lines is None or len(lines) > 3:  # noqa: PLR2004  said above
            raise TextDoesNotFit(module.title)
        entries.append(_Entry(lines, module))
    return entries


def _head(
    content: CertificateContent, template: Template, spoken: tuple[Tongue, ...]
) -> tuple[list[Part], float]:
    """Return whose page this is, and the height at which the table begins."""
    statement = content.statement
    parts: list[Part] = []
    baseline = HEIGHT - template.inset - 18

    def put(
        text: str,
        face: Face,
        sizes: tuple[float, float],
        *,
        ink: tuple[float, float, float],
        role: Role,
        tag: str = "",
    ) -> None:
        fitted = fit_text(text, face, WIDTH - 3 * template.inset, ((1, *sizes), (2, sizes[1], 8)))
        if fitted is None:
            raise TextDoesNotFit(text)
        nonlocal baseline
        lines = []
        for index, line in enumerate(fitted.lines):
            baseline -= fitted.size * 1.2 if index else 0
            lines.append(Line(line, MIDDLE, baseline, face, fitted.size, ink))
        parts.append(Part(role, tuple(lines), language=tag))

    for tongue in spoken:
        title = tongue.words.line("second_page_title")
        baseline -= 17 if tongue.tag else 0
        sizes = (13.0, 10.0) if tongue.tag else (24.0, 16.0)
        put(
            title, Face.SERIF, sizes, ink=BLUE, role=Role.TEXT if tongue.tag else Role.HEADING, tag=tongue.tag
        )
    baseline -= 14
    parts.append(Part(None, (Ornament(MIDDLE, baseline, 70.0, BLUE),)))
    baseline -= 26
    put(statement.name, Face.SERIF_SEMIBOLD, (17, 11), ink=INK, role=Role.TEXT)
    baseline -= 17
    put(statement.course_title, Face.SERIF, (12, 9), ink=INK, role=Role.TEXT)
    return parts, baseline - 22


def _table(
    entries: Sequence[_Entry],
    totals: SecondPage | None,
    spoken: tuple[Tongue, ...],
    measures: tuple[float, float, float],
) -> tuple[list[Part | Group], float]:
    """Return a table of modules, with the totals if it is the last, and the height below it."""
    top, size, step = measures
    baseline = top - 9
    rows = [_head_row(spoken, baseline)]
    y = top - _HEAD + 6
    rules: list[Part | Group] = [_rule(y, 0.8)]
    for index, entry in enumerate(entries):
        y -= (step - size) / 2 + size * 0.78
        if index:
            rules.append(_rule(y + size * 0.78 + (step - size) / 2, 0.25))
        rows.append(_module_row(entry, y, size))
        y -= (len(entry.lines) - 1) * size * _LINE_STEP + (step - size) / 2 + size * 0.22
    rules.append(_rule(y, 0.8))
    if totals:
        y -= 15
        rows.append(_total_row(totals, spoken, y))
        y -= 6
    return [*rules, Group(Role.TABLE, tuple(rows))], y


def _rule(y: float, thickness: float) -> Part:
    return Part(None, (Rule(_LEFT, _RIGHT, y, thickness, GREY),))


def _head_row(spoken: tuple[Tongue, ...], baseline: float) -> Group:
    cells = []
    for name, x, anchor in (
        ("module", _LEFT, "start"),
        ("hours_planned", _RIGHT - _NUMBER_WIDTH, "end"),
        ("hours_attended", _RIGHT, "end"),
    ):
        parts = []
        for tongue in spoken:
            y = baseline if not tongue.tag else baseline - 9.5
            if len(spoken) == 1:
                y -= 4
            face = Face.SANS if tongue.tag else Face.SANS_SEMIBOLD
            text = tongue.words.line(name)
            fitted = fit_text(text, face, _NUMBER_WIDTH if anchor == "end" else 300, ((1, 9, 6.5),))
            if fitted is None:
                raise TextDoesNotFit(text)
            size = max(fitted.size, SMALL) if not tongue.tag else SMALL
            line = Line(text, x, y, face, size, GREY if tongue.tag else BLUE, anchor=anchor)  # type: ignore[arg-type]
            parts.append(Part(Role.TEXT, (line,), language=tongue.tag))
        cells.append(Group(Role.HEAD_CELL, tuple(parts), Scope.COLUMN))
    return Group(Role.ROW, tuple(cells))


def _module_row(entry: _Entry, baseline: float, size: float) -> Group:
    title = tuple(
        Line(line, _LEFT, baseline - index * size * _LINE_STEP, Face.SERIF, size, INK, anchor="start")
        for index, line in enumerate(entry.lines)
    )
    module = entry.module
    return Group(
        Role.ROW,
        (
            Part(Role.HEAD_CELL, title, scope=Scope.ROW),
            *_hour_cells(module.planned, module.attended, baseline, size, Face.SANS),
        ),
    )


def _hour_cells(planned: int, attended: int, baseline: float, size: float, face: Face) -> tuple[Part, Part]:
    first, second = (
        Part(Role.CELL, (Line(hours_figure(minutes), x, baseline, face, size, INK, anchor="end"),))
        for minutes, x in ((planned, _RIGHT - _NUMBER_WIDTH), (attended, _RIGHT))
    )
    return first, second


def _total_row(page: SecondPage, spoken: tuple[Tongue, ...], baseline: float) -> Group:
    words = " · ".join(dict.fromkeys(tongue.words.line("total") for tongue in spoken))
    line = Line(words, _LEFT, baseline, Face.SANS_SEMIBOLD, 10.5, INK, anchor="start")
    return Group(
        Role.ROW,
        (
            Part(Role.HEAD_CELL, (line,), scope=Scope.ROW),
            *_hour_cells(page.planned, page.attended, baseline, 10.5, Face.SANS_SEMIBOLD),
        ),
    )


def _figures(page: SecondPage, spoken: tuple[Tongue, ...], top: float) -> list[Part | Group]:
    """Return attendance and tests as large figures under their names: a table of one row."""
    figures = [] if page.percent is None else [("attendance", f"{page.percent} %")]
    figures += [(f"{test.which}_test", _points(test, spoken[0].language)) for test in page.tests]
    if not figures:
        return []
    column = min(_TABLE_WIDTH / len(figures), 220.0)
    heads, cells = [], []
    for index, (name, figure) in enumerate(figures):
        x = MIDDLE + (index - (len(figures) - 1) / 2) * column
        parts = []
        for place, tongue in enumerate(spoken):
            line = Line(tongue.words.line(name), x, top - 26 - 9.5 * place, Face.SANS, SMALL, GREY)
            parts.append(Part(Role.TEXT, (line,), language=tongue.tag))
        heads.append(Group(Role.HEAD_CELL, tuple(parts), Scope.COLUMN))
        below = top - 34 - 9.5 * len(spoken)
        cells.append(Part(Role.CELL, (Line(figure, x, below, Face.SERIF_SEMIBOLD, 15, INK),)))
    rows = (Group(Role.ROW, tuple(heads)), Group(Role.ROW, tuple(cells)))
    return [Group(Role.TABLE, rows)]


def _foot(
    content: CertificateContent, template: Template, spoken: tuple[Tongue, ...], place: tuple[int, int]
) -> list[Part]:
    floor = template.inset - SMALL * 0.75
    words = spoken[0].words
    number = words.line("number", number=content.statement.number)
    page = words.line("page", page=str(place[0]), pages=str(place[1]))
    return [
        Part(Role.TEXT, (Line(number, template.inset, floor, Face.SANS, SMALL, GREY, anchor="start"),)),
        Part(Role.TEXT, (Line(page, WIDTH - template.inset, floor, Face.SANS, SMALL, GREY, anchor="end"),)),
    ]


def hours_figure(minutes: int) -> str:
    """Return minutes as hours in figures, which all three languages write alike: "3:30"."""
    return f"{minutes // 60}:{minutes % 60:02}"


def _points(test: PointsReached, language: str) -> str:
    return f"{_number(test.points, language)} / {_number(test.maximum, language)}"


def _number(hundredths: int, language: str) -> str:
    """Return points without noughts behind the mark that parts them from their hundredths."""
    whole, rest = divmod(hundredths, HUNDREDTHS)
    decimals = f"{rest:02}".rstrip("0")
    return f"{whole}{',' if language == 'fr' else '.'}{decimals}" if decimals else str(whole)
