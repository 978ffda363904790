from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import nameless, unreachable
from tests.ui.certificates.withdrawing.conftest import MakePage, certify_again
from tests.ui.clipping import at_full_size, clipped
from tests.ui.conftest import Journey
from tests.ui.keyboard import CountingKeyboard, activate, press_enter, type_into
from tests.ui.pictures import save_picture
from tvet_desktop.accounts.models import Role
from tvet_desktop.app import App
from tvet_desktop.certificates.checking.trust_list import read_trust_list
from ui.certificates.candidate_columns import candidate_columns
from ui.certificates.certificates_page import CertificatesPage
from ui.certificates.withdrawing.choose_dialog import ChooseDialog
from ui.certificates.withdrawing.replace_dialog import ReplaceDialog
from ui.certificates.withdrawing.revocation_dialog import RevocationDialog


def choose_reason(dialog: ReplaceDialog | RevocationDialog, qtbot: QtBot) -> None:
    """Take the first reason with the keyboard."""
    dialog.reason.box.setFocus()
    qtbot.keyClick(dialog.reason.box, Qt.Key.Key_Down)


def open_replace(page: CertificatesPage, row: int = 0) -> ReplaceDialog:
    page.table.view.selectRow(row)
    page.withdrawing.replace.trigger()
    dialog = page.withdrawing.dialog
    assert isinstance(dialog, ReplaceDialog)
    return dialog


def open_ask(page: CertificatesPage, row: int = 0) -> RevocationDialog:
    page.table.view.selectRow(row)
    page.withdrawing.ask.trigger()
    dialog = page.withdrawing.dialog
    assert isinstance(dialog, RevocationDialog)
    return dialog


def cell(page: CertificatesPage, row: int = 0) -> str:
    column = next(column for column in candidate_columns() if column.name == "certificate")
    return column.text(page.table.model.rows[row])


def test_a_misprinted_name_is_replaced_by_keyboard(page: CertificatesPage, qtbot: QtBot) -> None:
    old = page.table.model.rows[0].number
    dialog = open_replace(page)
    assert old in dialog.windowTitle()
    choose_reason(dialog, qtbot)
    type_into(dialog.name.line, "Uwera Chantal-Marie", qtbot)
    press_enter(dialog.day.line, qtbot)

    row = page.table.model.rows[0]
    assert row.number != old
    assert row.name_to_print == "Uwera Chantal-Marie"
    assert page.messages.text.startswith(f"{row.number} is issued and replaces {old}")
    assert page.standing.text() == f"{old}: replaced by {row.number} on 08/03/2027"
    assert page.window().focusWidget() is page.table.view
    trust = read_trust_list(page.context.app.data_dir)
    assert [one.replaced_by for one in trust.withdrawn.values()] == [row.number]
    assert page._state.text() == "39 of 39 qualify · 39 issued"


def test_the_menu_is_opened_and_used_by_keyboard(page: CertificatesPage, qtbot: QtBot) -> None:
    page.table.view.selectRow(2)
    activate(page, qtbot)
    page.withdrawing.menu.setFocus()
    keyboard = CountingKeyboard()
    keyboard.press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    keyboard.press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)

    dialog = page.withdrawing.dialog
    assert isinstance(dialog, RevocationDialog)
    assert page.table.model.rows[2].number in dialog.windowTitle()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert page.table.model.rows[2].held[0].asked is None


def test_a_reason_and_a_name_are_asked_for_beside_their_fields(page: CertificatesPage, qtbot: QtBot) -> None:
    dialog = open_replace(page)
    press_enter(dialog.form.primary, qtbot)
    assert dialog.reason.box.hasFocus()
    choose_reason(dialog, qtbot)
    type_into(dialog.name.line, "x", qtbot)
    press_enter(dialog.form.primary, qtbot)
    assert dialog.isVisible()
    assert dialog.name.line.hasFocus()
    dialog.reject()
    assert len(page.table.model.rows[0].former) == 0


