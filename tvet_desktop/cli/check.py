"""Check the file, the links between rows, the chains of sync files and the history."""

from argparse import ArgumentParser, Namespace

from tvet_desktop.app import App
from tvet_desktop.cli.outcome import Outcome
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.engine import DatabaseReadOnly, DatabaseUnreadable
from tvet_desktop.sync.check import Checked, check

NAME = "check"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes: nothing."""


def run(app: App, _arguments: Namespace) -> Outcome:
    """Look at everything; exit code 3 if something is wrong."""
    try:
        checked = _check(app)
    except DatabaseUnreadable:  # it opened, but a page further in is damaged
        damaged = _("The data file is damaged: put back the last backup.")
        return Outcome([damaged], {"problems": [damaged]}, 3)
    summary = _("{rows} rows and {bundles} sync files were checked.").format(
        rows=checked.rows, bundles=checked.bundles
    )
    verdict = checked.problems or [_("Everything is in order.")]
    data: dict[str, object] = {"rows": checked.rows, "bundles": checked.bundles, "problems": checked.problems}
    return Outcome([summary, *verdict], data, 3 if checked.problems else 0)


def _check(app: App) -> Checked:
    try:
        with app.database.transaction() as db:
            return check(db)
    except DatabaseReadOnly:  # checking makes everything anew, and takes that back
        with app.throwaway_copy() as copy, copy.transaction() as db:
            return check(db)
