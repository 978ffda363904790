"""The list back, with a comment in each cell to correct: ``--comments OUT.xlsx`` of the import commands."""

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path

from tvet_desktop.documents.bad_cells import BadCell
from tvet_desktop.documents.commented_copy import notes_of, write_commented_copy
from tvet_desktop.documents.table_headers import Table
from tvet_desktop.documents.workbook import Workbook
from tvet_desktop.shared.translation import _


def add_comments_argument(parser: ArgumentParser) -> None:
    """Declare it."""
    parser.add_argument(
        "--comments",
        type=Path,
        metavar="OUT.xlsx",
        help="write a copy of the list with comments in bad cells",
    )


def comment_lines(
    out: Path | None, file: Path, workbook: Workbook, table: Table, bad_cells: Iterable[BadCell]
) -> list[str]:
    """Write the copy, if it was asked for and there is anything to say, and return what to print about it."""
    notes = notes_of(bad_cells)
    if out is None or not notes:
        return []
    made = write_commented_copy(workbook=workbook, sheet=table.sheet, source=file, target=out, notes=notes)
    return [_("“{file}” has the comments.").format(file=made.path.name)]
