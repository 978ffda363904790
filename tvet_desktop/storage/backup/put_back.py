"""Puts a backup in the place of the data: tried before anything is replaced, and what was there is kept aside.

All is prepared in a folder of its own. Renaming that folder decides: before it nothing has happened, after it
``finish`` goes on at the next start, however often the power goes.
"""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from tvet_desktop.storage.backup.errors import BackupTooNew, DataInUse
from tvet_desktop.storage.backup.place import FILES, FoundBackup
from tvet_desktop.storage.backup.try_backup import database_in, try_backup
from tvet_desktop.storage.files import folder_errors, make_folder, write_durably
from tvet_desktop.storage.schema import SCHEMA_VERSION

PREPARING, READY = ".restore.part", ".restore"
_ASIDE = "aside"
ASIDE = "replaced-"
"""So begin the names of folders with data that was replaced."""
_LOGS = ("-wal", "-shm")
_OPEN_MARK = 128  # the byte of the -shm file that every open connection holds


def prepare(backup: FoundBackup, data_dir: Path, key: bytes) -> Path:
    """Copy a backup into the data folder, beside the data, and try that copy; return the copied database.

    Raises:
        BackupDamaged, BackupTooNew: nothing was changed.
        FolderUnusable: the data folder cannot be written, or the disk is full.
    """
    if backup.manifest.schema > SCHEMA_VERSION:
        raise BackupTooNew
    preparing = data_dir / PREPARING
    with folder_errors(data_dir):
        make_folder(data_dir, private=True)
        shutil.rmtree(preparing, ignore_errors=True)
        preparing.mkdir(mode=0o700)
        for file in (database_in(backup.folder), *backup.folder.glob("*.json")):
            if file.exists():
                write_durably(preparing / file.name, file.read_bytes(), private=True)
        copied = FoundBackup(preparing, backup.manifest)
        try_backup(copied, key, files=backup.folder.parent / FILES)
        for name in backup.manifest.files:
            if not (data_dir / FILES / name).exists():
                write_durably(
                    data_dir / FILES / name, (backup.folder.parent / FILES / name).read_bytes(), private=True
                )
    return database_in(preparing)


def replace(data_dir: Path, database: str, keys: str, now: datetime) -> Path:
    """Put what was prepared in the place of the data; return the folder in which the replaced data lies.

    Raises:
        DataInUse: a window or a command works with the data; nothing was changed.
        FolderUnusable: the data folder cannot be written.
    """
    require_closed(data_dir / database)
    preparing = data_dir / PREPARING
    with folder_errors(data_dir):
        aside = _free_name(data_dir, f"{ASIDE}{now:%Y-%m-%d-%H%M}")
        for leftover in preparing.iterdir():
            if leftover.name not in {database, keys}:
                leftover.unlink()
        write_durably(preparing / _ASIDE, aside.name.encode())
        preparing.rename(data_dir / READY)
    finish(data_dir, database, keys)
    return aside


def finish(data_dir: Path, database: str, keys: str) -> None:
    """Carry out what ``replace`` decided; does nothing when nothing was.

    Raises:
        FolderUnusable: the data folder cannot be written; the next start tries again.
    """
    ready = data_dir / READY
    if not ready.is_dir():
        return
    with folder_errors(data_dir), _in_use():
        if (ready / database).exists():
            aside = data_dir / (ready / _ASIDE).read_text(encoding="utf-8")
            if (data_dir / database).exists() or (data_dir / keys).exists():
                make_folder(aside, private=True)
            for name in (database, *(f"{database}{log}" for log in _LOGS)):
                _move(data_dir / name, aside / name)
            if (ready / keys).exists():
                _move(data_dir / keys, aside / keys)
                _move(ready / keys, data_dir / keys)
            _move(ready / database, data_dir / database)
        shutil.rmtree(ready)


def discard(data_dir: Path) -> None:
    """Remove what was prepared and is not wanted after all."""
    shutil.rmtree(data_dir / PREPARING, ignore_errors=True)


def require_closed(database: Path) -> None:
    """Refuse to replace a database that another process has open.

    Raises:
        DataInUse: so it is.
    """
    with _in_use():
        if sys.platform == "win32":  # an open file cannot be renamed there
            if database.exists():
                database.rename(database)
            return
        import fcntl  # noqa: PLC0415  not on Windows

        mark = database.with_name(f"{database.name}-shm")
        if mark.exists():
            with mark.open("rb+") as stream:
                fcntl.lockf(stream, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, _OPEN_MARK)


@contextmanager
def _in_use() -> Iterator[None]:
    try:
        yield
    except (BlockingIOError, PermissionError) as error:
        raise DataInUse from error


def _move(file: Path, target: Path) -> None:
    if file.exists():
        file.replace(target)


def _free_name(folder: Path, name: str) -> Path:
    number, free = 1, folder / name
    while free.exists():
        number += 1
        free = folder / f"{name}-{number}"
    return free
