from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from tests.conftest import ACCOUNT
from tests.ui.accessibility import nameless, unreachable
from tests.ui.clipping import at_full_size, clipped
from tests.ui.keyboard import activate, press_enter, type_into
from tests.ui.pictures import save_picture
from tvet_desktop.accounts.add_user import UsernameTaken, add_user
from tvet_desktop.accounts.key_slots import WrongPassword
from tvet_desktop.accounts.models import Role, User
from tvet_desktop.app import App
from tvet_desktop.storage.database import new_id
from ui.accounts.user_dialogs import AddUserDialog, PasswordDialog, RoleDialog, UsernameDialog
from ui.accounts.users_page import UsersPage
from ui.context import Context

HUYE, TUMBA = 12, 18
PASSWORD = "another four invented words"


@pytest.fixture
def page(new_pc: App, context_of: Callable[[App], Context], qtbot: QtBot) -> UsersPage:
    with new_pc.database.transaction() as db:
        add_user(db, scope=TUMBA, username="keza", display_name="Invented Keza", role=Role.CLERK)
        for scope, name in ((HUYE, "Invented Mutoni"), (TUMBA, "Invented Other Mutoni")):
            db.add(User(id=new_id(db, scope), username="mutoni", display_name=name, role=Role.CLERK))
    made = UsersPage(context_of(new_pc))
    qtbot.addWidget(made)
    at_full_size(made)
    activate(made, qtbot)
    return made


def select(page: UsersPage, name: str) -> None:
    page.table.select({line.user.id for line in page.table.model.rows if line.user.display_name == name})


def add(page: UsersPage, qtbot: QtBot, username: str, *, again: str = PASSWORD) -> AddUserDialog:
    page.add.trigger()
    dialog = page.dialog
    assert isinstance(dialog, AddUserDialog)
    type_into(dialog.display_name.line, "Invented Uwera", qtbot)
    type_into(dialog.username.line, username, qtbot)
    dialog.role.set_value(Role.COORDINATOR)
    type_into(dialog.password.line, PASSWORD, qtbot)
    type_into(dialog.form.fields[-1].control, again, qtbot)
    press_enter(dialog.form.fields[-1].control, qtbot)
    return dialog


def test_a_user_is_added_and_signs_in(page: UsersPage, qtbot: QtBot, new_pc: App) -> None:
    add(page, qtbot, "uwera")

    assert page.messages.text == "Invented Uwera can sign in on this PC now."
    assert page._state.text() == "5 users · 2 have a user name that another has too"
    new_pc.sign_out()
    assert new_pc.sign_in("Uwera", PASSWORD).role == Role.COORDINATOR


def test_wrong_entries_stay_in_the_dialog(page: UsersPage, qtbot: QtBot) -> None:
    dialog = add(page, qtbot, "keza", again="something else")
    assert "differ" in dialog.form.fields[-1].error
    type_into(dialog.form.fields[-1].control, PASSWORD, qtbot)
    press_enter(dialog.form.fields[-1].control, qtbot)

    assert "“keza” is taken" in dialog.messages.text
    assert dialog.isVisible()
    save_picture(dialog, "users/add_en", width=dialog.width(), height=dialog.height())
    assert nameless(dialog) == []


def test_a_shared_user_name_is_shown(page: UsersPage) -> None:
    warnings = [page.table.model.index(row, 4).data() for row in range(4)]

    assert sum(words.startswith("! another user") for words in warnings) == 2
    save_picture(page, "users/list_en")


def test_a_role_is_changed_and_taken_back(page: UsersPage, qtbot: QtBot) -> None:
    select(page, "Invented Mutoni")
    page.role.trigger()
    dialog = page.dialog
    assert isinstance(dialog, RoleDialog)
    dialog.role.set_value(Role.TRAINER)
    press_enter(dialog.form.primary, qtbot)
    assert {line.user.role for line in page.table.model.rows} == {
        Role.ADMINISTRATOR,
        Role.CLERK,
        Role.TRAINER,
    }

    page.messages.undo_last()
    assert {line.user.role for line in page.table.model.rows} == {Role.ADMINISTRATOR, Role.CLERK}


def test_the_last_administrator_stays_one(page: UsersPage, qtbot: QtBot) -> None:
    select(page, "Invented Admin")
    page.role.trigger()
    dialog = page.dialog
    assert isinstance(dialog, RoleDialog)
    dialog.role.set_value(Role.CLERK)
    press_enter(dialog.form.primary, qtbot)

    assert "last administrator" in dialog.messages.text


def test_an_administrator_gives_a_new_password(page: UsersPage, qtbot: QtBot, new_pc: App) -> None:
    select(page, "Invented Keza")
    page.password.trigger()
    dialog = page.dialog
    assert isinstance(dialog, PasswordDialog)
    type_into(dialog.password.line, "short", qtbot)
    press_enter(dialog.form.fields[-1].control, qtbot)
    assert "at least 10" in dialog.password.error
    type_into(dialog.password.line, PASSWORD, qtbot)
    type_into(dialog.form.fields[-1].control, PASSWORD, qtbot)
    press_enter(dialog.form.fields[-1].control, qtbot)

    assert page.messages.text == "Invented Keza has a new password on this PC."
    new_pc.sign_out()
    with pytest.raises(WrongPassword):
        new_pc.sign_in("keza", ACCOUNT.password)
    assert new_pc.sign_in("keza", PASSWORD).display_name == "Invented Keza"


def test_a_shared_user_name_is_changed(page: UsersPage, qtbot: QtBot, new_pc: App) -> None:
    select(page, "Invented Mutoni")
    page.username.trigger()
    dialog = page.dialog
    assert isinstance(dialog, UsernameDialog)
    type_into(dialog.username.line, "mutoni.huye", qtbot)
    type_into(dialog.password.line, PASSWORD, qtbot)
    type_into(dialog.form.fields[-1].control, PASSWORD, qtbot)
    press_enter(dialog.form.fields[-1].control, qtbot)

    assert page._state.text() == "4 users"
    new_pc.sign_out()
    assert new_pc.sign_in("mutoni.huye", PASSWORD).display_name == "Invented Mutoni"


def test_a_namesake_of_another_pc_takes_nobodys_place(new_pc: App) -> None:
    mine = new_pc.add_user(
        username="kamanzi", display_name="Invented Kamanzi", role=Role.CLERK, password=PASSWORD
    )
    with new_pc.database.transaction() as db:
        other = User(id=new_id(db, TUMBA), username="Kamanzi", display_name="Invented Other", role=Role.CLERK)
        db.add(other)
        other_id = other.id
    with pytest.raises(UsernameTaken):
        new_pc.set_password(user_id=other_id, password=PASSWORD)

    assert new_pc.can_sign_in(mine)
    new_pc.set_password(user_id=mine, password=PASSWORD)


def test_every_control_has_a_name_and_is_reached(page: UsersPage) -> None:
    select(page, "Invented Keza")
    assert clipped(page) == []
    assert nameless(page) == []
    assert unreachable(page) == []


@pytest.mark.usefixtures("pseudo_language")
def test_nothing_is_clipped_in_a_language_that_needs_room(page: UsersPage) -> None:
    at_full_size(page)
    assert clipped(page) == []
    save_picture(page, "users/list_pseudo")
    page.add.trigger()
    dialog = page.dialog
    assert isinstance(dialog, AddUserDialog)
    at_full_size(dialog, dialog.width(), dialog.height())
    assert clipped(dialog) == []
    save_picture(dialog, "users/add_pseudo", width=dialog.width(), height=dialog.height())
