"""Where a person sees that certificates of PCs end: at the start, on the page Sync, and where papers are issued."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.conftest import ACCOUNT
from tests.ui.clipping import at_full_size, clipped
from tests.ui.keyboard import activate
from tests.ui.pictures import save_picture
from tvet_desktop.accounts.new_database import NewAccount
from tvet_desktop.app import App
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.sync.export_bundles import send
from tvet_desktop.sync.invite import invite
from tvet_desktop.sync.keys.withdraw_pc import PcReason, withdraw_pc
from tvet_desktop.sync.this_pc import load_this_pc
from ui.certificates.certificates_page import CertificatesPage
from ui.context import Context
from ui.home.home_page import HomePage
from ui.sync.keys.members_page import MembersPage
from ui.widgets.page import Page

NEAR, OVER = datetime(2030, 1, 15, 8, tzinfo=UTC), datetime(2030, 4, 2, 8, tzinfo=UTC)
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


@pytest.fixture
def college(huye: App, tmp_path: Path, clock: FixedClock) -> Iterator[App]:
    """A PC of the college that has met the one with the authority's key."""
    app = App(tmp_path / "college", clock)
    with huye.database.transaction() as db:
        invited = invite(db, scopes=[12], home_scope=12, national=False, now=clock.now())
    (tmp_path / "key").write_bytes(invited.content)
    app.join(invitation=tmp_path / "key", account=NewAccount("second", "Invented Second", ACCOUNT.password))
    send(app.database, tmp_path / "stick")
    huye.import_sync([tmp_path / "stick"])
    yield app
    app.sign_out()


def texts_of(page: Page) -> str:
    assert isinstance(page, HomePage)
    return "\n".join(row.task.words for row in page.rows)


def test_nothing_is_said_as_long_as_there_is_time(huye: App, college: App, show: Show) -> None:
    for app in (huye, college):
        assert "certificate of" not in texts_of(show(app, HomePage))
        sync = show(app, MembersPage)
        assert isinstance(sync, MembersPage)
        assert "renew" not in _column(sync)


@pytest.mark.parametrize("language", ["en", "pseudo"])
def test_ninety_days_before_everybody_hears_of_it(
    huye: App, college: App, show: Show, clock: FixedClock, language: str, request: pytest.FixtureRequest
) -> None:
    clock.moment = NEAR
    if language == "pseudo":
        request.getfixturevalue("pseudo_language")
    pages = [(app, kind) for app in (huye, college) for kind in (HomePage, MembersPage, CertificatesPage)]
    for app, kind in pages:
        page = show(app, kind)
        save_picture(page, f"{kind.__name__}_{app.data_dir.name}_{language}")
        assert clipped(page) == []
    if language == "en":
        assert "Renew the certificates of PC 1, PC 2" in texts_of(show(huye, HomePage))
        assert "until 07/03/2030 only" in texts_of(show(college, HomePage))
        sync, certificates = show(huye, MembersPage), show(college, CertificatesPage)
        assert isinstance(sync, MembersPage)
        assert "07/03/2030: renew soon" in _column(sync)
        assert "until 07/03/2030 only" in certificates._state.text()


def test_afterwards_it_is_urgent_and_a_withdrawn_pc_is_named(
    huye: App, college: App, show: Show, clock: FixedClock, tmp_path: Path
) -> None:
    clock.moment = OVER
    home = show(college, HomePage)
    assert isinstance(home, HomePage)
    assert [row.task.words for row in home.rows if row.task.is_urgent and "could sign" in row.task.words]

    with college.database.reading() as db:
        device_id = load_this_pc(db).device.id
    with huye.database.transaction() as db:
        withdraw_pc(db, device_id=device_id, reason=PcReason.LOST, now=OVER)
    sync = show(huye, MembersPage)
    save_picture(sync, "withdrawn")

    assert isinstance(sync, MembersPage)
    assert "withdrawn" in _column(sync, "state")
    send(huye.database, tmp_path / "stick")
    college.import_sync([tmp_path / "stick"])
    home = show(college, HomePage)
    save_picture(home, "withdrawn_at_home")
    assert "This PC was withdrawn" in texts_of(home)


def _column(page: MembersPage, name: str = "signs") -> str:
    columns = {column.name: column for column in page.table.model.columns}
    return "\n".join(columns[name].text(row) for row in page.table.model.rows)
