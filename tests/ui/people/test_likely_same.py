"""As somebody is typed who is on the list already, the page says so beside the form, calmly."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from tests.ui.accessibility import nameless, unreachable
from tests.ui.clipping import at_full_size, clipped
from tests.ui.people.conftest import HUYE, OpenPage
from tests.ui.people.keyboard import enter_on, press, tab_to, type_text
from tests.ui.pictures import save_picture
from tvet_desktop.people.add_person import add_person
from tvet_desktop.people.queries import list_people
from tvet_desktop.people.register import Details
from tvet_desktop.people.registers.import_people import PeopleImported
from tvet_desktop.storage.database import Database
from ui.main_window import MainWindow
from ui.people.add_person_page import AddPersonPage
from ui.people.person_page import PersonPage
from ui.people.registers.waiting_rows_page import WaitingRowsPage

KEZA = Details("KEZA", "Aline", "F", 1990, phone="+250788000111", department="ICT")


@pytest.fixture(params=["en", "pseudo"])
def language(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    if name == "pseudo":
        request.getfixturevalue("pseudo_language")
    return name


@pytest.fixture
def keza(database: Database, huye_register: PeopleImported) -> int:
    assert huye_register
    with database.transaction() as db:
        return add_person(db, college_scope=HUYE, details=KEZA).person_id


@pytest.fixture
def typing_page(open_page: OpenPage, keza: int, this_pc: object) -> AddPersonPage:
    assert keza
    assert this_pc
    page = open_page("add_person")
    assert isinstance(page, AddPersonPage)
    return page


def test_a_name_alone_says_nothing_the_phone_with_it_does(typing_page: AddPersonPage) -> None:
    likely = typing_page.beside.likely
    tab_to("Family name")
    type_text("Aline")
    press(Qt.Key.Key_Tab)
    type_text("Keza")
    likely.look()
    assert likely.isHidden()

    enter_on("More")
    tab_to("Phone")
    type_text("0788 000 111")
    likely.look()

    assert likely.isVisible()
    assert [found.person.name for found in likely.shown] == ["KEZA Aline"]
    assert typing_page.save.isEnabled()


def test_who_is_shown_stays_until_the_likeness_is_gone(typing_page: AddPersonPage) -> None:
    form, likely = typing_page.form, typing_page.beside.likely
    form.show_details(KEZA)
    likely.look()
    [button] = likely.buttons
    form.email.set_value("keza@example.org")
    likely.look()
    assert likely.buttons == [button]  # not even drawn anew
    form.show_details(Details("MUGABO", "Eric", "M"))
    likely.look()
    assert likely.isHidden()


def test_open_goes_there_and_what_was_typed_waits(
    typing_page: AddPersonPage, main_window: MainWindow, open_page: OpenPage
) -> None:
    tab_to("Family name")
    type_text("Keza")
    press(Qt.Key.Key_Tab)
    type_text("Aline")
    enter_on("More")
    tab_to("Phone")
    type_text("0788000111")
    typing_page.beside.likely.look()
    enter_on("Open KEZA Aline")
    assert main_window.page is not None
    assert main_window.page.title == "KEZA Aline"

    open_page("add_person")
    assert typing_page.form.family_name.typed() == "Keza"
    assert typing_page.form.phone.typed() == "0788 000 111"


def test_a_likely_same_person_never_keeps_anybody_from_saving(
    typing_page: AddPersonPage, database: Database
) -> None:
    typing_page.form.show_details(KEZA)
    typing_page.beside.likely.look()
    assert typing_page.beside.likely.isVisible()
    tab_to("Family name")
    press(Qt.Key.Key_Return)

    with database.reading() as db:
        assert [row.name for row in list_people(db, text="keza").rows] == ["KEZA Aline", "KEZA Aline"]


def test_a_person_is_not_compared_with_herself(open_page: OpenPage, keza: int, database: Database) -> None:
    page = open_page("person", keza)
    assert isinstance(page, PersonPage)
    assert page.beside.likely.isHidden()
    with database.transaction() as db:
        add_person(db, college_scope=HUYE, details=KEZA)
    page.context.changes.people.emit()
    assert page.beside.likely.isVisible()


def test_id_and_sex_that_disagree_are_said_while_typing(typing_page: AddPersonPage) -> None:
    form = typing_page.form
    form.sex.set_value("M")
    form.show_optional()
    form.id_number.focus()
    type_text("1 1990 7 0123456 0 1")
    assert form.id_number.doubt == ""
    type_text("2")
    assert "do not agree" in form.id_number.doubt
    form.birth.focus()
    type_text("1991")
    assert form.id_number.doubt.count("do not agree") == 2


@pytest.mark.usefixtures("huye_register")
def test_the_sex_of_a_waiting_row_is_compared_with_its_id(open_page: OpenPage) -> None:
    page = open_page("waiting_rows")
    assert isinstance(page, WaitingRowsPage)
    assert page.form is not None
    page.form.sex.set_value("M")
    page.form.sex.on_edited()
    assert "the national ID and the sex do not agree" in page.doubt.text
    page.form.sex.set_value("F")
    page.form.sex.on_edited()
    assert page.doubt.text == ""


@pytest.mark.usefixtures("keza")
def test_a_waiting_row_is_compared_as_well(open_page: OpenPage, huye_register: PeopleImported) -> None:
    assert huye_register.waiting_row_ids
    page = open_page("waiting_rows")
    assert isinstance(page, WaitingRowsPage)
    assert page.form is not None
    page.form.family_name.set_value("Keza")
    page.form.given_name.set_value("Aline")
    page.likely.look()
    assert page.likely.isHidden()  # a name alone


def test_looks(
    language: str,
    open_page: OpenPage,
    main_window: MainWindow,
    keza: int,
    request: pytest.FixtureRequest,
) -> None:
    assert keza
    request.getfixturevalue("this_pc")
    page = open_page("add_person")
    assert isinstance(page, AddPersonPage)
    page.form.show_details(KEZA)
    page.beside.likely.look()
    assert page.beside.likely.isVisible()
    _check(page, main_window, f"likely_same_{language}")
    other = open_page("person", keza)
    assert isinstance(other, PersonPage)
    _check(other, main_window, f"person_{language}")


def _check(page: AddPersonPage | PersonPage, main_window: MainWindow, name: str) -> None:
    at_full_size(main_window)  # what appeared has settled
    save_picture(main_window, name)
    checks: tuple[Callable[..., list[str]], ...] = (nameless, unreachable)
    assert clipped(main_window) == []
    for check in checks:
        assert check(page) == []


def test_the_page_of_a_person_says_at_its_top_that_id_and_sex_disagree(
    open_page: OpenPage, database: Database
) -> None:
    odd = Details(
        "KEZA", "Aline", "M", 1990, id_document_type="NATIONAL_ID", id_document_number="1199070123456012"
    )
    with database.transaction() as db:
        person_id = add_person(db, college_scope=HUYE, details=odd).person_id
    page = open_page("person", person_id)
    assert "the national ID and the sex do not agree" in page.messages.text
