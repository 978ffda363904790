"""One person: adding, changing, warnings that do not block, drafts, history."""

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.people.conftest import OpenPage
from tvet_desktop.people.queries import list_people, person_file
from tvet_desktop.people.registers.import_people import PeopleImported
from tvet_desktop.storage.database import Database
from ui.main_window import MainWindow
from ui.people.add_person_page import AddPersonPage
from ui.people.people_page import PeoplePage
from ui.people.person_form import PersonForm
from ui.people.person_history_page import PersonHistoryPage
from ui.people.person_page import PersonPage
from ui.widgets.page import Page


def _names(database: Database) -> list[str]:
    with database.reading() as db:
        return [row.name for row in list_people(db).rows]


def _form_of(page: Page | None) -> PersonForm:
    assert isinstance(page, PersonPage | AddPersonPage)
    assert page.form is not None
    return page.form


@pytest.fixture
def adding(open_page: OpenPage) -> PersonForm:
    return _form_of(open_page("add_person"))


def test_adding_goes_back_to_the_list_and_can_be_undone(
    adding: PersonForm, main_window: MainWindow, database: Database
) -> None:
    adding.given_name.line.setText("Chantal")
    adding.sex.set_value("F")
    adding.submit()
    page = main_window.page
    assert isinstance(page, PeoplePage)
    assert page.messages.text == "Added Chantal."
    assert [row.name for row in page.table.selected_rows()] == ["Chantal"]
    page.messages.undo_last()
    assert _names(database) == []


def test_a_filter_does_not_hide_whom_was_added(
    huye_register: PeopleImported,  # noqa: ARG001  fills the list
    open_page: OpenPage,
) -> None:
    page = open_page("people")
    assert isinstance(page, PeoplePage)
    page.table.filter.setText("harerimana")
    form = _form_of(open_page("add_person"))
    form.family_name.line.setText("UWERA")
    form.sex.set_value("F")
    form.submit()
    assert [row.name for row in page.table.selected_rows()] == ["UWERA"]


def test_name_and_sex_are_asked_beside_their_fields(adding: PersonForm) -> None:
    adding.submit()
    assert "has no name" in adding.family_name.error
    assert adding.sex.error == "Fill in “Sex”."


def test_phone_and_id_are_tidied_when_left(adding: PersonForm, qtbot: QtBot) -> None:
    adding.show_optional()
    adding.phone.line.setText("+250 (0)788-123-456".replace("(0)", ""))
    adding.id_number.line.setText("1199080012345678")
    qtbot.keyClick(adding.phone.line, "\t")
    adding.phone.line.editingFinished.emit()
    adding.id_number.line.editingFinished.emit()
    assert adding.phone.typed() == "0788 123 456"
    assert adding.id_number.typed() == "1 1990 8 0012345 6 78"


def test_an_id_that_disagrees_is_said_and_does_not_block(
    adding: PersonForm, main_window: MainWindow, database: Database
) -> None:
    adding.family_name.line.setText("UWERA")
    adding.sex.set_value("F")
    adding.show_optional()
    adding.birth.line.setText("1991")
    adding.id_number.line.setText("1199080012345678")
    adding.id_number.line.editingFinished.emit()
    assert "the national ID and the year of birth do not agree" in adding.id_number.doubt
    assert "the national ID and the sex do not agree" in adding.id_number.doubt
    adding.submit()
    assert main_window.current == "people"
    assert _names(database) == ["UWERA"]


def test_what_was_typed_waits_until_the_page_is_opened_again(
    adding: PersonForm, main_window: MainWindow, open_page: OpenPage
) -> None:
    adding.family_name.line.setText("MUGABO")
    adding.family_name.on_edited()
    adding.leave()
    assert main_window.current == "people"
    assert _form_of(open_page("add_person")).family_name.typed() == "MUGABO"


def test_a_person_left_untouched_leaves_no_draft(
    huye_register: PeopleImported, open_page: OpenPage, main_window: MainWindow
) -> None:
    person_id = huye_register.person_ids[0]
    _form_of(open_page("person", person_id)).leave()
    assert main_window.current == "people"
    assert open_page("person", person_id).messages.text == ""


def test_an_unsaved_change_is_shown_again_as_unsaved(
    huye_register: PeopleImported, open_page: OpenPage
) -> None:
    person_id = huye_register.person_ids[0]
    form = _form_of(open_page("person", person_id))
    form.phone.line.setText("0788 000 999")
    form.phone.on_edited()
    open_page("people")
    again = open_page("person", person_id)
    assert "not saved yet" in again.messages.text
    assert _form_of(again).phone.typed() == "0788 000 999"


def test_saving_nothing_new_keeps_every_field(
    huye_register: PeopleImported, open_page: OpenPage, database: Database
) -> None:
    for person_id in huye_register.person_ids[:12]:
        with database.reading() as db:
            before = person_file(db, person_id).details
        _form_of(open_page("person", person_id)).submit()
        with database.reading() as db:
            assert person_file(db, person_id).details == before


def test_history_shows_who_when_before_and_after(huye_register: PeopleImported, open_page: OpenPage) -> None:
    person_id = huye_register.person_ids[0]
    form = _form_of(open_page("person", person_id))
    form.phone.line.setText("0788 000 999")
    form.submit()
    page = open_page("person_history", person_id)
    assert isinstance(page, PersonHistoryPage)
    model = page.table.model
    shown = [[model.index(row, column).data() for column in range(5)] for row in range(model.rowCount())]
    assert shown[0][0] == "Phone"
    assert shown[0][2:] == ["0788 000 999", "08/03/2027 09:30", "Invented Admin"]
    assert shown[-1][0] == "Added"


def test_the_keyboard_is_on_the_first_field_also_when_the_optional_ones_are_open(
    adding: PersonForm, main_window: MainWindow, qtbot: QtBot
) -> None:
    adding.show_optional()
    main_window.open_page("people")
    main_window.open_page("add_person")

    qtbot.waitUntil(adding.family_name.control.hasFocus)
