"""The version of the tables in a file, and bringing an older file up to date."""

import shutil
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect

from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.base import Base
from tvet_desktop.storage.engine import open_engine
from tvet_desktop.storage.files import folder_errors
from tvet_desktop.storage.lock import locked

SCHEMA_VERSION = 1
"""Goes up by one with every released change of a table; ``migrations/versions`` has one file for each."""


class SchemaTooNew(UserError):
    """A newer version of the app wrote the file."""

    def sentence(self) -> str:
        """Say what can be done."""
        return _(
            "This data was written by a newer version of the app: install the newest version on this PC."
        )


def version_of(connection: Connection) -> int:
    """Return the version of the tables in the file."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def migrate(engine: Engine, file: Path, key: bytes) -> None:
    """Bring the file to ``SCHEMA_VERSION``, after copying it beside itself.

    Foreign keys are off while tables are rebuilt: with them on, rebuilding a parent deletes its children.

    Raises:
        SchemaTooNew: the file is newer than this app.
    """
    with engine.connect() as connection:
        version = version_of(connection)
    if version > SCHEMA_VERSION:
        raise SchemaTooNew
    if version == SCHEMA_VERSION:
        return
    from tvet_desktop.storage.migrations.run import upgrade  # noqa: PLC0415  Alembic costs start-up time

    with locked(file.parent):  # the app may have been started twice
        with engine.connect() as connection:
            version = version_of(connection)
        if version < SCHEMA_VERSION:
            _copy_beside(engine, file, version, key)
            upgrade(engine, version, SCHEMA_VERSION)


def _copy_beside(engine: Engine, file: Path, version: int, key: bytes) -> None:
    """Copy the file, without what must never be in a second place (evaluation answers of open rounds)."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    copy = file.with_suffix(f".before-version-{version + 1}")
    part = file.with_suffix(f".before-version-{version + 1}.part")
    with folder_errors(file.parent):
        shutil.copy2(file, part)
    cleaned = open_engine(part, key)
    try:
        with cleaned.connect() as connection:
            there = set(inspect(connection).get_table_names())
            for table in Base.metadata.tables.values():
                if table.info.get("backup") is False and table.name in there:
                    connection.exec_driver_sql(f'DELETE FROM "{table.name}"')
            connection.commit()
        with cleaned.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        cleaned.dispose()
    part.replace(copy)
