from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import nameless, unreachable
from tests.ui.clipping import at_full_size, clipped
from tests.ui.conftest import Journey
from tests.ui.keyboard import activate
from tests.ui.pictures import save_picture
from tvet_desktop.accounts.models import Role, User
from tvet_desktop.accounts.queries import UserRow
from tvet_desktop.app import App
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.sync.backups import backups
from ui.backups.backups_page import BackupsPage
from ui.context import Context
from ui.home.home_page import HomePage
from ui.widgets.question_dialog import QuestionDialog


@pytest.fixture(params=["en", "pseudo"])
def language(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    if name == "pseudo":
        request.getfixturevalue("pseudo_language")
    return name


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that counts as a disk of its own."""
    monkeypatch.setattr(backups, "is_same_disk", lambda _one, _other: False)
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def page(huye: App, context_of: Callable[[App], Context], qtbot: QtBot) -> BackupsPage:
    return shown(context_of(huye), qtbot)


def shown(context: Context, qtbot: QtBot) -> BackupsPage:
    made = BackupsPage(context)
    qtbot.addWidget(made)
    at_full_size(made)
    return made


def places(page: BackupsPage) -> list[Path]:
    return [row.folder.parents[1] for row in page.table.model.rows]


def test_the_first_backup_fills_the_empty_page(page: BackupsPage, huye: App) -> None:
    assert page.table.empty_button.isVisibleTo(page)
    assert not page.test.isEnabled()

    page.now.trigger()

    assert places(page) == [huye.backups.own_place]
    assert "made and tried" in page.messages.text
    page.test.trigger()
    assert "is good" in page.messages.text


def test_a_second_place_gets_its_backup_at_once_and_is_taken_back(page: BackupsPage, stick: Path) -> None:
    page.use_second_place(stick)
    assert stick in places(page)
    page.now.trigger()
    assert len(places(page)) == 3

    page.forget.trigger()
    assert not page.forget.isEnabled()
    page.messages.undo_last()
    assert page.forget.isEnabled()


def test_a_stick_is_written_once_and_remembered(page: BackupsPage, stick: Path) -> None:
    page.back_up_to(stick)

    assert places(page) == [stick]
    assert page.backups.standing().second_place == ""


def test_a_place_in_the_data_folder_and_a_missing_one_are_refused_in_words(
    page: BackupsPage, huye: App, tmp_path: Path
) -> None:
    page.use_second_place(huye.data_dir)
    assert "belongs to the data itself" in page.messages.text
    page.back_up_to(tmp_path / "pulled out")
    assert "is not there" in page.messages.text
    assert places(page) == []


def test_a_damaged_backup_is_said(page: BackupsPage) -> None:
    page.now.trigger()
    database = next(page.table.model.rows[0].folder.glob("*.db"))
    database.write_bytes(database.read_bytes()[:-4096])

    page.test.trigger()

    assert "damaged or not whole" in page.messages.text


def test_putting_back_asks_before_it_signs_out(
    huye: App, context_of: Callable[[App], Context], qtbot: QtBot
) -> None:
    left: list[bool] = []
    page = shown(replace(context_of(huye), put_back=lambda: left.append(True)), qtbot)
    page.put_back.trigger()
    assert isinstance(page.dialog, QuestionDialog)
    assert left == []

    page.dialog.do.click()

    assert left == [True]


def test_who_may_not_put_back_is_told_whom_to_ask(
    huye: App, context_of: Callable[[App], Context], qtbot: QtBot
) -> None:
    clerk = replace_role(huye, Role.CLERK)
    page = shown(replace(context_of(huye), user=clerk), qtbot)

    assert page.now.isEnabled()
    assert not page.put_back.isEnabled()
    assert "ask" in page.put_back.whatsThis()


def test_home_reminds_after_seven_days_and_no_more_after_a_backup(
    huye: App,
    context_of: Callable[[App], Context],
    qtbot: QtBot,
    clock: FixedClock,
    stick: Path,
    journey: Journey,
) -> None:
    huye.backups.make_if_changed()
    clock.moment += timedelta(days=9)
    home = HomePage(context_of(huye))
    qtbot.addWidget(home)
    at_full_size(home)
    (row,) = [row for row in home.rows if row.task.page == "backups"]
    assert "9 days" in row.task.words
    row.click()
    assert journey.pages[-1][0] == "backups"

    huye.backups.make(stick)
    home.refresh()

    assert [row for row in home.rows if row.task.page == "backups"] == []


def test_nothing_is_clipped_or_without_name(
    huye: App,
    context_of: Callable[[App], Context],
    qtbot: QtBot,
    language: str,
    stick: Path,
    clock: FixedClock,
) -> None:
    page = shown(context_of(huye), qtbot)
    assert clipped(page) == []
    save_picture(page, f"backups/empty_{language}")
    page.use_second_place(stick)
    for hours in range(5):
        clock.moment += timedelta(hours=hours)
        with huye.database.transaction() as db:
            db.get_one(User, huye.user.id).display_name = f"Invented Admin {hours}"
        huye.backups.make_if_changed()
    page.test.trigger()
    page.refresh()
    at_full_size(page)

    assert clipped(page) == []
    assert nameless(page) == []
    activate(page, qtbot)
    assert unreachable(page) == []
    save_picture(page, f"backups/backups_{language}")


def replace_role(app: App, role: Role) -> UserRow:
    return replace(app.user, role=role)


def test_a_second_place_on_the_same_disk_is_warned_of(page: BackupsPage, tmp_path: Path) -> None:
    near = tmp_path / "another folder"
    near.mkdir()
    page.use_second_place(near)
    assert "same disk as the data" in page.messages.text
    assert "same disk as the data" in page._state.text()
    assert near in places(page)

    page.forget.trigger()
    page.back_up_to(near)
    assert "same disk as the data" in page.messages.text
    assert "same disk" not in page._state.text()
