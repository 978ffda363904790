"""The data of a national office on a PostgreSQL server, which its officers open from several PCs.

Everything is in that one database: rows, files, key slots. For the programme it is one PC: it has one name, one log
and one set of keys, whoever works with it.
"""

import secrets
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.dialects.postgresql import insert

from tvet_desktop.accounts.add_user import UsernameEmpty
from tvet_desktop.accounts.key_slots import KeySlots
from tvet_desktop.accounts.new_database import KEYS_FILE, AlreadySetUp, NewAccount, NewDatabase
from tvet_desktop.shared.clock import Clock
from tvet_desktop.shared.server_address import server_folder
from tvet_desktop.shared.text import fold_name
from tvet_desktop.storage.database import Database
from tvet_desktop.storage.files import folder_errors, make_folder, write_durably
from tvet_desktop.storage.server.copy_rows import copy_rows
from tvet_desktop.storage.server.database import (
    ServerDatabase,
    drop_all,
    server_errors,
    set_up_lock,
    version_on,
)
from tvet_desktop.storage.server.engine import open_server
from tvet_desktop.storage.server.files import ServerFiles
from tvet_desktop.storage.server.tables import KEYS


class ServerKeys:
    """The key slots in the database: read and written whole, like the key file of a PC."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def read_bytes(self) -> bytes:
        """Return them; nothing where there are none."""
        with server_errors(), self._engine.connect() as connection:
            return bytes(connection.scalar(select(KEYS.c.content)) or b"")

    def write_bytes(self, content: bytes) -> None:
        """Replace them."""
        row = insert(KEYS).values(id=1, content=content)
        with server_errors(), self._engine.begin() as connection:
            connection.execute(row.on_conflict_do_update(index_elements=["id"], set_={"content": content}))


class ServerHome:
    """A database on a server. ``folder`` holds what this PC keeps outside of it."""

    def __init__(self, address: str) -> None:
        self._address = address
        self.folder = server_folder(address)
        self.server = address.split("?", maxsplit=1)[0].rpartition("//")[2].rpartition("@")[2]
        self.files = ServerFiles(self.folder / "files")
        self._engine: Engine | None = None

    def is_new(self) -> bool:
        """Tell whether nothing is set up in the database yet."""
        with server_errors():
            return version_on(self._connect()) == 0

    def slots(self) -> KeySlots:
        """Read the key slots."""
        return KeySlots.load(ServerKeys(self._connect()))

    def locked(self) -> AbstractContextManager[None]:
        """Keep other PCs from changing the key slots meanwhile."""
        return set_up_lock(self._connect())

    def open(self, key: bytes, clock: Clock) -> Database:
        """Open the database; its files are reached through it."""
        database = ServerDatabase.open_on(self._address, key, clock)
        self._make_folder()
        self.files.engine = database.engine
        slots = ServerKeys(database.engine).read_bytes()
        write_durably(self.folder / KEYS_FILE, slots, private=True)  # backups take them along
        return database

    def put_back(self, file: Path, clock: Clock, key: bytes) -> int:
        """Fill the empty database with the rows of an encrypted file, the key file beside it and the files; return rows.

        Raises:
            AlreadySetUp: something is in it; nothing was changed.
        """
        with self.locked():
            if not self.is_new():
                raise AlreadySetUp
            target = ServerDatabase.create_on(self._address, key, clock, empty=True)
            source = Database.open(file, key, clock)
            try:
                rows = copy_rows(source.engine, target.engine)
                self.files.engine = target.engine
                for blob in sorted(self.files.folder.glob("*")):
                    self.files.keep_sealed(blob.name, blob.read_bytes())
                ServerKeys(target.engine).write_bytes((file.parent / KEYS_FILE).read_bytes())
                target.finish_set_up()
            finally:
                source.close()
                target.close()
        return rows

    @contextmanager
    def make(self, clock: Clock, account: NewAccount, code: str) -> Iterator[NewDatabase]:
        """Make the tables; the database counts as set up once everything is in them.

        Raises:
            AlreadySetUp, ServerNotEmpty, UsernameEmpty: see there.
        """
        if not fold_name(account.username):
            raise UsernameEmpty
        self._make_folder()
        with self.locked():
            if not self.is_new():
                raise AlreadySetUp
            key = secrets.token_bytes(32)
            database = ServerDatabase.create_on(self._address, key, clock)
            new = NewDatabase(database, key, account)
            try:
                yield new
                new.write_keys(ServerKeys(database.engine), code)
                database.finish_set_up()
            finally:
                database.close()

    def discard(self) -> None:
        """Drop the app's own tables."""
        with self.locked(), server_errors():
            drop_all(self._connect())

    def finish_restore(self) -> None:
        """Do nothing: what is put back on a server is there whole or not at all."""

    def _connect(self) -> Engine:
        """Return an engine for what is asked before somebody has signed in."""
        if self._engine is None:
            self._engine = open_server(self._address, keep=False)
        return self._engine

    def _make_folder(self) -> None:
        with folder_errors(self.folder):
            make_folder(self.folder, private=True)
