"""Reading a spreadsheet as colleges send them: .xlsx, .xls, .ods and .csv."""

import csv
import hashlib
import io
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from tvet_desktop.documents.delimited_text import NotText, decode_text, split_columns
from tvet_desktop.documents.parse_in_child import CannotParse, NeedsPassword, RawSheet, parse_in_child
from tvet_desktop.documents.spreadsheet_errors import (
    NotASpreadsheet,
    SpreadsheetDamaged,
    SpreadsheetEmpty,
    SpreadsheetHasHugeCell,
    SpreadsheetHasPassword,
    SpreadsheetHasStrayCell,
    SpreadsheetIsFolder,
    SpreadsheetIsLockFile,
    SpreadsheetNotOpened,
    SpreadsheetTooLarge,
)
from tvet_desktop.documents.spreadsheet_scan import MAX_COLUMNS, StrayCell
from tvet_desktop.documents.workbook import CellError, CellValue, Merge, Row, Sheet, Workbook, column_letters
from tvet_desktop.shared.steps import Steps, no_steps

MAX_BYTES = 30_000_000
MAX_UNZIPPED = 300_000_000
MAX_ROWS = 50_000

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN_TEXT = ("%pdf", "<!doctype", "<html", "<?xml", "{\\rtf", "<svg", "mime-version:")
_ERROR_CODES = frozenset(
    {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!"}
)
_DAMAGED = (BadZipFile, zlib.error, KeyError, ValueError, RuntimeError, EOFError, OSError)
"""What reading a damaged archive raises."""
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LOCK_FILE = re.compile(r"~\$(.+)|\.~lock\.(.+)#")


@dataclass(frozen=True)
class _Found:
    """What a file of one kind holds."""

    sheets: list[Sheet]
    hidden: Iterable[str] = ()
    has_macros: bool = False


def read_workbook(path: Path, steps: Steps = no_steps) -> Workbook:
    """Return the filled rows of all visible sheets, with the places they have in the file.

    Formulas give their last result; one that failed, or was never calculated, is a ``CellError`` (in an .xls
    file: an empty cell). Macros are not run. ``steps`` may raise to stop the work.

    Raises:
        SpreadsheetError: one of its kinds says why the file cannot be read.
    """
    content = read_file(path)
    if content.startswith(_ZIP):
        found = _read_zipped(content, path.name, steps)
    elif content.startswith(_COMPOUND):
        found = _read_compound(content, path.name, steps)
    else:
        found = _Found([_read_text(content, path)])
    filled = tuple(sheet for sheet in found.sheets if sheet.rows)
    if not filled:
        raise SpreadsheetEmpty(path.name)
    if sum(len(sheet.rows) for sheet in filled) > MAX_ROWS:
        raise SpreadsheetTooLarge(path.name)
    return Workbook(
        path.name, hashlib.sha256(content).hexdigest(), filled, tuple(found.hidden), found.has_macros
    )


def read_file(path: Path) -> bytes:
    """Return the bytes of a file that was chosen as a list.

    Raises:
        SpreadsheetIsFolder, SpreadsheetIsLockFile, SpreadsheetTooLarge, SpreadsheetNotOpened: it is none.
    """
    if path.is_dir():
        raise SpreadsheetIsFolder(path.name)
    lock = _LOCK_FILE.fullmatch(path.name)
    if lock is not None:
        raise SpreadsheetIsLockFile(path.name, lock[1] or lock[2])
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SpreadsheetTooLarge(path.name)
        return path.read_bytes()
    except OSError as error:
        raise SpreadsheetNotOpened(path.name) from error


def is_package(content: bytes) -> bool:
    """Tell whether a file that was read is an .xlsx or .xlsm, whatever its name: one that carries comments."""
    if not content.startswith(_ZIP):
        return False
    with ZipFile(io.BytesIO(content)) as archive:
        return "xl/workbook.xml" in archive.namelist()


def _read_zipped(content: bytes, file_name: str, steps: Steps) -> _Found:
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            parts = set(archive.namelist())
            if sum(part.file_size for part in archive.infolist()) > MAX_UNZIPPED:
                raise SpreadsheetTooLarge(file_name)
            if "content.xml" in parts and b"spreadsheet" in archive.read("mimetype"):
                if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                    raise SpreadsheetHasPassword(file_name)
            elif "encrypted-package" in parts:
                raise SpreadsheetHasPassword(file_name)
            elif "xl/workbook.xml" not in parts:
                raise NotASpreadsheet(file_name)
    except _DAMAGED as error:
        raise SpreadsheetDamaged(file_name) from error
    return _parse(content, file_name, steps, has_macros="xl/vbaProject.bin" in parts)


def _read_compound(content: bytes, file_name: str, steps: Steps) -> _Found:
    """Read .xls, or say which other thing the same container holds."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise SpreadsheetHasPassword(file_name)
    if not any(f"{name}\0".encode("utf-16-le") in content for name in ("Workbook", "Book")):
        raise NotASpreadsheet(file_name)
    return _parse(content, file_name, steps, has_macros="_VBA_PROJECT_CUR".encode("utf-16-le") in content)


def _parse(content: bytes, file_name: str, steps: Steps, *, has_macros: bool) -> _Found:
    try:
        raw_sheets, hidden = parse_in_child(content, steps)
    except NeedsPassword as error:
        raise SpreadsheetHasPassword(file_name) from error
    except StrayCell as stray:
        cell = f"{column_letters(stray.column)}{stray.row}"
        raise SpreadsheetHasStrayCell(file_name, cell) from stray
    except CannotParse as error:
        raise SpreadsheetDamaged(file_name) from error
    return _Found([_sheet(raw) for raw in raw_sheets], hidden, has_macros)


def _sheet(raw: RawSheet) -> Sheet:
    rows = {number: _tidy_cells(cells) for number, cells in raw.rows}
    for row, column, code in raw.failed:
        cells = rows.setdefault(row, [])
        cells.extend([None] * (column - len(cells)))
        cells[column - 1] = CellError(code)
    filled = _filled_rows(rows)
    hidden = frozenset(raw.hidden_rows).intersection(row.number for row in filled)
    return Sheet(raw.name, filled, tuple(Merge(*corners) for corners in raw.merges), raw.position, hidden)


def _read_text(content: bytes, path: Path) -> Sheet:
    try:
        text = decode_text(content)
    except NotText as error:
        raise NotASpreadsheet(path.name) from error
    if text.lstrip().lower().startswith(_FOREIGN_TEXT):
        raise NotASpreadsheet(path.name)
    try:
        records = split_columns(text)
    except csv.Error as error:
        raise SpreadsheetHasHugeCell(path.name) from error
    widest, number = max(
        ((len(record), number) for number, record in enumerate(records, start=1)), default=(0, 0)
    )
    if widest > MAX_COLUMNS:
        raise SpreadsheetHasStrayCell(path.name, f"{column_letters(widest)}{number}")
    rows = {number: _tidy_cells(list(record)) for number, record in enumerate(records, start=1)}
    return Sheet(path.stem, _filled_rows(rows))


def _filled_rows(rows: dict[int, list[CellValue]]) -> tuple[Row, ...]:
    return tuple(
        Row(number, tuple(cells))
        for number, cells in sorted(rows.items())
        if any(value is not None for value in cells)
    )


def _tidy_cells(cells: list[CellValue]) -> list[CellValue]:
    return [_tidy(value) for value in cells]


def _tidy(value: CellValue) -> CellValue:
    """Return blanks as None, whole numbers as int, failed formulas as ``CellError``."""
    if isinstance(value, str):
        value = _CONTROLS.sub("", value)
        text = value.strip()
        if text in _ERROR_CODES or (text.startswith("Err:") and text[4:].isdigit()):
            return CellError(text)
        return value if text else None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
