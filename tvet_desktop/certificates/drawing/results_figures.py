"""Attendance and results of tests as large figures, below the modules."""

from tvet_desktop.certificates.drawing.parts import GREY, INK, Group, Line, Part
from tvet_desktop.certificates.drawing.results_table import WIDTH
from tvet_desktop.certificates.drawing.second_page import HUNDREDTHS, PointsReached, SecondPage
from tvet_desktop.certificates.drawing.sheet import MIDDLE, SMALL, SMALL_LEADING
from tvet_desktop.certificates.drawing.tongues import Tongue, said_once
from tvet_desktop.documents.fonts import Face
from tvet_desktop.documents.pdf.structure import Role, Scope

_SIZE, _DROP, _ABOVE = 17.0, 19.0, 34.0
_WIDEST_COLUMN = 230.0


def figures_height(page: SecondPage, spoken: tuple[Tongue, ...]) -> float:
    """Return what the figures need below the modules."""
    if page.percent is None and not page.tests:
        return 0
    return _ABOVE + SMALL_LEADING * (len(spoken) - 1) + _DROP


def figures_table(page: SecondPage, spoken: tuple[Tongue, ...], top: float) -> tuple[Group, ...]:
    """Return attendance and tests as large figures under their names: a table of one row."""
    figures = [] if page.percent is None else [("attendance", f"{page.percent} %")]
    figures += [(f"{test.which}_test", _points(test, spoken[0].language)) for test in page.tests]
    if not figures:
        return ()
    column = min(WIDTH / len(figures), _WIDEST_COLUMN)
    first = top - _ABOVE
    below = first - SMALL_LEADING * (len(spoken) - 1) - _DROP
    heads, cells = [], []
    for index, (name, figure) in enumerate(figures):
        x = MIDDLE + (index - (len(figures) - 1) / 2) * column
        names = tuple(
            Part(
                Role.TEXT,
                (
                    Line(
                        text,
                        x,
                        first - SMALL_LEADING * place,
                        Face.SANS,
                        SMALL + 0.5,
                        GREY,
                    ),
                ),
                language=tongue.tag,
            )
            for place, (text, tongue) in enumerate(said_once(spoken, name))
        )
        heads.append(Group(Role.HEAD_CELL, names, Scope.COLUMN))
        cells.append(Part(Role.CELL, (Line(figure, x, below, Face.SERIF_SEMIBOLD, _SIZE, INK),)))
    return (Group(Role.TABLE, (Group(Role.ROW, tuple(heads)), Group(Role.ROW, tuple(cells)))),)


def _points(test: PointsReached, language: str) -> str:
    return f"{_number(test.points, language)} / {_number(test.maximum, language)}"


def _number(hundredths: int, language: str) -> str:
    """Return points without the noughts that say nothing, in French with a comma."""
    whole, rest = divmod(hundredths, HUNDREDTHS)
    decimals = f"{rest:02}".rstrip("0")
    return f"{whole}{',' if language == 'fr' else '.'}{decimals}" if decimals else str(whole)
