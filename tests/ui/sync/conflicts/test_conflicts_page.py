"""Three PCs that each typed something else, looked at and decided with the keyboard."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.conftest import ACCOUNT
from tests.ui.accessibility import nameless, unreachable
from tests.ui.clipping import at_full_size, clipped
from tests.ui.keyboard import activate, press_enter
from tests.ui.pictures import save_picture
from tvet_desktop.accounts.new_database import NewAccount
from tvet_desktop.app import App
from tvet_desktop.people.edit_person import edit_person
from tvet_desktop.people.queries import list_people, person_file
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.sync.export_bundles import send
from tvet_desktop.sync.import_bundles import import_bundles
from tvet_desktop.sync.invite import invite
from ui.context import Context
from ui.sync.conflicts.conflicts_page import ConflictsPage
from ui.sync.conflicts.decided_page import DecidedPage
from ui.widgets.page import Page

SAID = (("Welding", "9 o'clock"), ("Plumbing", "10 o'clock"), ("Carpentry", "11 o'clock"))


@dataclass
class Three:
    """Huye's PC and the ids of its first people."""

    app: App
    people: list[int]

    def department(self, number: int) -> str | None:
        with self.app.database.reading() as db:
            return person_file(db, self.people[number]).details.department


@pytest.fixture
def three(huye: App, tmp_path: Path) -> Iterator[Three]:
    """The first person has three departments, the second two, and both of the second's notes differ."""
    apps = [huye]
    for number in (2, 3):
        with huye.database.transaction() as db:
            content = invite(db, scopes=[12], home_scope=12, national=False, now=huye.now()).content
        (tmp_path / f"key {number}").write_bytes(content)
        app = App(tmp_path / f"pc {number}", FixedClock(huye.now()))
        account = NewAccount(f"pc{number}", f"Invented {number}", ACCOUNT.password)
        app.join(invitation=tmp_path / f"key {number}", account=account)
        apps.append(app)
    with huye.database.reading() as db:
        people = [row.id for row in list_people(db).rows[:3]]
    for hour, (app, (department, note)) in enumerate(zip(apps, SAID, strict=True), start=9):
        assert isinstance(app.clock, FixedClock)
        app.clock.moment = datetime(2027, 3, 8, hour - 2, 5, tzinfo=UTC)
        with app.database.transaction(user_id=app.user.id) as db:
            for person in people[: 2 if app is apps[2] else 3] if app is not apps[1] else people[:1]:
                details = person_file(db, person).details
                edit_person(db, person_id=person, details=replace(details, department=department, notes=note))
    for app in (*apps, huye):
        send(app.database, tmp_path / "stick")
        import_bundles(app.database, [tmp_path / "stick"])
    yield Three(huye, people)
    for app in apps[1:]:
        app.sign_out()


@pytest.fixture
def open_page(
    three: Three, context_of: Callable[[App], Context], qtbot: QtBot
) -> Callable[[type[Page]], Page]:
    def make(kind: type[Page]) -> Page:
        page = kind(context_of(three.app))
        qtbot.addWidget(page)
        at_full_size(page)
        activate(page, qtbot)
        return page

    return make


def test_values_stand_side_by_side_and_are_decided_with_the_keyboard(
    three: Three, open_page: Callable[[type[Page]], Page], qtbot: QtBot
) -> None:
    page = open_page(ConflictsPage)
    assert isinstance(page, ConflictsPage)
    rows = {row.seq: row for row in page.table.model.rows}
    assert sorted((row.fields, len(row.others)) for row in rows.values()) == [
        ("Department", 1),
        ("Department", 2),
        ("Notes", 1),
        ("Notes", 2),
    ]
    three_values = next(row for row in rows.values() if row.fields == "Department" and len(row.others) == 2)
    page.table.select({three_values.seq})
    save_picture(page, "sync/conflicts_en")
    assert (clipped(page), nameless(page), unreachable(page)) == ([], [], [])
    assert not page.take.isEnabled()
    page.table.view.setFocus()
    qtbot.keyClick(page.table.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "choose one below" in page.messages.text
    assert three.department(0) == three_values.kept
    assert len(page.table.model.rows) == 4
    plumbing = next(card for card in page.values.cards if "Plumbing" in card.accessibleName())
    press_enter(plumbing.button, qtbot)
    assert "“Plumbing” holds now" in page.messages.text
    assert three.department(0) == "Plumbing"
    qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert three.department(0) == three_values.kept
    assert len(page.table.model.rows) == 4

    notes = next(row for row in page.table.model.rows if row.fields == "Notes" and len(row.others) == 1)
    page.table.select({notes.seq})
    page.table.view.setFocus()
    qtbot.keyClick(page.table.view, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    with three.app.database.reading() as db:
        both = person_file(db, three.people[1]).details.notes
    assert set((both or "").split("\n")) == {"9 o'clock", "11 o'clock"}
    one = next(row for row in page.table.model.rows if row.fields == "Department" and len(row.others) == 1)
    page.table.select({one.seq})
    qtbot.keyClick(page.table.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert three.department(1) == one.lost


def test_one_rule_decides_many_and_all_can_be_asked_again(
    three: Three, open_page: Callable[[type[Page]], Page], qtbot: QtBot
) -> None:
    page = open_page(ConflictsPage)
    assert isinstance(page, ConflictsPage)
    page.many.trigger()
    dialog = page.dialog
    assert dialog is not None
    choices = [dialog.rule.box.itemText(n) for n in range(dialog.rule.box.count())]
    assert "what Invented 3 typed" in choices
    dialog.rule.box.setCurrentIndex(choices.index("what was typed on PC 1 (this one), national"))
    save_picture(dialog, "sync/many_en", width=dialog.width(), height=dialog.height())
    assert (clipped(dialog), nameless(dialog)) == ([], [])
    press_enter(dialog.form.primary, qtbot)

    assert page.table.model.rows == []
    assert (three.department(0), three.department(1)) == ("Welding", "Welding")
    decided = open_page(DecidedPage)
    assert isinstance(decided, DecidedPage)
    save_picture(decided, "sync/decided_en")
    assert (clipped(decided), nameless(decided), unreachable(decided)) == ([], [], [])
    decided.table.view.selectAll()
    decided.again.trigger()
    assert decided.messages.text.startswith("4 decisions are taken back")
    page.refresh()
    assert len(page.table.model.rows) == 4


@pytest.mark.usefixtures("pseudo_language")
def test_nothing_is_clipped_in_a_language_that_needs_room(open_page: Callable[[type[Page]], Page]) -> None:
    page = open_page(ConflictsPage)
    assert isinstance(page, ConflictsPage)
    assert clipped(page) == []
    save_picture(page, "sync/conflicts_pseudo")
    page.many.trigger()
    assert page.dialog is not None
    for _round in range(3):
        QApplication.processEvents()
    assert clipped(page.dialog) == []
