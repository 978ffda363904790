"""Make the synced tables anew from the kept sync files."""

from argparse import ArgumentParser, Namespace

from tvet_desktop.accounts.rules import require
from tvet_desktop.app import App
from tvet_desktop.cli.outcome import Outcome
from tvet_desktop.shared.translation import _
from tvet_desktop.sync.rebuild import rebuild

NAME = "rebuild"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes: nothing."""


def run(app: App, _arguments: Namespace) -> Outcome:
    """Rebuild in one transaction: it happens wholly or not at all."""
    require(app.user.role, "sync")
    with app.database.transaction() as db:
        rebuilt = rebuild(db)
    sentence = _(
        "The tables were made anew from {bundles} sync files and {unsent} changes that were not sent yet."
    )
    return Outcome(
        [sentence.format(bundles=rebuilt.bundles, unsent=rebuilt.unsent)],
        {"bundles": rebuilt.bundles, "unsent": rebuilt.unsent},
    )
