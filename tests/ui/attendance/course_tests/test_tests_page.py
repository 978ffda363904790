from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import nameless, unreachable
from tests.ui.attendance.conftest import Class, FindDialog, OpenPage, settle
from tests.ui.clipping import clipped
from tests.ui.keyboard import activate, press_enter, type_into
from tests.ui.pictures import save_picture
from tvet_desktop.attendance.course_tests.loading import results_of
from tvet_desktop.attendance.course_tests.models import CourseTests
from tvet_desktop.attendance.course_tests.record_result import record_result
from tvet_desktop.attendance.course_tests.rules import TestSettings, WhichTest
from tvet_desktop.attendance.course_tests.set_tests import set_tests
from tvet_desktop.courses.cancel_course import cancel_course
from tvet_desktop.courses.rules import RuleSet
from tvet_desktop.courses.set_course_rules import set_course_rules
from tvet_desktop.storage.database import Database
from ui.attendance.course_tests.tests_dialog import CourseTestsDialog
from ui.attendance.course_tests.tests_page import CourseTestsPage
from ui.main_window import MainWindow

PRE, POST = WhichTest.PRE, WhichTest.POST
TWENTY = TestSettings(2000, date(2027, 3, 1), 4000, date(2027, 3, 12))


def open_tests(open_page: OpenPage, course_id: int) -> CourseTestsPage:
    page = open_page("course_tests", course_id)
    assert isinstance(page, CourseTestsPage)
    return page


@pytest.fixture
def page(
    forty: Class, database: Database, open_page: OpenPage, main_window: MainWindow, qtbot: QtBot
) -> CourseTestsPage:
    """The results of forty people, of whom nobody has one; the keyboard is on the first."""
    with database.transaction() as db:
        set_tests(db, course_id=forty.course, tests=TWENTY)
    made = open_tests(open_page, forty.course)
    activate(main_window, qtbot)
    made.table.view.setFocus()
    return made


def keys(words: str, qtbot: QtBot) -> None:
    """Type as at a desk: the keyboard is wherever the last key put it; "|" is Enter."""
    for letter in words:
        at = QApplication.focusWidget()
        assert at is not None
        if letter == "|":
            qtbot.keyClick(at, Qt.Key.Key_Return)
        else:
            qtbot.keyClicks(at, letter)


def press(key: Qt.Key, qtbot: QtBot) -> None:
    at = QApplication.focusWidget()
    assert at is not None
    qtbot.keyClick(at, key)


