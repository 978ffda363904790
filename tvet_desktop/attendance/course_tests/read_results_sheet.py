"""Read a list of test results: one line for each person, one or two columns of points."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from tvet_desktop.attendance.course_tests.models import HUNDREDTHS
from tvet_desktop.attendance.course_tests.rules import WhichTest, hundredths_of
from tvet_desktop.documents.bad_cells import BadCell, CellProblem, Unreadable, problem_of_formula
from tvet_desktop.documents.header_words import header_words
from tvet_desktop.documents.recognise import NAME_FIELDS
from tvet_desktop.documents.table_headers import Table, find_table
from tvet_desktop.documents.workbook import CellError, CellValue, Row, Workbook, cell_text
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.text import fold_name
from tvet_desktop.shared.translation import _

_FIELDS = {"pre": WhichTest.PRE, "post": WhichTest.POST}
_NOT_TAKEN = frozenset(
    fold_name(word)
    for word in (
        "abs absent absente absents a n/a na nil none no non oya yasibye ntiyakoze adahari ntahari excused excusé"
        " exc e"
    ).split()
)
_NO_POINTS = frozenset({"", "-", "–", "—", "−", "/", "."})
"""Signs that people put where there is nothing."""
_NOT_A_NAME = frozenset(
    fold_name(word)
    for word in (
        "total totals totaux igiteranyo mean average moyenne impuzandengo maximum max minimum min signature umukono"
    ).split()
)
_PERCENT = 100 * HUNDREDTHS
_BEYOND = 1_000_000 * HUNDREDTHS  # no test has so many points
_OUT_OF = re.compile(r"(.+?)\s*/\s*(\d+(?:[.,]\d{1,2})?)")
_HEADED_OUT_OF = re.compile(r"(?:/|\bout of\b|\bsur\b|\bkuri\b)\s*(\d+(?:[.,]\d{1,2})?)", re.IGNORECASE)


class NoResultColumns(UserError):
    """A list without names, or without a column of points."""

    def __init__(self, file_name: str) -> None:
        super().__init__(file_name)
        self.file_name = file_name

    def sentence(self) -> str:
        """Say how the headings should look."""
        return _(
            "“{file}” has no results that we can read: it needs a column “Names” and a column “Pre-test” or"
            " “Post-test”."
        ).format(file=self.file_name)


@dataclass(frozen=True, slots=True)
class SheetPoints:
    """A cell with points, in hundredths; ``out_of`` only where the cell or its heading names a maximum."""

    points: int
    out_of: int | None
    column: int


@dataclass(frozen=True, slots=True)
class ResultsLine:
    """What the list says of one person, named as written."""

    row: int
    name: str
    points: dict[WhichTest, SheetPoints]


@dataclass(frozen=True)
class ResultsSheet:
    """A list of results as it was read, before anybody is looked up. ``columns`` are the tests that it has."""

    file_name: str
    content_hash: str
    table: Table
    columns: dict[WhichTest, int]
    lines: tuple[ResultsLine, ...]
    bad_cells: tuple[BadCell, ...]


def read_results(workbook: Workbook, *, points_are: WhichTest = WhichTest.POST) -> ResultsSheet:
    """Return the results of a workbook; an empty cell, "absent" or "–" is no result.

    Args:
        workbook: what ``read_workbook`` gave.
        points_are: which test a column means that is headed "Points" only.

    Raises:
        NoResultColumns: no column holds names, or none holds points.
    """
    table = find_table(workbook, header_words("results"))
    columns = {which: table.columns[field] for field, which in _FIELDS.items() if field in table.columns}
    if "points" in table.columns and points_are not in columns:
        columns[points_are] = table.columns["points"]
    if not columns or not NAME_FIELDS & table.columns.keys():
        raise NoResultColumns(workbook.file_name)
    bad_cells: list[BadCell] = []
    lines = tuple(line for row in table.rows() if (line := _line(table, columns, row, bad_cells)) is not None)
    return ResultsSheet(workbook.file_name, workbook.content_hash, table, columns, lines, tuple(bad_cells))


def read_points_cell(value: CellValue) -> tuple[int, int | None] | None:
    """Return points and, of "15/20", the maximum, in hundredths; None if the test was not taken.

    A number with many decimals, as a formula gives it, is rounded half up to hundredths.

    Raises:
        Unreadable: BAD_POINTS or FAILED_FORMULA.
    """
    if isinstance(value, CellError):
        raise Unreadable(problem_of_formula(value))
    if isinstance(value, int | float) and not isinstance(value, bool):
        exact = Decimal(repr(value)) * HUNDREDTHS
        if not exact.is_finite() or not 0 <= exact < _BEYOND:
            raise Unreadable(CellProblem.BAD_POINTS)
        return int(exact.quantize(Decimal(1), ROUND_HALF_UP)), None
    text = cell_text(value)
    if text in _NO_POINTS or fold_name(text) in _NOT_TAKEN:
        return None
    found = _OUT_OF.fullmatch(text)
    is_percent = text.endswith("%")
    points = hundredths_of(found[1] if found else text.removesuffix("%"))
    if points is None or not isinstance(value, str):
        raise Unreadable(CellProblem.BAD_POINTS)
    return points, hundredths_of(found[2]) if found else _PERCENT if is_percent else None


def headed_out_of(heading: str) -> int | None:
    """Return the maximum that a heading names, "Post-test (/40)", in hundredths; None if it names none."""
    found = _HEADED_OUT_OF.search(heading)
    if found:
        return hundredths_of(found[1])
    return _PERCENT if "%" in heading else None


def _line(
    table: Table, columns: dict[WhichTest, int], row: Row, bad_cells: list[BadCell]
) -> ResultsLine | None:
    name = _name(table, row)
    if not name or fold_name(name) in _NOT_A_NAME:
        return None
    points: dict[WhichTest, SheetPoints] = {}
    for which, column in columns.items():
        try:
            read = read_points_cell(row.cell(column))
        except Unreadable as error:
            bad_cells.append(
                bad_points(table, row.number, column, cell_text(row.cell(column)), error.problem)
            )
            continue
        if read is not None:
            own, out_of = read
            points[which] = SheetPoints(own, out_of or headed_out_of(table.label(column)), column)
    return ResultsLine(row.number, name, points)


def bad_points(table: Table, row: int, column: int, text: str, problem: CellProblem) -> BadCell:
    """Return a cell of points that cannot be taken."""
    return BadCell(row, column, table.label(column), "points", text, problem)


def _name(table: Table, row: Row) -> str:
    """Return the name of a line as written, its parts joined."""
    columns = table.columns
    names = ("full_name",) if "full_name" in columns else ("family_name", "given_name")
    values = [row.cell(columns[name]) for name in names if name in columns]
    return " ".join(text for text in map(cell_text, values) if any(c.isalpha() for c in text))
