"""Write what is new to a folder or to one .tvet file."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from tvet_desktop.accounts.rules import require
from tvet_desktop.app import App
from tvet_desktop.cli.outcome import Outcome
from tvet_desktop.shared.translation import ngettext
from tvet_desktop.sync.export_bundles import send

NAME = "export"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("target", type=Path, help="a folder, or a file that ends in .tvet")


def run(app: App, arguments: Namespace) -> Outcome:
    """Write the bundles."""
    require(app.user.role, "sync")
    exported = send(app.database, arguments.target, user_id=app.user.id)
    sentence = ngettext(
        "{count} sync file was written.", "{count} sync files were written.", exported.bundles
    )
    return Outcome(
        [sentence.format(count=exported.bundles)],
        {"bundles": exported.bundles, "bundle_bytes": exported.bytes},
    )
