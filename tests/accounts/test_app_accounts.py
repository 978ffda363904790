import os
from pathlib import Path

import pytest

from tvet_desktop.accounts.add_user import UsernameEmpty, UsernameTaken
from tvet_desktop.accounts.change_role import LastAdministrator, change_role
from tvet_desktop.accounts.idle_minutes import idle_minutes, set_idle_minutes
from tvet_desktop.accounts.key_slots import WrongPassword
from tvet_desktop.accounts.models import Role, User
from tvet_desktop.accounts.new_database import AlreadySetUp, DatabaseMissing, NewAccount
from tvet_desktop.accounts.queries import list_users
from tvet_desktop.accounts.rules import NotAllowed, PasswordTooShort
from tvet_desktop.app import App, NotSetUp
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.shared.errors import NotFound
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.engine import DatabaseUnreadable
from tvet_desktop.storage.files import FolderUnusable
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


def test_a_folder_that_lost_its_database_keeps_its_keys(app: App, tmp_path: Path, clock: FixedClock) -> None:
    app.sign_out()
    (tmp_path / "pc" / "tvet.db").unlink()
    keys = (tmp_path / "pc" / "keys.json").read_bytes()

    with pytest.raises(DatabaseMissing):
        App(tmp_path / "pc", clock).found(college_code="HUY", account=ACCOUNT)
    with pytest.raises(DatabaseMissing):
        app.sign_in("admin", ACCOUNT.password)

    assert (tmp_path / "pc" / "keys.json").read_bytes() == keys


@pytest.mark.parametrize("username", ["", " ", "\N{GRINNING FACE}", "\N{ZERO WIDTH SPACE}"])
def test_a_first_user_without_a_name_makes_nothing(tmp_path: Path, clock: FixedClock, username: str) -> None:
    with pytest.raises(UsernameEmpty):
        App(tmp_path / "pc", clock).found(
            college_code="HUY", account=NewAccount(username, "", ACCOUNT.password)
        )

    assert not (tmp_path / "pc").exists()


def test_a_role_of_a_newer_version_stops_nobody_else(app: App) -> None:
    user_id = app.add_user(username="later", display_name="L", role=Role.CLERK, password="ten letters")
    with app.database.transaction() as db:
        db.get_one(User, user_id).role = "EMPEROR"
    app.sign_out()

    assert app.sign_in("admin", ACCOUNT.password).role == Role.ADMINISTRATOR
    with app.database.reading() as db:
        assert {row.role for row in list_users(db)} == {Role.ADMINISTRATOR, Role.UNKNOWN}
    app.sign_out()
    assert app.sign_in("later", "ten letters").role == Role.UNKNOWN
    with pytest.raises(NotAllowed):
        app.import_sync([])


def test_the_last_administrator_of_this_pc_stays_one(app: App) -> None:
    with app.database.transaction() as db:  # as if it had come from another PC: without a password here
        elsewhere = User(
            id=new_id(db, 12), username="far", display_name="F", role=Role.ADMINISTRATOR, deleted=False
        )
        db.add(elsewhere)
    here = app.users_with_password()

    with pytest.raises(LastAdministrator), app.database.transaction() as db:
        change_role(db, user_id=app.user.id, role=Role.CLERK, may_sign_in=here)

    app.add_user(username="second", display_name="S", role=Role.ADMINISTRATOR, password="ten letters")
    with app.database.transaction() as db:
        change_role(db, user_id=app.user.id, role=Role.CLERK, may_sign_in=app.users_with_password())


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps rights another way")
def test_the_files_of_a_new_pc_are_for_its_owner_alone(app: App, tmp_path: Path) -> None:
    assert app.is_open
    assert (tmp_path / "pc").stat().st_mode & 0o777 == 0o700
    for name in ("tvet.db", "keys.json"):
        assert (tmp_path / "pc" / name).stat().st_mode & 0o777 == 0o600


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path, clock: FixedClock) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(FolderUnusable) as refusal:
        App(tmp_path / "file" / "pc", clock).found(college_code="HUY", account=ACCOUNT)

    assert str(tmp_path / "file") in refusal.value.sentence()
