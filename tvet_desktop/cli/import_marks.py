"""Import a marked sheet."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from tvet_desktop.accounts.rules import require
from tvet_desktop.app import App
from tvet_desktop.cli.comments import add_comments_argument, comment_lines
from tvet_desktop.cli.lists import bad_cell_lines, read_list, take_marks
from tvet_desktop.cli.outcome import Outcome
from tvet_desktop.courses.queries import course_row
from tvet_desktop.documents.recognise import ListKind, find_marks_table
from tvet_desktop.shared.translation import _

NAME = "import-marks"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("file", type=Path, help="a sheet with sessions as columns: .xlsx, .xls, .ods or .csv")
    parser.add_argument("--course", help="code of the course (default: a new one for this sheet)")
    parser.add_argument("--college", help="code of the college, if the sheet does not name it")
    add_comments_argument(parser)


def run(app: App, arguments: Namespace) -> Outcome:
    """Take the marks in; names that fit nobody exactly wait for a decision."""
    require(app.user.role, "mark")
    workbook = read_list(arguments.file, ListKind.MARKS)
    imported = take_marks(app, workbook, course_code=arguments.course, college_code=arguments.college)
    with app.database.reading() as db:
        code = course_row(db, imported.course_id).details.code
    counts = {
        "sessions": len(imported.sessions),
        "marks": imported.marks,
        "marks_waiting": imported.marks_waiting,
        "marks_unknown": imported.marks_unknown,
        "already_there": imported.marks_already_there,
        "differing": len(imported.differing),
        "bad_cells": len(imported.bad_cells),
    }
    summary = _(
        "{marks} marks of {sessions} sessions went into the course {code}; {marks_waiting} wait for somebody to say"
        " who it is, {marks_unknown} name nobody on the register, {differing} differ from what was there."
    )
    table = find_marks_table(workbook)
    written = comment_lines(arguments.comments, arguments.file, workbook, table, imported.bad_cells)
    lines = [summary.format(code=code, **counts), *bad_cell_lines(imported.bad_cells), *written]
    return Outcome(lines, {"course": code, **counts})
