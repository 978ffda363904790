"""Check the file, the links between rows, the chains of sync files and the history."""

from argparse import ArgumentParser, Namespace

from tvet_desktop.app import App
from tvet_desktop.cli.outcome import Outcome
from tvet_desktop.shared.translation import _
from tvet_desktop.sync.check import check

NAME = "check"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes: nothing."""


def run(app: App, _arguments: Namespace) -> Outcome:
    """Look at everything; exit code 3 if something is wrong."""
    with app.database.transaction() as db:
        checked = check(db)
    summary = _("{rows} rows and {bundles} sync files were checked.").format(
        rows=checked.rows, bundles=checked.bundles
    )
    verdict = checked.problems or [_("Everything is in order.")]
    data: dict[str, object] = {"rows": checked.rows, "bundles": checked.bundles, "problems": checked.problems}
    return Outcome([summary, *verdict], data, 3 if checked.problems else 0)