def test_a_revocation_is_asked_for_and_taken_back_by_undo(page: CertificatesPage, qtbot: QtBot) -> None:
    number = page.table.model.rows[0].number
    dialog = open_ask(page)
    activate(dialog, qtbot)
    choose_reason(dialog, qtbot)
    dialog.note.area.setFocus()
    qtbot.keyClicks(dialog.note.area, "Somebody else sat on the chair")
    qtbot.keyClick(dialog.note.area, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert cell(page) == f"{number} · revocation asked on 08/03/2027"
    assert page.messages.text.startswith(f"The revocation of {number} is asked for")
    assert not page.withdrawing.replace.isEnabled()
    assert not page.withdrawing.ask.isEnabled()
    activate(page, qtbot)
    qtbot.keyClick(page.table.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert cell(page) == number
    assert page.withdrawing.ask.isEnabled()


def test_who_was_certified_twice_stands_above_the_table_until_one_is_chosen(
    page: CertificatesPage, issued: App, qtbot: QtBot
) -> None:
    assert not page.banner.isVisible()
    one, other = certify_again(issued)
    page.refresh()
    assert page.banner.isVisible()
    assert "1 person has two certificates" in page.banner.words.text()
    assert nameless(page) == []
    assert unreachable(page) == []
    save_picture(page, "withdrawing/doubles_en")
    press_enter(page.banner.choose, qtbot)
    dialog = page.withdrawing.dialog
    assert isinstance(dialog, ChooseDialog)
    assert [dialog.certificate.box.itemText(n)[: len(one)] for n in range(2)] == [one, other]
    save_picture(dialog, "withdrawing/choose_en", width=dialog.width(), height=dialog.height())
    press_enter(dialog.form.primary, qtbot)
    assert dialog.certificate.box.hasFocus()
    for _step in range(2):
        qtbot.keyClick(dialog.certificate.box, Qt.Key.Key_Down)
    press_enter(dialog.day.line, qtbot)

    assert page.messages.text == f"{other} holds; replaced by it: {one}."
    assert not page.banner.isVisible()
    assert any(state.number == one for row in page.table.model.rows for state in row.former)


def test_who_may_not_withdraw_sees_what_became_of_it(issued: App, make_page: MakePage) -> None:
    page = make_page(CertificatesPage, issued, role=Role.TRAINER)
    assert isinstance(page, CertificatesPage)
    page.table.view.selectRow(0)

    assert not page.withdrawing.replace.isEnabled()
    assert not page.withdrawing.ask.isEnabled()
    assert page.withdrawing.revocations.isEnabled()


def test_the_revocations_are_reached_from_the_menu(page: CertificatesPage, journey: Journey) -> None:
    page.withdrawing.revocations.trigger()
    assert journey.pages[-1] == ("revocations", None)


def test_every_control_has_a_name_and_is_reached(page: CertificatesPage, qtbot: QtBot) -> None:
    save_picture(page, "withdrawing/page_en")
    assert nameless(page) == []
    assert unreachable(page) == []
    for show in (open_replace, open_ask):
        made = show(page)
        activate(made, qtbot)
        assert nameless(made) == []
        assert unreachable(made) == []
        save_picture(made, f"withdrawing/{type(made).__name__}_en", width=made.width(), height=made.height())
        made.reject()


@pytest.mark.usefixtures("pseudo_language")
def test_nothing_is_clipped_in_a_language_that_needs_room(
    page: CertificatesPage, issued: App, qtbot: QtBot
) -> None:
    certify_again(issued)
    page.refresh()
    at_full_size(page)
    assert clipped(page) == []
    save_picture(page, "withdrawing/page_pseudo")
    opened: list[Callable[[], object]] = [
        partial(open_replace, page),
        partial(open_ask, page),
        page.withdrawing.choose.trigger,
    ]
    for number, show in enumerate(opened):
        show()
        dialog = page.withdrawing.dialog
        assert dialog is not None
        qtbot.waitExposed(dialog)
        assert clipped(dialog) == []
        save_picture(
            dialog, f"withdrawing/dialog_{number}_pseudo", width=dialog.width(), height=dialog.height()
        )
        dialog.reject()
