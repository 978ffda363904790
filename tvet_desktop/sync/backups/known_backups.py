"""Finds this PC's backups without opening its data, which may be damaged."""

from contextlib import suppress
from pathlib import Path

from tvet_desktop.shared.errors import UserError
from tvet_desktop.storage.backup.backup_state import known_places
from tvet_desktop.storage.backup.place import FoundBackup, find_backups, newest_first


def known_backups(data_dir: Path) -> list[FoundBackup]:
    """Return the backups in all places that the PC remembers and that can be reached, the newest first."""
    found: list[list[FoundBackup]] = []
    for place in known_places(data_dir):
        with suppress(UserError):
            found.append(find_backups(place))
    return newest_first(found)
