"""Hand this programme over to the national one: nothing is typed again."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from tvet_desktop.accounts.rules import require
from tvet_desktop.app import App
from tvet_desktop.cli.outcome import Outcome
from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.storage.files import write_durably
from tvet_desktop.sync.errors import NoSuchFile
from tvet_desktop.sync.handover.hand_over import hand_over

NAME = "hand-over"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("welcome", type=Path, help="the welcome file of the national office")
    parser.add_argument("file", type=Path, help="the hand-over file to write, for the national office")


def run(app: App, arguments: Namespace) -> Outcome:
    """Sign the hand-over and write everything into one file; sync with every PC of the college first."""
    require(app.user.role, "users")
    try:
        welcome = arguments.welcome.read_bytes()
    except OSError as error:
        raise NoSuchFile(arguments.welcome.name) from error
    with app.database.transaction(user_id=app.user.id) as db:
        done = hand_over(db, welcome=welcome, now=app.now())
        write_durably(arguments.file, done.content)
    pcs = ngettext(
        "{count} PC is handed over to “{programme}”.",
        "{count} PCs are handed over to “{programme}”.",
        done.pcs,
    )
    lines = [
        pcs.format(count=done.pcs, programme=done.to),
        _("Give “{file}” to the national office. Until it has answered, all PCs go on as before.").format(
            file=arguments.file.name
        ),
    ]
    return Outcome(
        lines, {"to": done.to, "pcs": done.pcs, "bundles": done.bundles, "bytes": len(done.content)}
    )
