"""Read sync files from folders and .tvet files."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from tvet_desktop.accounts.rules import require
from tvet_desktop.app import App
from tvet_desktop.cli.outcome import Outcome
from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.sync.removals.words import held_words

NAME = "import"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("paths", type=Path, nargs="+", help="sync folders or .tvet files")


def run(app: App, arguments: Namespace) -> Outcome:
    """Read everything; what is refused is named and leaves all as it was."""
    require(app.user.role, "sync")
    imported = app.import_sync(arguments.paths)
    count = imported.new_bundles
    lines = [
        ngettext("{count} new sync file was read.", "{count} new sync files were read.", count).format(
            count=count
        )
    ]
    if imported.waiting:
        lines.append(_("Some wait for files that have not arrived yet: ask the other PCs to send again."))
    if imported.new_conflicts:
        lines.append(_("Some values were changed on two PCs: look at the list under Sync."))
    if imported.held:
        lines.append(held_words(imported.held))
    data: dict[str, object] = {
        "new_bundles": imported.new_bundles,
        "applied_changes": imported.applied_changes,
        "waiting": imported.waiting,
        "conflicts": imported.new_conflicts,
        "held": imported.held,
        "refused": len(imported.refused),
    }
    refusals = [error.sentence() for error in imported.refused]
    return Outcome(lines, data, 1 if refusals else 0, refusals)
