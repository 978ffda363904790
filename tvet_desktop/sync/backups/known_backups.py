"""Finds this PC's backups without opening its data, which may be damaged."""

from contextlib import suppress
from pathlib import Path

from tvet_desktop.storage.backup.backup_state import known_places
from tvet_desktop.storage.backup.errors import NoBackup
from tvet_desktop.storage.backup.place import FoundBackup, find_backups


def known_backups(data_dir: Path) -> list[FoundBackup]:
    """Return the backups in all places that the PC remembers and that can be reached, the newest first."""
    found: list[FoundBackup] = []
    for place in known_places(data_dir):
        with suppress(NoBackup):
            found += find_backups(place)
    return sorted(found, key=lambda backup: backup.made_at, reverse=True)
