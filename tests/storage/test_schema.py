import secrets
import sqlite3
import sys
import time
import types
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.operations import Operations
from sqlalchemy import text

from tvet_desktop.evaluation.models import WaitingAnswers
from tvet_desktop.programme.found_programme import found_programme
from tvet_desktop.programme.queries import list_colleges
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.storage import schema
from tvet_desktop.storage.base import key_columns, synced_tables, table_of
from tvet_desktop.storage.database import Database
from tvet_desktop.storage.engine import open_engine
from tvet_desktop.storage.migrations.run import MigrationBroke


@pytest.fixture
def file(tmp_path: Path, clock: FixedClock) -> tuple[Path, bytes]:
    key = secrets.token_bytes(32)
    database = Database.create(tmp_path / "tvet.db", key, clock)
    with database.transaction() as db:
        found_programme(db)
    database.close()
    return tmp_path / "tvet.db", key


@pytest.fixture
def release(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Operations], None]], None]:
    """Pretend that version 2 was released with this migration."""

    def publish(upgrade: Callable[[Operations], None]) -> None:
        module = types.ModuleType("v0002")
        module.upgrade = upgrade  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "tvet_desktop.storage.migrations.versions.v0002", module)
        monkeypatch.setattr(schema, "SCHEMA_VERSION", 2)

    return publish


def test_an_older_file_is_copied_and_brought_up_to_date(
    file: tuple[Path, bytes], clock: FixedClock, release: Callable[..., None]
) -> None:
    def rebuild_a_parent(op: Operations) -> None:
        with op.batch_alter_table("college") as table:  # with foreign keys on, this would delete the children
            table.alter_column("district", nullable=True)

    release(rebuild_a_parent)

    database = Database.open(*file, clock)

    with database.reading() as db:
        assert len(list_colleges(db)) == 8
        assert db.execute(text("PRAGMA user_version")).scalar() == 2
        assert db.execute(text("PRAGMA foreign_keys")).scalar() == 1
    database.close()
    assert file[0].with_suffix(".before-version-2").exists()
    Database.open(*file, clock).close()


def test_the_copy_beside_holds_no_open_evaluation_answers(
    tmp_path: Path, clock: FixedClock, release: Callable[..., None]
) -> None:
    key = secrets.token_bytes(32)
    database = Database.create(tmp_path / "tvet.db", key, clock)
    with database.transaction() as db:
        db.add(WaitingAnswers(round_id=1, content=b"what somebody answered"))
    database.close()
    release(lambda _op: None)

    Database.open(tmp_path / "tvet.db", key, clock).close()

    copy = open_engine(tmp_path / "tvet.before-version-2", key)
    with copy.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM open_round")).scalar() == 0
    copy.dispose()
    assert sorted(file.name for file in tmp_path.iterdir()) == [".lock", "tvet.before-version-2", "tvet.db"]
    with_answers = open_engine(tmp_path / "tvet.db", key)
    with with_answers.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM open_round")).scalar() == 1
    with_answers.dispose()


def test_two_apps_that_start_at_once_migrate_once(
    file: tuple[Path, bytes], clock: FixedClock, release: Callable[..., None]
) -> None:
    ran = []

    def add_column(op: Operations) -> None:
        op.execute("ALTER TABLE college ADD COLUMN motto TEXT")
        ran.append(1)
        time.sleep(0.2)

    release(add_column)

    with ThreadPoolExecutor(2) as pool:
        for opened in [pool.submit(Database.open, *file, clock) for _ in range(2)]:
            opened.result().close()

    assert ran == [1]


def test_a_migration_that_leaves_rows_pointing_nowhere_changes_nothing(
    file: tuple[Path, bytes], clock: FixedClock, release: Callable[..., None]
) -> None:
    def orphan(op: Operations) -> None:
        op.execute("CREATE TABLE child (id INTEGER PRIMARY KEY, college_id INTEGER REFERENCES college (id))")
        op.execute("INSERT INTO child VALUES (1, 12345)")

    before = file[0].read_bytes()
    release(orphan)

    with pytest.raises(MigrationBroke):
        Database.open(*file, clock)

    assert file[0].read_bytes() == before


def test_the_file_cannot_be_read_without_its_key(file: tuple[Path, bytes]) -> None:
    connection = sqlite3.connect(file[0])

    with pytest.raises(sqlite3.DatabaseError):
        connection.execute("SELECT * FROM college")
    connection.close()


def test_wide_rows_have_an_id_of_their_own() -> None:
    """Two PCs that create one natural row at once give it two creation stamps, which a wide row would hide."""
    wide = {name: key_columns(table_of(model)) for name, model in synced_tables().items() if model.__wide__}
    assert wide
    assert {name: keys for name, keys in wide.items() if keys != ["id"]} == {}
