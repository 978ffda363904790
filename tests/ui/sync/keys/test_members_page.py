"""Who belongs, and what is done when a PC comes, ends or is lost: driven by keys and buttons, with real PCs."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import ACCOUNT
from tests.sync.keys.papers import sign_paper
from tests.ui.accessibility import nameless, unreachable
from tests.ui.clipping import at_full_size, clipped
from tests.ui.conftest import Journey
from tests.ui.keyboard import activate, press_enter
from tests.ui.pictures import save_picture
from tests.ui.sync.keys.conftest import HUYE, Programme, SignIn
from tvet_desktop.accounts.models import Role, User
from tvet_desktop.accounts.queries import UserRow
from tvet_desktop.app import App
from tvet_desktop.certificates.checking.trust_list import read_trust_list
from tvet_desktop.certificates.checking.verdict import Verdict
from tvet_desktop.certificates.checking.verify import verify
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.storage.database import new_id
from tvet_desktop.sync.certificate_keys import issuer_of_this_pc
from tvet_desktop.sync.dump import dump
from tvet_desktop.sync.export_bundles import send
from tvet_desktop.sync.keys.members import MemberRow, MemberState
from tvet_desktop.sync.keys.withdraw_pc import PcReason, withdraw_pc
from tvet_desktop.sync.this_pc import load_documents, load_this_pc
from ui.context import Context
from ui.sync.invite_dialog import InviteDialog, Rights
from ui.sync.keys.keep_dialog import KeepDialog
from ui.sync.keys.members_page import MembersPage
from ui.sync.keys.withdraw_dialog import WithdrawDialog
from ui.widgets.question_dialog import QuestionDialog

NEAR = datetime(2030, 1, 15, 8, tzinfo=UTC)
MakePage = Callable[..., MembersPage]


@pytest.fixture
def make_page(context_of: Callable[[App], Context], qtbot: QtBot) -> MakePage:
    def make(app: App, *, role: Role = Role.ADMINISTRATOR) -> MembersPage:
        user = UserRow(app.user.id, "u", "Invented User", role, shares_username=False)
        page = MembersPage(replace(context_of(app), user=user))
        qtbot.addWidget(page)
        at_full_size(page)
        activate(page, qtbot)
        return page

    return make


def row_of(page: MembersPage, name: str) -> MemberRow:
    (row,) = [row for row in page.table.model.rows if row.name == name]
    return row


def choose(page: MembersPage, name: str) -> None:
    page.table.select({row_of(page, name).id})


def picture(dialog: QWidget, name: str) -> None:
    save_picture(dialog, f"issue6/W/{name}", width=dialog.width(), height=dialog.height())


def add_person(app: App, name: str) -> int:
    with app.database.transaction(user_id=app.user.id) as db:
        row_id = new_id(db, HUYE)
        db.add(User(id=row_id, username=name, display_name=name, role="CLERK"))
        return row_id


def dump_of(app: App) -> str:
    with app.database.reading() as db:
        return "\n".join(dump(db))


def test_every_pc_is_listed_with_its_rights_and_what_its_state_means(
    sign_in: SignIn, make_page: MakePage
) -> None:
    page = make_page(sign_in("founder"))

    assert [(row.name, row.state) for row in page.table.model.rows] == [
        (name, MemberState.CONFIRMED) for name in ("PC 1", "PC 2", "PC 3")
    ]
    assert page._state.text() == "3 PCs belong · this PC holds the authority"
    choose(page, "PC 3")
    assert page.about.text() == "PC 3, Huye: it belongs, and what it writes counts everywhere."
    save_picture(page, "issue6/W/members_en")
    for problem in (clipped(page), nameless(page), unreachable(page)):
        assert problem == []
    elsewhere = make_page(sign_in("huye"))
    assert elsewhere._state.text() == "3 PCs belong · “PC 1” holds the authority"
    assert not any(
        act.isEnabled() for act in (elsewhere.invite, elsewhere.withdraw, elsewhere.take_over, elsewhere.keep)
    )
    assert elsewhere.own_key.isEnabled()


def test_inviting_by_name_cancelling_and_joining(
    sign_in: SignIn, make_page: MakePage, qtbot: QtBot, programme: Programme, clock: FixedClock
) -> None:
    page = make_page(sign_in("founder"))
    page.invite.trigger()
    dialog = page.exchange.dialog
    assert isinstance(dialog, InviteDialog)
    press_enter(dialog.form.primary, qtbot)
    assert dialog.home.error
    dialog.home.set_value(18)
    dialog.form.show_optional()
    dialog.called.set_value("Tumba, room 3")
    picture(dialog, "invite_en")
    assert nameless(dialog) == []
    press_enter(dialog.form.primary, qtbot)
    chooser = page.exchange.dialog
    assert isinstance(chooser, QFileDialog)
    chooser.reject()
    for name in ("Tumba, room 3", "lost"):
        page.exchange.write_invitation(programme.folder / name, Rights([18], is_national=False, name=name))
    assert "It is a key" in page.messages.text
    page.exchange.write_invitation(programme.folder / "twice", Rights([18], is_national=False, name="LOST"))
    assert "“LOST” already" in page.messages.text
    assert not (programme.folder / "twice").exists()

    choose(page, "lost")
    assert page.about.text().startswith("lost, Tumba: it was invited on 08/03/2027; if the file was lost")
    assert not page.withdraw.isEnabled()
    page.cancel.trigger()
    question = page.acts.dialog
    assert isinstance(question, QuestionDialog)
    picture(question, "cancel_en")
    press_enter(question.do, qtbot)

    assert page.messages.text.startswith("The invitation of “lost” is cancelled.")
    assert "lost" not in [row.name for row in page.table.model.rows]
    joined = App(programme.folder / "tumba", clock)
    joined.join(invitation=programme.folder / "Tumba, room 3", account=ACCOUNT)
    send(joined.database, programme.folder / "back.tvet")
    page.exchange.read([programme.folder / "back.tvet"])
    page.refresh()
    assert row_of(page, "Tumba, room 3").state is MemberState.CONFIRMED
    with page.context.app.database.reading() as db:
        keys = load_this_pc(db).epoch_keys
    assert {scope for scope, epoch in keys if epoch == 2} == {
        18
    }  # the finder of the lost file reads nothing new
    joined.sign_out()


def test_withdrawing_says_which_last_sync_file_counts(
    sign_in: SignIn, make_page: MakePage, qtbot: QtBot, programme: Programme
) -> None:
    founder, huye, office = (sign_in(name) for name in ("founder", "huye", "office"))
    add_person(huye, "known in time")
    send(huye.database, programme.folder / "known.tvet")
    page = make_page(founder)
    page.exchange.read([programme.folder / "known.tvet"])
    choose(page, "PC 3")
    page.withdraw.trigger()
    dialog = page.acts.dialog
    assert isinstance(dialog, WithdrawDialog)
    picture(dialog, "withdraw_en")
    assert nameless(dialog) == []
    press_enter(dialog.form.primary, qtbot)
    assert dialog.reason.error
    assert dialog.all_read.error
    dialog.reason.set_value(dialog.reason._values[0])
    dialog.all_read.set_value(True)
    press_enter(dialog.form.primary, qtbot)

    assert page.messages.text == (
        "“PC 3” is withdrawn. Send a sync file to everybody today, so that they hear of it."
    )
    row = row_of(page, "PC 3")
    assert (row.state, row.last_counts > 0) == (MemberState.WITHDRAWN, True)
    choose(page, "PC 3")
    assert f"count up to number {row.last_counts}, and nothing" in page.about.text()
    assert not page.withdraw.isEnabled()
    save_picture(page, "issue6/W/withdrawn_en")

    add_person(huye, "written by the thief")
    send(huye.database, programme.folder / "late.tvet")
    page.exchange.read([programme.folder / "late.tvet"])
    assert page.messages.text
    send(founder.database, programme.folder / "news.tvet")
    there = make_page(office)
    there.exchange.read([programme.folder / "news.tvet", programme.folder / "known.tvet"])
    there.exchange.read([programme.folder / "late.tvet"])
    for app in (founder, office):
        assert "known in time" in dump_of(app)
        assert "written by the thief" not in dump_of(app)
    assert row_of(there, "PC 3").state is MemberState.WITHDRAWN


def test_certificates_are_renewed_and_a_new_key_is_asked_for_and_given(
    sign_in: SignIn, make_page: MakePage, qtbot: QtBot, programme: Programme, clock: FixedClock
) -> None:
    clock.moment = NEAR
    founder, huye = sign_in("founder"), sign_in("huye")
    there = make_page(huye)
    there.own_key.trigger()
    question = there.acts.dialog
    assert isinstance(question, QuestionDialog)
    press_enter(question.do, qtbot)
    assert "read its answer" in there.messages.text
    send(huye.database, programme.folder / "asks.tvet")
    page = make_page(founder)
    page.exchange.read([programme.folder / "asks.tvet"])
    page.refresh()
    assert row_of(page, "PC 3").asks_for_key
    choose(page, "PC 3")
    assert "made a new key" in page.about.text()
    save_picture(page, "issue6/W/ending_en")

    page.renew_due.trigger()

    assert "can sign until 14/01/2033, once they have read" in page.messages.text
    assert not any(row.ends_soon or row.asks_for_key for row in page.table.model.rows)
    page.renew_due.trigger()
    assert page.messages.text == "No certificate ends within 90 days."
    choose(page, "PC 2")
    page.renew.trigger()
    assert "is valid until" in page.messages.text
    send(founder.database, programme.folder / "renewed.tvet")
    there.exchange.read([programme.folder / "renewed.tvet"])
    there.refresh()
    assert not row_of(there, "PC 3").ends_soon


def test_new_keys_for_the_data_and_for_the_authority(
    sign_in: SignIn, make_page: MakePage, qtbot: QtBot, programme: Programme
) -> None:
    founder, huye = sign_in("founder"), sign_in("huye")
    page = make_page(founder)
    for act, said in (
        (page.data_keys, "The data has new keys from now on."),
        (page.authority, "The authority’s certificate is valid until"),
        (page.own_key, "“PC 1” can sign until"),
    ):
        act.trigger()
        question = page.acts.dialog
        assert isinstance(question, QuestionDialog)
        assert clipped(question) == []
        press_enter(question.do, qtbot)
        assert page.messages.text.startswith(said)
    row = add_person(founder, "under the new keys")
    send(founder.database, programme.folder / "news.tvet")
    huye.import_sync([programme.folder / "news.tvet"])

    with huye.database.reading() as db:
        assert db.get_one(User, row).username == "under the new keys"
        assert max(epoch for scope, epoch in load_this_pc(db).epoch_keys if scope == HUYE) == 2
        assert load_documents(db, load_this_pc(db))[-1].later_root


def test_who_may_not_is_told_so(sign_in: SignIn, make_page: MakePage) -> None:
    page = make_page(sign_in("founder"), role=Role.CLERK)

    for act in (page.invite, page.withdraw, page.cancel, page.renew, page.data_keys, page.own_key, page.keep):
        assert not act.isEnabled()
        assert "Your role" in act.whatsThis()


def test_escape_goes_back_to_the_exchange(
    sign_in: SignIn, make_page: MakePage, qtbot: QtBot, journey: Journey
) -> None:
    page = make_page(sign_in("huye"))
    qtbot.keyClick(page.table.view, Qt.Key.Key_Escape)
    assert journey.pages == [("sync", None)]


@pytest.mark.usefixtures("pseudo_language")
def test_nothing_is_clipped_in_a_language_that_needs_room(
    sign_in: SignIn, make_page: MakePage, programme: Programme
) -> None:
    page = make_page(sign_in("founder"))
    page.exchange.write_invitation(programme.folder / "key", Rights([18], is_national=False))
    choose(page, "PC 3")
    save_picture(page, "issue6/W/members_pseudo")
    assert clipped(page) == []
    page.withdraw.trigger()
    dialog = page.acts.dialog
    assert dialog is not None
    for _round in range(3):
        QApplication.processEvents()
    picture(dialog, "withdraw_pseudo")
    assert clipped(dialog) == []
    dialog.reject()
    page.keep.trigger()
    assert page.acts.dialog is not None
    for _round in range(3):
        QApplication.processEvents()
    picture(page.acts.dialog, "keep_pseudo")
    assert clipped(page.acts.dialog) == []
    assert nameless(page.acts.dialog) == []


def test_a_paper_that_came_too_late_is_kept_after_the_records_were_checked(
    sign_in: SignIn, make_page: MakePage, qtbot: QtBot
) -> None:
    founder, huye = sign_in("founder"), sign_in("huye")
    with huye.database.reading() as db:
        late = sign_paper(issuer_of_this_pc(db))
        device_id = load_this_pc(db).device.id
    page = make_page(founder)
    page.keep.trigger()
    dialog = page.acts.dialog
    assert isinstance(dialog, KeepDialog)
    dialog.code.set_value(late)
    assert "not one of a PC that was withdrawn" in dialog.messages.text
    with founder.database.transaction() as db:
        withdraw_pc(db, device_id=device_id, reason=PcReason.BROKEN, now=founder.now())
    dialog.code.set_value(f"{late} ")
    assert "issued on 15/03/2027" in dialog.says.text()
    assert not dialog.says.isHidden()
    picture(dialog, "keep_en")
    press_enter(dialog.form.primary, qtbot)
    assert dialog.checked.error
    dialog.checked.set_value(True)
    press_enter(dialog.form.primary, qtbot)

    assert " holds. Send a sync file" in page.messages.text
    assert verify(late, read_trust_list(founder.data_dir)).verdict == Verdict.VALID
