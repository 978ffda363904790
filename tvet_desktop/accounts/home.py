"""Where the data of this PC lies: in a folder, or on a server that several officers share.

Both are asked the same things: is it new, who may come in (the key slots), open it with a key, make it.
"""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from tvet_desktop.accounts.key_slots import KeySlots
from tvet_desktop.accounts.new_database import (
    DATABASE_FILE,
    KEYS_FILE,
    NewAccount,
    NewDatabase,
    discard_database,
    is_new,
    new_database,
)
from tvet_desktop.shared.clock import Clock
from tvet_desktop.storage.backup.put_back import finish
from tvet_desktop.storage.database import Database
from tvet_desktop.storage.files import FileStore
from tvet_desktop.storage.lock import locked


class Home(Protocol):
    """What the app asks of the place of its data."""

    @property
    def folder(self) -> Path:
        """For what must lie outside the database on this PC."""
        ...

    @property
    def server(self) -> str:
        """The server and the database on it, without user and password; "" where the data lies in the folder."""
        ...

    @property
    def files(self) -> FileStore:
        """The encrypted files."""
        ...

    def is_new(self) -> bool:
        """Tell whether nothing is set up here."""
        ...

    def slots(self) -> KeySlots:
        """Read the key slots."""
        ...

    def locked(self) -> AbstractContextManager[None]:
        """Hold what keeps others from changing the key slots."""
        ...

    def open(self, key: bytes, clock: Clock) -> Database:
        """Open the database."""
        ...

    def make(self, clock: Clock, account: NewAccount, code: str) -> AbstractContextManager[NewDatabase]:
        """Make the database; nothing is left if the block fails."""
        ...

    def discard(self) -> None:
        """Take everything away that was made."""
        ...

    def finish_restore(self) -> None:
        """Carry out what a power cut interrupted."""
        ...


class FolderHome:
    """An encrypted file and its key file in a folder of this PC."""

    server = ""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = FileStore(folder / "files")

    def is_new(self) -> bool:
        """Tell whether the folder holds no database yet."""
        return is_new(self.folder)

    def slots(self) -> KeySlots:
        """Read the key file."""
        return KeySlots.load(self.folder / KEYS_FILE)

    def locked(self) -> AbstractContextManager[None]:
        """Hold the lock of the folder."""
        return locked(self.folder)

    def open(self, key: bytes, clock: Clock) -> Database:
        """Open the file."""
        return Database.open(self.folder / DATABASE_FILE, key, clock)

    def make(self, clock: Clock, account: NewAccount, code: str) -> AbstractContextManager[NewDatabase]:
        """Make the file and its key file."""
        return new_database(self.folder, clock, account, code)

    def discard(self) -> None:
        """Make the folder new again."""
        discard_database(self.folder)

    def finish_restore(self) -> None:
        """Carry out a restore that a power cut interrupted."""
        finish(self.folder, DATABASE_FILE, KEYS_FILE)


def home_of(data: Path | str) -> Home:
    """Return the home that ``--data`` names: a folder, or the address of a server."""
    if isinstance(data, Path):
        return FolderHome(data)
    from tvet_desktop.accounts.server_home import ServerHome  # noqa: PLC0415  a PC needs no driver of a server

    return ServerHome(data)
