from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.certificates.templates.test_add_template import PACKAGED, a_template
from tests.ui.accessibility import nameless, unreachable
from tests.ui.clipping import at_full_size, clipped
from tests.ui.keyboard import activate, press_enter
from tests.ui.pictures import save_picture
from tvet_desktop.accounts.models import Role
from tvet_desktop.app import App
from tvet_desktop.certificates.templates.add_template import add_template
from ui.certificates.setup.template_dialog import TemplateDialog
from ui.certificates.setup.templates_page import TemplatesPage
from ui.context import Context


@pytest.fixture
def page(huye: App, context_of: Callable[[App], Context], qtbot: QtBot) -> TemplatesPage:
    made = TemplatesPage(context_of(huye))
    qtbot.addWidget(made)
    at_full_size(made)
    activate(made, qtbot)
    return made


def a_file(folder: Path, text: str) -> Path:
    file = folder / "donors-day.toml"
    file.write_text(text, encoding="utf-8")
    return file


def shown(page: TemplatesPage) -> list[tuple[str, str, str]]:
    return [
        (row.name, page.table.model.index(at, 3).data(), page.table.model.index(at, 4).data())
        for at, row in enumerate(page.table.model.rows)
    ]


def test_the_packaged_templates_are_listed(page: TemplatesPage) -> None:
    version = str(PACKAGED)
    assert shown(page) == [
        (name, version, "ships with the app") for name in ("completion", "participation", "appreciation")
    ]
    assert page._state.text() == "3 templates · 0 of the national office"


def test_a_template_is_added_retired_and_both_are_taken_back(page: TemplatesPage, tmp_path: Path) -> None:
    page.take(a_file(tmp_path, a_template("donors-day", 1)))
    assert page.messages.text.startswith("“donors-day” was added in version 1")
    assert ("donors-day", "1", "the national office") in shown(page)
    page.messages.undo_last()
    assert len(shown(page)) == 3

    page.take(a_file(tmp_path, a_template("donors-day", 2)))
    page.table.select({"donors-day"})
    assert page.retire.isEnabled()
    page.retire.trigger()
    assert len(shown(page)) == 3
    page.messages.undo_last()
    assert ("donors-day", "2", "the national office") in shown(page)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfe\x00", "saved as UTF-8"),
        (b"name = ", "TOML"),
        (a_template(version=PACKAGED).encode(), "is there in version"),
        (b"x" * 1_000_000, "longer than"),
    ],
)
def test_a_file_that_is_no_new_template_is_a_sentence(
    page: TemplatesPage, tmp_path: Path, content: bytes, words: str
) -> None:
    file = tmp_path / "x.toml"
    file.write_bytes(content)
    page.take(file)

    assert words in page.messages.text
    assert len(shown(page)) == 3


def test_a_file_from_windows_is_taken(page: TemplatesPage, tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_bytes(b"\xef\xbb\xbf" + a_template("donors-day", 1).replace("\n", "\r\n").encode())
    page.take(file)

    assert "was added" in page.messages.text


def test_what_is_saved_as_a_file_is_the_way_to_another_template(page: TemplatesPage, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    page.save_as(page.table.model.rows[0], file)
    text = file.read_text(encoding="utf-8").replace('name = "completion"', 'name = "mine"')
    file.write_text(text, encoding="utf-8")
    page.take(file)

    assert page.messages.text.startswith("“mine” was added")


def test_enter_shows_a_template_in_each_language(page: TemplatesPage, qtbot: QtBot) -> None:
    page.table.view.setCurrentIndex(page.table.model.index(0, 0))
    press_enter(page.table.view, qtbot)
    dialog = page.dialog
    assert isinstance(dialog, TemplateDialog)
    assert dialog.language.box.count() == 9
    assert nameless(dialog) == []
    first = dialog.preview.picture.pixmap().toImage()
    dialog.language.box.setFocus()
    qtbot.keyClick(dialog.language.box, Qt.Key.Key_End)
    dialog.language.on_edited()
    assert dialog.preview.picture.pixmap().toImage() != first
    save_picture(dialog, "templates_page/template_en", width=dialog.width(), height=dialog.height())
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_coordinator_looks_and_saves_only(
    huye: App, context_of: Callable[[App], Context], qtbot: QtBot, tmp_path: Path
) -> None:
    with huye.database.transaction() as db:
        add_template(db, toml=a_template("donors-day", 1), by=None)
    page = TemplatesPage(replace(context_of(huye), user=replace(huye.user, role=Role.COORDINATOR)))
    qtbot.addWidget(page)
    at_full_size(page)
    page.table.select({"donors-day"})

    assert (page.add.isEnabled(), page.retire.isEnabled()) == (False, False)
    assert (page.look.isEnabled(), page.save.isEnabled()) == (True, True)
    page.take(a_file(tmp_path, a_template("donors-day", 2)))
    assert "Only the national office adds templates" in page.messages.text


def test_every_control_has_a_name_and_is_reached(page: TemplatesPage) -> None:
    assert nameless(page) == []
    assert unreachable(page) == []
    save_picture(page, "templates_page/templates_en")


@pytest.mark.usefixtures("pseudo_language")
def test_nothing_is_clipped_in_a_language_that_needs_room(page: TemplatesPage) -> None:
    assert clipped(page) == []
    page._show_row(page.table.model.rows[0])
    assert page.dialog is not None
    at_full_size(page.dialog, page.dialog.width(), page.dialog.height())
    assert clipped(page.dialog) == []
    save_picture(page, "templates_page/templates_pseudo")
