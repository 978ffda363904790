"""Make new keys for the data, where somebody may have the present ones who does not belong."""

from argparse import ArgumentParser, Namespace

from tvet_desktop.accounts.rules import require
from tvet_desktop.app import App
from tvet_desktop.cli.outcome import Outcome
from tvet_desktop.programme.queries import college_by_code
from tvet_desktop.shared.translation import _
from tvet_desktop.sync.keys.rotate_keys import rotate_keys

NAME = "rotate-keys"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--college", action="append", default=[], help="only for this one; may be repeated")


def run(app: App, arguments: Namespace) -> Outcome:
    """Make them; what was written before stays readable for whoever has the old keys."""
    require(app.user.role, "users")
    with app.database.transaction(user_id=app.user.id) as db:
        scopes = [college_by_code(db, code).scope for code in arguments.college]
        fresh = rotate_keys(db, now=app.now(), scopes=scopes)
    line = _("The data has new keys from now on. Send a sync file to everybody, so that they can read on.")
    return Outcome([line], {"scopes": list(fresh)})
