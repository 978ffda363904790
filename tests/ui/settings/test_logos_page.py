from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.programme.logos.pictures import BLUE, GREEN, ORANGE, logo_file
from tests.ui.accessibility import nameless, unreachable
from tests.ui.choosing import drop
from tests.ui.clipping import at_full_size, clipped
from tests.ui.conftest import Journey
from tests.ui.keyboard import activate, type_into
from tests.ui.pictures import save_picture
from tests.ui.settings.test_holidays_page import replace_device
from tvet_desktop.accounts.models import Role
from tvet_desktop.accounts.queries import UserRow
from tvet_desktop.app import App
from tvet_desktop.programme.logos.add_logo import add_logo
from tvet_desktop.programme.logos.queries import LogoRow, list_logos
from tvet_desktop.storage.ids import Scope
from tvet_desktop.sync.this_pc import load_this_pc, save_this_pc
from ui.context import Context
from ui.settings.logo_dialog import LogoDialog
from ui.settings.logos_page import LogosPage

HUYE = 12
LOGOS = (
    (Scope.SHARED, "Rwanda Polytechnic", BLUE, (240, 240), False),
    (Scope.SHARED, "Invented Development Agency", ORANGE, (640, 160), False),
    (Scope.SHARED, "Invented Industry Partner", (90, 0, 90), (400, 200), True),
    (HUYE, "IPRC Huye", GREEN, (120, 240), False),
)


@pytest.fixture(params=["en", "pseudo"])
def language(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    if name == "pseudo":
        request.getfixturevalue("pseudo_language")
    return name


@pytest.fixture
def page(new_pc: App, context_of: Callable[[App], Context], qtbot: QtBot) -> LogosPage:
    return shown(context_of(new_pc), qtbot)


def shown(context: Context, qtbot: QtBot) -> LogosPage:
    made = LogosPage(context)
    qtbot.addWidget(made)
    at_full_size(made)
    return made


def given(app: App) -> None:
    with app.database.transaction() as db:
        for scope, owner, colour, size, partner in LOGOS:
            add_logo(
                db,
                scope=scope,
                owner=owner,
                picture=logo_file(colour, size),
                is_partner=partner,
                by=None,
            )


def rows(app: App) -> list[LogoRow]:
    with app.database.reading() as db:
        return list_logos(db)


def owners(app: App) -> list[str]:
    return [row.owner for row in rows(app)]


def a_file(folder: Path, colour: tuple[int, int, int] = BLUE) -> Path:
    file = folder / "logo.png"
    file.write_bytes(logo_file(colour, (800, 800)))
    return file


def open_dialog(page: LogosPage) -> LogoDialog:
    for _round in range(3):
        QApplication.processEvents()
    (found,) = [dialog for dialog in page.findChildren(LogoDialog) if dialog.isVisible()]
    return found


def as_college(app: App) -> None:
    with app.database.transaction() as db:
        this_pc = load_this_pc(db)
        this_pc.device = replace_device(this_pc.device)
        save_this_pc(db, this_pc)


def test_a_dropped_picture_becomes_a_logo_and_is_taken_back(
    page: LogosPage, new_pc: App, tmp_path: Path, qtbot: QtBot
) -> None:
    assert page.table.empty_button.isVisible()
    drop(page, [a_file(tmp_path)])
    asked = open_dialog(page)
    activate(asked, qtbot)
    type_into(asked.owner.line, "Rwanda Polytechnic", qtbot)
    qtbot.keyClick(asked.owner.line, Qt.Key.Key_Return)

    (row,) = rows(new_pc)
    assert (row.owner, row.scope, row.is_partner, len(row.data) < 30_000) == (
        "Rwanda Polytechnic",
        Scope.SHARED,
        False,
        True,
    )
    assert page.messages.text == "The logo was added."
    page.messages.undo_last()
    assert rows(new_pc) == []


def test_a_chosen_picture_becomes_a_partners_logo_of_the_college(
    page: LogosPage, new_pc: App, tmp_path: Path
) -> None:
    page.add.trigger()
    assert page.acts.chooser is not None
    page.acts.chooser.filesSelected.emit([str(a_file(tmp_path))])
    page.acts.chooser.reject()
    asked = open_dialog(page)
    asked.owner.set_value("Invented Industry Partner")
    asked.scope.set_value(HUYE)
    asked.is_partner.set_value(True)
    asked.form.submit()

    (row,) = rows(new_pc)
    assert (row.scope, row.is_partner) == (HUYE, True)
    assert page.table.model.rows[0].list_name == "IPRC Huye"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("letter.png", b"no picture at all", "not a picture"),
        ("gone.png", None, "not a picture"),
        ("letter.docx", b"PK\x03\x04", "not a picture"),
    ],
)
def test_what_is_no_picture_is_said_in_one_sentence_and_changes_nothing(
    page: LogosPage, new_pc: App, tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    page.take(file)

    assert said in page.messages.text
    assert rows(new_pc) == []


def test_the_same_picture_twice_and_a_nameless_one_are_refused_in_the_dialog(
    page: LogosPage, new_pc: App, tmp_path: Path
) -> None:
    page.take(a_file(tmp_path))
    asked = open_dialog(page)
    asked.form.submit()
    assert asked.owner.error
    asked.owner.set_value("One")
    asked.form.submit()

    page.take(a_file(tmp_path))
    asked = open_dialog(page)
    asked.owner.set_value("Two")
    asked.form.submit()
    assert "as “One”" in asked.messages.text
    asked.reject()
    assert owners(new_pc) == ["One"]


def test_logos_are_ordered_changed_and_removed_by_keyboard(
    new_pc: App, context_of: Callable[[App], Context], qtbot: QtBot
) -> None:
    given(new_pc)
    page = shown(context_of(new_pc), qtbot)
    activate(page, qtbot)
    page.focus()
    view = page.table.view
    view.selectRow(0)
    assert not page.up.isEnabled()
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert owners(new_pc)[:2] == ["Invented Development Agency", "Rwanda Polytechnic"]
    assert page.table.selected_rows()[0].row.owner == "Rwanda Polytechnic"
    assert view.hasFocus()
    page.messages.undo_last()
    assert owners(new_pc)[:2] == ["Rwanda Polytechnic", "Invented Development Agency"]

    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Return)
    asked = open_dialog(page)
    assert asked.scope not in asked.form.fields
    asked.owner.set_value("Polytechnic")
    asked.form.submit()
    assert owners(new_pc)[0] == "Polytechnic"
    page.messages.undo_last()
    assert owners(new_pc)[0] == "Rwanda Polytechnic"

    page.remove.trigger()
    assert "Rwanda Polytechnic" not in owners(new_pc)
    assert "certificates that carry it keep it" in page.messages.text
    page.messages.undo_last()
    assert owners(new_pc)[0] == "Rwanda Polytechnic"


