"""The real window on a real data folder: pages in their frame, and what only the whole can do."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.conftest import ACCOUNT
from tests.ui.clipping import at_full_size, clipped
from tests.ui.keyboard import activate, press_enter, type_into
from tests.ui.pictures import save_picture
from tvet_desktop.accounts.models import Role
from tvet_desktop.app import App
from tvet_desktop.certificates.approve_certificates import approve_certificates
from tvet_desktop.certificates.candidates import candidates
from tvet_desktop.certificates.confirm_names import confirm_names
from tvet_desktop.certificates.queries import certificates_of
from tvet_desktop.courses.queries import list_courses
from ui.accounts.open_gate import PcGate
from ui.accounts.sign_in_page import SignInPage
from ui.accounts.user_dialogs import AddUserDialog
from ui.accounts.users_page import UsersPage
from ui.certificates.certificates_page import CertificatesPage
from ui.certificates.checking.verify_page import VerifyPage
from ui.certificates.checking.verify_screen import VerifyScreen
from ui.certificates.names_dialog import NamesDialog
from ui.front_door import FrontDoor
from ui.home.home_page import HomePage
from ui.home.tasks import first_steps
from ui.main_window import MainWindow
from ui.pages import PAGES
from ui.remembered import Remembered
from ui.widgets.reason_dialog import ReasonDialog
from ui.window import Window

MINE = ("home", "certificates", "verify", "sync", "settings", "users", "about")


@pytest.fixture
def door(huye: App, qtbot: QtBot) -> Iterator[FrontDoor]:
    folder = huye.data_dir
    huye.sign_out()
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
    """Wait until nothing runs any more and all layouts have settled."""

    def settle() -> None:
        qtbot.waitUntil(lambda: not door.background.is_busy, timeout=20_000)
        for _round in range(3):
            QApplication.processEvents()

    return settle


def sign_in(door: FrontDoor, qtbot: QtBot, username: str, password: str) -> MainWindow:
    page = door.content
    assert isinstance(page, SignInPage)
    type_into(page.username.line, username, qtbot)
    type_into(page.password.line, password, qtbot)
    press_enter(page.password.line, qtbot)
    qtbot.waitUntil(lambda: isinstance(door.content, MainWindow), timeout=20_000)
    main = door.content
    assert isinstance(main, MainWindow)
    return main


def test_certificates_are_issued_and_one_is_verified_by_its_text(
    door: FrontDoor, qtbot: QtBot, settled: Callable[[], None]
) -> None:
    main = sign_in(door, qtbot, ACCOUNT.username, ACCOUNT.password)
    main.open_page("certificates")
    settled()
    page = main.page
    assert isinstance(page, CertificatesPage)
    page.acts.confirm.trigger()
    names = page.acts.dialog
    assert isinstance(names, NamesDialog)
    press_enter(names.tick_all, qtbot)
    press_enter(names.day.line, qtbot)
    settled()
    for act in (page.acts.approve, page.acts.issue):
        act.trigger()
        settled()  # before issuing, every certificate is looked at
        dialog = page.acts.dialog
        assert isinstance(dialog, ReasonDialog)
        press_enter(dialog.day.line, qtbot)
        settled()
    assert page._state.text() == "39 of 39 qualify · 39 issued"

    app = page.context.app
    with app.database.reading() as db:
        certificate = certificates_of(db, list_courses(db)[0].id)[0]
    main.open_page("verify")
    verify = main.page
    assert isinstance(verify, VerifyPage)
    activate(verify.window(), qtbot)
    QApplication.clipboard().setText(certificate.code_text)
    verify.view.text.setFocus()
    qtbot.keyClick(verify.view.text, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(verify.view.text, Qt.Key.Key_Return)
    settled()
    assert verify.view.card is not None
    assert verify.view.card.word.text() == "The code is valid"
    assert dict(verify.view.card.facts)["Number"] == certificate.number


def test_issuing_can_be_cancelled_and_then_nothing_is_issued(
    door: FrontDoor, qtbot: QtBot, settled: Callable[[], None]
) -> None:
    main = sign_in(door, qtbot, ACCOUNT.username, ACCOUNT.password)
    main.open_page("certificates")
    settled()
    page = main.page
    assert isinstance(page, CertificatesPage)
    app, by = page.context.app, page.context.user.id
    with app.database.transaction(user_id=by) as db:
        course_id = list_courses(db)[0].id
        people = [row.person_id for row in candidates(db, course_id)]
        confirm_names(db, person_ids=people, confirmed_on=date(2027, 3, 8), by=by)
        approve_certificates(db, course_id=course_id, person_ids=people, approved_on=date(2027, 3, 8), by=by)
    page.context.changes.certificates.emit()
    settled()
    door.background.watch.started.connect(lambda number, _name, can: can and door.background.cancel(number))
    page.acts.issue.trigger()
    settled()
    dialog = page.acts.dialog
    assert isinstance(dialog, ReasonDialog)
    press_enter(dialog.day.line, qtbot)
    settled()

    assert page.messages.text.startswith("“Issuing certificates” was cancelled and nothing was changed")
    assert page.acts.issue.text() == "Issue 39 certificates"
    with app.database.reading() as db:
        assert certificates_of(db, course_id) == []


def test_every_line_of_home_opens_its_place(
    door: FrontDoor, qtbot: QtBot, settled: Callable[[], None]
) -> None:
    main = sign_in(door, qtbot, ACCOUNT.username, ACCOUNT.password)
    main.open_page("home")
    settled()
    home = main.page
    assert isinstance(home, HomePage)
    tasks = [*(row.task for row in home.rows), *first_steps()]
    for task in tasks:
        main.open_page(task.page, task.target)
        settled()
        assert main.current == task.page

    assert {task.page for task in tasks} >= {
        "waiting_rows",
        "waiting_marks",
        "course",
        "certificates",
        "sync",
    }


def test_a_user_is_added_and_signs_in(door: FrontDoor, qtbot: QtBot, settled: Callable[[], None]) -> None:
    main = sign_in(door, qtbot, ACCOUNT.username, ACCOUNT.password)
    main.open_page("users")
    settled()
    page = main.page
    assert isinstance(page, UsersPage)
    page.add.trigger()
    dialog = page.dialog
    assert isinstance(dialog, AddUserDialog)
    type_into(dialog.display_name.line, "Invented Uwera", qtbot)
    type_into(dialog.username.line, "uwera", qtbot)
    dialog.role.set_value(Role.CLERK)
    for field in dialog.form.fields[-2:]:
        type_into(field.control, "another four words", qtbot)
    press_enter(dialog.form.fields[-1].control, qtbot)
    settled()
    door.switch_user()
    qtbot.waitUntil(lambda: isinstance(door.content, SignInPage), timeout=20_000)

    main = sign_in(door, qtbot, "uwera", "another four words")
    assert main.status_line.who.text() == "Invented Uwera"
    main.open_page("users")
    assert main.current != "users"


def test_a_certificate_is_verified_before_anybody_signs_in(door: FrontDoor, qtbot: QtBot) -> None:
    page = door.content
    assert isinstance(page, SignInPage)
    press_enter(page.verify, qtbot)
    screen = door.content
    assert isinstance(screen, VerifyScreen)
    at_full_size(screen)
    assert clipped(screen) == []
    save_picture(screen, "verify/without_account_en")
    type_into(screen.view.text, "nothing of ours", qtbot)
    press_enter(screen.view.check, qtbot)
    qtbot.waitUntil(lambda: bool(screen.view.messages.text))
    qtbot.keyClick(screen.view.text, Qt.Key.Key_Escape)

    assert isinstance(door.content, SignInPage)


def test_a_language_chosen_in_the_settings_is_spoken(
    door: FrontDoor, qtbot: QtBot, settled: Callable[[], None]
) -> None:
    main = sign_in(door, qtbot, ACCOUNT.username, ACCOUNT.password)
    main.open_page("settings")
    settled()
    assert main.page is not None
    main.page.context.speak("fr")
    settled()

    assert isinstance(door.content, MainWindow)
    assert door.content.current == "settings"
    assert door.content.status_line.language.text() == "Français"


@pytest.mark.usefixtures("pseudo_language")
def test_nothing_is_clipped_in_the_frame(door: FrontDoor, qtbot: QtBot, settled: Callable[[], None]) -> None:
    main = sign_in(door, qtbot, ACCOUNT.username, ACCOUNT.password)
    found = {}
    for name in MINE:
        main.open_page(name)
        settled()
        save_picture(main, f"frame/{name}_pseudo")
        found[name] = clipped(main)

    assert found == {name: [] for name in MINE}


def test_pictures_of_the_frame(door: FrontDoor, qtbot: QtBot, settled: Callable[[], None]) -> None:
    main = sign_in(door, qtbot, ACCOUNT.username, ACCOUNT.password)
    for name in MINE:
        main.open_page(name)
        settled()
        save_picture(main, f"frame/{name}_en")

    assert set(MINE) <= set(PAGES)
