"""The backups of one PC in one place: ``<place>/tvet-backups-<name>/<number and time>/``."""

import re
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tvet_desktop.shared.errors import UserError
from tvet_desktop.storage.backup.errors import NoBackup, PlaceInside, PlaceMissing
from tvet_desktop.storage.backup.manifest import MANIFEST_FILE, Manifest, read_manifest
from tvet_desktop.storage.backup.rotation import Made, kept

FOLDER = "tvet-backups-"
FILES = "files"
PART = ".part"
_NAME = re.compile(r"(\d{6,})-\d{4}-\d\d-\d\d-\d{4}")


@dataclass(frozen=True)
class FoundBackup:
    """A backup that lies somewhere, and what its manifest says of it."""

    folder: Path
    manifest: Manifest

    @property
    def made_at(self) -> datetime:
        """When it was made, as the PC believed it."""
        return self.manifest.made_at


def check_place(place: Path, data_dir: Path) -> None:
    """Refuse a place that cannot hold backups. It is not made: a missing stick must not become a folder.

    Raises:
        PlaceMissing, PlaceInside: see there.
    """
    if not place.is_dir():
        raise PlaceMissing(place)
    if place.resolve().is_relative_to(data_dir.resolve()):
        raise PlaceInside(place)


def folder_name(number: int, made_at: datetime) -> str:
    """Return the name of a backup's folder, that every file system takes."""
    return f"{number:06}-{made_at:%Y-%m-%d-%H%M}"


def numbers_in(root: Path) -> list[int]:
    """Return the numbers that are used in the folder of a PC, also by what is damaged."""
    return [int(found[1]) for entry in _entries(root) if (found := _NAME.match(entry.name))]


def list_backups(root: Path) -> list[FoundBackup]:
    """Return the backups in the folder of a PC that have a manifest, the newest first."""
    found = []
    for entry in _entries(root):
        if _NAME.fullmatch(entry.name):
            with suppress(UserError):
                found.append(FoundBackup(entry, read_manifest(entry)))
    return sorted(found, key=lambda backup: backup.manifest.number, reverse=True)


def find_backups(path: Path) -> list[FoundBackup]:
    """Return the backups of a folder that somebody chose: a backup, the folder of a PC, or a place.

    The newest is first; those of one PC in one place follow each other, whatever its clock said.

    Raises:
        NoBackup: there is none.
        BackupDamaged, BackupTooNew: it is one backup, and cannot be read.
    """
    if (path / MANIFEST_FILE).exists():
        return [FoundBackup(path, read_manifest(path))]
    pcs = [entry for entry in _entries(path) if entry.name.startswith(FOLDER)]
    found = newest_first([list_backups(root) for root in (path, *pcs)])
    if not found:
        raise NoBackup(path)
    return found


def newest_first(roots: list[list[FoundBackup]]) -> list[FoundBackup]:
    """Join the backups of several folders, each with its newest first."""
    in_order = sorted((root for root in roots if root), key=lambda root: root[0].made_at, reverse=True)
    return [backup for root in in_order for backup in root]


def remove_older(root: Path, *, destroyed: int = 0) -> int:
    """Remove what rotation does not keep, what was made before something was ``destroyed``, and files that no backup needs any more; return how many backups went."""
    backups = list_backups(root)
    whole = len(backups) == sum(1 for entry in _entries(root) if _NAME.fullmatch(entry.name))
    keep = kept([Made(backup.manifest.number, backup.made_at) for backup in backups])
    gone = [
        backup
        for backup in backups
        if backup.manifest.number not in keep or backup.manifest.destroyed < destroyed
    ]
    for backup in gone:
        away = backup.folder.with_name(f".{backup.folder.name}{PART}")
        backup.folder.rename(away)  # nobody takes half of one for a backup
        shutil.rmtree(away)
    if gone and whole:  # what cannot be read may still need its files
        needed = {name for backup in backups if backup not in gone for name in backup.manifest.files}
        for file in _entries(root / FILES):
            if file.name not in needed:
                file.unlink()
    return len(gone)


def remove_unfinished(root: Path) -> None:
    """Remove what an interrupted backup left: folders, and files that were being copied."""
    for entry in (*_entries(root), *_entries(root / FILES)):
        if entry.name.startswith(".") and entry.name.endswith(PART):
            if entry.is_dir():
                shutil.rmtree(entry, ignore_errors=True)
            else:
                entry.unlink(missing_ok=True)


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []
