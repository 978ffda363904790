from pathlib import Path

import pytest

from tvet_desktop.accounts.add_user import UsernameEmpty, UsernameTaken
from tvet_desktop.accounts.idle_minutes import idle_minutes, set_idle_minutes
from tvet_desktop.accounts.key_slots import WrongPassword
from tvet_desktop.accounts.models import Role
from tvet_desktop.accounts.new_database import NewAccount
from tvet_desktop.accounts.rules import PasswordTooShort
from tvet_desktop.app import AlreadySetUp, App, NotSetUp
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.shared.errors import NotFound
from tvet_desktop.storage.engine import DatabaseUnreadable
from tvet_desktop.storage.schema import SchemaTooNew

ACCOUNT = NewAccount("admin", "Invented Admin", "four invented words")


@pytest.fixture
def app(tmp_path: Path, clock: FixedClock) -> App:
    app = App(tmp_path / "pc", clock)
    app.found(college_code="huy", account=ACCOUNT)
    return app


def test_an_added_user_can_sign_in(app: App) -> None:
    app.add_user(
        username="clerk", display_name="C. Invented", role=Role.CLERK, password="ten letters and more"
    )
    app.sign_out()

    assert app.sign_in("clerk", "ten letters and more").role == Role.CLERK


def test_a_forgotten_password_is_replaced_with_the_recovery_code(tmp_path: Path, clock: FixedClock) -> None:
    app = App(tmp_path / "pc", clock)
    code = app.found(college_code="HUY", account=ACCOUNT).recovery_code
    app.sign_out()

    app.sign_in_with_recovery_code(username="Admin", recovery_code=code, password="a new long password")
    app.sign_out()

    app.sign_in("admin", "a new long password")
    with pytest.raises(WrongPassword):
        app.sign_in("admin", ACCOUNT.password)


def test_a_short_password_makes_nothing(tmp_path: Path, clock: FixedClock) -> None:
    app = App(tmp_path / "pc", clock)

    with pytest.raises(PasswordTooShort):
        app.found(college_code="HUY", account=NewAccount("admin", "A", "short"))
    with pytest.raises(NotFound):
        app.found(college_code="XXX", account=ACCOUNT)

    assert app.is_new()
    with pytest.raises(NotSetUp):
        app.sign_in("admin", "short")


def test_a_second_founding_is_refused(app: App) -> None:
    with pytest.raises(AlreadySetUp):
        app.found(college_code="HUY", account=ACCOUNT)


def test_an_interrupted_first_run_begins_afresh(tmp_path: Path, clock: FixedClock) -> None:
    folder = tmp_path / "pc"
    folder.mkdir()
    (folder / "tvet.db.unfinished").write_bytes(b"half")
    (folder / "keys.json").write_bytes(b"half")

    App(folder, clock).found(college_code="HUY", account=ACCOUNT)

    assert (folder / "tvet.db").exists()


def test_a_damaged_or_foreign_database_says_so(app: App, tmp_path: Path, clock: FixedClock) -> None:
    app.sign_out()
    file = tmp_path / "pc" / "tvet.db"
    good = file.read_bytes()
    other = App(tmp_path / "other", clock)
    other.found(college_code="HUY", account=ACCOUNT)
    other.sign_out()

    for content in (
        b"",
        b"x" * 5000,
        good[:100],
        good[:16] + b"\0" * 64 + good[80:],
        (tmp_path / "other/tvet.db").read_bytes(),
    ):
        file.write_bytes(content)
        with pytest.raises(DatabaseUnreadable):
            app.sign_in("admin", ACCOUNT.password)
        assert file.read_bytes() == content


def test_a_newer_database_is_refused(app: App) -> None:
    with app.database.transaction() as db:
        db.connection().exec_driver_sql("PRAGMA user_version = 99")
    app.sign_out()

    with pytest.raises(SchemaTooNew):
        app.sign_in("admin", ACCOUNT.password)


def test_no_name_stands_in_clear_in_any_file(app: App, tmp_path: Path) -> None:
    app.add_user(
        username="mukeshimana", display_name="MUKESHIMANA Invented", role=Role.CLERK, password="x" * 10
    )

    contents = [file.read_bytes().lower() for file in (tmp_path / "pc").rglob("*") if file.is_file()]

    assert len(contents) >= 3  # database, write-ahead log, keys
    assert not any(b"mukeshimana" in content or b"invented admin" in content for content in contents)


def test_the_own_password_changes_with_the_present_one(app: App) -> None:
    with pytest.raises(WrongPassword):
        app.change_own_password(current="something else entirely", password="a new long password")
    with pytest.raises(PasswordTooShort):
        app.change_own_password(current=ACCOUNT.password, password="short")
    app.change_own_password(current=ACCOUNT.password, password="a new long password")
    app.sign_out()

    app.sign_in(ACCOUNT.username, "a new long password")


def test_a_renamed_user_signs_in_under_the_new_name_only(app: App) -> None:
    user_id = app.add_user(
        username="clerk", display_name="C. Invented", role=Role.CLERK, password="ten letters and more"
    )
    with pytest.raises(UsernameTaken):
        app.rename_user(user_id=user_id, username="ADMIN", password="ten letters and more")
    with pytest.raises(UsernameEmpty):
        app.rename_user(user_id=user_id, username=" ", password="ten letters and more")
    app.rename_user(user_id=user_id, username="keza", password="ten other letters")
    app.sign_out()

    with pytest.raises(WrongPassword):
        app.sign_in("clerk", "ten letters and more")
    assert app.sign_in("keza", "ten other letters").id == user_id


def test_idle_minutes_belong_to_the_pc(app: App) -> None:
    with app.database.transaction() as db:
        assert idle_minutes(db) == 10
        set_idle_minutes(db, 0)
    with app.database.reading() as db:
        assert idle_minutes(db) == 0
