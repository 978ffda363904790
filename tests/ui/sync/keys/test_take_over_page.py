"""The PC that held the authority is gone: another national one takes over with the code on paper."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import nameless, unreachable
from tests.ui.clipping import at_full_size, clipped
from tests.ui.conftest import Journey
from tests.ui.keyboard import activate
from tests.ui.pictures import save_picture
from tests.ui.sync.keys.conftest import Programme, SignIn
from tvet_desktop.accounts.recovery_code import draw_recovery_code
from tvet_desktop.app import App
from tvet_desktop.sync.export_bundles import send
from tvet_desktop.sync.keys.members import MemberState
from tvet_desktop.sync.keys.withdraw_pc import PcReason, WithdrawnPc
from tvet_desktop.sync.this_pc import load_this_pc
from ui.context import Context
from ui.sync.keys.members_page import MembersPage
from ui.sync.keys.take_over_page import TakeOverPage
from ui.widgets.page import Page

Show = Callable[[App, type[Page]], Page]


@pytest.fixture
def show(context_of: Callable[[App], Context], qtbot: QtBot) -> Show:
    def make(app: App, kind: type[Page]) -> Page:
        page = kind(context_of(app))
        qtbot.addWidget(page)
        at_full_size(page)
        activate(page, qtbot)
        return page

    return make


def has_authority(app: App) -> bool:
    with app.database.reading() as db:
        return load_this_pc(db).authority_key is not None


def take_over(page: TakeOverPage, reason: PcReason | None, code: str) -> None:
    page.happened.choice.set_value(reason)
    if reason is None:
        page.happened.choice.box.setCurrentIndex(page.happened.choice.box.count() - 1)
    page.wizard.go_on.click()
    page.reading.all_read.set_value(True)
    page.wizard.go_on.click()
    page.paper.code.set_value(code)
    page.wizard.go_on.click()


def test_a_lost_pc_is_replaced_and_the_others_follow(
    sign_in: SignIn, show: Show, programme: Programme, journey: Journey, qtbot: QtBot
) -> None:
    office, huye = sign_in("office"), sign_in("huye")
    page = show(office, TakeOverPage)
    assert isinstance(page, TakeOverPage)
    assert page.happened.holder.text().startswith("“PC 1” holds it")
    page.focus()
    assert page.happened.choice.box.hasFocus()
    qtbot.keyClick(page.happened.choice.box, Qt.Key.Key_Return)
    assert page.happened.choice.error
    for problem in (clipped(page), nameless(page), unreachable(page)):
        assert problem == []
    save_picture(page, "issue6/W/take_over_1_en")
    page.happened.choice.set_value(PcReason.STOLEN)
    page.wizard.go_on.click()
    save_picture(page, "issue6/W/take_over_2_en")
    page.wizard.go_on.click()
    assert page.reading.all_read.error

    take_over(page, PcReason.STOLEN, draw_recovery_code())
    assert "not the recovery code of the programme" in page.wizard.messages.text
    assert not has_authority(office)
    save_picture(page, "issue6/W/take_over_3_en")
    page.paper.code.set_value(programme.code.lower())
    page.wizard.go_on.click()

    ((name, done),) = journey.pages
    assert name == "sync_pcs"
    assert isinstance(done, WithdrawnPc)
    assert has_authority(office)
    assert page.paper.code.typed() == ""
    there = show(office, MembersPage)
    there.go_to(done)
    assert there.messages.text.startswith("This PC holds the authority now, and “PC 1” is withdrawn.")
    assert isinstance(there, MembersPage)
    assert there.invite.isEnabled()
    send(office.database, programme.folder / "news.tvet")
    huye.import_sync([programme.folder / "news.tvet"])
    elsewhere = show(huye, MembersPage)
    assert isinstance(elsewhere, MembersPage)
    assert {row.name: (row.state, row.has_authority) for row in elsewhere.table.model.rows} == {
        "PC 1": (MemberState.WITHDRAWN, False),
        "PC 2": (MemberState.CONFIRMED, True),
        "PC 3": (MemberState.CONFIRMED, False),
    }


def test_only_the_authority_moves_and_the_old_pc_gives_it_up(
    sign_in: SignIn, show: Show, programme: Programme, journey: Journey
) -> None:
    founder, office = sign_in("founder"), sign_in("office")
    page = show(office, TakeOverPage)
    assert isinstance(page, TakeOverPage)
    take_over(page, None, programme.code)

    assert journey.pages == [("sync_pcs", True)]
    send(office.database, programme.folder / "news.tvet")
    founder.import_sync([programme.folder / "news.tvet"])
    assert (has_authority(founder), has_authority(office)) == (False, True)
    there = show(founder, MembersPage)
    assert isinstance(there, MembersPage)
    assert there._state.text() == "3 PCs belong · “PC 2” holds the authority"
    assert not there.invite.isEnabled()


def test_where_it_cannot_be_done_it_says_so(sign_in: SignIn, show: Show) -> None:
    for name, words in (("huye", "national office only"), ("founder", "holds the authority already")):
        page = show(sign_in(name), TakeOverPage)
        assert isinstance(page, TakeOverPage)
        assert words in page.messages.text
        assert not page.wizard.go_on.isEnabled()


@pytest.mark.usefixtures("pseudo_language")
def test_nothing_is_clipped_in_a_language_that_needs_room(sign_in: SignIn, show: Show) -> None:
    page = show(sign_in("office"), TakeOverPage)
    assert isinstance(page, TakeOverPage)
    for number in range(3):
        for _round in range(3):
            QApplication.processEvents()
        save_picture(page, f"issue6/W/take_over_{number + 1}_pseudo")
        assert clipped(page) == []
        page.happened.choice.set_value(PcReason.LOST)
        page.reading.all_read.set_value(True)
        if number < 2:
            page.wizard.go_on.click()
