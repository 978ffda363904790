"""Welcome a college that founded a programme of its own: write the file with which it hands over."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from tvet_desktop.accounts.rules import require
from tvet_desktop.app import App
from tvet_desktop.cli.outcome import Outcome
from tvet_desktop.programme.queries import college_by_code
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.files import write_durably
from tvet_desktop.sync.handover.make_welcome import make_welcome

NAME = "welcome"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("file", type=Path, help="the welcome file to write; it holds nothing secret")
    parser.add_argument(
        "--college", action="append", required=True, help="its code, such as KIG; may be repeated"
    )


def run(app: App, arguments: Namespace) -> Outcome:
    """Write it; nothing changes here."""
    require(app.user.role, "users")
    with app.database.reading() as db:
        colleges = [college_by_code(db, code) for code in arguments.college]
        content = make_welcome(db, scopes=[college.scope for college in colleges])
    write_durably(arguments.file, content)
    line = _("Give “{file}” to the college: on the PC that founded its programme, “hand-over” reads it.")
    return Outcome(
        [line.format(file=arguments.file.name)], {"file": str(arguments.file), "bytes": len(content)}
    )
