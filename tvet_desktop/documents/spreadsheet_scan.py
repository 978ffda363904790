"""What we look for in a zipped spreadsheet before a parser unfolds it.

The parser makes one rectangle of each sheet, so a single stray cell in the last column asks for gigabytes
(measured: 10 GB for two cells); it forgets which cells held a failed formula, takes a formula that was never
calculated for an empty cell, and does not tell which rows are hidden. All that is seen here.
"""

import re
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET
from xml.sax.saxutils import unescape
from zipfile import ZipFile

from tvet_desktop.documents.workbook import column_number

MAX_CELLS = 8_000_000
"""Largest rectangle of one sheet that is unfolded, about 250 MB."""

MAX_COLUMNS = 1_000
"""No list is wider; a filled cell beyond it was typed by mistake."""

_LONGEST_FORMULA = 80
_XLSX_CELL = re.compile(rb"<(?:\w+:)?c\s([^<>]*[^<>/])>")
_XLSX_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_XLSX_ERROR = re.compile(rb"<(?:\w+:)?v>([^<]*)</")
_XLSX_NO_RESULT = re.compile(
    rb"<(?:\w+:)?c\s([^<>]*)>\s*<(?:\w+:)?f\b[^<>]*(?:/>|>([^<]*)</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_XLSX_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\s(?=[^<>]*\bhidden="(?:1|true)")[^<>]*\br="(\d{1,7})"')
_ODS_TAG = re.compile(rb"<table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])([^<>]*?)(/?)>")
_ODS_COLUMNS = re.compile(rb'table:number-columns-repeated="(\d{1,9})"')
_ODS_ROWS = re.compile(rb'table:number-rows-repeated="(\d{1,9})"')


class StrayCell(ValueError):
    """The sheet is too wide, or would unfold to too much; ``row`` and ``column`` are its far corner."""

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
        if column > MAX_COLUMNS or self.row * self.column > MAX_CELLS:
            raise StrayCell(self.row, self.column)


@dataclass
class Seen:
    """What was seen in a sheet: (row, column) -> code of a failed formula, or the formula that has no result yet."""

    failed: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)


def scan_xlsx(archive: ZipFile) -> dict[str, Seen]:
    """Return by the name of each sheet what was seen in it.

    Raises:
        StrayCell: a sheet is too wide and too long.
        KeyError, ValueError, ET.ParseError: parts are missing or unreadable.
    """
    found: dict[str, Seen] = {}
    parts = set(archive.namelist())
    for sheet, part in sheet_parts(archive):
        if part in parts:  # a chart sheet has its own folder
            found[sheet] = _scan_sheet(archive.read(part))
    return found


def _scan_sheet(xml: bytes) -> Seen:
    seen, extent = Seen(), _Extent()
    for cell in _XLSX_CELL.finditer(xml):
        place = _XLSX_PLACE.search(cell[1])
        if place is None:
            continue
        row, column = int(place[2]), column_number(place[1].decode())
        extent.stretch(row, column)
        if b't="e"' in cell[1]:
            value = _XLSX_ERROR.search(xml, cell.end(), cell.end() + 2_000)
            seen.failed[row, column] = value[1].decode("utf-8", "replace") if value else "#"
    for cell in _XLSX_NO_RESULT.finditer(xml):
        place = _XLSX_PLACE.search(cell[1])
        if place is not None and b't="str"' not in cell[1]:
            formula = unescape((cell[2] or b"").decode("utf-8", "replace"))[:_LONGEST_FORMULA]
            seen.failed[int(place[2]), column_number(place[1].decode())] = f"={formula}"
    seen.hidden_rows = [int(row[1]) for row in _XLSX_HIDDEN_ROW.finditer(xml)]
    return seen


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


def sheet_parts(archive: ZipFile) -> list[tuple[str, str]]:
    """Return the name of each sheet and the part of the archive that holds it, in the order of the file.

    Raises:
        KeyError, ValueError, ET.ParseError: parts are missing or unreadable.
    """
    targets = {
        relation.get("Id"): relation.get("Target", "")
        for relation in ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314  size is checked, expat stops entity bombs
    }
    parts: list[tuple[str, str]] = []
    for element in ET.fromstring(archive.read("xl/workbook.xml")).iter():  # noqa: S314  same
        if element.tag.endswith("}sheet"):
            relation_id = next((v for k, v in element.attrib.items() if k.endswith("}id")), None)
            target = targets.get(relation_id, "")
            part = target[1:] if target.startswith("/") else f"xl/{target}"
            parts.append((element.get("name", ""), part))
    return parts
