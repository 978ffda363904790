"""A spreadsheet as we read it: rows with content, each cell where the user sees it in the file."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tvet_desktop.shared.text import nfc


@dataclass(frozen=True, slots=True)
class CellError:
    """A formula that failed, such as ``#DIV/0!``, or that was never calculated: then ``code`` is the formula."""

    code: str

    @property
    def is_uncalculated(self) -> bool:
        """Whether the file has the formula without its result."""
        return self.code.startswith("=")


CellValue = str | int | float | bool | date | datetime | time | timedelta | CellError | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row with content. ``number`` counts from 1 as in the file; ``cells[0]`` is column 1 (A)."""

    number: int
    cells: tuple[CellValue, ...]

    def cell(self, column: int) -> CellValue:
        """Return the value in ``column`` (1 is A), None if empty or beyond the row's end."""
        return self.cells[column - 1] if 0 < column <= len(self.cells) else None


@dataclass(frozen=True, slots=True)
class Merge:
    """A rectangle of merged cells, both corners included, rows and columns counted from 1."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Sheet:
    """One visible sheet. Empty rows are left out, whatever their colour.

    ``position`` is its place among all sheets of the file, from 0; ``hidden_rows`` are read all the same.
    """

    name: str
    rows: tuple[Row, ...]
    merges: tuple[Merge, ...] = ()
    position: int = 0
    hidden_rows: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Workbook:
    """The visible sheets that have content (at least one), and the file they came from.

    ``content_hash`` is the SHA-256 of the file in hex: equal for the same file under another name.
    ``hidden_sheets`` were not read. Macros of a file that ``has_macros`` are never run.
    """

    file_name: str
    content_hash: str
    sheets: tuple[Sheet, ...]
    hidden_sheets: tuple[str, ...] = ()
    has_macros: bool = False


def cell_text(value: CellValue) -> str:
    """Return what the user sees in a cell, in one line: dates as 08/03/2021, a failed formula as its code."""
    if value is None:
        return ""
    if isinstance(value, str):
        return nfc(value)
    if isinstance(value, datetime) and value.time() != time():
        return value.strftime("%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    return value.code if isinstance(value, CellError) else str(value)


def column_letters(column: int) -> str:
    """Return what spreadsheets call a column: 1 is A, 27 is AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
