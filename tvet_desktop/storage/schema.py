"""The version of the tables in a file, and bringing an older file up to date."""

import shutil
from pathlib import Path

from sqlalchemy import Connection, Engine

from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _

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


def migrate(engine: Engine, file: Path) -> None:
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
    _copy_beside(engine, file, version)
    from tvet_desktop.storage.migrations.run import upgrade  # noqa: PLC0415  Alembic costs start-up time

    upgrade(engine, version, SCHEMA_VERSION)


def _copy_beside(engine: Engine, file: Path, version: int) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy2(file, file.with_suffix(f".before-version-{version + 1}"))
