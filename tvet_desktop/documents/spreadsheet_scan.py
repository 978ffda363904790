"""What we look for in a zipped spreadsheet before a parser unfolds it.

The parser makes one rectangle of each sheet, so a single stray cell in the last column asks for gigabytes
(measured: 10 GB for two cells); and it forgets which cells held a failed formula. Both are seen here.
"""

import re
from dataclasses import dataclass
from xml.etree import ElementTree as ET
from zipfile import ZipFile

MAX_CELLS = 8_000_000
"""Largest rectangle of one sheet that is unfolded, about 250 MB."""

ErrorCells = dict[tuple[str, int, int], str]
"""(sheet name, row, column) -> code of the failed formula."""

_XLSX_CELL = re.compile(rb"<(?:\w+:)?c\s([^<>]*[^<>/])>")
_XLSX_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_XLSX_ERROR = re.compile(rb"<(?:\w+:)?v>([^<]*)</")
_ODS_TAG = re.compile(rb"<table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])([^<>]*?)(/?)>")
_ODS_COLUMNS = re.compile(rb'table:number-columns-repeated="(\d{1,9})"')
_ODS_ROWS = re.compile(rb'table:number-rows-repeated="(\d{1,9})"')


class StrayCell(ValueError):
    """The sheet would unfold to more than ``MAX_CELLS``; ``row`` and ``column`` are its far corner."""

    def __init__(self, row: int, column: int) -> None:
        super().__init__(row, column)
        self.row = row
        self.column = column


@dataclass
class _Extent:
    row: int = 0
    column: int = 0

    def stretch(self, row: int, column: int) -> None:
        self.row = max(self.row, row)
        self.column = max(self.column, column)
        if self.row * self.column > MAX_CELLS:
            raise StrayCell(self.row, self.column)


def scan_xlsx(archive: ZipFile) -> ErrorCells:
    """Return the failed formulas of all sheets.

    Raises:
        StrayCell: a sheet is too wide and too long.
        KeyError, ValueError, ET.ParseError: parts are missing or unreadable.
    """
    errors: ErrorCells = {}
    for sheet, part in _sheet_parts(archive).items():
        if part not in archive.namelist():
            continue  # a chart sheet has its own folder
        xml = archive.read(part)
        extent = _Extent()
        for cell in _XLSX_CELL.finditer(xml):
            place = _XLSX_PLACE.search(cell[1])
            if place is None:
                continue
            row, column = int(place[2]), _column_number(place[1])
            extent.stretch(row, column)
            if b't="e"' in cell[1]:
                value = _XLSX_ERROR.search(xml, cell.end(), cell.end() + 2_000)
                errors[sheet, row, column] = value[1].decode("utf-8", "replace") if value else "#"
    return errors


def scan_ods(archive: ZipFile) -> None:
    """Check the extent of each sheet, repeated rows and columns included.

    Raises:
        StrayCell: a sheet is too wide and too long.
        KeyError: it has no content.
    """
    extent, row, height, column = _Extent(), 0, 0, 0
    for tag in _ODS_TAG.finditer(archive.read("content.xml")):
        if tag[1] == b"table":
            extent, row, height = _Extent(), 0, 0
        elif tag[1] == b"table-row":
            row += height
            height, column = _repeated(_ODS_ROWS, tag[2]), 0
        else:
            column += _repeated(_ODS_COLUMNS, tag[2])
            if not tag[3]:
                extent.stretch(row + height, column)


def _repeated(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return int(found[1]) if found else 1


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _sheet_parts(archive: ZipFile) -> dict[str, str]:
    """Return the name of each sheet and the part of the archive that holds it."""
    targets = {
        relation.get("Id"): relation.get("Target", "")
        for relation in ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314  size is checked, expat stops entity bombs
    }
    parts: dict[str, str] = {}
    for element in ET.fromstring(archive.read("xl/workbook.xml")).iter():  # noqa: S314  same
        if element.tag.endswith("}sheet"):
            relation_id = next((v for k, v in element.attrib.items() if k.endswith("}id")), None)
            target = targets.get(relation_id, "")
            parts[element.get("name", "")] = target[1:] if target.startswith("/") else f"xl/{target}"
    return parts
