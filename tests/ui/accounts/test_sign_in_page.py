import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import nameless, unreachable
from tests.ui.accounts.gates import CODE, MemoryGate
from tests.ui.clipping import at_full_size, clipped
from ui.accounts.sign_in_page import SignInPage
from ui.background import ImmediateBackground


@pytest.fixture
def gate() -> MemoryGate:
    return MemoryGate()


@pytest.fixture
def page(qtbot: QtBot, gate: MemoryGate) -> SignInPage:
    made = SignInPage(gate, ImmediateBackground())
    qtbot.addWidget(made)
    at_full_size(made)
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    made.setFocus()
    return made


def test_name_password_and_enter_open_the_door(page: SignInPage, qtbot: QtBot, gate: MemoryGate) -> None:
    qtbot.keyClicks(page.username.line, "uwera")
    qtbot.keyClicks(page.password.line, "correct horse")

    with qtbot.waitSignal(page.opened) as opened:
        qtbot.keyClick(page.password.line, Qt.Key.Key_Return)

    assert opened.args[0] is gate.opened


def test_wrong_password_is_told_and_the_field_emptied(page: SignInPage, qtbot: QtBot) -> None:
    page.username.set_value("uwera")
    page.password.set_value("wrong")

    with qtbot.assertNotEmitted(page.opened):
        page.form.submit()

    assert page.messages.text == "The user name or the password is not right: try again."
    assert page.password.value() == ""
    assert QApplication.focusWidget() is page.password.line
    assert page.form.primary.isEnabled()


def test_empty_fields_ask_nothing(page: SignInPage, gate: MemoryGate) -> None:
    page.form.submit()

    assert gate.asked == []
    assert page.username.error


def test_locked_page_waits_for_the_same_person(qtbot: QtBot, gate: MemoryGate) -> None:
    page = SignInPage(gate, ImmediateBackground(), locked_for="uwera")
    qtbot.addWidget(page)

    assert page.username.value() == "uwera"
    assert page.focusProxy() is page.password


def test_recovery_code_gives_a_new_password(page: SignInPage, qtbot: QtBot, gate: MemoryGate) -> None:
    page.username.set_value("uwera")
    page.forgot.click()
    page.code.set_value(CODE)
    page.new_password.set_value("a new long password")

    with qtbot.waitSignal(page.opened):
        page.recovery.submit()

    assert gate.password == "a new long password"


def test_escape_leads_back_from_the_recovery_code(page: SignInPage, qtbot: QtBot) -> None:
    page.forgot.click()
    qtbot.keyClick(page.code.line, Qt.Key.Key_Escape)

    assert page.form.isVisible()
    assert not page.recovery.isVisible()


@pytest.mark.parametrize("recovery", [False, True])
def test_everything_is_named_reached_and_fits(
    page: SignInPage,
    recovery: bool,  # noqa: FBT001  a parameter of the test
) -> None:
    if recovery:
        page.forgot.click()
    at_full_size(page)

    assert nameless(page) == []
    assert unreachable(page) == []
    assert clipped(page) == []


@pytest.mark.usefixtures("pseudo_language")
def test_long_words_fit(qtbot: QtBot, gate: MemoryGate) -> None:
    page = SignInPage(gate, ImmediateBackground())
    qtbot.addWidget(page)
    page.form.submit()
    at_full_size(page)
    assert clipped(page) == []

    page.forgot.click()
    page.recovery.submit()
    at_full_size(page)
    assert clipped(page) == []
