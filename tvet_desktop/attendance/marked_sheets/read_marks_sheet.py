"""Read a marked sheet: one line for each person, one column for each half-day."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from tvet_desktop.attendance.marked_sheets.read_mark import is_cross, is_tick, read_mark
from tvet_desktop.documents.bad_cells import BadCell, CellProblem, Unreadable
from tvet_desktop.documents.named_college import college_hints
from tvet_desktop.documents.recognise import NAME_FIELDS, NOTHING, find_marks_table
from tvet_desktop.documents.session_headings import looks_like_session, read_session_heading
from tvet_desktop.documents.table_headers import Heading, Table
from tvet_desktop.documents.workbook import Row, Workbook, cell_text
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.text import fold_name
from tvet_desktop.shared.translation import _

_NOT_A_NAME = frozenset(
    fold_name(w) for w in ("total", "totals", "totaux", "igiteranyo", "signature", "umukono")
)


class NoSessionColumns(UserError):
    """A sheet without any column headed by a date."""

    def __init__(self, file_name: str) -> None:
        super().__init__(file_name)
        self.file_name = file_name

    def sentence(self) -> str:
        """Say how the headings should look."""
        return _(
            "“{file}” is not a marked sheet that we can read: it needs a column “Names” and a column for each"
            " half-day, headed like “08/03/2021 AM”."
        ).format(file=self.file_name)


class NoNamesOfMarks(NoSessionColumns):
    """A sheet whose columns are headed by dates, but none by a word for names. ``headings`` are all it has."""

    def __init__(self, file_name: str, headings: tuple[str, ...]) -> None:
        super().__init__(file_name)
        self.headings = headings


@dataclass(frozen=True)
class SheetSession:
    """A column of marks. ``slot`` is "AM", "PM" or "FULL"."""

    column: int
    heading: str
    day: date
    slot: str


@dataclass(frozen=True)
class SheetMark:
    """One mark. ``status`` is "P", "L", "A" or "E"; ``minutes_late`` only where the cell has them."""

    session: SheetSession
    status: str
    minutes_late: int | None


@dataclass(frozen=True)
class SheetLine:
    """What the sheet says of one person, named as written."""

    row: int
    name: str
    marks: tuple[SheetMark, ...]


@dataclass(frozen=True)
class MarksSheet:
    """A marked sheet as it was read, before anybody is looked up. ``hints`` may name the college."""

    file_name: str
    content_hash: str
    table: Table
    hints: tuple[str, ...]
    sessions: tuple[SheetSession, ...]
    lines: tuple[SheetLine, ...]
    bad_cells: tuple[BadCell, ...]
    has_crosses: bool = False
    """Whether an X stands in a cell: presence in one sheet, absence in another."""


def read_marks(
    workbook: Workbook,
    columns: dict[str, int] | None = None,
    *,
    sheet: str | None = None,
    chosen: Mapping[str, str] = NOTHING,
    around: date | None = None,
    cross: str | None = None,
) -> MarksSheet:
    """Return the marks of a workbook; an empty cell is no mark.

    Args:
        workbook: what ``read_workbook`` gave.
        columns: where a person says that the names are ("full_name" -> column, 1 is A).
        sheet: the name of the sheet to read; without it the one that looks most like a marked sheet.
        chosen: what people of the college have chosen for headings earlier (``HeaderWords.chosen``).
        around: a day of the course, for headings without a year.
        cross: what an X means, "P" or "A"; None where nobody has said it: beside ticks it means absence.

    Raises:
        NoSessionColumns: none is headed by a date.
        NoNamesOfMarks: no column holds names.
    """
    table = marks_table(workbook, sheet=sheet, chosen=chosen, around=around)
    if columns is not None:
        table = table.with_columns(columns)
    bad_cells: list[BadCell] = []
    sessions = _sessions(table, around, bad_cells)
    if not sessions:
        raise NoSessionColumns(workbook.file_name)
    if not NAME_FIELDS & table.columns.keys():
        raise NoNamesOfMarks(workbook.file_name, tuple(heading.label for heading in table.headings))
    rows = list(table.rows())
    cells = [row.cell(session.column) for row in rows for session in sessions]
    has_crosses = any(map(is_cross, cells))
    if cross is None and has_crosses and any(map(is_tick, cells)):
        cross = "A"
    lines = tuple(line for row in rows if (line := _line(table, sessions, row, cross, bad_cells)) is not None)
    return MarksSheet(
        workbook.file_name,
        workbook.content_hash,
        table,
        tuple(college_hints(workbook, table)),
        sessions,
        lines,
        tuple(bad_cells),
        has_crosses,
    )


def marks_table(
    workbook: Workbook,
    *,
    sheet: str | None = None,
    chosen: Mapping[str, str] = NOTHING,
    around: date | None = None,
) -> Table:
    """Return the marked sheet that a workbook most likely holds; see ``read_marks``."""
    named = tuple(one for one in workbook.sheets if one.name == sheet)
    return find_marks_table(replace(workbook, sheets=named or workbook.sheets), chosen, around)


def sheets_of_marks(workbook: Workbook, around: date | None = None) -> tuple[str, ...]:
    """Return the names of the sheets that hold marks."""
    tables = {one.name: marks_table(workbook, sheet=one.name, around=around) for one in workbook.sheets}
    return tuple(name for name, table in tables.items() if _sessions(table, around, []))


def _sessions(table: Table, around: date | None, bad_cells: list[BadCell]) -> tuple[SheetSession, ...]:
    """Return the columns headed by a day; a day that stands over two columns has a morning and an afternoon."""
    read = {heading: read_session_heading(heading.label, around) for heading in table.unknown}
    days = [found.day for found in read.values() if found is not None]
    taken: set[tuple[date, str]] = set()
    sessions: list[SheetSession] = []
    for heading, found in read.items():
        if found is None:
            if looks_like_session(heading.label):
                bad_cells.append(_bad_heading(table, heading, CellProblem.BAD_SESSION))
            continue
        slot = found.slot
        if slot is None and days.count(found.day) == 1:
            slot = "FULL"
        elif slot is None:
            slot = "PM" if (found.day, "AM") in taken else "AM"
        if (found.day, slot) in taken:
            bad_cells.append(_bad_heading(table, heading, CellProblem.SESSION_TWICE))
            continue
        taken.add((found.day, slot))
        sessions.append(SheetSession(heading.column, heading.label, found.day, slot))
    return tuple(sessions)


def _bad_heading(table: Table, heading: Heading, problem: CellProblem) -> BadCell:
    return BadCell(table.header_row, heading.column, heading.label, "session", heading.label, problem)


def _line(
    table: Table,
    sessions: tuple[SheetSession, ...],
    row: Row,
    cross: str | None,
    bad_cells: list[BadCell],
) -> SheetLine | None:
    name = _name(table, row)
    if fold_name(name) in _NOT_A_NAME:
        return None
    marked = [session for session in sessions if row.cell(session.column) is not None]
    if not name:
        if marked:
            column = next(iter(NAME_FIELDS & table.columns.keys()))
            bad_cells.append(_bad(table, row, table.columns[column], column, CellProblem.NO_NAME))
        return None
    marks = []
    for session in marked:
        try:
            status, minutes = read_mark(row.cell(session.column), cross)
        except Unreadable as error:
            bad_cells.append(_bad(table, row, session.column, "mark", error.problem))
        else:
            marks.append(SheetMark(session, status, minutes))
    return SheetLine(row.number, name, tuple(marks))


def _name(table: Table, row: Row) -> str:
    """Return the name of a line as written, its parts joined."""
    columns = table.columns
    names = ("full_name",) if "full_name" in columns else ("family_name", "given_name")
    values = [row.cell(columns[name]) for name in names if name in columns]
    return " ".join(text for text in map(cell_text, values) if any(c.isalpha() for c in text))


def _bad(table: Table, row: Row, column: int, field: str, problem: CellProblem) -> BadCell:
    return BadCell(row.number, column, table.label(column), field, cell_text(row.cell(column)), problem)
