"""Scans before anybody has signed in, in password fields, and where other things are scanned on purpose."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.accounts.gates import GateOpened, MemoryGate
from tests.ui.clipping import clipped
from tests.ui.demo import demo_pages
from tests.ui.keyboard import activate
from tests.ui.pictures import save_picture
from tests.ui.scanning import Typist, scan
from tvet_desktop.attendance.paper.paper_code import BadgeCode, write_code
from ui.accounts.sign_in_page import SignInPage
from ui.front_door import FrontDoor
from ui.main_window import MainWindow
from ui.remembered import Remembered
from ui.scan_banner import ScanBanner
from ui.window import Window

CODE = write_code(BadgeCode(12 << 53 | 77 << 16 | 3, 12 << 53 | 99 << 16 | 8), "KPQD")
MakeDoor = Callable[[GateOpened], FrontDoor]


@pytest.fixture
def make_door(tmp_path: Path, qtbot: QtBot) -> Iterator[MakeDoor]:
    window = Window()
    window.resize(1180, 700)
    window.show()
    made: list[FrontDoor] = []

    def make(opened: GateOpened) -> FrontDoor:
        gate = MemoryGate(opened=opened)
        made.append(FrontDoor(window, tmp_path, lambda _folder: gate, Remembered(tmp_path), demo_pages()))
        made[0].open()
        qtbot.waitUntil(lambda: isinstance(made[0].content, SignInPage))
        activate(window, qtbot)
        return made[0]

    yield make
    made[0].background.stop()
    window.close()


def gate_of(door: FrontDoor) -> SignInPage:
    page = door.content
    assert isinstance(page, SignInPage)
    return page


def banner_words(door: FrontDoor) -> list[str]:
    content = door.content
    assert content is not None
    return [made.words.text() for made in content.window().findChildren(ScanBanner) if made.isVisible()]


def test_a_badge_at_the_gate_fills_no_field_and_signs_nobody_in(make_door: MakeDoor, qtbot: QtBot) -> None:
    door = make_door(GateOpened())
    page = gate_of(door)
    for field in (page.username, page.password):
        field.focus()
        scan(CODE)
        scan(CODE.lower(), end=Qt.Key.Key_Tab)
        qtbot.waitUntil(lambda: bool(banner_words(door)))

    assert banner_words(door) == ["Nobody is signed in here: sign in first, then scan again."]
    assert page.username.line.text() == ""
    assert page.password.line.text() == ""
    assert page.messages.text == ""
    assert clipped(page.window()) == []
    save_picture(page.window(), "scanner/gate_en")


def test_a_password_key_types_into_the_gate(make_door: MakeDoor, qtbot: QtBot) -> None:
    """It types as fast as a scanner, and ends with Enter as well."""
    door = make_door(GateOpened())
    page = gate_of(door)
    page.username.focus()

    Typist(2).type("uwera", Qt.Key.Key_Tab)
    assert page.password.line.hasFocus()
    Typist(2).type("correct horse", Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: isinstance(door.content, MainWindow))


def test_scans_keep_the_pc_from_locking(
    make_door: MakeDoor, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(MainWindow, "take_scan", lambda _main, text: heard.append(text))
    door = make_door(GateOpened(idle_minutes=0.04))  # 2.4 s
    page = gate_of(door)
    page.username.set_value("uwera")
    page.password.set_value("correct horse")
    page.form.submit()
    qtbot.waitUntil(lambda: isinstance(door.content, MainWindow))
    main = door.content
    assert isinstance(main, MainWindow)
    locked: list[int] = []
    main.lock_requested.connect(lambda: locked.append(1))
    activate(main.window(), qtbot)

    for _each in range(3):
        qtbot.wait(900)
        scan(CODE)

    qtbot.waitUntil(lambda: len(heard) == 3)
    assert locked == []
