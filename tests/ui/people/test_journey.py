"""From an empty list to an imported, searched, corrected and withdrawn register, without a mouse."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.people.conftest import SAMPLES
from tests.ui.people.keyboard import enter_on, focused, press, tab_to, type_text
from tests.ui.pictures import save_picture
from tvet_desktop.sync.this_pc import ThisPc
from ui.background import ThreadBackground
from ui.context import Context
from ui.main_window import Frame, MainWindow
from ui.pages import PAGES
from ui.people.people_page import PeoplePage
from ui.people.person_page import PersonPage
from ui.people.registers.imports_page import ImportsPage
from ui.people.registers.register_page import RegisterPage

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def main(context: Context, this_pc: ThisPc, runner: ThreadBackground, qtbot: QtBot) -> MainWindow:  # noqa: ARG001  Home asks for it
    """The frame as users have it: work runs on the worker thread."""
    main = MainWindow(replace(context, background=runner), PAGES, Frame(), runner)
    qtbot.addWidget(main)
    main.resize(1366, 768)
    main.show()
    main.activateWindow()
    qtbot.waitUntil(main.isActiveWindow)
    return main


def test_a_register_by_keyboard_only(main: MainWindow, qtbot: QtBot) -> None:
    list_page = _open_the_list(main, qtbot)
    register = _choose_the_file(main, qtbot)
    _import_and_see_the_bad_cells(register, qtbot)

    press(Qt.Key.Key_Escape)
    waits = ["2 rows wait", "1 likely duplicate"]
    qtbot.waitUntil(lambda: [button.text() for button in list_page.counts.buttons] == waits)
    assert list_page.table.model.count_unfiltered == 41

    person = _find_with_r_and_l_mixed_up(main, list_page, qtbot)
    _correct_the_phone_and_take_it_back(main, person, list_page, qtbot)
    _undo_the_import(main, qtbot)


def _open_the_list(main: MainWindow, qtbot: QtBot) -> PeoplePage:
    main.open_page("home")
    number = list(main.navigation.entries).index("people") + 1
    QTest.keyClick(main, getattr(Qt.Key, f"Key_{number}"), CONTROL)
    page = main.page
    assert isinstance(page, PeoplePage)
    qtbot.waitUntil(page.table.empty_button.isVisible)
    return page


def _choose_the_file(main: MainWindow, qtbot: QtBot) -> RegisterPage:
    enter_on("Import a register")
    page = main.page
    assert isinstance(page, RegisterPage)
    assert tab_to("Choose a file") is page.choose.choose
    press(Qt.Key.Key_Return)
    dialog = page.dialog
    assert isinstance(dialog, QFileDialog)
    qtbot.waitUntil(dialog.isVisible)
    line = dialog.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.setFocus()
    QTest.keyClicks(line, str(SAMPLES / "trainees_huye.xlsx"))
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.title == "trainees_huye.xlsx", timeout=20_000)
    main.activateWindow()
    qtbot.waitUntil(main.isActiveWindow)
    return page


def _import_and_see_the_bad_cells(page: RegisterPage, qtbot: QtBot) -> None:
    assert [cell.row for cell in page.preview.cells.model.rows] == [14, 30, 38]
    enter_on("Import 41 people")
    qtbot.waitUntil(lambda: "41 people were added" in page.messages.text, timeout=20_000)
    assert "2 rows wait" in page.messages.text
    assert page.complete.text() == "Complete 2 waiting rows"


def _find_with_r_and_l_mixed_up(main: MainWindow, page: PeoplePage, qtbot: QtBot) -> PersonPage:
    qtbot.waitUntil(page.table.view.hasFocus)
    type_text("eric halelimana")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [row.name for row in page.table.model.rows] == ["HARERIMANA Eric"])
    save_picture(main, "journey_found")
    press(Qt.Key.Key_Return)
    person = main.page
    assert isinstance(person, PersonPage)
    qtbot.waitUntil(lambda: person.title == "HARERIMANA Eric" and person.form is not None)
    return person


def _correct_the_phone_and_take_it_back(
    main: MainWindow, person: PersonPage, list_page: PeoplePage, qtbot: QtBot
) -> None:
    assert person.form is not None
    tab_to("Phone")
    was = person.form.phone.typed()
    press(Qt.Key.Key_A, CONTROL)
    type_text("+250-788.123.456")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: main.page is list_page)
    assert list_page.messages.text == "Saved HARERIMANA Eric."
    qtbot.waitUntil(lambda: "0788 123 456" in _phones(list_page))
    save_picture(main, "journey_saved")

    press(Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: was in _phones(list_page))


def _undo_the_import(main: MainWindow, qtbot: QtBot) -> None:
    enter_on("Imported registers")
    page = main.page
    assert isinstance(page, ImportsPage)
    qtbot.waitUntil(page.undo.isEnabled)
    enter_on("Undo this import")
    question = page.question
    assert question is not None
    qtbot.waitUntil(lambda: question.isActiveWindow() and focused() is question.back)
    save_picture(main, "journey_question")
    enter_on("Undo this import")
    qtbot.waitUntil(lambda: "40 people were taken off the list" in page.messages.text)
    assert "HARERIMANA Eric (was edited since)" in page.messages.text


def _phones(page: PeoplePage) -> list[str]:
    column = [column.name for column in page.table.model.columns].index("phone")
    return [page.table.model.index(row, column).data() for row in range(page.table.model.rowCount())]
