import time
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import nameless, unreachable
from tests.ui.accounts.gates import GateOpened
from tests.ui.clipping import at_full_size, clipped
from tests.ui.demo import DemoListPage, demo_pages
from ui.background import Progress, ThreadBackground
from ui.context import Context
from ui.finder import Found
from ui.main_window import Frame, MainWindow
from ui.navigation import NARROW, WIDE
from ui.widgets.words import Button, EntryButton

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def main(context: Context, qtbot: QtBot, runner: ThreadBackground) -> MainWindow:
    made = MainWindow(context, demo_pages(), Frame(is_practice=True, status=GateOpened().status), runner)
    qtbot.addWidget(made)
    made.open_first()
    at_full_size(made)
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    return made


def test_pages_are_made_when_first_opened_and_kept(main: MainWindow) -> None:
    first = main.page
    main.open_page("people")
    people = main.page
    main.open_page("home")

    assert main.page is first
    main.open_page("people")
    assert main.page is people


def test_shortcuts_jump_in_the_order_of_the_menu(main: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(main, Qt.Key.Key_2, CTRL)
    assert main.current == "people"

    qtbot.keyClick(main, Qt.Key.Key_9, CTRL)
    assert main.current == "settings"


def test_last_page_is_remembered_but_not_a_form(main: MainWindow, context: Context) -> None:
    main.open_page("people")
    main.open_page("form", 2**62)

    assert context.remembered.last_page == "people"
    assert main.navigation.entries["people"].isChecked()


def test_narrow_windows_show_icons_only(main: MainWindow) -> None:
    assert main.navigation.width() == WIDE
    at_full_size(main, 1024, 700)

    assert main.navigation.width() == NARROW
    assert main.navigation.entries["people"].accessibleName() == "People"
    assert clipped(main) == []


def test_ctrl_k_finds_a_page_and_enter_opens_it(main: MainWindow, qtbot: QtBot) -> None:
    finder = main.open_finder()
    qtbot.keyClicks(finder.line, "certif")
    qtbot.keyClick(finder.line, Qt.Key.Key_Return)

    assert main.current == "certificates"


def test_ctrl_k_finds_actions_of_the_page_and_asks_providers(main: MainWindow) -> None:
    asked: list[str] = []

    def provider(words: str, take: Any) -> None:
        asked.append(words)
        take([Found("Éric Mugabo", "Person", lambda: main.open_page("people", 7))])

    main.add_provider(provider)
    finder = main.open_finder()
    finder.line.setText("import")
    assert "Import a register" in finder.list.item(0).text()
    finder.line.setText("Éric mu")
    assert "Éric Mugabo" in finder.list.item(0).text()
    assert asked == ["import", "eric mu"]
    finder.line.setText("import")
    finder.reject()


def test_status_line_tells_and_leads(main: MainWindow, qtbot: QtBot) -> None:
    assert main.status_line.sent.text() == "214 changes to send"
    assert main.status_line.who.text() == "Invented Admin"

    qtbot.mouseClick(main.status_line.sent, Qt.MouseButton.LeftButton)

    assert main.current == "sync"


def test_f6_goes_round_page_status_line_and_menu(main: MainWindow, qtbot: QtBot) -> None:
    main.open_page("people")
    stops = []
    for key in (Qt.Key.Key_F6,) * 3:
        at = QApplication.focusWidget()
        assert at is not None
        qtbot.keyClick(at, key)
        stops.append(QApplication.focusWidget())
    assert stops[0] is main.status_line.saved
    assert isinstance(stops[1], EntryButton)
    assert stops[1].text() == "People"
    assert main.page is not None
    assert main.page.isAncestorOf(stops[2])
    qtbot.keyClick(stops[2], Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is main.navigation.entries["people"]
    qtbot.keyClick(main.navigation.entries["people"], Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    for word in (main.status_line.backed_up, main.status_line.sent):
        at = QApplication.focusWidget()
        assert at is not None
        qtbot.keyClick(at, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is word
    qtbot.keyClick(main.status_line.sent, Qt.Key.Key_Return)
    assert main.current == "sync"


def test_long_work_shows_name_and_bar_and_can_be_cancelled(
    main: MainWindow, qtbot: QtBot, runner: ThreadBackground
) -> None:
    strip = main._progress
    ended: list[object] = []

    def work(progress: Progress) -> None:
        for done in range(2000):
            progress.step(done, 2000)
            time.sleep(0.005)

    runner.run_with_progress(work, name="Importing the register", failed=ended.append)
    qtbot.waitUntil(strip.isVisible)
    assert strip.name.text() == "Importing the register"
    assert main.status_line.saved.text() == "Working…"

    qtbot.mouseClick(strip.cancel, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: bool(ended))
    assert not strip.isVisible()
    assert main.status_line.saved.text() == "Saved"


def test_short_work_shows_no_bar(main: MainWindow, qtbot: QtBot, runner: ThreadBackground) -> None:
    ended: list[object] = []
    runner.run(lambda: 1, name="Saving", done=ended.append)
    qtbot.waitUntil(lambda: bool(ended))

    assert not main._progress.isVisible()


def test_idle_window_asks_to_be_locked(context: Context, qtbot: QtBot, runner: ThreadBackground) -> None:
    main = MainWindow(context, demo_pages(), Frame(idle_minutes=0.001), runner)
    qtbot.addWidget(main)

    with qtbot.waitSignal(main.lock_requested, timeout=2000):
        main.show()


def test_switch_user_and_language_are_asked_for(main: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(main.switch_user_requested):
        main.status_line.who.menu().actions()[1].trigger()
    with qtbot.waitSignal(main.language_requested) as asked:
        main.status_line.language.menu().actions()[2].trigger()

    assert asked.args == ["rw"]


@pytest.mark.parametrize("page", ["home", "people", "settings"])
def test_every_control_has_a_name_and_is_reached_by_tab(main: MainWindow, page: str) -> None:
    main.open_page(page)
    at_full_size(main)

    assert nameless(main) == []
    assert unreachable(main) == []


@pytest.mark.parametrize("page", ["home", "people", "settings"])
@pytest.mark.usefixtures("pseudo_language")
def test_nothing_is_clipped_in_a_language_that_needs_much_room(
    context: Context, qtbot: QtBot, runner: ThreadBackground, page: str
) -> None:
    main = MainWindow(context, demo_pages(), Frame(is_practice=True), runner)
    qtbot.addWidget(main)
    main.open_page(page)
    at_full_size(main)
    shown = main.page
    if isinstance(shown, DemoListPage):
        shown.table.view.selectRow(0)
        shown.remove.trigger()
        at_full_size(main)

    assert clipped(main) == []


def test_enter_opens_the_entry_of_the_menu_with_the_focus(main: MainWindow, qtbot: QtBot) -> None:
    main.navigation.entries["people"].setFocus()
    qtbot.keyClick(main.navigation.entries["people"], Qt.Key.Key_Return)

    assert main.current == "people"


def test_keyboard_comes_back_to_the_page_when_its_control_goes(main: MainWindow, qtbot: QtBot) -> None:
    main.open_page("people")
    page = main.page
    assert page is not None
    last = Button("Gone in a moment")
    page.body.addWidget(last)
    last.setFocus()
    qtbot.waitUntil(last.hasFocus)
    last.hide()

    qtbot.waitUntil(lambda: page.isAncestorOf(QApplication.focusWidget() or main))


def test_undo_is_reached_from_the_menu(main: MainWindow, qtbot: QtBot) -> None:
    undone: list[str] = []
    main.open_page("people")
    assert main.page is not None
    main.page.messages.show_success("Marked 12 as present.", lambda: undone.append("marks"))
    main.navigation.entries["people"].setFocus()
    qtbot.keyClick(main.navigation.entries["people"], Qt.Key.Key_Z, CTRL)

    assert undone == ["marks"]


def test_word_of_work_is_as_wide_as_it_needs(main: MainWindow) -> None:
    main.status_line.show_working(working=True)

    assert clipped(main.status_line) == []
    assert main.status_line.saved.width() >= main.status_line.saved.sizeHint().width()
