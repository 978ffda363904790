from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import nameless, unreachable
from tests.ui.certificates.withdrawing.conftest import MakePage
from tests.ui.clipping import at_full_size, clipped
from tests.ui.conftest import Journey
from tests.ui.keyboard import activate, press_enter
from tests.ui.pictures import save_picture
from tvet_desktop.accounts.models import Role
from tvet_desktop.app import App
from tvet_desktop.certificates.checking.trust_list import read_trust_list
from ui.certificates.certificates_page import CertificatesPage
from ui.certificates.withdrawing.decision_dialog import DecisionDialog
from ui.certificates.withdrawing.revocations_page import RevocationsPage

Revocations = Callable[..., RevocationsPage]


def answers(page: RevocationsPage) -> dict[str, str]:
    model = page.table.model
    return {model.index(row, 1).data(): model.index(row, 6).data() for row in range(model.rowCount())}


def opened(page: RevocationsPage) -> DecisionDialog:
    assert isinstance(page.dialog, DecisionDialog)
    return page.dialog


@pytest.mark.usefixtures("coordinator")
def test_the_office_revokes_what_waits_by_keyboard(
    issued: App, asked: list[str], revocations: Revocations, qtbot: QtBot
) -> None:
    page = revocations(issued)
    assert page._state.text() == "3 requests wait for an answer"
    assert answers(page)[asked[1]] == "declined on 08/03/2027"
    press_enter(page.table.view, qtbot)
    dialog = opened(page)
    number = next(row for row in asked if row in dialog.windowTitle())
    press_enter(dialog.day.line, qtbot)

    assert page.messages.text.startswith(f"{number} is revoked: send your changes")
    assert answers(page)[number] == "revoked on 08/03/2027"
    assert page._state.text() == "2 requests wait for an answer"
    assert page.window().focusWidget() is page.table.view
    assert len(read_trust_list(issued.data_dir).withdrawn) == 1


def test_enter_shows_the_page_of_what_was_revoked_and_that_it_was(
    issued: App,
    asked: list[str],
    revocations: Revocations,
    make_page: MakePage,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    decided = revocations(issued)
    press_enter(decided.table.view, qtbot)
    press_enter(opened(decided).day.line, qtbot)
    page = make_page(CertificatesPage, issued)
    assert isinstance(page, CertificatesPage)
    (row,) = [number for number, row in enumerate(page.table.model.rows) if row.former]
    page.table.view.selectRow(row)
    save_picture(page, "withdrawing/revoked_en")
    assert "revoked on 08/03/2027 because" in page.standing.text()
    press_enter(page.table.view, qtbot)

    look = page.preview.dialog
    assert look is not None
    assert "revoked on 08/03/2027" in look.state.text()
    assert not look.print.isEnabled()
    assert any(number in look.windowTitle() for number in asked)
    save_picture(look, "withdrawing/look_at_revoked_en", width=look.width(), height=look.height())
    look.save.click()
    assert page.preview.asked is not None
    page.preview.asked.selectFile(str(tmp_path / "revoked.pdf"))
    page.preview.asked.accept()
    assert "It does not hold any more: revoked on 08/03/2027" in page.messages.text
    assert (tmp_path / "revoked.pdf").exists()
    look.reject()


@pytest.mark.usefixtures("asked")
def test_declining_needs_an_answer(issued: App, revocations: Revocations, qtbot: QtBot) -> None:
    page = revocations(issued)
    page.decline.trigger()
    dialog = opened(page)
    press_enter(dialog.form.primary, qtbot)
    assert dialog.note.area.hasFocus()
    qtbot.keyClicks(dialog.note.area, "The marks are right")
    press_enter(dialog.form.primary, qtbot)

    assert "goes on holding" in page.messages.text
    assert list(answers(page).values()).count("declined on 08/03/2027") == 2
    assert read_trust_list(issued.data_dir).withdrawn == {}


@pytest.mark.usefixtures("asked")
def test_who_asked_is_told_that_somebody_else_decides(
    issued: App, coordinator: int, revocations: Revocations, qtbot: QtBot
) -> None:
    page = revocations(issued, user_id=coordinator, role=Role.NATIONAL)
    press_enter(page.table.view, qtbot)

    assert "another person of the national office decides" in page.messages.text
    assert page.dialog is None


def test_a_coordinator_takes_a_request_back(
    college: App, asked: list[str], coordinator: int, revocations: Revocations, qtbot: QtBot
) -> None:
    page = revocations(college, user_id=coordinator, role=Role.COORDINATOR)
    assert not page.revoke.isVisible()
    assert "waits for the national office" in answers(page).values()
    assert "Another person sat on the chair" in page.story.text()
    press_enter(page.table.view, qtbot)
    assert "decided on a PC of the national office" in page.messages.text
    page.take_back.trigger()
    assert page.question is not None
    page.question.accept()

    assert len(answers(page)) == len(asked) - 1
    assert page._state.text() == "2 requests wait for an answer"


def test_a_clerk_only_looks(issued: App, asked: list[str], revocations: Revocations) -> None:
    page = revocations(issued, role=Role.CLERK)

    assert len(answers(page)) == len(asked)
    assert not any(act.isEnabled() for act in (page.revoke, page.decline, page.take_back))


def test_an_empty_page_says_where_one_asks(
    issued: App, revocations: Revocations, journey: Journey, qtbot: QtBot
) -> None:
    page = revocations(issued)
    assert "Nobody has asked for a revocation" in page.table.empty_words.text()
    assert clipped(page) == []
    save_picture(page, "withdrawing/revocations_empty_en")
    press_enter(page.table.empty_button, qtbot)
    assert journey.pages[-1] == ("certificates", None)
    activate(page, qtbot)
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert len(journey.pages) == 2


@pytest.mark.usefixtures("asked")
def test_every_control_has_a_name_and_is_reached(issued: App, revocations: Revocations, qtbot: QtBot) -> None:
    page = revocations(issued)
    save_picture(page, "withdrawing/revocations_en")
    assert nameless(page) == []
    assert unreachable(page) == []
    for act in (page.revoke, page.decline):
        act.trigger()
        dialog = opened(page)
        activate(dialog, qtbot)
        assert nameless(dialog) == []
        assert unreachable(dialog) == []
        save_picture(
            dialog,
            f"withdrawing/{dialog.form.primary.text()}_en",
            width=dialog.width(),
            height=dialog.height(),
        )
        dialog.reject()


@pytest.mark.usefixtures("asked", "pseudo_language")
def test_nothing_is_clipped_in_a_language_that_needs_room(
    issued: App, revocations: Revocations, qtbot: QtBot
) -> None:
    page = revocations(issued)
    at_full_size(page)
    assert clipped(page) == []
    save_picture(page, "withdrawing/revocations_pseudo")
    for number, show in enumerate((partial(page.revoke.trigger), partial(page.decline.trigger))):
        show()
        dialog = opened(page)
        qtbot.waitExposed(dialog)
        assert clipped(dialog) == []
        save_picture(
            dialog, f"withdrawing/decision_{number}_pseudo", width=dialog.width(), height=dialog.height()
        )
        dialog.reject()
