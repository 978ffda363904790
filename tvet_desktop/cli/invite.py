"""Make an invitation file for another PC."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from tvet_desktop.accounts.rules import require
from tvet_desktop.app import App
from tvet_desktop.cli.outcome import Outcome
from tvet_desktop.programme.queries import college_by_code
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.files import probe, write_durably
from tvet_desktop.sync.invite import invite

NAME = "invite"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("file", type=Path, help="where to write the invitation")
    parser.add_argument(
        "--college",
        action="append",
        required=True,
        help="code of a college that the PC may write; its own first",
    )
    parser.add_argument("--name", default="", help="what the PC will be called, a place; otherwise a number")
    parser.add_argument("--national", action="store_true", help="a PC of the national office: all colleges")


def run(app: App, arguments: Namespace) -> Outcome:
    """Write the file; it is good for one PC."""
    require(app.user.role, "users")
    probe(arguments.file)  # an invitation that cannot be written must not be counted as made
    with app.database.transaction(user_id=app.user.id) as db:
        scopes = [college_by_code(db, code).scope for code in arguments.college]
        invited = invite(
            db,
            scopes=scopes,
            home_scope=scopes[0],
            national=arguments.national,
            now=app.now(),
            name=arguments.name,
        )
    write_durably(arguments.file, invited.content, private=True)
    return Outcome(
        [
            _("The invitation is written. It lets one PC in: hand it over like a key, then delete it."),
            str(arguments.file),
        ],
        {"file": str(arguments.file), "bytes": len(invited.content)},
    )
