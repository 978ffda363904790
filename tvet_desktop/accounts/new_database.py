"""The files of a new PC: made under another name, and put in place only when they are whole."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from tvet_desktop.accounts.key_slots import KeySlots
from tvet_desktop.accounts.models import Role, User
from tvet_desktop.shared.clock import Clock
from tvet_desktop.shared.text import nfc
from tvet_desktop.storage.database import Database, new_id

DATABASE_FILE = "tvet.db"
KEYS_FILE = "keys.json"


@dataclass(frozen=True)
class NewAccount:
    """Who works on the new PC first: its administrator."""

    username: str
    display_name: str
    password: str


class NewDatabase:
    """A database in the making, with the key file that will open it."""

    def __init__(self, database: Database, key: bytes, account: NewAccount) -> None:
        self.database = database
        self._key = key
        self._account = account
        self.user_id = 0

    def add_administrator(self, db: Session, scope: int) -> None:
        """Add the first user. Another PC's first user may have the same name: passwords do not travel."""
        account = self._account
        user = User(
            id=new_id(db, scope),
            username=nfc(account.username),
            display_name=nfc(account.display_name),
            role=Role.ADMINISTRATOR.value,
        )
        db.add(user)
        self.user_id = user.id

    def write_keys(self, file: Path, recovery_code: str) -> None:
        """Write the key file: one slot for the first user, one for the recovery code."""
        slots = KeySlots.create(file)
        slots.put_password(
            self._account.username, self._account.password, user_id=self.user_id, database_key=self._key
        )
        slots.put_recovery_code(recovery_code, database_key=self._key)


@contextmanager
def new_database(
    folder: Path, clock: Clock, account: NewAccount, recovery_code: str
) -> Iterator[NewDatabase]:
    """Make database and key file in ``folder``; the database gets its name last, when all is on the disk.

    If anything fails or the power goes, the folder still counts as new, and the next try begins afresh.
    """
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / f"{DATABASE_FILE}.unfinished"
    for leftover in (unfinished, *folder.glob(f"{unfinished.name}-*")):
        leftover.unlink(missing_ok=True)
    key = secrets.token_bytes(32)
    database = Database.create(unfinished, key, clock)
    new = NewDatabase(database, key, account)
    try:
        yield new
        database.leave_no_trace()
    finally:
        database.close()
    new.write_keys(folder / KEYS_FILE, recovery_code)
    unfinished.replace(folder / DATABASE_FILE)
