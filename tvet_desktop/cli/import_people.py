"""Import a register of people."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from tvet_desktop.accounts.rules import require
from tvet_desktop.app import App
from tvet_desktop.cli.comments import add_comments_argument, comment_lines
from tvet_desktop.cli.lists import bad_cell_lines, read_list, take_people
from tvet_desktop.cli.outcome import Outcome
from tvet_desktop.documents.recognise import ListKind, find_register_table
from tvet_desktop.shared.translation import _

NAME = "import-people"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("file", type=Path, help="a register: .xlsx, .xls, .ods or .csv")
    parser.add_argument("--college", help="code of the college, if the list does not name it")
    add_comments_argument(parser)


def run(app: App, arguments: Namespace) -> Outcome:
    """Take the people in, and name every bad cell."""
    require(app.user.role, "edit_people")
    workbook = read_list(arguments.file, ListKind.REGISTER)
    imported = take_people(app, workbook, arguments.college)
    counts = {
        "people": len(imported.person_ids) + len(imported.completed_ids),
        "corrected": len(imported.changed_ids),
        "bad_cells": len(imported.bad_cells),
        "waiting_rows": len(imported.waiting_row_ids),
        "already_here": len(imported.already_here),
    }
    summary = _(
        "{people} people were taken in, {corrected} corrected, {waiting_rows} rows wait for a name or a sex,"
        " {already_here} were here already."
    )
    written = comment_lines(
        arguments.comments,
        arguments.file,
        workbook,
        find_register_table(workbook),
        [*imported.bad_cells, *imported.doubts],
    )
    lines = [summary.format(**counts), *bad_cell_lines(imported.bad_cells), *written]
    return Outcome(lines, dict(counts))
