"""Import a register of people."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from tvet_desktop.accounts.rules import require
from tvet_desktop.app import App
from tvet_desktop.cli.lists import bad_cell_lines, read_list, take_people
from tvet_desktop.cli.outcome import Outcome
from tvet_desktop.documents.recognise import ListKind
from tvet_desktop.shared.translation import _

NAME = "import-people"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("file", type=Path, help="a register: .xlsx, .xls, .ods or .csv")
    parser.add_argument("--college", help="code of the college, if the list does not name it")


def run(app: App, arguments: Namespace) -> Outcome:
    """Take the people in, and name every bad cell."""
    require(app.user.role, "edit_people")
    imported = take_people(app, read_list(arguments.file, ListKind.REGISTER), arguments.college)
    counts = {
        "people": len(imported.person_ids),
        "bad_cells": len(imported.bad_cells),
        "waiting_rows": len(imported.waiting_row_ids),
        "already_here": len(imported.already_here),
    }
    summary = _(
        "{people} people were taken in, {waiting_rows} rows wait for a name or a sex, {already_here} were here already."
    )
    return Outcome([summary.format(**counts), *bad_cell_lines(imported.bad_cells)], dict(counts))
