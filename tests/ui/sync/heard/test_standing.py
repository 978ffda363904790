"""The page Sync, the page of a PC and the board of the colleges, on real PCs: quiet, lost sticks, wrong clocks."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.conftest import ACCOUNT
from tests.ui.accessibility import nameless, unreachable
from tests.ui.clipping import at_full_size, clipped
from tests.ui.conftest import Journey
from tests.ui.keyboard import activate
from tests.ui.pictures import save_picture
from tvet_desktop.accounts.models import User
from tvet_desktop.accounts.new_database import NewAccount
from tvet_desktop.app import App
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.storage.database import new_id
from tvet_desktop.sync.export_bundles import send
from tvet_desktop.sync.invite import invite
from tvet_desktop.sync.this_pc import load_this_pc
from ui.context import Context
from ui.sync.heard.colleges_page import CollegesPage
from ui.sync.heard.receipts_page import ReceiptsPage
from ui.sync.heard.standing_words import clock_words
from ui.sync.sync_page import SyncPage
from ui.widgets.page import Page

HUYE, TUMBA = 12, 18
Show = Callable[[App, type[Page]], Page]


@pytest.fixture(params=["en", "pseudo"])
def language(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    if name == "pseudo":
        request.getfixturevalue("pseudo_language")
    return name


@pytest.fixture
def show(context_of: Callable[[App], Context], qtbot: QtBot) -> Show:
    def make(app: App, kind: type[Page]) -> Page:
        page = kind(context_of(app))
        qtbot.addWidget(page)
        at_full_size(page)
        activate(page, qtbot)
        return page

    return make


@pytest.fixture
def tumba(huye: App, tmp_path: Path, clock: FixedClock) -> Iterator[App]:
    """A PC of Tumba whose clock is two days ahead, heard of once; then one of its two sync files is lost."""
    with huye.database.transaction() as db:
        content = invite(db, scopes=[TUMBA], home_scope=TUMBA, national=False, now=clock.now()).content
    (tmp_path / "key").write_bytes(content)
    app = App(tmp_path / "tumba", FixedClock(clock.moment + timedelta(days=2)))
    app.join(invitation=tmp_path / "key", account=NewAccount("tumba", "Invented Tumba", ACCOUNT.password))
    stick = tmp_path / "stick"
    stick.mkdir()
    send(app.database, stick)
    huye.import_sync([stick])
    for name in ("lost", "kept"):
        add_user(app, name, TUMBA)
        send(app.database, stick)
    with app.database.reading() as db:
        log = load_this_pc(db).log
    (lost,) = stick.glob(f"*/logs/{log.id.hex()}/{log.number - 1:08}-*")
    lost.unlink()
    huye.import_sync([stick])
    yield app
    app.sign_out()


def add_user(app: App, name: str, scope: int) -> None:
    with app.database.transaction(user_id=app.user.id) as db:
        db.add(User(id=new_id(db, scope), username=name, display_name=name, role="CLERK"))


def cells(page: SyncPage) -> dict[str, dict[str, str]]:
    columns = page.pcs.table.model.columns
    return {row.name: {c.name: c.text(row) for c in columns} for row in page.pcs.table.model.rows}


def test_the_page_tells_what_is_missing_and_whom_to_ask(
    huye: App, tumba: App, show: Show, journey: Journey, qtbot: QtBot, language: str
) -> None:
    page = show(huye, SyncPage)
    assert isinstance(page, SyncPage)
    save_picture(page, f"sync/standing_{language}")
    assert (clipped(page), nameless(page), unreachable(page)) == ([], [], [])
    if language == "pseudo":
        return
    (name,) = [name for name in cells(page) if name != "PC 1"]
    there = cells(page)[name]
    assert (there["heard"], there["clock"]) == ("today at 09:30", "2 days ahead")
    assert there["missing"] == "1 part missing · 1 waits"
    assert there["has"] == "✓ everything"
    assert f"of {name} has not come here. 1 part that is here waits for it." in page.pcs.sentences.text()
    assert page._state.text().startswith("Not sent yet · ")

    add_user(huye, "typed here", HUYE)
    page.exchange.write(tumba.data_dir.parent / "to tumba.tvet")
    assert page._state.text().startswith("Sent today at 09:30 · 1 part waits")
    assert cells(page)[name]["has"] == "1 change not yet"
    page.pcs.table.select({row.id for row in page.pcs.table.model.rows if not row.is_this_pc})
    page.pcs.table.view.setFocus()
    qtbot.keyClick(page.pcs.table.view, Qt.Key.Key_Return)
    opened, target = journey.pages[-1]
    assert opened == "sync_receipts"
    receipts = show(huye, ReceiptsPage)
    assert isinstance(receipts, ReceiptsPage)
    receipts.go_to(target)
    assert receipts.title == f"What {name} has confirmed"
    assert "its clock: 2 days ahead" in receipts._state.text()
    own = receipts.table.model.rows[0]
    assert own.is_this_pc
    assert (own.here - own.confirmed, own.changes) == (1, 1)
    save_picture(receipts, "sync/receipts")
    assert (clipped(receipts), nameless(receipts), unreachable(receipts)) == ([], [], [])


def test_the_board_is_for_the_national_office(
    huye: App, tumba: App, show: Show, clock: FixedClock, language: str, journey: Journey, qtbot: QtBot
) -> None:
    clock.moment += timedelta(days=20)
    board = show(huye, CollegesPage)
    save_picture(board, f"sync/board_{language}")
    assert (clipped(board), nameless(board), unreachable(board)) == ([], [], [])
    if language == "pseudo":
        return
    assert isinstance(board, CollegesPage)
    assert board.table.model.rowCount() == 8
    assert board._state.text() == "2 of 8 colleges have a PC · 1 was not heard of for two weeks"
    (there,) = [row for row in board.table.model.rows if row.scope == TUMBA]
    assert (there.is_quiet, there.missing, there.waiting) == (True, 1, 1)
    qtbot.keyClick(board.table.view, Qt.Key.Key_Escape)
    assert journey.pages[-1] == ("sync", None)
    national, college = show(huye, SyncPage), show(tumba, SyncPage)
    assert isinstance(national, SyncPage)
    assert isinstance(college, SyncPage)
    assert (national.board.isVisible(), college.board.isVisible()) == (True, False)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, "–"),
        (0, "✓ fits"),
        (720, "12 minutes ahead"),
        (-7300, "2 hours behind"),
        (2 * 86_400, "2 days ahead"),
        (-18 * 366 * 86_400, "wrong date"),
    ],
)
def test_clocks_in_words(seconds: int | None, words: str) -> None:
    assert clock_words(seconds) == words
