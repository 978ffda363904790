"""Merging and separating as a clerk does it: keys only, against a real database."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.attendance.merging.merged_class import TwiceInClass
from tests.courses.factories import some_people
from tests.ui.accessibility import nameless, unreachable
from tests.ui.clipping import at_full_size, clipped
from tests.ui.keyboard import activate
from tests.ui.people.conftest import OpenPage
from tests.ui.people.keyboard import enter_on, focused, press, tab_to, type_text
from tests.ui.pictures import save_picture
from tvet_desktop.accounts.models import Role
from tvet_desktop.people.models import Person
from tvet_desktop.storage.database import Database
from ui.background import ThreadBackground
from ui.context import Context
from ui.main_window import Frame, MainWindow
from ui.pages import PAGES
from ui.people.duplicates_page import DuplicatesPage
from ui.people.merging.merge_choices import FIRST, SECOND
from ui.people.merging.merge_dialog import MergeDialog
from ui.people.merging.merge_with_dialog import MergeWithDialog
from ui.people.people_page import PeoplePage
from ui.people.person_page import PersonPage


@pytest.fixture
def twice(database: Database, now: datetime) -> TwiceInClass:
    """Jean and Jan are one: same phone and ID number, with a few differences."""
    made = TwiceInClass(database, now)
    with database.transaction() as db:
        for person_id, phone in ((made.jean, "+250788000001"), (made.jan, "+250788000002")):
            person = db.get_one(Person, person_id)
            person.phone, person.birth_year = phone, 1990
            person.id_document_type, person.id_document_number = "NATIONAL_ID", "1199080012345678"
        jean, jan = db.get_one(Person, made.jean), db.get_one(Person, made.jan)
        jean.department, jan.department = "Information and communication technology", "ICT"
        jan.email, jean.district, jean.sector = "jan.mugabo@example.org", "Huye", "Ngoma"
        jan.certificate_name, jan.name_confirmed_on = "Jan Mugabo", made.now.date()
    made.mark(made.jean, "PAAEL  P")
    made.mark(made.jan, "APEL P A")
    return made


@pytest.fixture
def dialog(twice: TwiceInClass, open_page: OpenPage, qtbot: QtBot) -> Iterator[MergeDialog]:
    page = open_page("duplicates")
    assert isinstance(page, DuplicatesPage)
    page.merge.trigger()
    found = page.merging.dialog
    assert found is not None
    activate(found, qtbot)
    yield found
    assert twice is not None


def test_the_confirmed_name_is_proposed_and_other_choices_follow(
    dialog: MergeDialog, twice: TwiceInClass
) -> None:
    assert dialog.kept_and_merged == (twice.jan, twice.jean)
    assert dialog.choices.taken() == ()
    press(Qt.Key.Key_Left)
    other_way = dialog.kept_and_merged
    press(Qt.Key.Key_Right)
    assert {other_way, dialog.kept_and_merged} == {(twice.jan, twice.jean), (twice.jean, twice.jan)}
    assert dialog.choices.taken() == ()


def test_an_answer_stays_when_the_other_entry_is_kept(dialog: MergeDialog) -> None:
    kept_side = dialog.choices.kept_side
    to_the_other = Qt.Key.Key_Right if kept_side == FIRST else Qt.Key.Key_Left
    tab_to("Phone: 0788 000 002")
    press(to_the_other)
    assert focused().accessibleName() == "Phone: 0788 000 001"
    assert dialog.choices.taken() == ("phone",)
    dialog.choices.button_of("", SECOND if kept_side == FIRST else FIRST).click()
    assert dialog.choices.taken() == ()


@pytest.mark.usefixtures("dialog")
def test_merging_and_undoing_by_keyboard(twice: TwiceInClass, main_window: MainWindow, qtbot: QtBot) -> None:
    before = twice.register()
    page = main_window.page
    assert isinstance(page, DuplicatesPage)
    press(Qt.Key.Key_Return)
    QApplication.processEvents()

    assert twice.register() == {
        "KEZA Aline": "··········",
        "MUGABO Jan": "PPELLP·P··",
        "NSENGA Paul": "··········",
    }
    assert page.messages.text.startswith("They are one person now: MUGABO Jan.")
    assert page.table.model.rows == []
    activate(main_window, qtbot)
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert twice.register() == before
    assert len(page.table.model.rows) == 1


@pytest.mark.usefixtures("dialog")
def test_escape_changes_nothing(twice: TwiceInClass) -> None:
    before = twice.register()
    press(Qt.Key.Key_Escape)
    assert QApplication.activeModalWidget() is None
    assert twice.register() == before


def test_not_the_same_person_takes_the_pair_off_the_list(
    twice: TwiceInClass, open_page: OpenPage, main_window: MainWindow, qtbot: QtBot
) -> None:
    page = open_page("duplicates")
    assert isinstance(page, DuplicatesPage)
    assert len(page.table.model.rows) == 1
    enter_on("Not the same person")
    assert page.table.model.rows == []
    activate(main_window, qtbot)
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(page.table.model.rows) == 1
    assert twice.register().keys() >= {"MUGABO Jan", "MUGABO Jean"}


def test_from_the_page_of_a_person_and_back(
    twice: TwiceInClass, open_page: OpenPage, main_window: MainWindow, qtbot: QtBot
) -> None:
    before = twice.register()
    page = open_page("person", twice.paul)
    assert isinstance(page, PersonPage)
    enter_on("Merge with…")
    choose = QApplication.activeModalWidget()
    assert isinstance(choose, MergeWithDialog)
    activate(choose, qtbot)
    type_text("keza")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    QApplication.processEvents()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, MergeDialog)
    activate(dialog, qtbot)
    assert dialog.choices.button_of("", FIRST).accessibleName() == "Entry that is kept: NSENGA Paul"
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Return)
    QApplication.processEvents()

    assert "KEZA Aline" not in twice.register()
    assert page.merged_lines.isVisible()
    assert page.title == "NSENGA Paul"
    activate(main_window, qtbot)
    save_picture(main_window, "person_merged_en")
    enter_on("Separate KEZA Aline")
    assert twice.register() == before
    assert page.messages.text == "KEZA Aline counts alone again."
    assert not page.merged_lines.isVisible()
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "KEZA Aline" not in twice.register()
    assert page.merged_lines.isVisible()
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert twice.register() == before
    assert not page.merged_lines.isVisible()
    main_window.open_page("person_history", twice.paul)
    save_picture(main_window, "history_merged_en")


def test_the_page_of_a_merged_entry_leads_to_the_one_that_counts(
    twice: TwiceInClass, open_page: OpenPage
) -> None:
    twice.merge(twice.jean, twice.jan)
    page = open_page("person", twice.jan)
    assert isinstance(page, PersonPage)
    assert not page.merge_with.isEnabled()
    page.messages.show_attention("About somebody else.")
    enter_on("Open MUGABO Jean")
    assert page.title == "MUGABO Jean"
    assert "About somebody else." not in page.messages.text
    assert page.merge_with.isEnabled()


@pytest.mark.parametrize("language", ["en", "pseudo"])
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1024, 700), (683, 467)])
def test_the_dialog_fits(
    twice: TwiceInClass,
    language: str,
    width: int,
    height: int,
    request: pytest.FixtureRequest,
    open_page: OpenPage,
    main_window: MainWindow,
    qtbot: QtBot,
) -> None:
    if language == "pseudo":
        request.getfixturevalue("pseudo_language")
    with twice.database.transaction() as db:
        db.get_one(Person, twice.jan).sex = "M"
    page = open_page("duplicates")
    assert isinstance(page, DuplicatesPage)
    main_window.setMinimumSize(0, 0)
    main_window.resize(width, height)
    save_picture(main_window, f"duplicates_merge_{language}")
    main_window.resize(width, height)
    page.merging.ask(twice.jean, twice.jan)
    dialog = page.merging.dialog
    assert dialog is not None
    activate(dialog, qtbot)
    for _round in range(3):
        QApplication.processEvents()
    if (width, language) == (1366, "en"):
        assert dialog._scrolling.verticalScrollBar().maximum() == 0  # all is seen where there is room
    dialog.resize(min(dialog.width(), width), min(dialog.height(), height))
    for _round in range(3):
        QApplication.processEvents()
    save_picture(dialog, f"merge_dialog_{language}_{width}", width=dialog.width(), height=dialog.height())
    assert dialog.width() <= width
    assert dialog.height() <= height
    assert clipped(dialog) == []
    assert nameless(dialog) == []
    assert unreachable(dialog) == []
    assert focused() is not None


def test_what_was_typed_is_saved_before_merging(twice: TwiceInClass, open_page: OpenPage) -> None:
    page = open_page("person", twice.paul)
    assert isinstance(page, PersonPage)
    assert page.form is not None
    page.form.phone.focus()
    type_text("0788")
    enter_on("Merge with…")
    assert QApplication.activeModalWidget() is None
    assert page.messages.text == "Save what you changed here first, then merge or separate."


def test_who_may_not_edit_people_cannot_merge(
    twice: TwiceInClass, context: Context, runner: ThreadBackground, qtbot: QtBot
) -> None:
    auditor = replace(context.user, role=Role.AUDITOR)  # type: ignore[type-var]  a row of the core
    main = MainWindow(replace(context, user=auditor), PAGES, Frame(), runner)
    qtbot.addWidget(main)
    main.show()
    twice.merge(twice.jean, twice.paul)
    main.open_page("duplicates")
    page = main.page
    assert isinstance(page, DuplicatesPage)
    assert not page.merge.isEnabled()
    assert not page.apart.isEnabled()
    main.open_page("person", twice.jean)
    person = main.page
    assert isinstance(person, PersonPage)
    assert not person.merge_with.isEnabled()
    assert [button.isEnabled() for button in person.merged_lines.buttons] == [False]


def test_the_name_of_a_merged_entry_finds_the_person(twice: TwiceInClass, open_page: OpenPage) -> None:
    twice.merge(twice.keza, twice.paul)
    page = open_page("people")
    assert isinstance(page, PeoplePage)
    page.table.filter.setText("nsenga")
    page.table.view.setFocus()
    page.table.model.set_filter("nsenga")
    assert [row.name for row in page.table.model.rows] == ["KEZA Aline"]


def test_two_colleges_are_refused_with_a_sentence(
    twice: TwiceInClass, open_page: OpenPage, database: Database
) -> None:
    with database.transaction() as db:
        (elsewhere,) = some_people(db, ["MUGABO Jean"], "TUM")
    page = open_page("duplicates")
    assert isinstance(page, DuplicatesPage)
    page.merging.ask(twice.jean, elsewhere)
    assert "belong to different colleges" in page.messages.text
    assert page.merging.dialog is None


@pytest.mark.parametrize("language", ["en", "pseudo"])
def test_the_page_of_a_merged_person_fits(
    twice: TwiceInClass,
    language: str,
    request: pytest.FixtureRequest,
    open_page: OpenPage,
    main_window: MainWindow,
) -> None:
    if language == "pseudo":
        request.getfixturevalue("pseudo_language")
    twice.merge(twice.jean, twice.jan)
    twice.merge(twice.jean, twice.keza)
    for person_id in (twice.jean, twice.keza):
        page = open_page("person", person_id)
        save_picture(main_window, f"person_of_three_{language}", width=1024, height=700)
        at_full_size(main_window, 1024, 700)
        assert main_window.width() == 1024
        assert clipped(main_window) == []
        assert nameless(page) == []
        assert unreachable(page) == []
