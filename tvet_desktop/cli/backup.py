"""Make a backup of this PC's data in a folder, and try it."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from tvet_desktop.accounts.rules import require
from tvet_desktop.app import App
from tvet_desktop.cli.outcome import Outcome
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.backup.same_disk import same_disk_words

NAME = "backup"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("place", type=Path, help="a folder: on a stick, another drive, a share")


def run(app: App, arguments: Namespace) -> Outcome:
    """Make it; it has been opened and counted when the command ends."""
    require(app.user.role, "backups")
    made = app.backups.make(arguments.place)
    manifest = made.manifest
    sentence = _("A backup with {rows} rows and {files} files was made and tried: {folder}")
    words = [sentence.format(rows=manifest.rows, files=len(manifest.files), folder=made.folder)]
    is_near = app.backups.is_near(arguments.place)
    return Outcome(
        [*words, same_disk_words(arguments.place)] if is_near else words,
        {
            "folder": str(made.folder),
            "made_at": manifest.made_at.isoformat(),
            "rows": manifest.rows,
            "files": len(manifest.files),
            "bytes": manifest.database_size,
            "same_disk": is_near,
        },
    )
