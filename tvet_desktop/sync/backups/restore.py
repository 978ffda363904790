"""Puts a backup back on a PC: tried first, with a log of its own from then on; what it replaces is kept aside."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from tvet_desktop.accounts.key_slots import KeySlots, Unlocked, WrongPassword
from tvet_desktop.accounts.new_database import DATABASE_FILE, KEYS_FILE
from tvet_desktop.accounts.queries import user_by_id
from tvet_desktop.accounts.rules import require
from tvet_desktop.shared.clock import Clock
from tvet_desktop.shared.errors import UserError
from tvet_desktop.storage.backup.copy_database import damage_of
from tvet_desktop.storage.backup.errors import BackupDamaged
from tvet_desktop.storage.backup.place import FoundBackup
from tvet_desktop.storage.backup.put_back import discard, prepare, replace, require_closed
from tvet_desktop.storage.database import Database
from tvet_desktop.sync.backups.salvage import salvage
from tvet_desktop.sync.import_bundles import import_bundles
from tvet_desktop.sync.this_pc import load_this_pc, open_log, save_this_pc

SALVAGED = "sync-files"


@dataclass(frozen=True)
class Restored:
    """What was put back, where the replaced data lies, and how many sync files of it could be read and were used."""

    made_at: datetime
    rows: int
    aside: Path
    salvaged: int


def restore(
    backup: FoundBackup,
    data_dir: Path,
    clock: Clock,
    *,
    username: str,
    secret: str,
    before: Callable[[Session], None] | None = None,
) -> Restored:
    """Put a backup in the place of the data of ``data_dir``, in which nobody works.

    Args:
        backup: which one.
        data_dir: the data folder; it may be empty, as on a new PC.
        clock: of this PC.
        username: a user of the time of the backup, whose role allows it.
        secret: their password of that time, or the recovery code.
        before: changes the copy before it is used, for example blanks what was erased since.

    Raises:
        BackupDamaged, BackupTooNew, KeysUnreadable, WrongPassword, NotAllowed, DataInUse, FolderUnusable:
            nothing was replaced.
    """
    unlocked = unlock(backup.folder / KEYS_FILE, username, secret)
    require_closed(data_dir / DATABASE_FILE)
    try:
        key = prepared(backup, data_dir, clock, unlocked, before)
        damaged_key = _key_of_damaged(data_dir, key, username, secret)
        aside = replace(data_dir, DATABASE_FILE, KEYS_FILE, clock.now())
    except BaseException:
        discard(data_dir)
        raise
    salvaged = 0
    if damaged_key is not None:
        salvaged = _bring_back(data_dir, key, clock, aside, damaged_key)
    return Restored(backup.made_at, backup.manifest.rows, aside, salvaged)


def unlock(keys: Path, username: str, secret: str) -> Unlocked:
    """Open the key of a backup with a password of its time, or with the recovery code."""
    slots = KeySlots.load(keys)
    try:
        return slots.unlock(username, secret)
    except WrongPassword:
        with suppress(UserError):
            return slots.unlock_with_recovery_code(secret)
        raise


def prepared(
    backup: FoundBackup,
    data_dir: Path,
    clock: Clock,
    unlocked: Unlocked,
    before: Callable[[Session], None] | None,
) -> bytes:
    """Make the copy ready to be used; return its key."""
    key = unlocked.database_key
    try:
        file = prepare(backup, data_dir, key)
    except BackupDamaged:
        if not unlocked.next_key:
            raise
        key = unlocked.next_key  # it was made while the database was given a new key
        file = prepare(backup, data_dir, key)
    database = Database.open(file, key, clock)
    try:
        with database.transaction() as db:
            if unlocked.user_id:
                user = user_by_id(db, unlocked.user_id)
                require(user.role if user is not None else "", "restore")
            if before is not None:
                before(db)
            this_pc = load_this_pc(db)
            this_pc.log = open_log()  # under the old one this PC may have sent what the backup does not know
            save_this_pc(db, this_pc)
        database.leave_no_trace()
    finally:
        database.close()
    return key


def _key_of_damaged(data_dir: Path, key: bytes, username: str, secret: str) -> bytes | None:
    """Return the key of the present data if that is there and damaged; None if it is whole, or not there."""
    file = data_dir / DATABASE_FILE
    if not file.exists():
        return None
    present = key
    with suppress(UserError):  # its keys may be lost as well: then it has the backup's, or nothing helps
        present = unlock(data_dir / KEYS_FILE, username, secret).database_key
    return present if damage_of(file, present) else None


def _bring_back(data_dir: Path, key: bytes, clock: Clock, aside: Path, old_key: bytes) -> int:
    """Read the sync files that the damaged data still shows."""
    database = Database.open(data_dir / DATABASE_FILE, key, clock)
    try:
        with database.reading() as db:
            programme = load_this_pc(db).programme
        if not salvage(aside / DATABASE_FILE, old_key, aside / SALVAGED, programme):
            return 0
        with suppress(UserError):  # the backup is in place all the same
            return import_bundles(database, [aside / SALVAGED]).new_bundles
        return 0
    finally:
        database.close()
