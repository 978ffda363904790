"""Writes comments into a workbook in a process of its own, or makes a workbook for them.

An old .xls, an .ods and a .csv cannot carry our comments: an .xlsx with the same rows is made for them.
"""

import io
import json
import struct
from collections.abc import Mapping, Sequence
from typing import Any

from tvet_desktop.documents.cell_notes import with_notes
from tvet_desktop.documents.child_process import run_in_child
from tvet_desktop.documents.note_texts import Place
from tvet_desktop.documents.parse_in_child import from_json, to_json
from tvet_desktop.documents.workbook import CellError, CellValue, Sheet, column_letters
from tvet_desktop.shared.steps import Steps, no_steps

_WIDEST, _PADDING = 50, 2
_LONGEST = 32_000
"""Characters that a cell of .xlsx holds, less a little."""


def note_own_workbook(
    content: bytes, position: int, notes: Mapping[Place, str], steps: Steps = no_steps
) -> bytes:
    """Return an .xlsx or .xlsm file with comments in one of its sheets; see ``with_notes``.

    Raises:
        ChildFailed: the file is not as Excel writes it.
    """
    return _ask({"position": position, "notes": _listed(notes)}, content, steps)


def note_made_workbook(
    sheets: Sequence[Sheet], position: int, notes: Mapping[Place, str], steps: Steps = no_steps
) -> bytes:
    """Return an .xlsx file that is made of what was read, with comments in one of its sheets.

    Raises:
        ChildFailed: it cannot be made.
    """
    made = [
        {"name": s.name, "rows": [(r.number, r.cells) for r in s.rows], "merges": _corners(s)} for s in sheets
    ]
    return _ask({"position": position, "notes": _listed(notes), "sheets": made}, b"", steps)


def child(request: bytes) -> bytes:
    """Do what was asked: what the child process does."""
    (length,) = struct.unpack_from("<Q", request)
    asked = json.loads(request[8 : 8 + length], object_hook=from_json)
    content = request[8 + length :] if "sheets" not in asked else _made(asked["sheets"])
    notes = {(row, column): words for row, column, words in asked["notes"]}
    return with_notes(content, asked["position"], notes)


def _ask(asked: dict[str, Any], content: bytes, steps: Steps) -> bytes:
    about = json.dumps(asked, default=_to_json).encode()
    return run_in_child("note", struct.pack("<Q", len(about)) + about + content, steps)


def _listed(notes: Mapping[Place, str]) -> list[tuple[int, int, str]]:
    return [(row, column, words) for (row, column), words in notes.items()]


def _corners(sheet: Sheet) -> list[list[int]]:
    return [[merge.top, merge.left, merge.bottom, merge.right] for merge in sheet.merges]


def _to_json(value: object) -> object:
    return value.code if isinstance(value, CellError) else to_json(value)


def _made(sheets: list[dict[str, Any]]) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415  only the child loads it

    workbook = Workbook()
    workbook.remove(workbook.active)
    for about in sheets:
        sheet = workbook.create_sheet(_allowed_name(about["name"]))
        widths: dict[int, int] = {}
        for number, cells in about["rows"]:
            for column, value in enumerate(cells, start=1):
                if value is not None:
                    _write(sheet.cell(number, column), value)
                    widths[column] = max(widths.get(column, 0), len(str(value)))
        for column, width in widths.items():
            sheet.column_dimensions[column_letters(column)].width = min(width, _WIDEST) + _PADDING
        for top, left, bottom, right in about["merges"]:
            sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _write(cell: Any, value: CellValue) -> None:  # noqa: ANN401  openpyxl's
    """Write a value as it was read: what looks like a formula stays text."""
    if isinstance(value, str):
        cell.value = value[:_LONGEST]
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    else:
        cell.value = value


def _allowed_name(name: str) -> str:
    """Return a sheet's name without the signs that .xlsx does not allow."""
    return "".join(" " if c in "[]:*?/\\" else c for c in name)[:31].strip("'") or "1"
