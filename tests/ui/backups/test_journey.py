"""Backups through the real window: by themselves, put back by hand, and over data that is damaged."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.conftest import ACCOUNT
from tests.ui.accessibility import nameless
from tests.ui.clipping import at_full_size, clipped
from tests.ui.keyboard import press_enter, type_into
from tests.ui.pictures import save_picture
from tvet_desktop.accounts.models import User
from tvet_desktop.app import App
from tvet_desktop.people.queries import list_people
from tvet_desktop.storage.backup.backup_state import own_place
from tvet_desktop.storage.backup.place import find_backups
from tvet_desktop.sync.backups.known_backups import known_backups
from ui.accounts.first_run_wizard import FirstRunWizard
from ui.accounts.open_gate import PcGate
from ui.accounts.sign_in_page import SignInPage
from ui.backups.backups_page import BackupsPage
from ui.backups.restore_screen import RestoreScreen
from ui.front_door import FrontDoor
from ui.main_window import MainWindow
from ui.message_page import MessagePage
from ui.remembered import Remembered
from ui.widgets.question_dialog import QuestionDialog
from ui.window import Window


@pytest.fixture
def folder(huye: App) -> Path:
    """The data folder of a PC that has made a backup, nobody signed in."""
    for number in range(300):  # so that the file has many pages
        with huye.database.transaction() as db:
            db.get_one(User, huye.user.id).display_name = f"Invented Admin {number}"
    huye.backups.make_if_changed()
    huye.sign_out()
    return huye.data_dir


@pytest.fixture
def door(folder: Path, qtbot: QtBot) -> Iterator[FrontDoor]:
    window = Window()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    made = FrontDoor(window, folder, PcGate, Remembered(folder))
    made.open()
    yield made
    window.close()


def wait_for(door: FrontDoor, kind: type, qtbot: QtBot) -> None:
    def settled() -> bool:
        busy = door.background.is_busy or door.keeper.is_busy
        return isinstance(door.content, kind) and not busy

    qtbot.waitUntil(settled, timeout=20_000)


def sign_in(door: FrontDoor, qtbot: QtBot) -> None:
    wait_for(door, SignInPage, qtbot)
    page = door.content
    assert isinstance(page, SignInPage)
    type_into(page.username.line, ACCOUNT.username, qtbot)
    type_into(page.password.line, ACCOUNT.password, qtbot)
    press_enter(page.password.line, qtbot)


def work(door: FrontDoor, qtbot: QtBot) -> MainWindow:
    sign_in(door, qtbot)
    wait_for(door, MainWindow, qtbot)
    main = door.content
    assert isinstance(main, MainWindow)
    return main


def put_back(door: FrontDoor, qtbot: QtBot) -> SignInPage:
    wait_for(door, RestoreScreen, qtbot)
    screen = door.content
    assert isinstance(screen, RestoreScreen)
    assert screen.table.selected_rows()
    type_into(screen.username.line, ACCOUNT.username, qtbot)
    type_into(screen.secret.line, ACCOUNT.password, qtbot)
    press_enter(screen.secret.line, qtbot)
    wait_for(door, SignInPage, qtbot)
    page = door.content
    assert isinstance(page, SignInPage)
    assert "is in place" in page.messages.text
    return page


def change(main: MainWindow, name: str) -> None:
    app = main.context.app
    with app.database.transaction() as db:
        db.get_one(User, app.user.id).display_name = name


def name_of_user(main: MainWindow) -> str:
    app = main.context.app
    with app.database.reading() as db:
        return db.get_one(User, app.user.id).display_name


def test_signing_out_and_half_an_hour_of_work_make_a_backup(
    door: FrontDoor, folder: Path, qtbot: QtBot
) -> None:
    main = work(door, qtbot)
    assert main.status_line.backed_up.text().startswith("Backed up ")
    main.status_line.backed_up.click()
    assert isinstance(main.page, BackupsPage)
    change(main, "Changed")
    door.keeper.back_up()
    wait_for(door, MainWindow, qtbot)
    assert len(find_backups(own_place(folder))) == 2
    assert len(main.page.table.model.rows) == 2
    door.keeper.back_up()
    wait_for(door, MainWindow, qtbot)
    assert len(find_backups(own_place(folder))) == 2  # nothing changed

    change(main, "Changed again")
    door.lock()
    wait_for(door, SignInPage, qtbot)

    assert len(find_backups(own_place(folder))) == 3


def test_a_place_that_fails_keeps_nobody_from_leaving(door: FrontDoor, folder: Path, qtbot: QtBot) -> None:
    main = work(door, qtbot)
    change(main, "Changed")
    place = own_place(folder)
    place.rename(place.with_name("moved away"))
    place.write_bytes(b"a file where the folder was")

    door.switch_user()
    wait_for(door, SignInPage, qtbot)

    work(door, qtbot)
    place.unlink()


def test_an_earlier_backup_is_put_back_from_the_settings(door: FrontDoor, qtbot: QtBot) -> None:
    main = work(door, qtbot)
    change(main, "Typed after the backup")
    main.open_page("backups")
    page = main.page
    assert isinstance(page, BackupsPage)
    page.put_back.trigger()
    assert isinstance(page.dialog, QuestionDialog)
    save_picture(page.dialog, "backups/question", width=560, height=300)
    page.dialog.do.click()
    wait_for(door, RestoreScreen, qtbot)
    screen = door.content
    assert isinstance(screen, RestoreScreen)
    save_picture(screen, "backups/restore_en")
    assert len(screen.table.model.rows) == 2  # leaving made one more
    screen.table.view.clearSelection()
    screen.table.select({str(screen.table.model.rows[-1].folder)})

    put_back(door, qtbot)

    assert name_of_user(work(door, qtbot)) == "Invented Admin 299"


def test_damage_is_told_at_the_door_with_the_way_to_the_last_good_backup(
    door: FrontDoor, folder: Path, qtbot: QtBot
) -> None:
    wait_for(door, SignInPage, qtbot)
    file = folder / "tvet.db"
    file.write_bytes(bytes(4096) + file.read_bytes()[4096:])
    sign_in(door, qtbot)
    page = door.content
    assert isinstance(page, SignInPage)
    qtbot.waitUntil(page.put_back.isVisible, timeout=20_000)
    assert "put the last good backup back" in page.messages.text
    save_picture(page, "backups/damaged_sign_in")

    page.put_back.click()
    put_back(door, qtbot)

    main = work(door, qtbot)
    with main.context.app.database.reading() as db:
        assert list_people(db, limit=1).total > 30


def test_damage_further_in_is_found_after_signing_in(door: FrontDoor, folder: Path, qtbot: QtBot) -> None:
    wait_for(door, SignInPage, qtbot)
    file = folder / "tvet.db"
    content = bytearray(file.read_bytes())
    content[-4096 * 2 + 100] ^= 1
    file.write_bytes(content)
    good = len(known_backups(folder))

    main = work(door, qtbot)

    assert main.current == "backups"
    assert main.page is not None
    assert "is damaged" in main.page.messages.text
    save_picture(main, "backups/damaged_inside")
    door.lock()
    wait_for(door, SignInPage, qtbot)
    assert len(known_backups(folder)) == good  # damage is backed up by nobody


def test_a_lost_data_file_offers_its_backup(folder: Path, qtbot: QtBot) -> None:
    (folder / "tvet.db").unlink()
    window = Window()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    door = FrontDoor(window, folder, PcGate, Remembered(folder))
    door.open()
    wait_for(door, MessagePage, qtbot)
    message = door.content
    assert isinstance(message, MessagePage)
    save_picture(message, "backups/lost")

    message.other.click()
    put_back(door, qtbot)
    work(door, qtbot)
    window.close()


def test_a_wrong_password_is_said_and_esc_goes_back(door: FrontDoor, folder: Path, qtbot: QtBot) -> None:
    wait_for(door, SignInPage, qtbot)
    before = (folder / "tvet.db").read_bytes()
    assert isinstance(door.content, SignInPage)
    door.content.put_back_requested.emit()
    wait_for(door, RestoreScreen, qtbot)
    screen = door.content
    assert isinstance(screen, RestoreScreen)
    type_into(screen.username.line, ACCOUNT.username, qtbot)
    type_into(screen.secret.line, "not the right words", qtbot)
    press_enter(screen.secret.line, qtbot)
    wait_for(door, RestoreScreen, qtbot)
    assert "password is not right" in screen.messages.text
    assert (folder / "tvet.db").read_bytes() == before
    screen.look_in(folder)
    wait_for(door, RestoreScreen, qtbot)
    assert "no backup" in screen.messages.text

    qtbot.keyClick(screen, Qt.Key.Key_Escape)

    wait_for(door, SignInPage, qtbot)


@pytest.mark.usefixtures("pseudo_language")
def test_the_screen_has_room_for_long_words(folder: Path, qtbot: QtBot) -> None:
    window = Window()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    door = FrontDoor(window, folder, PcGate, Remembered(folder))
    door.open()
    wait_for(door, SignInPage, qtbot)
    assert isinstance(door.content, SignInPage)
    door.content.put_back_requested.emit()
    wait_for(door, RestoreScreen, qtbot)
    assert door.content is not None
    at_full_size(window)

    assert clipped(door.content) == []
    assert nameless(door.content) == []
    save_picture(window, "backups/restore_pseudo")
    window.close()


def test_a_new_pc_begins_with_the_backup_of_the_lost_one(huye: App, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "stick").mkdir()
    huye.backups.make(tmp_path / "stick")
    huye.sign_out()
    window = Window()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    door = FrontDoor(window, tmp_path / "new PC", PcGate, Remembered(tmp_path / "new PC"))
    door.open()
    wait_for(door, FirstRunWizard, qtbot)
    assert isinstance(door.content, FirstRunWizard)
    door.content.wizard.advance()
    save_picture(window, "backups/first_run")
    door.content.way.put_back.click()
    wait_for(door, RestoreScreen, qtbot)
    screen = door.content
    assert isinstance(screen, RestoreScreen)
    screen.look_in(tmp_path / "stick")
    qtbot.waitUntil(lambda: bool(screen.table.selected_rows()), timeout=20_000)

    put_back(door, qtbot)

    main = work(door, qtbot)
    with main.context.app.database.reading() as db:
        assert list_people(db, limit=1).total > 30
    window.close()
