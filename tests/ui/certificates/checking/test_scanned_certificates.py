"""Certificates under a USB scanner: on any page, and before anybody has signed in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.certificates.checking.lists import a_list
from tests.certificates.examples import example_statement, sign_example
from tests.ui.accounts.gates import GateOpened, MemoryGate
from tests.ui.clipping import at_full_size, clipped
from tests.ui.demo import demo_pages
from tests.ui.keyboard import activate
from tests.ui.pictures import save_picture
from tests.ui.scanning import scan
from tvet_desktop.certificates.checking.trust_list import write_trust_list
from tvet_desktop.certificates.checking.verdict import Verdict
from tvet_desktop.shared.keyboard_layouts import LAYOUTS
from ui.accounts.sign_in_page import SignInPage
from ui.certificates.checking.verify_screen import VerifyScreen
from ui.front_door import FrontDoor
from ui.remembered import Remembered
from ui.scanned_certificate import ScannedCertificate
from ui.window import Window

CODE = sign_example(example_statement()).text


def through(pc: str, code: str = CODE) -> str:
    """What a PC with another keyboard makes of a scanner that is set for the American one."""
    scanner, keyboard = LAYOUTS["us"], LAYOUTS[pc]
    keys = dict(zip(scanner.plain, keyboard.plain, strict=True)) | dict(
        zip(scanner.shifted, keyboard.shifted, strict=True)
    )
    return "".join(keys.get(character, character) for character in code)


@pytest.fixture
def door(tmp_path: Path, qtbot: QtBot) -> Iterator[FrontDoor]:
    write_trust_list(tmp_path, a_list())
    window = Window()
    window.resize(1180, 700)
    window.show()
    gate = MemoryGate(opened=GateOpened())
    made = FrontDoor(window, tmp_path, lambda _folder: gate, Remembered(tmp_path), demo_pages())
    made.open()
    qtbot.waitUntil(lambda: isinstance(made.content, SignInPage))
    activate(window, qtbot)
    yield made
    made.background.stop()
    window.close()


def screen_of(door: FrontDoor, qtbot: QtBot) -> VerifyScreen:
    qtbot.waitUntil(lambda: isinstance(door.content, VerifyScreen))
    screen = door.content
    assert isinstance(screen, VerifyScreen)
    return screen


@pytest.mark.parametrize("pc", ["us", "uk", "fr", "be"])
def test_a_certificate_at_the_gate_is_checked_and_esc_leads_back(
    door: FrontDoor, qtbot: QtBot, pc: str
) -> None:
    page = door.content
    assert isinstance(page, SignInPage)
    page.password.focus()

    scan(through(pc))

    screen = screen_of(door, qtbot)
    qtbot.waitUntil(lambda: screen.view.card is not None)
    assert screen.view.card is not None
    assert screen.view.card.word.text() == "The code is valid"
    assert dict(screen.view.card.facts)["Name"] == "Uwimana Jean-Baptiste"
    at_full_size(screen.window(), 1024, 700)
    assert clipped(screen.window()) == []
    save_picture(screen.window(), f"verify/gate_{pc}", width=1024, height=700)
    qtbot.keyClick(screen, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: isinstance(door.content, SignInPage))


def test_certificates_are_scanned_one_after_the_other(door: FrontDoor, qtbot: QtBot) -> None:
    scan(CODE)
    screen = screen_of(door, qtbot)
    verdicts: list[Verdict] = []
    screen.view.checked.connect(lambda verified: verdicts.append(verified.verdict))
    qtbot.waitUntil(lambda: screen.view.card is not None)

    for count, control in enumerate((screen.view.text, screen.back, screen.view.check), 1):
        control.setFocus()
        scan(CODE)
        qtbot.waitUntil(lambda count=count: len(verdicts) >= count)

    assert set(verdicts) == {Verdict.VALID}
    assert screen.view.text.toPlainText() == ""
    assert door.content is screen


def test_a_scan_on_another_page_opens_the_page_that_checks(qtbot: QtBot, door: FrontDoor) -> None:
    page = door.content
    assert isinstance(page, SignInPage)
    page.username.set_value("uwera")
    page.password.set_value("correct horse")
    page.form.submit()
    opened: list[tuple[str, object]] = []
    qtbot.waitUntil(lambda: hasattr(door.content, "take_scan"))
    desk = door.content._scan_desk  # type: ignore[union-attr]
    desk._pages = {"verify": None}
    desk._context = type("", (), {"open_page": lambda _self, name, target: opened.append((name, target))})()

    scan(CODE)

    qtbot.waitUntil(lambda: opened == [("verify", ScannedCertificate(CODE))])
