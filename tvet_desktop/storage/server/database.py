"""The tables on a server: made, opened, and given another key for what is sealed in them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, delete, inspect, select, text, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session, sessionmaker

from tvet_desktop.shared.clock import Clock
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.server_address import server_folder
from tvet_desktop.shared.translation import _
from tvet_desktop.storage import capture
from tvet_desktop.storage.base import Base
from tvet_desktop.storage.database import Database
from tvet_desktop.storage.engine import open_engine
from tvet_desktop.storage.files import write_durably
from tvet_desktop.storage.local_tables import LocalSetting
from tvet_desktop.storage.schema import SCHEMA_VERSION, SchemaTooNew
from tvet_desktop.storage.server.copy_rows import copy_rows
from tvet_desktop.storage.server.engine import WAIT_SECONDS, meaning_of, open_server
from tvet_desktop.storage.server.sealed import seal_with
from tvet_desktop.storage.server.tables import FILES, KEYS, METADATA, SCHEMA

_SET_UP_LOCK = 0x54564555


class ServerNotEmpty(UserError):
    """The database holds tables of something else."""

    def sentence(self) -> str:
        """Say which one to take."""
        return _(
            "This database on the server holds other tables: ask for an empty database, and give its name in the"
            " address."
        )


class ServerDatabase(Database):
    """An open database on a server. ``file`` names where the copy for a backup is made; there is no such file else."""

    def __init__(self, address: str, engine: Engine, clock: Clock, key: bytes) -> None:
        super().__init__(server_folder(address) / "tvet.db", engine, clock)
        seal_with(engine.dialect, key)
        self._reading = sessionmaker(engine.execution_options(begin="READ"), class_=Session, autoflush=False)

    @classmethod
    def create_on(cls, address: str, key: bytes, clock: Clock, *, empty: bool = False) -> "ServerDatabase":
        """Make all tables in an empty database. It counts as set up once ``finish_set_up`` has run.

        Raises:
            ServerNotEmpty: something else is in it.
            ServerOutOfReach, ServerRefused: see there.
        """
        engine = open_server(address)
        try:
            with server_errors():
                _clear_unfinished(engine)
                METADATA.create_all(engine)
                Base.metadata.create_all(engine)
        except BaseException:
            engine.dispose()
            raise
        database = cls(address, engine, clock, key)
        with database.transaction() as db:
            if not empty:
                db.add(LocalSetting(name=capture.LAST_STAMP, value=b"0"))
        return database

    @classmethod
    def open_on(cls, address: str, key: bytes, clock: Clock) -> "ServerDatabase":
        """Open a database that was set up.

        Raises:
            SchemaTooNew: a newer version of the app made its tables.
            KeysChanged: the key is not the one that its secrets are sealed with.
        """
        engine = open_server(address)
        try:
            _require_known(engine)
            database = cls(address, engine, clock, key)
            with database.reading() as db:
                capture.last_stamp(db)
        except BaseException:
            engine.dispose()
            raise
        return database

    def finish_set_up(self) -> None:
        """Say that everything is there: from now on the database counts as set up."""
        with server_errors(), self.engine.begin() as connection:
            connection.execute(SCHEMA.insert().values(id=1, version=SCHEMA_VERSION))

    @contextmanager
    def laid_out(self, key: bytes) -> Iterator[None]:
        """Copy the rows to an encrypted file in this PC's folder, and the files beside it, while the block runs.

        The backup is one of an ordinary PC then: it can be tried, read and put back without a server.
        """
        folder = self.file.parent
        try:
            self.file.unlink(missing_ok=True)
            Database.create(self.file, key, self.clock, empty=True).close()
            engine = open_engine(self.file, key)
            copy_rows(self.engine, engine)
            engine.dispose()
            self._write_files(folder / "files")
            yield
        finally:
            for file in folder.glob(f"{self.file.name}*"):
                file.unlink()

    def _write_files(self, folder: Path) -> None:
        """Write the encrypted files that are not there yet; they never change."""
        with server_errors(), self.engine.connect() as connection:
            for name in connection.scalars(select(FILES.c.hash)).all():
                if not (folder / name).exists():
                    content = connection.scalar(select(FILES.c.content).where(FILES.c.hash == name))
                    write_durably(folder / name, bytes(content or b""), private=True)

    def damage(self, _key: bytes) -> list[str]:
        """Say nothing: a server looks after its own pages."""
        return []

    def leave_no_trace(self) -> None:
        """Do nothing: how long a server keeps overwritten rows is its own affair, so no round is open on one."""

    def change_key(self, key: bytes) -> None:
        """Seal everything that is sealed with another key of 32 bytes, in one transaction; then close."""
        with self.transaction() as db:
            values = [(row.name, row.value) for row in db.scalars(select(LocalSetting))]
            seal_with(self.engine.dialect, key)
            for name, value in values:
                db.execute(update(LocalSetting).where(LocalSetting.name == name).values(value=value))
        self.close()


def version_on(engine: Engine) -> int:
    """Return the version of the tables; 0 where nothing is set up."""
    with engine.connect() as connection:
        if not inspect(connection).has_table(SCHEMA.name):
            return 0
        return connection.scalar(select(SCHEMA.c.version)) or 0


def _require_known(engine: Engine) -> None:
    with server_errors():
        if version_on(engine) > SCHEMA_VERSION:
            raise SchemaTooNew


def drop_all(engine: Engine) -> None:
    """Drop the app's own tables: nothing is set up afterwards."""
    with engine.begin() as connection:
        connection.execute(delete(SCHEMA))
    Base.metadata.drop_all(engine)
    METADATA.drop_all(engine, tables=[table for table in METADATA.sorted_tables if table is not SCHEMA])
    METADATA.drop_all(engine)


def _clear_unfinished(engine: Engine) -> None:
    """Take away what an interrupted first try left.

    Raises:
        ServerNotEmpty: the tables are not ours.
    """
    names = set(inspect(engine).get_table_names())
    if SCHEMA.name in names:
        drop_all(engine)
    elif names & {KEYS.name, *Base.metadata.tables}:
        raise ServerNotEmpty


@contextmanager
def set_up_lock(engine: Engine) -> Iterator[None]:
    """Let one process at a time change the key slots or set the database up.

    Raises:
        DatabaseBusy: another one does, for longer than half a minute.
    """
    with engine.connect() as connection, server_errors():
        connection.execute(text(f"SET LOCAL lock_timeout = '{WAIT_SECONDS}s'"))
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_SET_UP_LOCK})"))
        yield  # the lock goes with the transaction, however this process ends


@contextmanager
def server_errors() -> Iterator[None]:
    """Turn what the server says into the user's errors."""
    try:
        yield
    except DatabaseError as error:
        raise meaning_of(error) from error
