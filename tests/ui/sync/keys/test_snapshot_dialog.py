"""A snapshot in the window: what it means, who lacks it, and that withdrawing who never comes settles it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import nameless, unreachable
from tests.ui.clipping import at_full_size, clipped
from tests.ui.keyboard import activate, press_enter
from tests.ui.pictures import save_picture
from tests.ui.sync.keys.conftest import SignIn
from tvet_desktop.app import App
from tvet_desktop.sync.export_bundles import send
from tvet_desktop.sync.keys.withdraw_pc import PcReason
from tvet_desktop.sync.snapshots.standing import SnapshotStanding, snapshot_standing
from ui.context import Context
from ui.sync.keys.members_page import MembersPage
from ui.sync.keys.snapshot_dialog import SnapshotDialog
from ui.sync.keys.withdraw_dialog import WithdrawDialog

MakePage = Callable[[App], MembersPage]


@pytest.fixture
def make_page(context_of: Callable[[App], Context], qtbot: QtBot) -> MakePage:
    def make(app: App) -> MembersPage:
        page = MembersPage(context_of(app))
        qtbot.addWidget(page)
        at_full_size(page)
        activate(page, qtbot)
        return page

    return make


def opened(page: MembersPage, qtbot: QtBot) -> SnapshotDialog:
    page.snapshot.trigger()
    dialog = page.acts.dialog
    assert isinstance(dialog, SnapshotDialog)
    activate(dialog, qtbot)
    assert dialog.close_it.hasFocus()
    return dialog


def look(dialog: SnapshotDialog, name: str) -> None:
    for _round in range(3):
        QApplication.processEvents()
    save_picture(dialog, f"issue6/E2/{name}", width=dialog.width(), height=dialog.height())
    for problem in (clipped(dialog), nameless(dialog), unreachable(dialog)):
        assert problem == []


def standing_of(app: App) -> SnapshotStanding:
    with app.database.reading() as db:
        return snapshot_standing(db)


def test_a_snapshot_is_taken_waited_for_and_settled_by_withdrawing_who_never_comes(
    sign_in: SignIn, make_page: MakePage, qtbot: QtBot, tmp_path: Path
) -> None:
    founder, office = sign_in("founder"), sign_in("office")
    page = make_page(founder)
    dialog = opened(page, qtbot)
    assert dialog.standing.text() == "No snapshot was taken yet."
    assert not dialog.lacking.isVisible()
    look(dialog, "none_en")
    press_enter(dialog.take, qtbot)
    assert page.messages.text.startswith("The snapshot is taken: 1 part.")

    send(founder.database, tmp_path / "snapshot.tvet")
    office.import_sync([tmp_path / "snapshot.tvet"])
    send(office.database, tmp_path / "back.tvet")
    page.exchange.read([tmp_path / "back.tvet"])
    dialog = opened(page, qtbot)
    assert dialog.lacking.toPlainText() == "PC 3"
    assert dialog.never.isVisible()
    look(dialog, "lacking_en")
    press_enter(dialog.close_it, qtbot)

    (row,) = [row for row in page.table.model.rows if row.name == "PC 3"]
    page.table.select({row.id})
    page.withdraw.trigger()
    asked = page.acts.dialog
    assert isinstance(asked, WithdrawDialog)
    asked.reason.set_value(PcReason.RETIRED)
    asked.all_read.set_value(True)
    press_enter(asked.form.primary, qtbot)
    assert standing_of(founder).settled
    dialog = opened(page, qtbot)
    assert dialog.standing.text().startswith("All PCs have it")
    look(dialog, "settled_en")
    dialog.reject()

    elsewhere = opened(make_page(office), qtbot)
    assert not elsewhere.take.isEnabled()
    assert elsewhere.take.toolTip()
    elsewhere.reject()


@pytest.mark.usefixtures("pseudo_language")
def test_the_dialog_has_room_in_a_long_language(sign_in: SignIn, make_page: MakePage, qtbot: QtBot) -> None:
    page = make_page(sign_in("founder"))
    dialog = opened(page, qtbot)
    dialog.accept()
    dialog = opened(page, qtbot)
    assert dialog.lacking.toPlainText() == "PC 2\nPC 3"
    look(dialog, "lacking_pseudo")
    dialog.reject()
