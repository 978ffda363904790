"""Copies every row between a PC's encrypted file and a server: for moving house, in both directions.

What must never be in a second place (answers of open evaluation rounds) stays where it is.
"""

from sqlalchemy import BigInteger, Connection, Engine, Integer, Table, func, insert, select, text

from tvet_desktop.storage.base import Base

_ROWS_AT_ONCE = 2000


def copy_rows(source: Engine, target: Engine) -> int:
    """Copy one state of all tables of ``source`` into the empty tables of ``target``; return how many rows.

    Args:
        source: opened by its key; others may work with it meanwhile.
        target: has all tables, and no row in them. Nothing is in them either if the copying fails.
    """
    count = 0
    reading = "READ" if source.dialect.name == "postgresql" else "DEFERRED"
    with (
        source.execution_options(begin=reading).connect() as there,
        target.execution_options(begin="IMMEDIATE").begin() as here,
    ):
        is_server = here.dialect.name == "postgresql"
        here.execute(text("SET CONSTRAINTS ALL DEFERRED" if is_server else "PRAGMA defer_foreign_keys = ON"))
        for table in Base.metadata.sorted_tables:
            if table.info.get("backup") is False:
                continue
            for some in there.execute(select(table)).mappings().partitions(_ROWS_AT_ONCE):
                here.execute(insert(table), [dict(row) for row in some])
                count += len(some)
            if is_server:
                _count_on(here, table)
    return count


def _count_on(connection: Connection, table: Table) -> None:
    """Let the server number new rows after those that came with their numbers."""
    (key, *more) = table.primary_key.columns
    if not more and isinstance(key.type, Integer | BigInteger) and key.autoincrement is True:
        highest = select(func.max(key)).scalar_subquery()
        sequence = func.pg_get_serial_sequence(table.name, key.name)
        connection.execute(select(func.setval(sequence, func.coalesce(highest, 1), highest.is_not(None))))
