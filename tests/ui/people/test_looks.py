"""Every people page with realistic and with no data: nothing clipped, everything named and reached by Tab."""

from dataclasses import replace

import pytest

from tests.ui.accessibility import nameless, unreachable
from tests.ui.clipping import clipped
from tests.ui.people.conftest import SAMPLES, OpenPage
from tests.ui.pictures import save_picture
from tvet_desktop.people.edit_person import edit_person
from tvet_desktop.people.queries import person_file
from tvet_desktop.people.registers.import_people import PeopleImported
from tvet_desktop.storage.database import Database
from ui.main_window import MainWindow
from ui.people.person_form import PersonForm
from ui.people.registers.register_page import RegisterPage

LISTS = ("people", "add_person", "register", "register_imports", "waiting_rows", "duplicates")


@pytest.fixture(params=["en", "pseudo"])
def language(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    if name == "pseudo":
        request.getfixturevalue("pseudo_language")
    return name


@pytest.mark.parametrize("name", LISTS)
def test_pages_without_data(language: str, name: str, open_page: OpenPage, main_window: MainWindow) -> None:
    page = open_page(name)
    save_picture(main_window, f"{name}_empty_{language}")
    assert clipped(main_window) == []
    assert nameless(page) == []
    assert unreachable(page) == []


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.usefixtures("both_registers")
def test_pages_with_two_registers(
    language: str, name: str, open_page: OpenPage, main_window: MainWindow
) -> None:
    page = open_page(name)
    save_picture(main_window, f"{name}_{language}")
    assert clipped(main_window) == []
    assert nameless(page) == []
    assert unreachable(page) == []


def test_person_and_history(
    language: str,
    open_page: OpenPage,
    main_window: MainWindow,
    huye_register: PeopleImported,
    database: Database,
    administrator_id: int,
) -> None:
    person_id = huye_register.person_ids[3]
    with database.transaction(user_id=administrator_id) as db:
        before = person_file(db, person_id).details
        changed = replace(before, phone="+250788000111", department="Hospitality", birth_year=1979)
        edit_person(db, person_id=person_id, details=changed)
    for name in ("person", "person_history"):
        page = open_page(name, person_id)
        save_picture(main_window, f"{name}_{language}")
        assert clipped(main_window) == []
        assert nameless(page) == []
        assert unreachable(page) == []


def test_person_with_errors(
    language: str, open_page: OpenPage, main_window: MainWindow, huye_register: PeopleImported
) -> None:
    page = open_page("person", huye_register.person_ids[0])
    form = page.findChild(PersonForm)
    assert isinstance(form, PersonForm)
    form.family_name.set_value("")
    form.given_name.set_value("")
    form.phone.set_value("07889")
    form.submit()
    save_picture(main_window, f"person_errors_{language}")
    assert clipped(main_window) == []


@pytest.mark.parametrize("file", ["trainees_huye.xlsx", "trainees_tumba_cp1252.csv"])
def test_preview(language: str, file: str, open_page: OpenPage, main_window: MainWindow) -> None:
    page = open_page("register", SAMPLES / file)
    assert isinstance(page, RegisterPage)
    save_picture(main_window, f"preview_{file.split('.', maxsplit=1)[0]}_{language}")
    assert clipped(main_window) == []
    assert nameless(page) == []
    assert unreachable(page) == []
    page.do.trigger()
    save_picture(main_window, f"result_{file.split('.', maxsplit=1)[0]}_{language}")
    assert clipped(main_window) == []
    assert unreachable(page) == []
