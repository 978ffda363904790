"""Takes the sync files out of a damaged database that can still be read: what a backup lacks comes back with them."""

from contextlib import suppress
from pathlib import Path
from typing import Any

import sqlcipher3

from tvet_desktop.storage.backup.copy_database import opened
from tvet_desktop.sync.folder import CarrierUnreachable, Folder

_DOCUMENTS = "SELECT number, content FROM membership_document ORDER BY number"
_RECORDS = "SELECT content FROM enrolled_device ORDER BY rowid"
_BUNDLES = "SELECT log, number, hash, content FROM bundle WHERE length(content) > 0 ORDER BY id"


def salvage(damaged: Path, key: bytes, folder: Path, programme: bytes) -> int:
    """Write every readable sync file of ``damaged`` to ``folder``, as onto a stick; return how many bundles.

    Each is signed: what the damage has altered is refused when the folder is read.
    """
    carrier, bundles = Folder(folder, programme), 0
    with suppress(sqlcipher3.DatabaseError, CarrierUnreachable), opened(str(damaged), key) as connection:
        for number, content in _readable(connection, _DOCUMENTS):
            carrier.put_document(number, content)
        for (content,) in _readable(connection, _RECORDS):
            carrier.put_record(content)
        for log, number, found_hash, content in _readable(connection, _BUNDLES):
            bundles += carrier.put_bundle(log, number, found_hash, content)
    return bundles


def _readable(connection: sqlcipher3.Connection, query: str) -> list[tuple[Any, ...]]:
    """Return the rows from both ends up to the damage."""
    rows: dict[tuple[Any, ...], None] = {}
    for order in ("", " DESC"):
        with suppress(sqlcipher3.DatabaseError):
            for row in connection.execute(query + order):
                rows[tuple(row)] = None
    return list(rows)
