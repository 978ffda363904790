"""Unfolds a zipped or old spreadsheet in a process of its own, and brings back plain values."""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zipfile import ZipFile

from tvet_desktop.documents.child_process import ChildFailed, run_in_child
from tvet_desktop.documents.spreadsheet_scan import Seen, StrayCell, scan_ods, scan_xlsx
from tvet_desktop.documents.workbook import CellValue
from tvet_desktop.shared.steps import Steps, no_steps

_ZIP = b"PK\x03\x04"


class NeedsPassword(ValueError):
    """The parser met encryption."""


class CannotParse(ValueError):
    """The parser gave up, crashed or took too long."""


@dataclass(frozen=True)
class RawSheet:
    """A visible work sheet.

    ``position`` counts all sheets of the file from 0; ``rows`` has (number from 1, cells) where a cell has
    content; ``merges`` has (top, left, bottom, right) from 1; ``failed`` has (row, column, code) of formulas
    without a result; ``hidden_rows`` has the numbers of the rows that are not shown.
    """

    name: str
    position: int
    rows: list[tuple[int, list[CellValue]]]
    merges: list[list[int]]
    failed: list[tuple[int, int, str]]
    hidden_rows: list[int]


def parse_in_child(content: bytes, steps: Steps = no_steps) -> tuple[list[RawSheet], list[str]]:
    """Return the visible work sheets of an .xlsx, .xls or .ods file, and the names of the hidden ones.

    Raises:
        NeedsPassword: it is encrypted.
        StrayCell: it would unfold to gigabytes.
        CannotParse: it is damaged.
    """
    try:
        answer = json.loads(run_in_child("parse", content, steps), object_hook=from_json)
    except ChildFailed as error:
        raise CannotParse from error
    if "password" in answer:
        raise NeedsPassword
    if "stray" in answer:
        raise StrayCell(*answer["stray"])
    return [RawSheet(*sheet) for sheet in answer["sheets"]], answer["hidden"]


def child(content: bytes) -> bytes:
    """Parse a file: what the child process does."""
    import python_calamine  # noqa: PLC0415  only the child loads the parser

    try:
        answer = _parse(python_calamine, content)
    except python_calamine.PasswordError:
        answer = {"password": True}
    except StrayCell as stray:
        answer = {"stray": [stray.row, stray.column]}
    return json.dumps(answer, default=to_json).encode()


def _parse(parser: Any, content: bytes) -> dict[str, Any]:  # noqa: ANN401  a module
    seen = _scan(content)
    workbook = parser.CalamineWorkbook.from_filelike(io.BytesIO(content))
    names = [about.name for about in workbook.sheets_metadata]
    if len(set(names)) < len(names):
        raise CannotParse  # the parser would give one of the two twice
    sheets, hidden = [], []
    for position, about in enumerate(workbook.sheets_metadata):
        if about.typ != parser.SheetTypeEnum.WorkSheet:
            continue
        if about.visible != parser.SheetVisibleEnum.Visible:
            hidden.append(about.name)
            continue
        sheet = workbook.get_sheet_by_name(about.name)
        rows = [
            (number, [None if value == "" else value for value in row])
            for number, row in enumerate(sheet.to_python(skip_empty_area=False), start=1)
            if any(value != "" for value in row)
        ]
        merges = [
            [top + 1, left + 1, bottom + 1, right + 1]
            for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        ]
        found = seen.get(about.name, Seen())
        failed = [(row, column, code) for (row, column), code in found.failed.items()]
        sheets.append((about.name, position, rows, merges, failed, found.hidden_rows))
    return {"sheets": sheets, "hidden": hidden}


def _scan(content: bytes) -> dict[str, Seen]:
    if not content.startswith(_ZIP):
        return {}
    with ZipFile(io.BytesIO(content)) as archive:
        if "xl/workbook.xml" in archive.namelist():
            return scan_xlsx(archive)
        scan_ods(archive)
        return {}


def to_json(value: object) -> dict[str, str | float]:
    """Return what JSON has no word for in a form that ``from_json`` reads."""
    if isinstance(value, timedelta):
        return {"timedelta": value.total_seconds()}
    if isinstance(value, datetime | date | time):
        return {type(value).__name__: value.isoformat()}
    raise TypeError(type(value).__name__)


_FROM_JSON: dict[str, Callable[[Any], CellValue]] = {
    "timedelta": lambda seconds: timedelta(seconds=seconds),
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
}


def from_json(pair: dict[str, Any]) -> Any:  # noqa: ANN401  a value, or the whole answer
    """Return what ``to_json`` was given."""
    kind, value = next(iter(pair.items()))
    make = _FROM_JSON.get(kind)
    return pair if make is None else make(value)
