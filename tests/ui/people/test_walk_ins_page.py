"""The walk-ins of a class are matched with the register, or completed as new people, by keyboard."""

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from tests.courses.factories import a_running_course
from tests.ui.accessibility import nameless, unreachable
from tests.ui.clipping import at_full_size, clipped
from tests.ui.people.conftest import OpenPage
from tests.ui.people.keyboard import enter_on, press, tab_to, type_text
from tests.ui.pictures import save_picture
from tvet_desktop.attendance.registers import register_of
from tvet_desktop.attendance.walk_ins.add_walk_in import add_walk_in
from tvet_desktop.attendance.walk_ins.queries import list_walk_ins
from tvet_desktop.people.merging.merged import merged_ids
from tvet_desktop.people.queries import person_file
from tvet_desktop.storage.database import Database
from ui.main_window import MainWindow
from ui.people.walk_ins_page import WalkInsPage

NAMES = ("KEZA Aline", "MUGABO Jean", "HIRWA Luc", "NSENGA Paul", "UWASE Ange")


@pytest.fixture(params=["en", "pseudo"])
def language(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    if name == "pseudo":
        request.getfixturevalue("pseudo_language")
    return name


@pytest.fixture
def walked_in(database: Database, now: datetime) -> dict[str, int]:
    """A class of five, and two who came without standing on its list."""
    with database.transaction() as db:
        _course, sessions, people = a_running_course(db, NAMES)
        luc = add_walk_in(db, training_session_id=sessions[0], name="Lucc Hilwa", now=now).person_id
        teta = add_walk_in(db, training_session_id=sessions[0], name="TETA Belise", now=now).person_id
    return {"luc": luc, "teta": teta, "HIRWA Luc": people[2], "session": sessions[0]}


def _open(open_page: OpenPage) -> WalkInsPage:
    page = open_page("walk_ins")
    assert isinstance(page, WalkInsPage)
    return page


def _waiting(database: Database) -> set[int]:
    with database.reading() as db:
        return {row.person.id for row in list_walk_ins(db)}


def test_a_walk_in_of_the_register_is_matched_and_undone(
    open_page: OpenPage, walked_in: dict[str, int], database: Database
) -> None:
    page = _open(open_page)
    assert "2 people wait" in page._state.text()
    press(Qt.Key.Key_Return)  # from the walk-in to those whom it may be
    chosen = page.may_be.current_row()
    assert chosen is not None
    assert chosen.person.name == "HIRWA Luc"
    assert chosen.is_in_course
    press(Qt.Key.Key_Return)

    with database.reading() as db:
        assert merged_ids(db) == {walked_in["luc"]: walked_in["HIRWA Luc"]}
        marks = {row.person.name: row.mark for row in register_of(db, walked_in["session"]).rows}
    assert "LUCC Hilwa" not in marks
    mark = marks["HIRWA Luc"]
    assert mark is not None
    assert mark.status == "P"
    assert page.messages.text.startswith("LUCC Hilwa is HIRWA Luc: attendance and history are together")
    assert _waiting(database) == {walked_in["teta"]}

    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert _waiting(database) == {walked_in["luc"], walked_in["teta"]}


def test_the_first_walk_in_looks_chosen_as_soon_as_the_page_is_open(
    open_page: OpenPage, walked_in: dict[str, int]
) -> None:
    assert walked_in
    page = _open(open_page)
    page.table.view.selectionModel().clear()
    page.may_be.setFocus()
    page.table.setFocus()  # as the keyboard comes to rows that have just been shown
    assert page.table.selected_rows() == []
    page.refresh()
    assert page.table.selected_rows() == [page.table.current_row()]


def test_the_page_follows_a_walk_in_that_another_page_chooses(
    open_page: OpenPage, walked_in: dict[str, int]
) -> None:
    page = _open(open_page)
    page.table.select({walked_in["teta"]})
    assert page._who.text() == "Who is TETA Belise?"


def test_nobody_is_chosen_by_the_keyboard_only_coming_there(
    open_page: OpenPage, walked_in: dict[str, int], database: Database
) -> None:
    page = _open(open_page)
    page.table.select({walked_in["teta"]})
    page.may_be.setFocus()
    page._follow()
    assert not page.is_one.isEnabled()
    press(Qt.Key.Key_Return)
    assert _waiting(database) == {walked_in["luc"], walked_in["teta"]}


def test_somebody_not_likely_is_found_by_typing(
    open_page: OpenPage, walked_in: dict[str, int], database: Database
) -> None:
    page = _open(open_page)
    waiting = [row.person.id for row in page.table.model.rows]
    page.table.view.selectRow(waiting.index(walked_in["teta"]))
    assert not page.is_one.isEnabled()  # nothing speaks for anybody: one click must not merge two people
    page.may_be.setFocus()
    type_text("nsen")
    press(Qt.Key.Key_Return)
    chosen = page.may_be.current_row()
    assert chosen is not None
    assert chosen.person.name == "NSENGA Paul"
    page.is_one.trigger()
    assert _waiting(database) == {walked_in["luc"]}


def test_a_new_person_is_completed_by_keyboard_and_undone(
    open_page: OpenPage, walked_in: dict[str, int], database: Database
) -> None:
    page = _open(open_page)
    page.table.select({walked_in["teta"]})
    page.is_new.trigger()
    assert page.form is not None
    page.form.submit()
    assert page.form.sex.error  # nobody has asked yet
    tab_to("Sex")
    press(Qt.Key.Key_Down)
    tab_to("Phone")
    type_text("0788000111")
    press(Qt.Key.Key_Return)

    assert _waiting(database) == {walked_in["luc"]}
    with database.reading() as db:
        assert person_file(db, walked_in["teta"]).details.phone == "+250788000111"
        assert person_file(db, walked_in["teta"]).details.sex == "F"
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert _waiting(database) == {walked_in["luc"], walked_in["teta"]}
    with database.reading() as db:
        assert person_file(db, walked_in["teta"]).details.phone is None


def test_esc_leaves_the_form_and_then_the_page(
    open_page: OpenPage, walked_in: dict[str, int], main_window: MainWindow
) -> None:
    assert walked_in
    page = _open(open_page)
    page.is_new.trigger()
    press(Qt.Key.Key_Escape)
    assert page.form is None
    assert page.is_new.isEnabled()
    press(Qt.Key.Key_Escape)
    assert main_window.current == "people"


def test_what_is_typed_of_a_new_person_is_not_lost(
    open_page: OpenPage, walked_in: dict[str, int], main_window: MainWindow
) -> None:
    assert walked_in
    page = _open(open_page)
    page.is_new.trigger()
    assert page.form is not None
    tab_to("Phone")
    type_text("0788000111")
    main_window.context.changes.people.emit()  # a sync brings something
    assert page.form is not None
    assert page.form.phone.typed() == "0788000111"
    press(Qt.Key.Key_Escape)
    page.is_new.trigger()
    assert page.form is not None
    assert page.form.phone.typed() == "0788000111"


@pytest.mark.usefixtures("this_pc")
def test_people_attendance_and_home_lead_there(
    open_page: OpenPage, walked_in: dict[str, int], main_window: MainWindow
) -> None:
    assert walked_in
    open_page("people")
    enter_on("2 walk-ins to match")
    assert main_window.current == "walk_ins"
    open_page("attendance")
    enter_on("2 walk-ins to match")
    assert main_window.current == "walk_ins"
    open_page("home")
    page = main_window.page
    assert page is not None
    assert any("2 walk-ins wait" in words for words in _texts(page))


def _texts(page: QWidget) -> list[str]:
    return [w.text() for kind in (QLabel, QAbstractButton) for w in page.findChildren(kind)]


def test_looks(
    language: str, open_page: OpenPage, walked_in: dict[str, int], main_window: MainWindow
) -> None:
    assert walked_in
    open_page("attendance")
    at_full_size(main_window)
    save_picture(main_window, f"attendance_with_walk_ins_{language}")
    assert clipped(main_window) == []
    page = _open(open_page)
    for step in ("list", "form"):
        if step == "form":
            page.is_new.trigger()
        at_full_size(main_window)  # words that changed have settled
        save_picture(main_window, f"walk_ins_{step}_{language}")
        assert clipped(main_window) == []
        assert nameless(page) == []
        assert unreachable(page) == []


def test_looks_when_nobody_waits(language: str, open_page: OpenPage, main_window: MainWindow) -> None:
    page = _open(open_page)
    save_picture(main_window, f"walk_ins_empty_{language}")
    assert clipped(main_window) == []
    assert nameless(page) == []
    assert unreachable(page) == []
