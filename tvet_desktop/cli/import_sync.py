"""Read sync files from folders and .tvet files."""

from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path

from tvet_desktop.accounts.rules import require
from tvet_desktop.app import App
from tvet_desktop.cli.outcome import Outcome
from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.sync.preview_import import preview_import
from tvet_desktop.sync.removals.words import held_words

NAME = "import"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--plan", action="store_true", help="only say what would be new, changed and removed")
    parser.add_argument("paths", type=Path, nargs="+", help="sync folders or .tvet files")


def run(app: App, arguments: Namespace) -> Outcome:
    """Read everything; what is refused is named and leaves all as it was."""
    require(app.user.role, "sync")
    if arguments.plan:
        return _plan(app, arguments.paths)
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


def _plan(app: App, paths: list[Path]) -> Outcome:
    preview = preview_import(app.database, paths)
    words = _("{kind}: +{new} ~{changed} −{removed}")
    lines = [
        words.format(kind=one.kind, new=one.new, changed=one.changed, removed=one.removed)
        for one in (*preview.counts, replace(preview.total, kind=_("Together")))
    ]
    if preview.imported.held:
        lines.append(held_words(preview.imported.held))
    total = preview.total
    data: dict[str, object] = {
        "new": total.new,
        "changed": total.changed,
        "removed": total.removed,
        "new_bundles": preview.imported.new_bundles,
        "waiting": preview.imported.waiting,
        "conflicts": preview.imported.new_conflicts,
        "held": preview.imported.held,
        "refused": len(preview.imported.refused),
    }
    refusals = [error.sentence() for error in preview.imported.refused]
    return Outcome(lines, data, 1 if refusals else 0, refusals)
