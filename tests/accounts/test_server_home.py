"""A database on a real PostgreSQL server, opened from two PCs: accounts, keys, files, backups."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.postgres import Server
from tvet_desktop.accounts.models import Role
from tvet_desktop.accounts.new_database import AlreadySetUp, NewAccount
from tvet_desktop.app import App, NotSetUp
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.shared.server_address import data_place, server_folder
from tvet_desktop.storage.server.database import ServerNotEmpty
from tvet_desktop.storage.server.engine import ServerAddressWrong, ServerOutOfReach, ServerRefused
from tvet_desktop.storage.server.sealed import KeysChanged
from tvet_desktop.sync.dump import dump

ACCOUNT = NewAccount("admin", "Invented Admin", "four invented words")


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "home"))


@pytest.fixture
def address(postgres: Server) -> str:
    return postgres.address(postgres.new_database())


@pytest.fixture
def app(address: str, clock: FixedClock) -> Iterator[App]:
    app = App(address, clock)
    app.found(college_code="HUY", account=ACCOUNT)
    yield app
    app.sign_out()


def rows_of(app: App) -> list[str]:
    with app.database.reading() as db:
        return list(dump(db))


def test_two_pcs_share_accounts_files_and_rows(app: App, address: str, clock: FixedClock) -> None:
    other = App(address, clock)
    with pytest.raises(AlreadySetUp):
        other.found(college_code="HUY", account=ACCOUNT)
    other.sign_in(ACCOUNT.username, ACCOUNT.password)
    user_id = other.add_user(
        username="clerk", display_name="Invented Clerk", role=Role.CLERK, password="other invented words"
    )
    kept = other.files.put(b"a scan")
    assert app.files.get(kept) == b"a scan"
    assert app.can_sign_in(user_id)
    assert rows_of(app) == rows_of(other)
    assert app.home.server == address.rpartition("@")[2]
    third = App(address, clock)
    assert third.sign_in("clerk", "other invented words").id == user_id

    app.remove_user(user_id)  # from now on another key seals what is secret
    with pytest.raises(KeysChanged):
        rows = other.backups.standing()
        assert rows is None
    assert not app.can_sign_in(user_id)
    other.sign_out()
    other.sign_in(ACCOUNT.username, ACCOUNT.password)
    assert rows_of(app) == rows_of(other)
    other.sign_out()
    third.sign_out()


def test_a_backup_of_a_server_fills_another_one(
    app: App, postgres: Server, clock: FixedClock, tmp_path: Path
) -> None:
    kept = app.files.put(b"a scan")
    (tmp_path / "stick").mkdir()
    backup = app.backups.make(tmp_path / "stick")
    rows = rows_of(app)
    assert list(server_folder(app._database.engine.url.render_as_string()).glob("*.db")) == []  # type: ignore[union-attr]  it is open

    moved = App(postgres.address(postgres.new_database()), clock)
    with pytest.raises(NotSetUp):
        moved.sign_in(ACCOUNT.username, ACCOUNT.password)
    moved.restore(backup, username=ACCOUNT.username, secret=ACCOUNT.password)
    moved.sign_in(ACCOUNT.username, ACCOUNT.password)
    assert rows_of(moved) == rows
    assert moved.files.get(kept) == b"a scan"
    moved.add_user(username="new", display_name="New", role=Role.CLERK, password="other invented words")
    with pytest.raises(AlreadySetUp):
        moved.restore(backup, username=ACCOUNT.username, secret=ACCOUNT.password)
    moved.sign_out()

    on_a_pc = App(tmp_path / "pc", clock)
    on_a_pc.restore(backup, username=ACCOUNT.username, secret=ACCOUNT.password)
    on_a_pc.sign_in(ACCOUNT.username, ACCOUNT.password)
    assert rows_of(on_a_pc) == rows
    on_a_pc.sign_out()


def test_what_can_be_wrong_with_an_address_is_said(postgres: Server, clock: FixedClock) -> None:
    with pytest.raises(ServerRefused):
        App(postgres.address("nowhere"), clock).is_new()
    with pytest.raises(ServerOutOfReach):
        App("postgresql://postgres@127.0.0.1:1/tvet", clock).is_new()
    with pytest.raises(ServerAddressWrong):
        App("postgresql://", clock).is_new()


def test_tables_of_something_else_stay(address: str, clock: FixedClock) -> None:
    with psycopg.connect(address) as connection:
        connection.execute("CREATE TABLE person (id integer)")
    with pytest.raises(ServerNotEmpty):
        App(address, clock).found(college_code="HUY", account=ACCOUNT)
    with psycopg.connect(address) as connection:
        assert connection.execute(
            "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        ).fetchone() == (1,)


def test_a_password_is_no_part_of_a_folders_name() -> None:
    with_password = data_place("postgresql://officer:secret@example.org/tvet")
    assert isinstance(with_password, str)
    assert "secret" not in str(server_folder(with_password))
    assert server_folder(with_password) == server_folder("postgresql://other@example.org/tvet")
    assert data_place("/data") == Path("/data")
