"""Transactions and reads over the one file of this PC."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, text
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm import Session, sessionmaker

from tvet_desktop.shared.clock import Clock
from tvet_desktop.storage import capture
from tvet_desktop.storage.backup.copy_database import damage_of
from tvet_desktop.storage.base import Base
from tvet_desktop.storage.engine import DatabaseUnreadable, open_engine, unreadable_or_busy
from tvet_desktop.storage.files import folder_errors
from tvet_desktop.storage.ids import IdMinter
from tvet_desktop.storage.local_tables import LocalSetting
from tvet_desktop.storage.schema import SCHEMA_VERSION, migrate


class RecordedSession(Session):
    """A session whose saves write the history."""


capture.listen(RecordedSession)


class Database:
    """The open file. May be used from several threads: each call has a connection of its own."""

    def __init__(self, file: Path, engine: Engine, clock: Clock) -> None:
        self.file = file
        self.engine = engine
        self.clock = clock
        self.minter = IdMinter()
        self._writing = sessionmaker(engine.execution_options(begin="IMMEDIATE"), class_=RecordedSession)
        self._reading = sessionmaker(engine, class_=Session, autoflush=False)

    @classmethod
    def create(cls, file: Path, key: bytes, clock: Clock, *, empty: bool = False) -> "Database":
        """Make the file with all tables; ``empty`` ones wait for the rows of another. ``key`` has 32 bytes."""
        with folder_errors(file.parent):
            os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))  # its log takes the rights over
        engine = open_engine(file, key)
        Base.metadata.create_all(engine)
        database = cls(file, engine, clock)
        with database.transaction() as db:
            if not empty:
                db.add(LocalSetting(name=capture.LAST_STAMP, value=b"0"))
            db.execute(text(f"PRAGMA user_version = {SCHEMA_VERSION}"))
        return database

    @classmethod
    def open(cls, file: Path, key: bytes, clock: Clock) -> "Database":
        """Open an existing file, bringing an older one up to date after copying it.

        Raises:
            DatabaseUnreadable: the key does not open it, or it is damaged.
            SchemaTooNew: a newer version of the app wrote it.
        """
        if not file.exists() or file.stat().st_size == 0:  # SQLite would make a new database of it
            raise DatabaseUnreadable
        engine = open_engine(file, key)
        try:
            migrate(engine, file, key)
        except Exception:
            engine.dispose()
            raise
        return cls(file, engine, clock)

    @contextmanager
    def transaction(self, *, user_id: int | None = None) -> Iterator[Session]:
        """Open a session that commits once at the end, or leaves everything as it was.

        ``user_id`` is who the history will name.
        """
        with _users_errors(), self._writing() as db:
            db.info.update(minter=self.minter, now=self.clock.now(), user_id=user_id)
            with db.begin():
                yield db

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session that sees one state of the file and changes nothing."""
        with _users_errors(), self._reading() as db:
            yield db

    def leave_no_trace(self) -> None:
        """Empty the write-ahead log, so that overwritten pages do not linger in it."""
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def laid_out(self, _key: bytes) -> Iterator[None]:
        """Have the encrypted file at ``file``, and the encrypted files beside it, while the block runs: to back up."""
        yield

    def damage(self, key: bytes) -> list[str]:
        """Look at every page of the file; return what is wrong, in SQLite's words; nothing if all is well."""
        return damage_of(self.file, key)

    def change_key(self, key: bytes) -> None:
        """Encrypt the whole file with another key of 32 bytes, in one transaction. The database is closed then.

        Until it is committed the old key opens the file, from then on the new one: with a power cut as well.

        Raises:
            DatabaseBusy: somebody else uses the file.
        """
        self.leave_no_trace()
        self.engine.dispose()
        with _users_errors(), self.engine.connect() as connection:
            raw = connection.connection.cursor()
            raw.execute(f"PRAGMA rekey = \"x'{key.hex()}'\"")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.invalidate()
        self.close()

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


@contextmanager
def _users_errors() -> Iterator[None]:
    try:
        yield
    except (DatabaseError, OperationalError) as error:
        raise unreadable_or_busy(error) from error


def new_id(db: Session, scope: int) -> int:
    """Mint the id of a new row of ``scope``."""
    minter: IdMinter = db.info["minter"]
    return minter.next(scope)


def anonymous_id(db: Session, scope: int) -> int:
    """Mint an id that tells nothing of when and where a row was made."""
    minter: IdMinter = db.info["minter"]
    return minter.random(scope)
