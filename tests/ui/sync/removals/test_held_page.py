from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot
from sqlalchemy import select

from tests.conftest import ACCOUNT
from tests.ui.accessibility import nameless, unreachable
from tests.ui.clipping import at_full_size, clipped
from tests.ui.keyboard import activate
from tests.ui.pictures import save_picture
from tvet_desktop.accounts.models import Role
from tvet_desktop.accounts.new_database import NewAccount
from tvet_desktop.app import App
from tvet_desktop.people.models import Person
from tvet_desktop.people.queries import list_people
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.sync.export_bundles import send
from tvet_desktop.sync.invite import invite
from ui.context import Context
from ui.sync.removals.held_page import HeldRemovalsPage
from ui.sync.sync_page import SyncPage


def test_a_coordinator_agrees_or_lets_it_come_back(
    huye: App, tmp_path: Path, context_of: Callable[[App], Context], qtbot: QtBot
) -> None:
    huye.add_user(username="clerk", display_name="Invented Clerk", role=Role.CLERK, password=ACCOUNT.password)
    with huye.database.transaction() as db:
        content = invite(db, scopes=[12], home_scope=12, national=False, now=huye.now()).content
    (tmp_path / "key").write_bytes(content)
    other = App(tmp_path / "other", FixedClock(huye.now()))
    other.join(invitation=tmp_path / "key", account=NewAccount("other", "Invented Other", ACCOUNT.password))
    with other.database.transaction(user_id=other.user.id) as db:
        for person in db.scalars(select(Person).limit(9)):
            person.deleted = True
    send(other.database, tmp_path / "gone.tvet")
    other.sign_out()
    with huye.database.reading() as db:
        before = list_people(db).total

    huye.sign_out()
    huye.sign_in("clerk", ACCOUNT.password)
    sync = SyncPage(context_of(huye))
    qtbot.addWidget(sync)
    at_full_size(sync)
    sync.exchange.read([tmp_path / "gone.tvet"])
    assert "until a coordinator agrees" in sync.messages.text
    assert sync.held.isVisible()
    clerk = HeldRemovalsPage(context_of(huye))
    qtbot.addWidget(clerk)
    at_full_size(clerk)
    assert not clerk.agree.isEnabled()
    assert "coordinator" in clerk.agree.whatsThis()

    huye.sign_out()
    huye.sign_in(ACCOUNT.username, ACCOUNT.password)
    page = HeldRemovalsPage(context_of(huye))
    qtbot.addWidget(page)
    at_full_size(page)
    activate(page, qtbot)
    words = page.table.model.rows[0].rows[0]
    assert (words.kind, words.count, words.of) == ("Person", 9, before)
    save_picture(page, "sync/held_en")
    assert (clipped(page), nameless(page), unreachable(page)) == ([], [], [])

    page.agree.trigger()
    assert page.messages.text == "9 rows are removed."
    with huye.database.reading() as db:
        assert list_people(db).total == before - 9
    page.messages.undo_last()
    with huye.database.reading() as db:
        assert list_people(db).total == before
    assert page.table.model.rows == []
