from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

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
from tvet_desktop.sync.dump import dump
from tvet_desktop.sync.invite import invite
from ui.context import Context
from ui.sync.import_question import ImportQuestion
from ui.sync.sync_page import SyncPage

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
    """Another PC of Huye, which was invited and has joined."""
    with huye.database.transaction() as db:
        content = invite(db, scopes=[12], home_scope=12, national=False, now=clock.now()).content
    (tmp_path / "key").write_bytes(content)
    app = App(tmp_path / "second", clock)
    app.join(invitation=tmp_path / "key", account=NewAccount("second", "Invented Second", ACCOUNT.password))
    yield app
    app.sign_out()


def dump_of(app: App) -> list[str]:
    with app.database.reading() as db:
        return list(dump(db))


def drop(page: SyncPage, *files: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    page.dropEvent(
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def test_a_sync_file_is_written_and_read_on_another_pc(
    huye: App, second: App, make_page: MakePage, tmp_path: Path
) -> None:
    with second.database.transaction(user_id=second.user.id) as db:
        person = list_people(db).rows[0]
        move(db, person.id, "Welding")
    there = make_page(second)
    file = tmp_path / "carried.tvet"
    there.write.trigger()
    dialog = there.exchange.dialog
    assert isinstance(dialog, QFileDialog)
    dialog.reject()
    there.exchange.write(file)
    assert f"written to {file}: carry or send" in there.messages.text
    assert there._state.text().startswith("Sent today at ")

    here = make_page(huye)
    heard: list[str] = []
    here.context.changes.people.connect(lambda: heard.append("people"))
    before = dump_of(huye)
    drop(here, file)
    question = here.exchange.dialog
    assert isinstance(question, ImportQuestion)
    assert question.windowTitle() == "Read this: +1 ~1 −0?"
    assert [(row.kind, row.new, row.changed) for row in question.table.model.rows] == [
        ("User", 1, 0),
        ("Person", 0, 1),
    ]
    assert (dump_of(huye), clipped(question), nameless(question)) == (before, [], [])
    save_picture(question, "sync/import_question_en", width=question.width(), height=question.height())
    question.do.click()

    assert "was read, with" in here.messages.text or "were read, with" in here.messages.text
    assert heard == ["people"]
    here.exchange.write(tmp_path / "back.tvet")
    make_page(second).exchange.read([tmp_path / "back.tvet"])
    assert dump_of(huye) == dump_of(second)


def move(db: Session, person_id: int, department: str) -> None:
    details = person_file(db, person_id).details
    edit_person(db, person_id=person_id, details=replace(details, department=department))


@pytest.fixture
def conflicting(huye: App, second: App, tmp_path: Path, make_page: MakePage) -> SyncPage:
    """The page of Huye after both PCs typed another department for the same person."""
    with huye.database.reading() as db:
        person = list_people(db).rows[0]
    for app, words in ((huye, "Welding"), (second, "Plumbing")):
        with app.database.transaction(user_id=app.user.id) as db:
            move(db, person.id, words)
    make_page(second).exchange.write(tmp_path / "stick")
    page = make_page(huye)
    page.exchange.read([tmp_path / "stick"])
    return page


def test_a_conflict_is_told_in_words_and_opens_its_page(conflicting: SyncPage, journey: Journey) -> None:
    page = conflicting
    assert "1 value was changed on two PCs" in page.messages.text
    assert page._state.text().endswith("1 conflict")
    assert page.decide.text() == "Changed on two PCs (1)…"
    save_picture(page, "sync/conflict_en")
    page.decide.trigger()
    assert journey.pages[-1] == ("sync_conflicts", None)


def test_files_that_are_none_are_a_sentence(new_pc: App, make_page: MakePage, tmp_path: Path) -> None:
    page = make_page(new_pc)
    (tmp_path / "letter.tvet").write_text("Dear colleagues")
    page.exchange.read([tmp_path / "letter.tvet"])
    assert "not a sync file" in page.messages.text

    (tmp_path / "plain").write_text("a file, no folder")
    page.exchange.write(tmp_path / "plain" / "below.tvet")
    assert page.messages.text
    save_picture(page, "sync/new_en")


def test_the_way_to_the_pcs_of_the_programme(second: App, make_page: MakePage, journey: Journey) -> None:
    page = make_page(second)
    page.members.trigger()

    assert journey.pages == [("sync_pcs", None)]
    assert page.pcs.table.model.rowCount() == 2


def test_every_control_has_a_name_and_is_reached(conflicting: SyncPage) -> None:
    assert clipped(conflicting) == []
    assert nameless(conflicting) == []
    assert unreachable(conflicting) == []


@pytest.mark.usefixtures("pseudo_language")
def test_nothing_is_clipped_in_a_language_that_needs_room(conflicting: SyncPage) -> None:
    at_full_size(conflicting)
    assert clipped(conflicting) == []
    save_picture(conflicting, "sync/conflict_pseudo")
