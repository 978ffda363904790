"""Opens the encrypted file."""

from pathlib import Path

import sqlcipher3
from sqlalchemy import Connection, Engine, create_engine, event, text
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

    Raises:
        DatabaseUnreadable: the key does not open the file.
    """
    engine = create_engine(f"sqlite:///{file}", module=sqlcipher3, connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves, below
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
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
    message = str(error.orig)
    if "locked" in message or "busy" in message:
        return DatabaseBusy()
    if any(
        words in message
        for words in ("not a database", "malformed", "disk I/O", "hmac check", "unable to open")
    ):
        return DatabaseUnreadable()
    return error
