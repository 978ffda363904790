import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.people.conftest import OpenPage
from tvet_desktop.people.queries import list_people, list_waiting_rows
from tvet_desktop.people.registers.import_people import PeopleImported
from tvet_desktop.storage.database import Database
from ui.people.registers.waiting_rows_page import WaitingRowsPage


@pytest.fixture
def page(huye_register: PeopleImported, open_page: OpenPage) -> WaitingRowsPage:  # noqa: ARG001  fills the list
    page = open_page("waiting_rows")
    assert isinstance(page, WaitingRowsPage)
    return page


def _count(database: Database) -> tuple[int, int]:
    with database.reading() as db:
        return list_people(db).total, len(list_waiting_rows(db))


def test_a_row_is_completed_by_keyboard_and_put_back(
    page: WaitingRowsPage, database: Database, qtbot: QtBot
) -> None:
    qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
    assert page.form is not None
    assert page.form.sex.control.hasFocus()
    qtbot.keyClick(page.form.sex.control, Qt.Key.Key_Down)
    qtbot.keyClick(page.form.sex.control, Qt.Key.Key_Return)
    assert _count(database) == (42, 1)
    assert page.messages.text == "Added MUKAMANA Immaculée."
    assert page.form.family_name.control.hasFocus()  # the next row lacks its name
    page.messages.undo_last()
    assert _count(database) == (41, 2)


def test_the_other_cells_of_the_row_are_kept(page: WaitingRowsPage, database: Database) -> None:
    assert page.form is not None
    page.form.sex.set_value("F")
    page.form.submit()
    with database.reading() as db:
        [added] = list_people(db, text="mukamana immaculee").rows
    assert (added.birth_year, added.phone) == (2000, "+250782090518")


def test_a_row_without_a_sex_is_refused_beside_its_field(page: WaitingRowsPage, database: Database) -> None:
    assert page.form is not None
    page.form.submit()
    assert page.form.sex.error
    assert _count(database) == (41, 2)


def test_rows_are_left_out_and_put_back(page: WaitingRowsPage, database: Database) -> None:
    page.leave_out.trigger()
    page.leave_out.trigger()
    assert _count(database) == (41, 0)
    assert page.table.empty_words.isVisible()
    page.messages.undo_last()
    assert _count(database) == (41, 1)
