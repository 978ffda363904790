"""Print every synced row that this PC can read."""

from argparse import ArgumentParser, Namespace

from tvet_desktop.app import App
from tvet_desktop.cli.outcome import Outcome
from tvet_desktop.sync.dump import dump

NAME = "dump"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--scope", type=int, help="only the rows of this scope (a college's number)")


def run(app: App, arguments: Namespace) -> Outcome:
    """Return the lines: they are JSON already."""
    with app.database.reading() as db:
        lines = list(dump(db, scope=arguments.scope))
    return Outcome(lines, {"rows": len(lines)})
