"""The files of a new PC: made under another name, and put in place only when they are whole."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from tvet_desktop.accounts.add_user import UsernameEmpty
from tvet_desktop.accounts.key_slots import KeySlots, KeysOnServer
from tvet_desktop.accounts.models import Role, User
from tvet_desktop.shared.clock import Clock
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.text import fold_name, nfc
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.database import Database, new_id
from tvet_desktop.storage.files import folder_errors, make_folder
from tvet_desktop.storage.lock import locked

DATABASE_FILE = "tvet.db"
KEYS_FILE = "keys.json"
UNFINISHED_FILE = f"{DATABASE_FILE}.unfinished"


class AlreadySetUp(UserError):
    """The folder holds a programme already."""

    def sentence(self) -> str:
        """Say what can be done."""
        return _("This folder holds data already: sign in, or choose another folder with --data.")


class DatabaseMissing(UserError):
    """The key file is there, but the database that it opens is not."""

    def sentence(self) -> str:
        """Say what can be done."""
        return _(
            "The data file of this folder is gone, but its key file is here: put “tvet.db” back from the last backup,"
            " or choose another folder with --data."
        )


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
            display_name=nfc(account.display_name) or nfc(account.username),
            role=Role.ADMINISTRATOR.value,
        )
        db.add(user)
        self.user_id = user.id

    def write_keys(self, file: Path | KeysOnServer, recovery_code: str) -> None:
        """Write the key file: one slot for the first user, one for the recovery code."""
        slots = KeySlots.create(file)
        slots.put_password(
            self._account.username, self._account.password, user_id=self.user_id, database_key=self._key
        )
        slots.put_recovery_code(recovery_code, database_key=self._key)


def is_new(folder: Path) -> bool:
    """Tell whether nobody has set up this folder, or a first try was interrupted.

    Raises:
        DatabaseMissing: it was set up, but its database is gone. Its keys must not be overwritten.
    """
    if (folder / DATABASE_FILE).exists():
        return False
    if (folder / KEYS_FILE).exists() and not (folder / UNFINISHED_FILE).exists():
        raise DatabaseMissing
    return True


@contextmanager
def new_database(
    folder: Path, clock: Clock, account: NewAccount, recovery_code: str
) -> Iterator[NewDatabase]:
    """Make database and key file in ``folder``; the database gets its name last, when all is on the disk.

    If anything fails or the power goes, the folder still counts as new, and the next try begins afresh.

    Raises:
        AlreadySetUp: the folder holds data, perhaps since a moment ago.
        DatabaseMissing, UsernameEmpty, FolderUnusable: see there.
    """
    if not fold_name(account.username):
        raise UsernameEmpty
    with folder_errors(folder):
        make_folder(folder, private=True)
    unfinished = folder / UNFINISHED_FILE
    with locked(folder):
        if not is_new(folder):
            raise AlreadySetUp
        with folder_errors(folder):
            _remove_leftovers(folder)
        key = secrets.token_bytes(32)
        database = Database.create(unfinished, key, clock)
        new = NewDatabase(database, key, account)
        try:
            yield new
            database.leave_no_trace()
        finally:
            database.close()
        new.write_keys(folder / KEYS_FILE, recovery_code)
        with folder_errors(folder):
            unfinished.replace(folder / DATABASE_FILE)


def discard_database(folder: Path) -> None:
    """Make the folder new again, when what was to fill the new database has failed. It must be closed."""
    with locked(folder):
        (folder / DATABASE_FILE).replace(folder / UNFINISHED_FILE)
        _remove_leftovers(folder)


def _remove_leftovers(folder: Path) -> None:
    """Remove the keys first: without the unfinished file beside them they would look like those of a lost database."""
    unfinished = folder / UNFINISHED_FILE
    if unfinished.exists():
        (folder / KEYS_FILE).unlink(missing_ok=True)
    for leftover in (*folder.glob(f"{unfinished.name}-*"), unfinished):
        leftover.unlink(missing_ok=True)
