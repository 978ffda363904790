"""Removing a user gives the file another key, and no moment of it may lock everybody out."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tvet_desktop.accounts.change_role import LastAdministrator
from tvet_desktop.accounts.key_slots import KeySlots, WrongPassword
from tvet_desktop.accounts.models import Role
from tvet_desktop.accounts.new_database import NewAccount
from tvet_desktop.accounts.queries import list_users
from tvet_desktop.accounts.rules import NotAllowed
from tvet_desktop.app import App, OwnAccount
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.storage.database import Database
from tvet_desktop.storage.engine import DatabaseUnreadable

ACCOUNT = NewAccount("admin", "Invented Admin", "four invented words")
CLERK = "ten letters and more"


@pytest.fixture
def app(tmp_path: Path, clock: FixedClock) -> App:
    app = App(tmp_path / "pc", clock)
    app.found(college_code="HUY", account=ACCOUNT)
    return app


@pytest.fixture
def clerk_id(app: App) -> int:
    return app.add_user(username="clerk", display_name="C", role=Role.CLERK, password=CLERK)


def test_a_removed_user_is_out_and_knows_no_key_any_more(
    app: App, clerk_id: int, tmp_path: Path, clock: FixedClock
) -> None:
    file = tmp_path / "pc" / "tvet.db"
    old_key = KeySlots.load(tmp_path / "pc" / "keys.json").unlock("clerk", CLERK).database_key

    removed = app.remove_user(clerk_id)

    assert removed.display_name == "C"
    with app.database.reading() as db:
        assert [row.username for row in list_users(db)] == ["admin"]
    app.sign_out()
    with pytest.raises(WrongPassword):
        app.sign_in("clerk", CLERK)
    with pytest.raises(DatabaseUnreadable):
        Database.open(file, old_key, clock)
    app.sign_in("admin", ACCOUNT.password)
    app.add_user(username="clerk", display_name="Another", role=Role.CLERK, password=CLERK)


def test_the_recovery_code_opens_the_file_with_its_new_key(tmp_path: Path, clock: FixedClock) -> None:
    app = App(tmp_path / "pc", clock)
    code = app.found(college_code="HUY", account=ACCOUNT).recovery_code
    app.remove_user(app.add_user(username="clerk", display_name="C", role=Role.CLERK, password=CLERK))
    app.sign_out()

    app.sign_in_with_recovery_code(username="admin", recovery_code=code, password="a new long password")


def test_who_may_not_be_removed(app: App, clerk_id: int) -> None:
    with pytest.raises(OwnAccount):
        app.remove_user(app.user.id)
    second = app.add_user(username="second", display_name="S", role=Role.ADMINISTRATOR, password=CLERK)
    app.sign_out()
    app.sign_in("clerk", CLERK)
    with pytest.raises(NotAllowed):
        app.remove_user(second)
    assert clerk_id in app.users_with_password()


def test_the_last_administrator_with_a_password_stays(app: App, clerk_id: int) -> None:
    with pytest.raises(LastAdministrator), app.database.transaction() as db:
        from tvet_desktop.accounts.remove_user import remove_user  # noqa: PLC0415  the use case alone

        remove_user(db, user_id=app.user.id, may_sign_in={app.user.id, clerk_id})


def test_a_power_cut_at_any_step_leaves_a_file_that_opens(
    app: App, clerk_id: int, tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Copy the folder, as the disk has it, before and after every step, and sign in to each copy."""
    folder, copies = tmp_path / "pc", tmp_path / "copies"

    def copying(step: Callable[..., None], name: str) -> Callable[..., None]:
        def run(*args: object, **kwargs: object) -> None:
            shutil.copytree(folder, copies / f"before-{name}")
            step(*args, **kwargs)
            shutil.copytree(folder, copies / f"after-{name}")

        return run

    monkeypatch.setattr(KeySlots, "prepare_key", copying(KeySlots.prepare_key, "prepare"))
    monkeypatch.setattr(Database, "change_key", copying(Database.change_key, "change"))
    monkeypatch.setattr(KeySlots, "settle_key", copying(KeySlots.settle_key, "settle"))
    app.remove_user(clerk_id)
    monkeypatch.undo()

    for copy in sorted(copies.iterdir()):
        later = App(copy, clock)
        later.sign_in("admin", ACCOUNT.password)
        if copy.name != "before-prepare":
            with pytest.raises(WrongPassword):
                App(copy, clock).sign_in("clerk", CLERK)
        later.sign_out()
        assert KeySlots.load(copy / "keys.json").unlock("admin", ACCOUNT.password).next_key == b""
        later.sign_in("admin", ACCOUNT.password)
        later.sign_out()
    assert len(list(copies.iterdir())) == 6
