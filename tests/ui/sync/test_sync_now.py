"""Syncing from the window: the first place, the question with sizes, what is said of a stick that is not there."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.conftest import ACCOUNT
from tests.ui.accessibility import nameless, unreachable
from tests.ui.clipping import at_full_size, clipped
from tests.ui.conftest import Journey
from tests.ui.keyboard import activate
from tests.ui.pictures import save_picture
from tvet_desktop.accounts.new_database import NewAccount
from tvet_desktop.app import App
from tvet_desktop.people.edit_person import edit_person
from tvet_desktop.people.queries import list_people, person_file
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.sync.carriers.set_up import set_up_folder, switch_automatic
from tvet_desktop.sync.dump import dump
from tvet_desktop.sync.invite import invite
from ui.background import WorkCancelled
from ui.context import Context
from ui.sync.automatic_sync import AutomaticSync
from ui.sync.places_page import PlacesPage
from ui.sync.sync_page import SyncPage
from ui.sync.sync_question import SyncQuestion
from ui.sync.while_signed_in import while_signed_in

MakePage = Callable[[App], SyncPage]


@pytest.fixture
def make_page(context_of: Callable[[App], Context], qtbot: QtBot) -> MakePage:
    def make(app: App) -> SyncPage:
        page = SyncPage(context_of(app))
        qtbot.addWidget(page)
        at_full_size(page)
        activate(page, qtbot)
        return page

    return make


@pytest.fixture
def second(huye: App, tmp_path: Path, clock: FixedClock) -> Iterator[App]:
    with huye.database.transaction() as db:
        content = invite(db, scopes=[12], home_scope=12, national=False, now=clock.now()).content
    (tmp_path / "key").write_bytes(content)
    app = App(tmp_path / "second", clock)
    app.join(invitation=tmp_path / "key", account=NewAccount("second", "Invented Second", ACCOUNT.password))
    yield app
    app.sign_out()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "Blue stick"
    folder.mkdir()
    return folder


def dump_of(app: App) -> list[str]:
    with app.database.reading() as db:
        return list(dump(db))


def rename(app: App, department: str) -> None:
    with app.database.transaction(user_id=app.user.id) as db:
        person = list_people(db).rows[0]
        details = person_file(db, person.id).details
        edit_person(db, person_id=person.id, details=replace(details, department=department))


def question_of(page: SyncPage) -> SyncQuestion:
    question = page.sync_now.question
    assert question is not None
    return question


def test_the_first_press_asks_for_a_place(huye: App, make_page: MakePage) -> None:
    page = make_page(huye)
    page.sync.trigger()

    (dialog,) = page.findChildren(QFileDialog)
    dialog.reject()


def test_two_pcs_sync_by_a_stick_with_the_question_before(
    huye: App, second: App, make_page: MakePage, stick: Path
) -> None:
    rename(huye, "Welding")
    here, there = make_page(huye), make_page(second)
    here.sync_now.set_up(stick)
    question = question_of(here)
    assert question.windowTitle().startswith("Send ")
    assert question.windowTitle().endswith(" kB, receive 0 kB?")
    assert not list(stick.glob("*/logs"))
    save_picture(question, "sync/question_en", width=question.width(), height=question.height())
    question.do.click()
    assert here.messages.text.startswith("Sent ")

    heard: list[str] = []
    there.context.changes.people.connect(lambda: heard.append("people"))
    there.sync_now.set_up(stick)
    question_of(there).do.click()
    here.sync.trigger()
    question_of(here).do.click()

    assert heard == ["people"]
    assert dump_of(huye) == dump_of(second)
    here.sync.trigger()
    assert here.messages.text == "Nothing was new on either side."
    save_picture(here, "sync/synced_en")


def test_not_now_moves_nothing(huye: App, make_page: MakePage, stick: Path) -> None:
    page = make_page(huye)
    page.sync_now.set_up(stick)
    question_of(page).back.click()

    assert not [file for file in stick.rglob("*") if file.is_file()]


def test_a_stick_that_is_not_in_is_said_and_nothing_is_asked(
    huye: App, make_page: MakePage, stick: Path, tmp_path: Path
) -> None:
    page = make_page(huye)
    page.sync_now.set_up(stick)
    question_of(page).back.click()
    stick.rename(tmp_path / "in the pocket")
    page.sync_now.question = None

    page.sync.trigger()

    assert page.messages.text.startswith("Blue stick: The stick or folder is not there")
    assert page.sync_now.question is None


def test_a_place_is_added_forgotten_and_put_back(
    huye: App, context_of: Callable[[App], Context], qtbot: QtBot, stick: Path, journey: Journey
) -> None:
    page = PlacesPage(context_of(huye))
    qtbot.addWidget(page)
    at_full_size(page)
    activate(page, qtbot)
    assert clipped(page) == []
    save_picture(page, "sync/places_empty_en")
    page.set_up(stick)
    assert [row.label for row in page.table.model.rows] == ["Blue stick"]
    page.set_up(stick)
    assert "is set up already" in page.messages.text
    page.table.select({("folder", str(stick))})
    save_picture(page, "sync/places_en")
    assert page.by_itself.isEnabled()
    assert not page.when_asked.isEnabled()
    page.by_itself.trigger()
    assert page.table.model.rows[0].automatic
    page.when_asked.trigger()
    assert not page.table.model.rows[0].automatic
    page.forget.trigger()
    assert page.table.model.rows == []
    page.messages.undo_last()

    assert [row.label for row in page.table.model.rows] == ["Blue stick"]
    assert nameless(page) == []
    assert unreachable(page) == []
    page.back.trigger()
    assert journey.pages[-1][0] == "sync"


@pytest.mark.usefixtures("pseudo_language")
def test_nothing_is_clipped_in_a_language_that_needs_room(
    huye: App, make_page: MakePage, stick: Path
) -> None:
    page = make_page(huye)
    assert clipped(page) == []
    save_picture(page, "sync/sync_now_pseudo")
    page.sync_now.set_up(stick)
    question = question_of(page)
    for _round in range(3):
        QApplication.processEvents()
    assert clipped(question) == []
    assert nameless(question) == []
    save_picture(question, "sync/question_pseudo", width=question.width(), height=question.height())


def test_only_what_is_switched_on_syncs_by_itself(
    huye: App, context_of: Callable[[App], Context], stick: Path, qapp: QApplication
) -> None:
    context = context_of(huye)
    automatic = AutomaticSync(context, qapp)
    with huye.database.transaction() as db:
        place = set_up_folder(db, folder=stick)

    automatic.sync()
    assert not list(stick.glob("*/logs"))
    with huye.database.transaction() as db:
        switch_automatic(db, carrier=place, automatic=True)
    heard: list[str] = []
    context.changes.sync.connect(lambda: heard.append("sync"))
    automatic.sync()
    assert list(stick.glob("*/logs"))
    assert heard == ["sync"]
    stick.rename(stick.with_name("in the pocket"))
    automatic.sync()
    automatic.deleteLater()


def test_who_leaves_in_the_middle_stops_it_and_loses_nothing(
    huye: App, second: App, make_page: MakePage, stick: Path
) -> None:
    for app in (huye, second):
        with app.database.transaction() as db:
            place = set_up_folder(db, folder=stick)
    steps = while_signed_in(huye, huye.sync_with(place, lambda _size: None), "Sending")
    next(steps)
    huye.sign_out()
    with pytest.raises(WorkCancelled):
        next(steps)
    huye.sign_in(ACCOUNT.username, ACCOUNT.password)

    for app in (huye, second, huye):
        page = make_page(app)
        page.sync.trigger()
        if page.sync_now.question is not None:
            page.sync_now.question.do.click()

    assert dump_of(huye) == dump_of(second)


def test_what_was_cancelled_says_that_what_came_stays(huye: App, make_page: MakePage) -> None:
    page = make_page(huye)
    page.sync_now.on_failed(WorkCancelled("Sending"))

    assert page.messages.text.startswith("Stopped. What has arrived stays")
