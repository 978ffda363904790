"""Unfolds a spreadsheet in a process of its own.

A single wrong byte in an old .xls file can make the parser ask for 500 GB and abort its process (tried).
Let that be a process that nobody misses. Content passes through pipes, never through a file.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from tvet_desktop.documents.workbook import CellValue

SECONDS = 120
_ROOT = Path(__file__).resolve().parents[2]
_PROGRAM = (
    "import sys; sys.path.insert(0, sys.argv[1]);"
    " from tvet_desktop.documents.parse_in_child import child_main; child_main()"
)
_PASSWORD = 7
_MEMORY = 2 << 30

RawSheet = tuple[str, list[tuple[int, list[CellValue]]], list[list[int]]]
"""Name; rows with content as (number from 1, cells); merges as (top, left, bottom, right), from 1."""


class NeedsPassword(ValueError):
    """The parser met encryption."""


class CannotParse(ValueError):
    """The parser gave up, crashed or took too long."""


def parse_in_child(content: bytes) -> list[RawSheet]:
    """Return the visible work sheets of an .xlsx, .xls or .ods file.

    Raises:
        NeedsPassword: it is encrypted.
        CannotParse: it is damaged.
    """
    try:
        done = subprocess.run(  # noqa: S603  our own interpreter and program
            [sys.executable, "-I", "-c", _PROGRAM, str(_ROOT)],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired as error:
        raise CannotParse from error
    if done.returncode == _PASSWORD:
        raise NeedsPassword
    if done.returncode:
        raise CannotParse
    sheets = json.loads(done.stdout, object_hook=_from_json)
    return [(name, [(number, cells) for number, cells in rows], merges) for name, rows, merges in sheets]


def child_main() -> None:
    """Read the file from standard input, write its sheets as JSON to standard output."""
    _limit_memory()
    import python_calamine  # noqa: PLC0415  only the child loads the parser

    content = sys.stdin.buffer.read()
    try:
        sheets = _parse(python_calamine, content)
    except python_calamine.PasswordError:
        sys.exit(_PASSWORD)
    sys.stdout.write(json.dumps(sheets, default=_to_json))


def _parse(parser: Any, content: bytes) -> list[RawSheet]:  # noqa: ANN401  a module
    import io  # noqa: PLC0415  only the child needs it

    workbook = parser.CalamineWorkbook.from_filelike(io.BytesIO(content))
    sheets: list[RawSheet] = []
    for about in workbook.sheets_metadata:
        if about.typ != parser.SheetTypeEnum.WorkSheet or about.visible != parser.SheetVisibleEnum.Visible:
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
        sheets.append((about.name, rows, merges))
    return sheets


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415  Windows has none
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _to_json(value: object) -> dict[str, str | float]:
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


def _from_json(pair: dict[str, Any]) -> CellValue:
    [(kind, value)] = pair.items()
    return _FROM_JSON[kind](value)
