"""Reading a spreadsheet as colleges send them: .xlsx, .xls, .ods and .csv."""

import csv
import hashlib
import io
import zlib
from pathlib import Path
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from tvet_desktop.documents.delimited_text import NotText, decode_text, split_columns
from tvet_desktop.documents.parse_in_child import CannotParse, NeedsPassword, parse_in_child
from tvet_desktop.documents.spreadsheet_errors import (
    NotASpreadsheet,
    SpreadsheetDamaged,
    SpreadsheetEmpty,
    SpreadsheetHasMacros,
    SpreadsheetHasPassword,
    SpreadsheetHasStrayCell,
    SpreadsheetNotOpened,
    SpreadsheetTooLarge,
)
from tvet_desktop.documents.spreadsheet_scan import ErrorCells, StrayCell, scan_ods, scan_xlsx
from tvet_desktop.documents.workbook import CellError, CellValue, Merge, Row, Sheet, Workbook, column_letters

MAX_BYTES = 30_000_000
MAX_UNZIPPED = 300_000_000
MAX_ROWS = 50_000

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN_TEXT = ("%pdf", "<!doctype", "<html", "<?xml", "{\\rtf", "<svg", "mime-version:")
_ERROR_CODES = frozenset(
    {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!"}
)
_DAMAGED = (BadZipFile, zlib.error, KeyError, ParseError, ValueError, RuntimeError, EOFError, OSError)
"""What reading a damaged archive raises."""


def read_workbook(path: Path) -> Workbook:
    """Return the filled rows of all visible sheets, with the places they have in the file.

    Formulas give their last result; one that failed is a ``CellError`` (in an .xls file: an empty cell).

    Raises:
        SpreadsheetError: one of its kinds says why the file cannot be read.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SpreadsheetTooLarge(path.name)
        content = path.read_bytes()
    except OSError as error:
        raise SpreadsheetNotOpened(path.name) from error

    if content.startswith(_ZIP):
        sheets = _read_zipped(content, path.name)
    elif content.startswith(_COMPOUND):
        sheets = _read_compound(content, path.name)
    else:
        sheets = [_read_text(content, path)]
    filled = tuple(sheet for sheet in sheets if sheet.rows)
    if not filled:
        raise SpreadsheetEmpty(path.name)
    if sum(len(sheet.rows) for sheet in filled) > MAX_ROWS:
        raise SpreadsheetTooLarge(path.name)
    return Workbook(path.name, hashlib.sha256(content).hexdigest(), filled)


def _read_zipped(content: bytes, file_name: str) -> list[Sheet]:
    errors: ErrorCells = {}
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            parts = set(archive.namelist())
            if sum(part.file_size for part in archive.infolist()) > MAX_UNZIPPED:
                raise SpreadsheetTooLarge(file_name)
            if "xl/vbaProject.bin" in parts:
                raise SpreadsheetHasMacros(file_name)
            if "xl/workbook.xml" in parts:
                errors = scan_xlsx(archive)
            elif "content.xml" in parts and b"spreadsheet" in archive.read("mimetype"):
                if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                    raise SpreadsheetHasPassword(file_name)
                scan_ods(archive)
            elif "encrypted-package" in parts:
                raise SpreadsheetHasPassword(file_name)
            else:
                raise NotASpreadsheet(file_name)
    except StrayCell as stray:
        cell = f"{column_letters(stray.column)}{stray.row}"
        raise SpreadsheetHasStrayCell(file_name, cell) from stray
    except _DAMAGED as error:
        raise SpreadsheetDamaged(file_name) from error
    return _parse(content, file_name, errors)


def _read_compound(content: bytes, file_name: str) -> list[Sheet]:
    """Read .xls, or say which other thing the same container holds."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise SpreadsheetHasPassword(file_name)
    if not any(f"{name}\0".encode("utf-16-le") in content for name in ("Workbook", "Book")):
        raise NotASpreadsheet(file_name)
    if "_VBA_PROJECT_CUR".encode("utf-16-le") in content:
        raise SpreadsheetHasMacros(file_name)
    return _parse(content, file_name, {})


def _parse(content: bytes, file_name: str, errors: ErrorCells) -> list[Sheet]:
    try:
        raw_sheets = parse_in_child(content)
    except NeedsPassword as error:
        raise SpreadsheetHasPassword(file_name) from error
    except CannotParse as error:
        raise SpreadsheetDamaged(file_name) from error
    sheets = []
    for name, raw_rows, merges in raw_sheets:
        failed = {(row, column): code for (sheet, row, column), code in errors.items() if sheet == name}
        rows = {number: _tidy_cells(cells) for number, cells in raw_rows}
        for (row, column), code in failed.items():
            cells = rows.setdefault(row, [])
            cells.extend([None] * (column - len(cells)))
            cells[column - 1] = CellError(code)
        sheets.append(Sheet(name, _filled_rows(rows), tuple(Merge(*corners) for corners in merges)))
    return sheets


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
        raise SpreadsheetDamaged(path.name) from error
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
        text = value.strip()
        if text in _ERROR_CODES or (text.startswith("Err:") and text[4:].isdigit()):
            return CellError(text)
        return value if text else None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
