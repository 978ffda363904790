"""Changing the key of the file, cut off between its commit and the end of its write-ahead log."""

import secrets
import shutil
from pathlib import Path

import pytest

from tvet_desktop.programme.found_programme import found_programme
from tvet_desktop.programme.queries import list_colleges
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.storage.database import Database
from tvet_desktop.storage.engine import DatabaseUnreadable


def test_a_new_key_opens_the_file_as_soon_as_it_is_committed(tmp_path: Path, clock: FixedClock) -> None:
    old, new = secrets.token_bytes(32), secrets.token_bytes(32)
    folder, cut = tmp_path / "pc", tmp_path / "cut"
    folder.mkdir()
    database = Database.create(folder / "tvet.db", old, clock)
    with database.transaction() as db:
        found_programme(db)

    with database.engine.connect() as connection:
        raw = connection.connection.cursor()
        raw.execute("PRAGMA wal_autocheckpoint = 0")
        raw.execute(f"PRAGMA rekey = \"x'{new.hex()}'\"")
        assert (folder / "tvet.db-wal").stat().st_size > 0
        shutil.copytree(folder, cut)
        connection.invalidate()
    database.close()

    with pytest.raises(DatabaseUnreadable):
        Database.open(cut / "tvet.db", old, clock)
    opened = Database.open(cut / "tvet.db", new, clock)
    with opened.reading() as db:
        assert len(list_colleges(db)) == 8
    opened.close()
