"""Connects to a PostgreSQL server.

Use cases look before they write, and rely on nobody writing in between. On a PC SQLite lets one process write at a
time; here a lock of the transaction does the same, taken before its first look. Readers never wait for it.
"""

import psycopg
from psycopg import errors
from sqlalchemy import Connection, Engine, NullPool, QueuePool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError

from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.engine import DatabaseBusy, DatabaseReadOnly, DiskFull

WAIT_SECONDS = 30
"""How long a writer waits for another: receiving a large file of a college takes that long."""
WRITER_LOCK = 0x54564554  # any number, the same in every version of the app
_CONNECT_SECONDS = 10


class ServerOutOfReach(UserError):
    """The server does not answer, or the connection broke."""

    def sentence(self) -> str:
        """Say what to check."""
        return _(
            "The database server does not answer, and nothing was saved: check the network and the address,"
            " then try again."
        )


class ServerRefused(UserError):
    """The server answers, but does not let this user in."""

    def sentence(self) -> str:
        """Say what to check."""
        return _(
            "The database server does not accept the user, the password or the name of the database: check the"
            " address, or ask whoever looks after the server."
        )


class ServerAddressWrong(UserError):
    """The address cannot be one."""

    def sentence(self) -> str:
        """Say how one looks."""
        return _(
            "This is not the address of a database server: write it as postgresql://USER@HOST/DATABASE, with the"
            " password in the file .pgpass."
        )


def open_server(address: str, *, keep: bool = True) -> Engine:
    """Return an engine over the database that ``address`` names; it must exist, and may be empty.

    Its connections are kept open for the next use, or closed after each (``keep=False``).

    Raises:
        ServerAddressWrong, ServerOutOfReach, ServerRefused: see there.
    """
    try:
        url = make_url(address).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError) as error:
        raise ServerAddressWrong from error
    if not url.database:
        raise ServerAddressWrong
    engine = create_engine(
        url,
        connect_args={"connect_timeout": _CONNECT_SECONDS, "application_name": "TVET Desktop"},
        hide_parameters=True,  # they are personal data, and errors are written to a log
        poolclass=QueuePool if keep else NullPool,
        pool_pre_ping=keep,  # an office PC sleeps at noon, and its connections with it
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        begin = connection.get_execution_options().get("begin", "")
        if begin == "IMMEDIATE":
            # READ COMMITTED: each statement sees what those committed who held the lock before
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{WAIT_SECONDS}s'")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER_LOCK})")
        elif begin == "READ":
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")

    try:
        with engine.connect():
            pass
    except DatabaseError as error:
        engine.dispose()
        raise meaning_of(error) from error
    return engine


def meaning_of(error: DatabaseError) -> Exception:
    """Return the user's error for a server's error that is not our bug, else the error itself."""
    cause = error.orig
    if isinstance(cause, errors.LockNotAvailable | errors.DeadlockDetected):
        return DatabaseBusy()
    if isinstance(cause, errors.ReadOnlySqlTransaction):
        return DatabaseReadOnly()
    if isinstance(cause, errors.DiskFull):
        return DiskFull()
    if isinstance(cause, errors.InvalidAuthorizationSpecification | errors.InvalidCatalogName):
        return ServerRefused()
    if isinstance(cause, psycopg.OperationalError):
        # psycopg gives no code for what goes wrong while connecting, only the server's words
        words = str(cause)
        is_refused = "authentication failed" in words or "does not exist" in words or "no password" in words
        return ServerRefused() if is_refused else ServerOutOfReach()
    return error
