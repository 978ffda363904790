"""Import a list of project ideas."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from tvet_desktop.accounts.rules import require
from tvet_desktop.app import App
from tvet_desktop.cli.comments import add_comments_argument, comment_lines
from tvet_desktop.cli.lists import bad_cell_lines, read_list, take_ideas
from tvet_desktop.cli.outcome import Outcome
from tvet_desktop.documents.recognise import ListKind, find_ideas_table
from tvet_desktop.shared.translation import _

NAME = "import-ideas"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("file", type=Path, help="a list of ideas: .xlsx, .xls, .ods or .csv")
    parser.add_argument("--college", help="code of the college, if the list does not name it")
    add_comments_argument(parser)


def run(app: App, arguments: Namespace) -> Outcome:
    """Take the ideas in as drafts; leaders that fit nobody exactly stay as text."""
    require(app.user.role, "edit_ideas")
    workbook = read_list(arguments.file, ListKind.IDEAS)
    imported = take_ideas(app, workbook, arguments.college)
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
    table = find_ideas_table(workbook)
    written = comment_lines(arguments.comments, arguments.file, workbook, table, imported.bad_cells)
    return Outcome([summary.format(**counts), *bad_cell_lines(imported.bad_cells), *written], dict(counts))
