from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.conftest import ACCOUNT
from tests.ui.accessibility import nameless, unreachable
from tests.ui.clipping import at_full_size, clipped
from tests.ui.conftest import Journey
from tests.ui.keyboard import activate, press_enter, type_into
from tests.ui.pictures import save_picture
from tvet_desktop.accounts.idle_minutes import idle_minutes
from tvet_desktop.app import App
from tvet_desktop.shared.translation import use_language
from ui.accounts.user_dialogs import PasswordDialog
from ui.context import Context
from ui.settings.about_page import AboutPage
from ui.settings.settings_page import SettingsPage
from ui.widgets.page import Page
from ui.widgets.words import Button

PASSWORD = "another four invented words"


@pytest.fixture
def spoken() -> list[str]:
    return []


@pytest.fixture
def page(new_pc: App, context_of: Callable[[App], Context], qtbot: QtBot, spoken: list[str]) -> SettingsPage:
    made = SettingsPage(replace(context_of(new_pc), speak=spoken.append))
    qtbot.addWidget(made)
    at_full_size(made)
    activate(made, qtbot)
    return made


@pytest.fixture
def about(new_pc: App, context_of: Callable[[App], Context], qtbot: QtBot) -> AboutPage:
    made = AboutPage(context_of(new_pc))
    qtbot.addWidget(made)
    at_full_size(made)
    return made


def minutes(app: App) -> int:
    with app.database.reading() as db:
        return idle_minutes(db)


def test_it_says_what_this_pc_is(page: SettingsPage, new_pc: App) -> None:
    shown = {page.facts.itemAt(number).widget().text() for number in range(page.facts.count())}

    assert {"IPRC Huye", "PC 1", str(new_pc.data_dir)} <= shown
    save_picture(page, "settings/settings_en")


def test_minutes_are_saved_when_the_field_is_left_and_taken_back(
    page: SettingsPage, new_pc: App, qtbot: QtBot
) -> None:
    type_into(page.idle.line, "25", qtbot)
    press_enter(page.idle.line, qtbot)
    assert page.messages.text == "Saved: this PC locks after 25 min."
    assert minutes(new_pc) == 25

    page.messages.undo_last()
    assert minutes(new_pc) == 10
    assert page.idle.line.text() == "10"


def test_beeps_are_switched_off_by_keyboard_and_that_is_remembered(page: SettingsPage, qtbot: QtBot) -> None:
    remembered = page.context.remembered
    assert page.beeps.isChecked()
    assert remembered.beeps

    page.beeps.setFocus()
    qtbot.keyClick(page.beeps, Qt.Key.Key_Space)

    assert not remembered.beeps
    remembered.save()
    assert not SettingsPage(page.context).beeps.isChecked()


def test_minutes_that_cannot_be_are_refused_beside_the_field(
    page: SettingsPage, new_pc: App, qtbot: QtBot
) -> None:
    type_into(page.idle.line, "999", qtbot)
    press_enter(page.idle.line, qtbot)

    assert "from 0 to 240" in page.idle.error
    assert minutes(new_pc) == 10


def test_a_language_is_chosen(page: SettingsPage, spoken: list[str], qtbot: QtBot) -> None:
    (french,) = [b for b in page.languages.findChildren(Button) if b.text() == "Français"]
    press_enter(french, qtbot)

    assert spoken == ["fr"]


def test_the_keyboard_begins_on_the_language_that_is_spoken(
    new_pc: App, context_of: Callable[[App], Context], qtbot: QtBot
) -> None:
    use_language("rw")
    page = SettingsPage(context_of(new_pc))
    qtbot.addWidget(page)
    page.focus()
    focused = page.focusWidget()
    assert isinstance(focused, Button)
    assert focused.text() == "Ikinyarwanda"


def test_the_own_password_needs_the_present_one(page: SettingsPage, new_pc: App, qtbot: QtBot) -> None:
    page.password.trigger()
    dialog = page.dialog
    assert isinstance(dialog, PasswordDialog)
    again = dialog.form.fields[-1].control
    for line, words in (
        (dialog.current.line, "not my password"),
        (dialog.password.line, PASSWORD),
        (again, PASSWORD),
    ):
        type_into(line, words, qtbot)
    press_enter(again, qtbot)
    assert "not your present password" in dialog.current.error
    assert dialog.focusWidget() is dialog.current.line
    type_into(dialog.current.line, ACCOUNT.password, qtbot)
    press_enter(again, qtbot)

    assert page.messages.text.startswith("Your new password")
    new_pc.sign_out()
    new_pc.sign_in(ACCOUNT.username, PASSWORD)


def test_buttons_lead_to_users_and_about(page: SettingsPage, journey: Journey) -> None:
    page.users.trigger()

    assert journey.pages == [("users", None)]


def test_about_names_version_and_licences(about: AboutPage) -> None:
    licences = {row.name: row.licence for row in about.table.model.rows}

    assert "LGPL-3.0" in licences["PySide6_Essentials"]
    assert "pytest" not in licences
    save_picture(about, "settings/about_en")


@pytest.mark.parametrize("name", ["page", "about"])
def test_every_control_has_a_name_and_is_reached(
    name: str, request: pytest.FixtureRequest, qtbot: QtBot
) -> None:
    shown: Page = request.getfixturevalue(name)
    activate(shown, qtbot)
    assert clipped(shown) == []
    assert nameless(shown) == []
    assert unreachable(shown) == []


@pytest.mark.usefixtures("pseudo_language")
@pytest.mark.parametrize("name", ["page", "about"])
def test_nothing_is_clipped_in_a_language_that_needs_room(name: str, request: pytest.FixtureRequest) -> None:
    shown: Page = request.getfixturevalue(name)
    at_full_size(shown)
    assert clipped(shown) == []
    save_picture(shown, f"settings/{name}_pseudo")
