"""Import a list of project ideas."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from tvet_desktop.accounts.rules import require
from tvet_desktop.app import App
from tvet_desktop.cli.lists import bad_cell_lines, read_list, take_ideas
from tvet_desktop.cli.outcome import Outcome
from tvet_desktop.documents.recognise import ListKind
from tvet_desktop.shared.translation import _

NAME = "import-ideas"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("file", type=Path, help="a list of ideas: .xlsx, .xls, .ods or .csv")
    parser.add_argument("--college", help="code of the college, if the list does not name it")


def run(app: App, arguments: Namespace) -> Outcome:
    """Take the ideas in as drafts; leaders that fit nobody exactly stay as text."""
    require(app.user.role, "edit_ideas")
    imported = take_ideas(app, read_list(arguments.file, ListKind.IDEAS), arguments.college)
    counts = {
        "ideas": len(imported.idea_ids),
        "linked_leaders": imported.linked_leaders,
        "unlinked_leaders": len(imported.unlinked_leaders),
        "already_here": len(imported.already_here),
        "bad_cells": len(imported.bad_cells),
    }
    summary = _(
        "{ideas} ideas were taken in; {unlinked_leaders} leaders stay as text, {already_here} were here already."
    )
    return Outcome([summary.format(**counts), *bad_cell_lines(imported.bad_cells)], dict(counts))
