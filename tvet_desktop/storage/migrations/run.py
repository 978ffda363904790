"""Runs the migrations that a file lacks."""

import importlib

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Engine

from tvet_desktop.storage.schema import version_of


class MigrationBroke(Exception):
    """A migration left rows that point nowhere: a bug, the copy beside the file is untouched."""


def upgrade(engine: Engine, version: int, target: int) -> None:
    """Apply every version after ``version`` up to ``target``, each in a transaction with its own record.

    Raises:
        MigrationBroke: rows point nowhere afterwards; the transaction is rolled back.
    """
    with engine.execution_options(begin="IMMEDIATE").connect() as connection:
        raw = connection.connection.cursor()
        raw.execute("PRAGMA foreign_keys = OFF")  # only outside a transaction does this take effect
        for number in range(version + 1, target + 1):
            module = importlib.import_module(f"tvet_desktop.storage.migrations.versions.v{number:04}")
            with connection.begin():
                if version_of(connection) >= number:
                    continue  # another process came first while we waited for the lock
                module.upgrade(Operations(MigrationContext.configure(connection)))
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                    raise MigrationBroke(number)
                connection.exec_driver_sql(f"PRAGMA user_version = {number}")
        connection.invalidate()  # do not give a connection without foreign keys back to the pool
