"""Makes one backup: consistent, on the disk, and tried before it gets its name."""

import errno
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec
import sqlcipher3

from tvet_desktop.storage.backup.copy_database import copy_database, is_damage
from tvet_desktop.storage.backup.errors import BackupDamaged, PlaceFull, PlaceMissing, PlaceTrouble
from tvet_desktop.storage.backup.manifest import FORMAT, Manifest, hash_of, write_manifest
from tvet_desktop.storage.backup.place import (
    FILES,
    FOLDER,
    PART,
    FoundBackup,
    check_place,
    folder_name,
    numbers_in,
    remove_older,
    remove_unfinished,
)
from tvet_desktop.storage.backup.try_backup import try_backup
from tvet_desktop.storage.engine import DatabaseUnreadable
from tvet_desktop.storage.files import FolderUnusable, write_durably
from tvet_desktop.storage.schema import SCHEMA_VERSION

_SPARE = 4 << 20
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


@dataclass(frozen=True)
class Source:
    """What is backed up: the files of one PC, and the key of its database.

    ``name`` tells the PCs of one stick apart. Backups whose manifest has a smaller ``destroyed`` are destroyed.
    """

    data_dir: Path
    database: Path
    keys: Path
    files: Path
    key: bytes
    name: str
    destroyed: int = 0


def make_backup(
    source: Source, place: Path, *, latest_change: int, now: datetime, thorough: bool = False
) -> FoundBackup:
    """Make a backup in the folder of this PC in ``place``, and remove those that rotation does not keep.

    Args:
        source: what to copy; others may work with it meanwhile.
        place: an existing folder outside the data folder.
        latest_change: read before the call: what comes later counts as not backed up.
        now: the time as this PC believes it.
        thorough: reads also the encrypted files that earlier backups left in the place, and renews damaged ones.

    Raises:
        PlaceMissing, PlaceInside, PlaceFull, PlaceTrouble: nothing was kept there; the earlier backups stay.
        DatabaseUnreadable: the data itself is damaged; the earlier backups stay.
    """
    check_place(place, source.data_dir)
    root = place / f"{FOLDER}{source.name}"
    with _place_errors(place):
        _require_room(source, place, root)
        root.mkdir(exist_ok=True)
        remove_unfinished(root)
        number = max(numbers_in(root), default=0) + 1
        folder = root / folder_name(number, now)
        part = root / f".{folder.name}{PART}"
        part.mkdir()
        try:
            names = copy_files(source.files, root / FILES, thorough=thorough)
            manifest = _fill(
                source,
                part,
                Manifest(
                    FORMAT,
                    number,
                    now,
                    SCHEMA_VERSION,
                    latest_change,
                    files=names,
                    destroyed=source.destroyed,
                ),
            )
            try_backup(FoundBackup(part, manifest), source.key, files=root / FILES, thorough=thorough)
            part.rename(folder)
            _folder_to_disk(root)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
        remove_older(root, destroyed=source.destroyed)
    return FoundBackup(folder, manifest)


def _fill(source: Source, part: Path, manifest: Manifest) -> Manifest:
    """Write database, keys and manifest; return the manifest with what was found."""
    database, keys = part / source.database.name, part / source.keys.name
    counts = copy_database(source.database, database, source.key)
    write_durably(keys, source.keys.read_bytes(), private=True)
    filled = msgspec.structs.replace(
        manifest,
        made_at=manifest.made_at.replace(microsecond=0),
        counts=counts,
        database=hash_of(database),
        database_size=database.stat().st_size,
        keys=hash_of(keys),
    )
    write_manifest(part, filled)
    return filled


def copy_files(files: Path, pool: Path, *, thorough: bool = False) -> list[str]:
    """Copy the encrypted files that ``pool`` lacks; return the hashes of all that are whole.

    They never change, so each is copied once and shared by all backups of a place. A thorough look reads them.
    """
    names = []
    for file in sorted(files.iterdir()) if files.is_dir() else []:
        there = pool / file.name
        if not file.name.startswith(".") and not _is_there(file, there, thorough=thorough):
            content = file.read_bytes()
            if hashlib.sha256(content).hexdigest() != file.name:
                continue  # damaged here: a copy would only hide that another place may have it whole
            write_durably(there, content, private=True)
        if not file.name.startswith("."):
            names.append(file.name)
    return names


def _is_there(file: Path, there: Path, *, thorough: bool) -> bool:
    is_there = there.exists() and there.stat().st_size == file.stat().st_size
    return is_there and (not thorough or hash_of(there) == file.name)


def _require_room(source: Source, place: Path, root: Path) -> None:
    lacking = [
        file.stat().st_size
        for file in (source.files.iterdir() if source.files.is_dir() else ())
        if not (root / FILES / file.name).exists()
    ]
    log = source.database.with_name(f"{source.database.name}-wal")
    needed = source.database.stat().st_size + (log.stat().st_size if log.exists() else 0) + sum(lacking)
    if shutil.disk_usage(place).free < needed + _SPARE:
        raise PlaceFull(place)


@contextmanager
def _place_errors(place: Path) -> Iterator[None]:
    """Turn what the disk refuses into a sentence, and tell a damaged source from a place that fails."""
    try:
        yield
    except FolderUnusable as error:
        raise (PlaceFull if error.is_full else PlaceTrouble)(place) from error
    except OSError as error:
        if not place.is_dir():
            raise PlaceMissing(place) from error
        raise (PlaceFull if error.errno in _FULL else PlaceTrouble)(place) from error
    except sqlcipher3.DatabaseError as error:
        message = str(error)
        if "disk is full" in message:
            raise PlaceFull(place) from error
        if is_damage(error):
            raise DatabaseUnreadable from error
        raise (PlaceTrouble if place.is_dir() else PlaceMissing)(place) from error
    except BackupDamaged as error:  # what was just written does not come back from the disk
        raise PlaceTrouble(place) from error


def _folder_to_disk(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
