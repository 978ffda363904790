"""The whole window on a fresh PC: no national PC is left, paper and a stick bring the programme back."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.keyboard import activate, press_enter
from tests.ui.pictures import save_picture
from tests.ui.sync.keys.conftest import Programme, SignIn
from tvet_desktop.app import App
from tvet_desktop.sync.export_bundles import send
from tvet_desktop.sync.keys.members import MemberState
from tvet_desktop.sync.queries import list_pcs
from ui.accounts.first_run_steps import REPLACE
from ui.accounts.first_run_wizard import FirstRunWizard
from ui.accounts.open_gate import PcGate
from ui.front_door import FrontDoor
from ui.main_window import MainWindow
from ui.remembered import Remembered
from ui.sync.keys.members_page import MembersPage
from ui.sync.keys.withdraw_dialog import WithdrawDialog
from ui.window import Window


@pytest.fixture
def door(tmp_path: Path, qtbot: QtBot) -> Iterator[FrontDoor]:
    window = Window()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    made = FrontDoor(window, tmp_path / "new", PcGate, Remembered(tmp_path / "new"))
    made.open()
    qtbot.waitUntil(lambda: isinstance(made.content, FirstRunWizard), timeout=20_000)
    yield made
    window.close()


@pytest.fixture
def settle(door: FrontDoor, qtbot: QtBot) -> Callable[[], None]:
    """Wait until nothing runs any more."""

    def wait() -> None:
        qtbot.waitUntil(lambda: not door.background.is_busy, timeout=20_000)
        for _round in range(3):
            QApplication.processEvents()

    return wait


def fill_account(first: FirstRunWizard) -> None:
    for field, words in (
        (first._account.display_name, "Invented Officer"),
        (first._account.username, "officer"),
        (first._account.password, "four invented words"),
        (first._account.again, "four invented words"),
    ):
        field.set_value(words)


def test_paper_and_a_stick_are_enough(
    door: FrontDoor, settle: Callable[[], None], programme: Programme, sign_in: SignIn, qtbot: QtBot
) -> None:
    first = door.content
    assert isinstance(first, FirstRunWizard)
    activate(door.content.window(), qtbot)
    go_on = first.wizard.go_on
    go_on.click()
    first.way.ways[REPLACE].click()
    save_picture(first, "issue6/W/first_run_en")
    go_on.click()
    first._source.file.set_value(str(programme.folder / "all.tvet"))
    go_on.click()
    fill_account(first)
    go_on.click()
    first._paper.code.set_value(programme.code.lower())
    press_enter(first._paper.code.line, qtbot)
    qtbot.waitUntil(lambda: bool(first.wizard.messages.text), timeout=20_000)
    assert "hold only what was new" in first.wizard.messages.text
    for _step in range(2):
        first.wizard.back.click()
    first._source.file.set_value(str(programme.folder / "stick"))
    for _step in range(3):
        go_on.click()
    qtbot.waitUntil(lambda: isinstance(door.content, MainWindow), timeout=20_000)
    settle()

    main = door.content
    assert isinstance(main, MainWindow)
    main.open_page("sync_pcs")
    settle()
    page = main.page
    assert isinstance(page, MembersPage)
    assert "held the authority before" in page.messages.text
    save_picture(door.content.window(), "issue6/W/new_office_pcs_en")
    rows = {row.name: row for row in page.table.model.rows}
    assert set(rows) == {"PC 1", "PC 2", "PC 3", "PC 1/2"}
    page.table.select({rows["PC 1"].id})
    page.withdraw.trigger()
    settle()
    dialog = page.acts.dialog
    assert isinstance(dialog, WithdrawDialog)
    dialog.reason.box.setCurrentIndex(1)
    dialog.all_read.set_value(True)
    press_enter(dialog.form.primary, qtbot)
    settle()
    assert "“PC 1” is withdrawn." in page.messages.text

    follow(page, sign_in("huye"), programme.folder)
    settle()
    assert all(row.state is not MemberState.REFUSED for row in page.table.model.rows)


def follow(page: MembersPage, huye: App, folder: Path) -> None:
    """The college hears of the new office, and the office of the college."""
    send(page.context.app.database, folder / "news.tvet")
    huye.import_sync([folder / "news.tvet"])
    with huye.database.reading() as db:
        assert {row.name for row in list_pcs(db) if row.is_withdrawn} == {"PC 1"}
    send(huye.database, folder / "answer.tvet")
    page.exchange.read([folder / "answer.tvet"])
