"""Copies the rows of an encrypted file into a new one, and tells what a copy holds.

Only rows are copied, table by table: freed pages and tables that may not be in a backup never reach the place.
"""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import sqlcipher3

from tvet_desktop.storage.base import Base

_SECONDS = 30


def left_out_tables() -> frozenset[str]:
    """Return the tables that no backup may hold: their ``info`` says ``{"backup": False}``."""
    return frozenset(
        table.name for table in Base.metadata.tables.values() if table.info.get("backup") is False
    )


def copy_database(source: Path, target: Path, key: bytes) -> dict[str, int]:
    """Copy one state of ``source``, while others work with it, to a new file on the disk; return rows by table.

    Raises:
        sqlcipher3.DatabaseError: one of the two files cannot be read or written.
    """
    left_out = left_out_tables()
    with opened(str(target), key) as copy:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF"):
            copy.execute(f"PRAGMA {pragma}")
        copy.execute("PRAGMA temp_store = MEMORY")
        copy.execute(f"ATTACH DATABASE ? AS source KEY \"x'{key.hex()}'\"", (_address(source),))
        copy.execute("BEGIN")
        counts = {}
        for name, sql in _statements(copy, "table"):
            copy.execute(sql)
            if name in left_out:
                counts[name] = 0
                continue
            copy.execute(f'INSERT INTO main."{name}" SELECT * FROM source."{name}"')
            counts[name] = _count(copy, f'source."{name}"')
        for _name, sql in _statements(copy, "index"):
            copy.execute(sql)
        (version,) = copy.execute("PRAGMA source.user_version").fetchone()
        copy.execute(f"PRAGMA main.user_version = {version}")
        copy.execute("COMMIT")
    _to_disk(target)
    return counts


def count_rows(file: Path, key: bytes) -> dict[str, int]:
    """Read every page of a file that nobody writes, without changing anything, and return rows by table.

    Raises:
        sqlcipher3.DatabaseError: it is damaged, or the key is another one.
    """
    with opened(f"{file.absolute().as_uri()}?immutable=1", key) as copy:
        if problems := problems_of(copy):
            raise sqlcipher3.DatabaseError(problems[0])
        names = [name for name, _sql in _statements(copy, "table", "main")]
        return {name: _count(copy, f'main."{name}"') for name in names}


def damage_of(file: Path, key: bytes) -> list[str]:
    """Look at every page of a file that others may be using; return what is wrong, nothing if all is well.

    A file that another program holds, or a disk that does not answer, is no damage.
    """
    if file.stat().st_size == 0:  # SQLite would take it for a new database
        return ["empty"]
    try:
        with opened(str(file), key) as connection:
            return _unfit(connection)
    except sqlcipher3.DatabaseError as error:
        return [str(error)] if is_damage(error) else []


def is_damage(error: sqlcipher3.DatabaseError) -> bool:
    """Tell whether an error says that the bytes of a file are not what they were."""
    return any(words in str(error) for words in ("malformed", "not a database", "hmac", "HMAC", "missing"))


def problems_of(connection: sqlcipher3.Connection) -> list[str]:
    """Check the seal of every page of a file that nobody writes, and that the pages fit together."""
    broken = [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]
    return broken or _unfit(connection)


def _unfit(connection: sqlcipher3.Connection) -> list[str]:
    """Read every page as its last writer left it: one with a broken seal raises."""
    return [str(row[0]) for row in connection.execute("PRAGMA quick_check") if row[0] != "ok"]


@contextmanager
def opened(address: str, key: bytes) -> Iterator[sqlcipher3.Connection]:
    """Open a file, named by a path or by an address that begins with ``file:``, on a connection of its own."""
    with closing(
        sqlcipher3.connect(address, timeout=_SECONDS, isolation_level=None, uri=True, check_same_thread=False)
    ) as connection:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        yield connection


def _address(file: Path) -> str:
    """Return how a file is opened: one in a folder that cannot be written needs no files beside it."""
    if os.access(file.parent, os.W_OK):
        return str(file)
    return f"{file.absolute().as_uri()}?immutable=1"


def _statements(copy: sqlcipher3.Connection, kind: str, schema: str = "source") -> list[tuple[str, str]]:
    sql = (
        f"SELECT name, sql FROM {schema}.sqlite_master"
        " WHERE type = ? AND sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid"
    )
    return [(str(name), str(text)) for name, text in copy.execute(sql, (kind,))]


def _count(copy: sqlcipher3.Connection, table: str) -> int:
    (count,) = copy.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(count)


def _to_disk(file: Path) -> None:
    with file.open("rb+") as stream:
        os.fsync(stream.fileno())
