from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import nameless, unreachable
from tests.ui.clipping import at_full_size, clipped
from tests.ui.keyboard import activate
from tests.ui.pictures import save_picture
from tvet_desktop.app import App
from tvet_desktop.certificates.checking import verify_page
from ui.certificates.checking.verify_page import VerifyPage
from ui.context import Context


@pytest.fixture
def page(huye: App, context_of: Callable[[App], Context], qtbot: QtBot) -> VerifyPage:
    made = VerifyPage(context_of(huye))
    qtbot.addWidget(made)
    at_full_size(made)
    activate(made, qtbot)
    return made


def test_the_button_asks_where_and_writes_the_page(page: VerifyPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.check_page.write.trigger()
    dialog = page.check_page.dialog
    assert isinstance(dialog, QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == "verify.html"
    dialog.reject()

    file = tmp_path / "verify.html"
    page.check_page.save_as(file)
    qtbot.waitUntil(file.exists)
    qtbot.waitUntil(lambda: "The check page is" in page.messages.text)
    assert "a forged page can show it too" in page.messages.text

    assert page.context.remembered.last_folder == str(tmp_path)
    assert clipped(page) == []
    assert unreachable(page) == []
    assert nameless(page) == []
    save_picture(page, "verify/check_page_written")


def test_a_stick_that_is_gone_is_told(page: VerifyPage, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "stick").touch()

    page.check_page.save_as(tmp_path / "stick" / "verify.html")

    qtbot.waitUntil(lambda: "Nothing can be written" in page.messages.text)


def test_a_page_that_reads_no_pictures_is_told(
    page: VerifyPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify_page, "DECODER", "absent.js")

    page.check_page.save_as(tmp_path / "verify.html")

    qtbot.waitUntil(lambda: "reads no pictures" in page.messages.text)
