import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, IntegrityError

from tvet_desktop.programme.queries import list_colleges
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.shared.errors import UserError
from tvet_desktop.storage.database import Database
from tvet_desktop.storage.engine import (
    DatabaseBusy,
    DatabaseOutOfReach,
    DatabaseReadOnly,
    DatabaseUnreadable,
    DiskFull,
    unreadable_or_busy,
)


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("attempt to write a readonly database", DatabaseReadOnly),
        ("unable to open database file", DatabaseOutOfReach),
        ("disk I/O error", DatabaseOutOfReach),
        ("database or disk is full", DiskFull),
        ("database is locked", DatabaseBusy),
        ("file is not a database", DatabaseUnreadable),
        ("database disk image is malformed", DatabaseUnreadable),
    ],
)
def test_each_trouble_of_the_disk_has_its_own_sentence(said: str, means: type[UserError]) -> None:
    meaning = unreadable_or_busy(DatabaseError("SELECT 1", {}, Exception(said)))

    assert isinstance(meaning, means)
    assert isinstance(meaning, UserError)
    assert meaning.sentence().endswith(".")


def test_no_value_stands_in_the_text_of_an_error(database: Database) -> None:
    with pytest.raises(IntegrityError) as error, database.transaction() as db:
        db.execute(
            text("INSERT INTO app_user (id, username) VALUES (:id, :name)"), {"id": 1, "name": "mukeshimana"}
        )

    assert "mukeshimana" not in str(error.value)


def test_a_write_protected_folder_can_be_read_and_says_why_not_written(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = secrets.token_bytes(32)
    folder = tmp_path / "a folder? 100%"
    folder.mkdir()
    Database.create(folder / "tvet.db", key, clock).close()
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)  # the tests may run as root

    database = Database.open(folder / "tvet.db", key, clock)
    with database.reading() as db:
        assert list_colleges(db) == []
    with pytest.raises(DatabaseReadOnly), database.transaction() as db:
        db.execute(text("DELETE FROM college"))
    database.close()

    assert [file.name for file in folder.iterdir()] == ["tvet.db"]


def test_a_wrong_key_prints_nothing_of_its_own(tmp_path: Path, clock: FixedClock) -> None:
    Database.create(tmp_path / "tvet.db", secrets.token_bytes(32), clock).close()
    program = (
        "from pathlib import Path\n"
        "from tvet_desktop.storage.engine import DatabaseUnreadable, open_engine\n"
        f"try: open_engine(Path({str(tmp_path / 'tvet.db')!r}), bytes(32))\n"
        "except DatabaseUnreadable: print('refused')\n"
    )

    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert (ran.stdout.strip(), ran.stderr) == ("refused", "")
