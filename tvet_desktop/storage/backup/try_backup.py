"""Tries a backup: opens the copy for reading, counts its rows and compares with its manifest."""

from dataclasses import dataclass
from pathlib import Path

import sqlcipher3

from tvet_desktop.storage.backup.copy_database import count_rows
from tvet_desktop.storage.backup.errors import BackupDamaged
from tvet_desktop.storage.backup.manifest import hash_of
from tvet_desktop.storage.backup.place import FILES, FoundBackup

DATABASE_ENDING, KEYS_ENDING = ".db", ".json"


@dataclass(frozen=True)
class Tried:
    """What a good backup holds."""

    rows: int
    files: int


def database_in(folder: Path) -> Path:
    """Return the copy of the database in a backup; the path exists only if the backup is whole."""
    return next(iter(sorted(folder.glob(f"*{DATABASE_ENDING}"))), folder / f"missing{DATABASE_ENDING}")


def try_backup(backup: FoundBackup, key: bytes, *, files: Path | None = None, thorough: bool = True) -> Tried:
    """Read every byte of a backup, without changing any, and compare with what it held when it was made.

    Args:
        backup: which one.
        key: 32 bytes, the key of its database.
        files: where its encrypted files lie; beside the backup if not given.
        thorough: reads the encrypted files as well, instead of only looking whether they are there.

    Raises:
        BackupDamaged: something is missing or different.
    """
    manifest, folder = backup.manifest, backup.folder
    pool = files or folder.parent / FILES
    database = database_in(folder)
    try:
        if hash_of(database) != manifest.database:
            raise BackupDamaged(folder)
        if not any(hash_of(keys) == manifest.keys for keys in folder.glob(f"*{KEYS_ENDING}")):
            raise BackupDamaged(folder)
        if any(not _is_whole(pool / name, thorough=thorough) for name in manifest.files):
            raise BackupDamaged(folder)
        counts = count_rows(database, key)
    except (OSError, sqlcipher3.DatabaseError) as error:
        raise BackupDamaged(folder) from error
    if counts != manifest.counts:
        raise BackupDamaged(folder)
    return Tried(manifest.rows, len(manifest.files))


def _is_whole(file: Path, *, thorough: bool) -> bool:
    return hash_of(file) == file.name if thorough else file.exists()