def undo(qtbot: QtBot) -> None:
    at = QApplication.focusWidget()
    assert at is not None
    qtbot.keyClick(at, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def stored(database: Database, people: list[int], course_id: int) -> list[tuple[int | None, int | None]]:
    with database.reading() as db:
        results = results_of(db, course_id)
    return [results.get(person_id, (None, None)) for person_id in people]


def at_cell(page: CourseTestsPage) -> tuple[int, int]:
    index = page.table.view.currentIndex()
    return index.row(), index.column()


def test_points_are_typed_down_a_column_and_saved_at_once(
    page: CourseTestsPage, forty: Class, database: Database, qtbot: QtBot
) -> None:
    assert at_cell(page) == (0, 2)
    keys("12|7,5|20|", qtbot)

    assert stored(database, forty.people[:4], forty.course) == [
        (1200, None),
        (750, None),
        (2000, None),
        (None, None),
    ]
    assert at_cell(page) == (3, 2)
    assert page.messages.text == "INVENTED03 Person: 20 in the pre-test."
    assert page._state.text() == "Pre-test: 3 of 40 · mean 66 %"
    assert page.table.model.index(1, 2).data() == "7.5"


def test_arrows_and_tab_go_on_as_in_a_spreadsheet(
    page: CourseTestsPage, forty: Class, database: Database, qtbot: QtBot
) -> None:
    keys("10", qtbot)
    press(Qt.Key.Key_Tab, qtbot)
    assert at_cell(page) == (0, 3)
    keys("30", qtbot)
    press(Qt.Key.Key_Tab, qtbot)
    assert at_cell(page) == (1, 2)
    keys("8", qtbot)
    press(Qt.Key.Key_Down, qtbot)
    press(Qt.Key.Key_Right, qtbot)
    keys("21", qtbot)
    press(Qt.Key.Key_Up, qtbot)
    assert at_cell(page) == (1, 3)
    press(Qt.Key.Key_Backtab, qtbot)

    assert stored(database, forty.people[:3], forty.course) == [(1000, 3000), (800, None), (None, 2100)]
    assert page._state.text() == "Post-test: 2 of 40 · mean 64 % · gain +25 points, n = 1"
    assert "1 of 40 people took both tests" in page.panel.text
    assert [page.table.model.index(0, column).data() for column in (4, 5)] == ["+25", "0.50"]


def test_points_that_cannot_be_are_told_and_stay_to_be_corrected(
    page: CourseTestsPage, forty: Class, database: Database, qtbot: QtBot
) -> None:
    keys("21|", qtbot)

    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert (editor.text(), editor.property("role")) == ("21", "wrong")
    assert "from 0 to 20 points" in page.messages.text
    assert stored(database, forty.people[:1], forty.course) == [(None, None)]
    keys("12|", qtbot)
    assert stored(database, forty.people[:1], forty.course) == [(1200, None)]

    keys("99", qtbot)
    press(Qt.Key.Key_Escape, qtbot)
    assert page.table.view.hasFocus()
    assert stored(database, forty.people[1:2], forty.course) == [(None, None)]


def test_what_was_typed_is_kept_when_the_cell_is_left_by_mouse(
    page: CourseTestsPage, forty: Class, database: Database, qtbot: QtBot
) -> None:
    keys("12", qtbot)
    view = page.table.view
    place = view.visualRect(page.table.model.index(4, 2)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert stored(database, forty.people[:1], forty.course) == [(1200, None)]
    assert at_cell(page) == (4, 2)


def test_news_of_the_row_does_not_overwrite_what_is_being_typed(
    page: CourseTestsPage, forty: Class, database: Database, qtbot: QtBot
) -> None:
    keys("10", qtbot)
    press(Qt.Key.Key_Tab, qtbot)
    keys("3", qtbot)
    with database.transaction() as db:
        record_result(db, course_id=forty.course, person_id=forty.people[0], which=PRE, points=1100)
    page.refresh()
    keys("5|", qtbot)

    assert stored(database, forty.people[:1], forty.course) == [(1100, 3500)]


def test_what_was_typed_is_kept_when_another_page_is_opened(
    page: CourseTestsPage, forty: Class, database: Database, main_window: MainWindow, qtbot: QtBot
) -> None:
    assert page.table.view.hasFocus()
    keys("12", qtbot)
    main_window.open_page("waiting_marks", forty.course)
    settle()

    assert stored(database, forty.people[:1], forty.course) == [(1200, None)]


def test_clear_undo_and_redo_by_keyboard(
    page: CourseTestsPage, forty: Class, database: Database, qtbot: QtBot
) -> None:
    keys("12|13|", qtbot)
    press(Qt.Key.Key_Up, qtbot)
    press(Qt.Key.Key_Delete, qtbot)
    assert stored(database, forty.people[:2], forty.course) == [(1200, None), (None, None)]
    assert page.messages.text == "The result of INVENTED02 Person in the pre-test is cleared."

    undo(qtbot)
    assert stored(database, forty.people[:2], forty.course) == [(1200, None), (1300, None)]
    undo(qtbot)
    undo(qtbot)
    assert stored(database, forty.people[:2], forty.course) == [(None, None), (None, None)]
    page.messages.redo_last()
    assert stored(database, forty.people[:2], forty.course) == [(1200, None), (None, None)]


def test_what_another_changed_since_is_not_taken_back(
    page: CourseTestsPage, forty: Class, database: Database, qtbot: QtBot
) -> None:
    keys("12|", qtbot)
    with database.transaction() as db:
        record_result(db, course_id=forty.course, person_id=forty.people[0], which=PRE, points=1500)

    undo(qtbot)
    settle()

    assert "stays as it is" in page.messages.text
    assert page.table.model.index(0, 2).data() == "15"


def test_letters_and_keys_on_names_do_no_harm(
    page: CourseTestsPage, forty: Class, database: Database, qtbot: QtBot
) -> None:
    page.table.view.setCurrentIndex(page.table.model.index(0, 1))
    keys("abc", qtbot)
    press(Qt.Key.Key_Delete, qtbot)
    assert stored(database, forty.people[:1], forty.course) == [(None, None)]
    keys("5|", qtbot)
    assert stored(database, forty.people[:1], forty.course) == [(500, None)]


def test_a_course_without_tests_offers_to_set_them(
    forty: Class, open_page: OpenPage, dialog: FindDialog, qtbot: QtBot
) -> None:
    page = open_tests(open_page, forty.course)
    assert "no test yet" in page.table.empty_words.text()
    assert not page.take.isEnabled()
    page.table.empty_button.click()
    asked = dialog(CourseTestsDialog)
    assert isinstance(asked, CourseTestsDialog)
    type_into(asked.pre_maximum.line, "0", qtbot)
    press_enter(asked.pre_maximum.line, qtbot)
    assert "from 1 to 1000 points" in asked.pre_maximum.error
    type_into(asked.pre_maximum.line, "20", qtbot)
    type_into(asked.post_maximum.line, "12,5", qtbot)
    press_enter(asked.post_on.line, qtbot)
    settle()

    assert page.messages.text == "The tests of the course are set."
    assert page.table.model.headerData(3, Qt.Orientation.Horizontal) == "Post-test /12.5"
    assert page._state.text() == "Pre-test: 0 of 40"
    page.messages.undo_last()
    assert "no test yet" in page.table.empty_words.text()
    page.messages.redo_last()
    assert page.table.model.rowCount() == 40


def test_days_that_are_none_neither_stretch_the_dialog_nor_push_it_off_the_screen(
    page: CourseTestsPage, dialog: FindDialog
) -> None:
    page.set.trigger()
    asked = dialog(CourseTestsDialog)
    assert isinstance(asked, CourseTestsDialog)
    assert asked.form.fields == [asked.pre_maximum, asked.post_maximum, asked.pre_on, asked.post_on]
    opened = asked.height()
    for day in (asked.pre_on, asked.post_on):
        day.type_again("20")
    asked.form.submit()
    settle()

    assert asked.pre_on.error
    layout = asked.layout()
    assert layout is not None
    assert asked.height() <= max(opened, layout.totalHeightForWidth(asked.width()))
    asked.messages.show_error("Long words. " * 60)
    settle()
    assert asked.height() > opened
    screen = asked.screen().availableGeometry()
    assert asked.frameGeometry().top() >= screen.top()
    assert asked.geometry().bottom() <= screen.bottom()
    asked.messages.clear()
    settle()
    assert asked.height() == opened
    asked.reject()


def test_one_test_only_has_one_column_to_type_into(
    forty: Class, database: Database, open_page: OpenPage, main_window: MainWindow, qtbot: QtBot
) -> None:
    with database.transaction() as db:
        set_tests(db, course_id=forty.course, tests=TestSettings(post_maximum=2000))
    page = open_tests(open_page, forty.course)
    activate(main_window, qtbot)
    page.table.view.setFocus()
    assert at_cell(page) == (0, 3)
    keys("5", qtbot)
    press(Qt.Key.Key_Tab, qtbot)
    keys("6|", qtbot)

    assert stored(database, forty.people[:2], forty.course) == [(None, 500), (None, 600)]
    assert "A gain needs both tests" in page.panel.text


def test_a_result_above_a_maximum_that_was_lowered_elsewhere_is_pointed_out(
    page: CourseTestsPage, forty: Class, database: Database, qtbot: QtBot
) -> None:
    keys("15|", qtbot)
    with database.transaction() as db:
        db.get_one(CourseTests, forty.course).pre_maximum = 1000  # as it comes in from another PC
    page.refresh()

    cell = page.table.model.index(0, 6)
    assert cell.data() == "! more points than the test has"
    page.table.view.setCurrentIndex(page.table.model.index(0, 2))
    keys("9|", qtbot)
    assert page.table.model.index(0, 6).data() == ""


def test_a_course_that_is_over_is_read_only(
    page: CourseTestsPage, forty: Class, database: Database, qtbot: QtBot
) -> None:
    with database.transaction() as db:
        cancel_course(db, course_id=forty.course, on_date=date(2027, 3, 9), reason="Flood", by=None)
    page.context.changes.courses.emit()
    settle()
    keys("5|", qtbot)

    assert stored(database, forty.people[:1], forty.course) == [(None, None)]
    assert "The course is closed" in page.hint.text()
    assert "The course is closed: reopen it" in page.messages.text  # typing in vain is answered
    assert not page.set.isEnabled()


def test_who_may_only_read_is_told_when_they_type(
    page: CourseTestsPage, forty: Class, database: Database, qtbot: QtBot
) -> None:
    page.table.can_type = False
    qtbot.keyClick(page.table.view, Qt.Key.Key_Down)
    assert page.messages.text == ""
    qtbot.keyClick(page.table.view, Qt.Key.Key_Delete)

    assert page.messages.text == "Your role can read results, but not change them."
    assert stored(database, forty.people[:1], forty.course) == [(None, None)]


@pytest.fixture(params=["en", "pseudo"])
def language(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    if name == "pseudo":
        request.getfixturevalue("pseudo_language")
    return name


@pytest.mark.parametrize("filled", ["empty", "filled"])
def test_looks(
    language: str,
    filled: str,
    forty: Class,
    database: Database,
    open_page: OpenPage,
    main_window: MainWindow,
    qtbot: QtBot,
) -> None:
    if filled == "filled":
        with database.transaction() as db:
            set_tests(db, course_id=forty.course, tests=TWENTY)
            set_course_rules(db, course_id=forty.course, rules=RuleSet(pass_percent=60))
            for number, person in enumerate(forty.people[:36]):
                for which, points in ((PRE, 300 + number * 37 % 1500), (POST, 1500 + number * 91 % 2500)):
                    if number % 9 != 4 or which is POST:
                        record_result(
                            db, course_id=forty.course, person_id=person, which=which, points=points
                        )
    page = open_tests(open_page, forty.course)
    activate(main_window, qtbot)
    if filled == "filled":
        page.table.view.setFocus()
        keys("12", qtbot)
    settle()

    save_picture(main_window, f"tests_{filled}_{language}")
    assert clipped(main_window) == []
    press(Qt.Key.Key_Escape, qtbot)
    assert nameless(page) == []
    assert unreachable(page) == []


def test_the_dialog_looks(language: str, page: CourseTestsPage, dialog: FindDialog) -> None:
    page.set.trigger()
    asked = dialog(CourseTestsDialog)

    save_picture(asked, f"dialog_tests_{language}", width=asked.width(), height=asked.height())
    assert clipped(asked) == []
    assert nameless(asked) == []
    assert unreachable(asked) == []
    asked.reject()


def test_the_results_are_a_sound_table_model(
    page: CourseTestsPage, qtmodeltester: ModelTester, qtbot: QtBot
) -> None:
    keys("5|6|", qtbot)

    qtmodeltester.check(page.table.model)
