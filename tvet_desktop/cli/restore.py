"""Put a backup in the place of this PC's data, after trying it; what was there is kept aside."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from tvet_desktop.app import App
from tvet_desktop.cli.outcome import Outcome
from tvet_desktop.cli.password import read_password
from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.storage.backup.place import find_backups

NAME = "restore"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("place", type=Path, help="a backup, or a folder with backups: the newest is taken")


def run(app: App, arguments: Namespace) -> Outcome:
    """Restore as a user of the time of the backup; instead of the password the recovery code will do."""
    backup = find_backups(arguments.place)[0]
    done = app.restore(backup, username=arguments.user, secret=read_password())
    lines = [
        _("The backup of {when} with {rows} rows is in place.").format(
            when=f"{done.made_at:%d/%m/%Y %H:%M} UTC", rows=done.rows
        )
    ]
    if done.salvaged:
        words = ngettext(
            "{count} sync file of the damaged data could be read and was used.",
            "{count} sync files of the damaged data could be read and were used.",
            done.salvaged,
        )
        lines.append(words.format(count=done.salvaged))
    if done.aside.exists():
        lines.append(_("What was there before lies in “{folder}”.").format(folder=done.aside))
    lines.append(_("Read the sync files of the other PCs: they bring back what was sent after the backup."))
    return Outcome(
        lines,
        {
            "folder": str(backup.folder),
            "made_at": done.made_at.isoformat(),
            "rows": done.rows,
            "salvaged": done.salvaged,
            "aside": str(done.aside) if done.aside.exists() else None,
        },
    )
