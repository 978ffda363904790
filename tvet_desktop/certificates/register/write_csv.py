"""The register as CSV that spreadsheets open without a question: UTF-8 with a mark, commas, days as 2027-03-08."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date

from tvet_desktop.certificates.register.columns import Value, register_columns
from tvet_desktop.certificates.register.entries import RegisterEntry
from tvet_desktop.certificates.register.known_pc import KnownPc

_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_csv(entries: Sequence[RegisterEntry], pcs: Mapping[str, KnownPc]) -> bytes:
    """Return the file. A text that a spreadsheet would take for a formula gets an apostrophe before it."""
    columns = register_columns(pcs)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([column.heading for column in columns])
    writer.writerows([_written(column.value(entry)) for column in columns] for entry in entries)
    return text.getvalue().encode("utf-8-sig")


def _written(value: Value) -> str:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_BEGINS_FORMULA) else value
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
