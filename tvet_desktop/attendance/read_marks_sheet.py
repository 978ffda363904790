"""Read a marked sheet: one line for each person, one column for each half-day."""

import re
from dataclasses import dataclass
from datetime import date

from tvet_desktop.documents.bad_cells import BadCell, CellProblem, Unreadable, problem_of_formula
from tvet_desktop.documents.named_college import college_hints
from tvet_desktop.documents.recognise import NAME_FIELDS, find_marks_table
from tvet_desktop.documents.session_headings import looks_like_session, read_session_heading
from tvet_desktop.documents.table_headers import Heading, Table
from tvet_desktop.documents.workbook import CellError, CellValue, Row, Workbook, cell_text
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.text import fold_name
from tvet_desktop.shared.translation import _

_WORDS = {
    "P": "p 1 true present présent présente présents yes oui yego yitabiriye yahari arahari ✓ ✔ √",
    "A": "a 0 false absent absente absents no non oya yasibye ntiyitabiriye adahari ntahari",
    "L": "l late retard r yakererewe yatinze tardy",
    "E": "e excused excusé excusée exc leave permission yasabye uruhushya yasobanuye",
}
_PHRASES = {
    "L": ("en retard", "arrivé en retard", "arrivée en retard"),
    "E": ("yasabye uruhushya", "yasobanuye impamvu", "absent excusé", "absence excusée", "excused absence"),
}
_MARKS = {fold_name(word) or word: mark for mark, words in _WORDS.items() for word in words.split()} | {
    fold_name(phrase): mark for mark, phrases in _PHRASES.items() for phrase in phrases
}
_ENDING = re.compile(r"\(\w+\)")
_MINUTE_WORDS = frozenset(
    fold_name(word) for word in ["min", "mins", "mn", "m", "minute", "minutes", "iminota", "de", "by", "of"]
)
_LONGEST_DELAY = 300
_NOT_A_NAME = frozenset(
    fold_name(w) for w in ("total", "totals", "totaux", "igiteranyo", "signature", "umukono")
)


class NoSessionColumns(UserError):
    """A sheet without names or without any column headed by a date."""

    def __init__(self, file_name: str) -> None:
        super().__init__(file_name)
        self.file_name = file_name

    def sentence(self) -> str:
        """Say how the headings should look."""
        return _(
            "“{file}” is not a marked sheet that we can read: it needs a column “Names” and a column for each"
            " half-day, headed like “08/03/2021 AM”."
        ).format(file=self.file_name)


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


def read_marks(workbook: Workbook, columns: dict[str, int] | None = None) -> MarksSheet:
    """Return the marks of a workbook; an empty cell is no mark.

    Args:
        workbook: what ``read_workbook`` gave.
        columns: where a person says that the names are ("full_name" -> column, 1 is A).

    Raises:
        NoSessionColumns: no column holds names, or none is headed by a date.
    """
    table = find_marks_table(workbook)
    if columns is not None:
        table = table.with_columns(columns)
    bad_cells: list[BadCell] = []
    sessions = _sessions(table, bad_cells)
    if not sessions or not NAME_FIELDS & table.columns.keys():
        raise NoSessionColumns(workbook.file_name)
    lines = tuple(
        line for row in table.rows() if (line := _line(table, sessions, row, bad_cells)) is not None
    )
    return MarksSheet(
        workbook.file_name,
        workbook.content_hash,
        table,
        tuple(college_hints(workbook, table)),
        sessions,
        lines,
        tuple(bad_cells),
    )


def read_mark(value: CellValue) -> tuple[str, int | None]:
    """Return status and minutes late of a cell: a letter, a word in three languages, 1 or 0, "L 10 min".

    Raises:
        Unreadable: BAD_MARK or FAILED_FORMULA.
    """
    if isinstance(value, CellError):
        raise Unreadable(problem_of_formula(value))
    text = cell_text(value)
    plain = fold_name(_ENDING.sub("", text)) or text
    if plain in _MARKS:
        return _MARKS[plain], None
    numbers = re.findall(r"\d+", plain)
    words = [word for word in re.sub(r"\d+", " ", plain).split() if word not in _MINUTE_WORDS]
    if len(numbers) == 1 and _MARKS.get(" ".join(words)) == "L" and int(numbers[0]) <= _LONGEST_DELAY:
        return "L", int(numbers[0])
    raise Unreadable(CellProblem.BAD_MARK)


def _sessions(table: Table, bad_cells: list[BadCell]) -> tuple[SheetSession, ...]:
    """Return the columns headed by a day; a day that stands over two columns has a morning and an afternoon."""
    read = {heading: read_session_heading(heading.label) for heading in table.unknown}
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
    table: Table, sessions: tuple[SheetSession, ...], row: Row, bad_cells: list[BadCell]
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
            status, minutes = read_mark(row.cell(session.column))
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