def test_a_pc_of_a_college_changes_only_its_own_and_says_why(
    new_pc: App, context_of: Callable[[App], Context], qtbot: QtBot, tmp_path: Path
) -> None:
    given(new_pc)
    as_college(new_pc)
    page = shown(context_of(new_pc), qtbot)
    assert "come from the national office" in page._state.text()

    page.table.view.selectRow(0)
    for act in (page.change, page.up, page.down, page.remove):
        assert not act.isEnabled()
        assert act.whatsThis() == "This logo is the programme's: the national office changes it."
    page.table.view.selectRow(3)
    assert page.remove.isEnabled()
    page.take(a_file(tmp_path, ORANGE))
    asked = open_dialog(page)
    assert asked.scope not in asked.form.fields
    asked.owner.set_value("Invented Sponsor of Huye")
    asked.form.submit()
    assert rows(new_pc)[-1].scope == HUYE


@pytest.mark.parametrize("role", [Role.CLERK, Role.COORDINATOR])
def test_others_look_only_and_are_told_whom_to_ask(
    new_pc: App, context_of: Callable[[App], Context], qtbot: QtBot, tmp_path: Path, role: Role
) -> None:
    clerk = UserRow(1, "c", "Invented Clerk", role, shares_username=False)
    page = shown(replace(context_of(new_pc), user=clerk), qtbot)

    assert not page.add.isEnabled()
    assert not page.table.empty_button.isVisible()
    page.take(a_file(tmp_path))
    assert page.messages.text == "The administrator of this PC gives and changes logos."


def test_esc_goes_back(page: LogosPage, journey: Journey, qtbot: QtBot) -> None:
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert journey.pages == [("settings", None)]


@pytest.mark.parametrize("content", ["empty", "full"])
def test_it_looks_right(
    language: str,
    content: str,
    new_pc: App,
    context_of: Callable[[App], Context],
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    if content == "full":
        given(new_pc)
    page = shown(context_of(new_pc), qtbot)
    page.table.view.selectRow(1)
    save_picture(page, f"logos_{content}_{language}")
    assert clipped(page) == []
    assert nameless(page) == []
    assert unreachable(page) == []

    page.take(a_file(tmp_path, (120, 120, 0)))
    asked = open_dialog(page)
    save_picture(asked, f"dialog_logo_{language}", width=asked.width(), height=asked.height())
    assert clipped(asked) == []
    assert nameless(asked) == []
    assert unreachable(asked) == []
    asked.reject()
