"""A coordinator asks, the office decides and whoever checks reads it: in the real window, with its threads."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.conftest import ACCOUNT
from tests.ui.certificates.withdrawing.test_withdrawal_acts import choose_reason, open_ask
from tests.ui.clipping import clipped
from tests.ui.keyboard import activate, press_enter, type_into
from tests.ui.pictures import save_picture
from tvet_desktop.app import App
from tvet_desktop.certificates.models import Certificate
from ui.accounts.open_gate import PcGate
from ui.accounts.sign_in_page import SignInPage
from ui.certificates.certificates_page import CertificatesPage
from ui.certificates.checking.verify_page import VerifyPage
from ui.certificates.withdrawing.decision_dialog import DecisionDialog
from ui.certificates.withdrawing.revocations_page import RevocationsPage
from ui.front_door import FrontDoor
from ui.home.home_page import HomePage
from ui.main_window import MainWindow
from ui.remembered import Remembered
from ui.window import Window


@pytest.fixture
def door(issued: App, coordinator: int, qtbot: QtBot) -> Iterator[FrontDoor]:
    assert coordinator
    folder = issued.data_dir
    issued.sign_out()
    window = Window()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    made = FrontDoor(window, folder, PcGate, Remembered(folder))
    made.open()
    qtbot.waitUntil(lambda: isinstance(made.content, SignInPage), timeout=20_000)
    yield made
    window.close()


@pytest.fixture
def settled(door: FrontDoor, qtbot: QtBot) -> Callable[[], None]:
    def settle() -> None:
        qtbot.waitUntil(lambda: not door.background.is_busy, timeout=20_000)
        for _round in range(3):
            QApplication.processEvents()

    return settle


def sign_in(door: FrontDoor, qtbot: QtBot, username: str) -> MainWindow:
    page = door.content
    assert isinstance(page, SignInPage)
    type_into(page.username.line, username, qtbot)
    type_into(page.password.line, ACCOUNT.password, qtbot)
    press_enter(page.password.line, qtbot)
    qtbot.waitUntil(lambda: isinstance(door.content, MainWindow), timeout=20_000)
    main = door.content
    assert isinstance(main, MainWindow)
    return main


def test_from_the_request_to_the_answer_at_the_check(
    door: FrontDoor, qtbot: QtBot, settled: Callable[[], None]
) -> None:
    main = sign_in(door, qtbot, "coordinator")
    main.open_page("certificates")
    settled()
    page = main.page
    assert isinstance(page, CertificatesPage)
    dialog = open_ask(page, 4)
    activate(dialog, qtbot)
    choose_reason(dialog, qtbot)
    qtbot.keyClicks(dialog.note.area, "Was abroad in this week")
    press_enter(dialog.form.primary, qtbot)
    settled()
    assert "type the right day" in dialog.messages.text  # this PC's clock is behind the day of issue
    type_into(dialog.day.line, "09/03/2027", qtbot)
    press_enter(dialog.form.primary, qtbot)
    settled()
    held = page.table.model.rows[4].held[0]
    assert held.asked is not None
    with page.context.app.database.reading() as db:
        code = db.get_one(Certificate, held.certificate_id).code_text
    save_picture(main, "withdrawing/window_asked_en")

    door.switch_user()
    qtbot.waitUntil(lambda: isinstance(door.content, SignInPage), timeout=20_000)
    main = sign_in(door, qtbot, ACCOUNT.username)
    settled()
    home = main.page
    assert isinstance(home, HomePage)
    (line,) = [row for row in home.rows if row.task.page == "revocations"]
    assert line.task.words == "Decide about 1 revocation that a college asks for"
    press_enter(line, qtbot)
    settled()
    revocations = main.page
    assert isinstance(revocations, RevocationsPage)
    assert clipped(main) == []
    save_picture(main, "withdrawing/window_revocations_en")
    press_enter(revocations.table.view, qtbot)
    decision = revocations.dialog
    assert isinstance(decision, DecisionDialog)
    type_into(decision.day.line, "10/03/2027", qtbot)
    press_enter(decision.day.line, qtbot)
    settled()
    assert f"{held.number} is revoked" in revocations.messages.text

    said = checked(main, code, qtbot, settled)
    assert "Revoked" in said
    assert "This certificate was revoked on 10/03/2027 because it was not earned: do not accept it." in said
    save_picture(main, "withdrawing/window_verified_en")


def checked(main: MainWindow, code: str, qtbot: QtBot, settled: Callable[[], None]) -> list[str]:
    """Paste the text of a code where certificates are checked; return what the answer says."""
    main.open_page("verify")
    verify = main.page
    assert isinstance(verify, VerifyPage)
    activate(verify.window(), qtbot)
    QApplication.clipboard().setText(code)
    verify.view.text.setFocus()
    qtbot.keyClick(verify.view.text, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(verify.view.text, Qt.Key.Key_Return)
    settled()
    assert verify.view.card is not None
    return [words.text() for words in verify.view.card.findChildren(QLabel)]
