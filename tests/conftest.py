"""A real encrypted database for each test, and the objects around it."""

import os
import secrets
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tvet_desktop.accounts import key_slots
from tvet_desktop.accounts.models import Role, User
from tvet_desktop.accounts.new_database import NewAccount
from tvet_desktop.app import App
from tvet_desktop.programme.found_programme import found_programme
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.storage.database import Database, new_id
from tvet_desktop.storage.ids import Scope
from tvet_desktop.storage.server.database import ServerDatabase

if TYPE_CHECKING:
    from tests.postgres import Server  # pytest loads it as a plugin, and first of all

pytest_plugins = ["tests.spreadsheets", "tests.postgres"]

NOW = datetime(2027, 3, 8, 7, 30, tzinfo=UTC)
KEY = secrets.token_bytes(32)
ACCOUNT = NewAccount("admin", "Invented Admin", "four invented words")
ON_SERVER = os.environ.get("TVET_TEST_SERVER") == "1"
"""Whether the fixture ``database`` lies on a PostgreSQL server: for the tests of the features, by hand."""


@pytest.fixture(scope="session", autouse=True)
def quick_key_slots() -> Iterator[None]:
    """Stretch passwords less than for real: the tests make hundreds of accounts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(key_slots, "MEMORY_KIB", 1024)
        patch.setattr(key_slots, "PASSES", 1)
        yield


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def clock(now: datetime) -> FixedClock:
    return FixedClock(now)


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of no rows, made once: making its tables takes longer than most tests."""
    file = tmp_path_factory.mktemp("empty") / "tvet.db"
    Database.create(file, KEY, FixedClock(NOW)).close()
    return file


@pytest.fixture(scope="session")
def founded_file(tmp_path_factory: pytest.TempPathFactory, empty_file: Path) -> Path:
    """A database of a programme and its eight colleges."""
    file = tmp_path_factory.mktemp("founded") / "tvet.db"
    shutil.copyfile(empty_file, file)
    database = Database.open(file, KEY, FixedClock(NOW))
    with database.transaction() as db:
        found_programme(db)
    database.close()
    return file


@pytest.fixture(scope="session")
def founded_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a PC of Huye right after it founded a programme; each test works on a copy."""
    folder = tmp_path_factory.mktemp("founded") / "data"
    app = App(folder, FixedClock(NOW))
    app.found(college_code="HUY", account=ACCOUNT)
    app.sign_out()
    return folder


@pytest.fixture
def new_pc(tmp_path: Path, clock: FixedClock, founded_folder: Path) -> Iterator[App]:
    """A PC of Huye on which a programme was founded and nothing recorded, signed in as its administrator."""
    app = copied_pc(founded_folder, tmp_path / "pc", clock)
    yield app
    app.sign_out()


def copied_pc(folder: Path, to: Path, clock: FixedClock) -> App:
    """Return the PC of a copied data folder, signed in."""
    shutil.copytree(folder, to)
    app = App(to, clock)
    app.sign_in(ACCOUNT.username, ACCOUNT.password)
    return app


@pytest.fixture(scope="session")
def founded_on_server(postgres: "Server", empty_tables: str) -> str:
    """The name of a database on a server with a programme and its eight colleges."""
    name = postgres.new_database(empty_tables)
    database = ServerDatabase.create_on(postgres.address(name), KEY, FixedClock(NOW))
    with database.transaction() as db:
        found_programme(db)
    database.finish_set_up()
    database.close()
    return name


@pytest.fixture
def database(request: pytest.FixtureRequest, tmp_path: Path, clock: FixedClock) -> Iterator[Database]:
    if not ON_SERVER:
        founded = request.getfixturevalue("founded_file")
        database = Database.open(Path(shutil.copyfile(founded, tmp_path / "tvet.db")), KEY, clock)
        yield database
        database.close()
        return
    server = request.getfixturevalue("postgres")
    name = server.new_database(request.getfixturevalue("founded_on_server"))
    database = ServerDatabase.open_on(server.address(name), KEY, clock)
    yield database
    database.close()
    server.drop(name)


@pytest.fixture
def administrator_id(database: Database) -> int:
    with database.transaction() as db:
        user = User(
            id=new_id(db, Scope.SHARED),
            username="admin",
            display_name="Invented Admin",
            role=Role.ADMINISTRATOR,
        )
        db.add(user)
        return user.id
