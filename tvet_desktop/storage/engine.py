"""Opens the encrypted file."""

import os
from pathlib import Path

import sqlcipher3
from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import ConnectionPoolEntry

from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _

BUSY_SECONDS = 10


class DatabaseUnreadable(UserError):
    """The file does not open with this PC's key: damaged, of another PC, or no database at all."""

    def sentence(self) -> str:
        """Say what can be done."""
        return _(
            "The data file cannot be read with the keys of this PC: it is damaged or belongs to another PC."
            " Put back the last backup of this PC, or ask your coordinator."
        )


class DatabaseReadOnly(UserError):
    """The file can be read, but not changed."""

    def sentence(self) -> str:
        """Say what to check."""
        return _(
            "The data can be read, but not changed: check that its folder is not write-protected, and that this"
            " account of the computer may write to it."
        )


class DatabaseOutOfReach(UserError):
    """The operating system does not hand out the file: rights, a pulled stick, a failing disk."""

    def sentence(self) -> str:
        """Say what to check."""
        return _(
            "The data file cannot be opened: check that the disk is connected and sound, and that this account of"
            " the computer may use its folder."
        )


class DiskFull(UserError):
    """There is no room for what was to be saved."""

    def sentence(self) -> str:
        """Say what to do."""
        return _("The disk is full and nothing was saved: free some space, then try again.")


class DatabaseBusy(UserError):
    """Another program holds the file."""

    def sentence(self) -> str:
        """Say what can be done."""
        return _("The data is in use by another program: close other windows of this app and try again.")


def open_engine(file: Path, key: bytes) -> Engine:
    """Return an engine over the SQLCipher file, made if it is not there.

    Args:
        file: the database; its folder exists.
        key: 32 bytes, the raw key (a passphrase would cost 80 ms for each connection).

    In a folder that cannot be written the file is opened for reading.

    Raises:
        DatabaseUnreadable: the key does not open the file.
        DatabaseOutOfReach, DatabaseReadOnly, DatabaseBusy: see there.
    """
    can_write = os.access(file.parent, os.W_OK) and (not file.exists() or os.access(file, os.W_OK))
    if not can_write and _is_left_open(file):
        raise DatabaseReadOnly  # the newest changes are in the log beside it, and only a writer can use that
    engine = create_engine(
        URL.create("sqlite", database=str(file)) if can_write else _for_reading(file),
        module=sqlcipher3,
        connect_args={"timeout": BUSY_SECONDS},
        hide_parameters=True,  # they are personal data, and errors are written to a log
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves, below
        cursor = connection.cursor()
        cursor.execute("PRAGMA cipher_log_level = NONE")  # it would print to the screen
        cursor.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        if can_write:
            cursor.execute("PRAGMA journal_mode = WAL")
        for pragma in ("synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.execute("PRAGMA temp_store = MEMORY")  # sorting must not write names in clear to a file
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN " + connection.get_execution_options().get("begin", "DEFERRED"))

    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT count(*) FROM sqlite_master"))
    except DatabaseError as error:
        engine.dispose()
        raise unreadable_or_busy(error) from error
    return engine


def unreadable_or_busy(error: DatabaseError) -> Exception:
    """Return the user's error for a database error that is not our bug, else the error itself."""
    if type(error.orig).__module__.startswith("psycopg"):
        from tvet_desktop.storage.server.engine import meaning_of  # noqa: PLC0415  a PC needs no driver of a server

        return meaning_of(error)
    message = str(error.orig)
    for words, meaning in _MEANINGS.items():
        if words in message:
            return meaning()
    return error


_MEANINGS: dict[str, type[UserError]] = {
    "locked": DatabaseBusy,
    "busy": DatabaseBusy,
    "readonly": DatabaseReadOnly,
    "disk is full": DiskFull,
    "unable to open": DatabaseOutOfReach,
    "disk I/O": DatabaseOutOfReach,
    "not a database": DatabaseUnreadable,
    "malformed": DatabaseUnreadable,
    "hmac check": DatabaseUnreadable,
}


def _is_left_open(file: Path) -> bool:
    log = file.with_name(f"{file.name}-wal")
    return log.exists() and log.stat().st_size > 0


def _for_reading(file: Path) -> URL:
    """Return the address of a file that nobody changes meanwhile: SQLite then needs no files beside it."""
    return URL.create("sqlite", database=file.absolute().as_uri(), query={"immutable": "1", "uri": "true"})
