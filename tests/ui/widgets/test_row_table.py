import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from tests.ui.demo import DemoRow, demo_columns, demo_rows
from ui.remembered import Remembered
from ui.widgets.row_table import RowTable


@pytest.fixture
def table(qtbot: QtBot, remembered: Remembered) -> RowTable[DemoRow]:
    made: RowTable[DemoRow] = RowTable(
        "demo", demo_columns(), title="People", key=lambda row: row.id, remembered=remembered
    )
    qtbot.addWidget(made)
    made.resize(1000, 500)
    made.set_rows(demo_rows(20))
    made.show()
    return made


def test_enter_opens_the_current_row(table: RowTable[DemoRow], qtbot: QtBot) -> None:
    table.view.selectRow(2)

    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table.view, Qt.Key.Key_Return)

    assert opened.args[0] == demo_rows(3)[2]


def test_typing_filters_and_escape_shows_all_again(table: RowTable[DemoRow], qtbot: QtBot) -> None:
    qtbot.keyClicks(table.view, "M")
    qtbot.keyClicks(table.filter, "ugabo")
    qtbot.waitUntil(lambda: len(table.model.rows) == 4)

    qtbot.keyClick(table.filter, Qt.Key.Key_Escape)

    assert len(table.model.rows) == 20


def test_selection_and_current_row_survive_a_reload_in_another_order(table: RowTable[DemoRow]) -> None:
    table.view.selectRow(3)
    chosen = table.selected_rows()

    table.set_rows(list(reversed(demo_rows(20))))

    assert table.selected_rows() == chosen
    assert table.current_row() == chosen[0]


def test_empty_table_says_so_and_offers_the_button(table: RowTable[DemoRow]) -> None:
    pressed: list[bool] = []
    add = QAction("Add person", table)
    add.triggered.connect(lambda: pressed.append(True))
    table.set_empty("Nobody is here yet.", QAction("Earlier button", table))
    table.set_empty("Nobody is recorded yet: add the first person.", add)
    table.set_empty("Nobody is recorded yet: add the first person.", add)
    table.set_rows([])

    table.empty_button.click()

    assert table.empty_words.isVisible()
    assert not table.view.isVisible()
    assert len(pressed) == 1


def test_zebra_only_above_twelve_rows(table: RowTable[DemoRow]) -> None:
    assert table.view.alternatingRowColors()

    table.set_rows(demo_rows(12))

    assert not table.view.alternatingRowColors()


def test_column_widths_are_remembered(table: RowTable[DemoRow], remembered: Remembered, qtbot: QtBot) -> None:
    table.view.setColumnWidth(0, 333)
    again: RowTable[DemoRow] = RowTable(
        "demo", demo_columns(), title="People", key=lambda row: row.id, remembered=remembered
    )
    qtbot.addWidget(again)

    assert remembered.column_widths("demo")["name"] == 333
    assert again.view.columnWidth(0) == 333


def test_context_menu_holds_the_given_actions(table: RowTable[DemoRow]) -> None:
    actions = [QAction("Open", table), QAction("Remove", table)]

    table.set_actions(actions)

    assert table.view.actions() == actions


def test_a_filter_without_a_match_says_how_to_get_the_rows_back(
    table: RowTable[DemoRow], qtbot: QtBot
) -> None:
    qtbot.keyClicks(table.view, "zzz")
    qtbot.waitUntil(lambda: not table.model.rows)

    assert "Esc" in table._none_matches.text()
    assert table._none_matches.isVisible()
    qtbot.keyClick(table.filter, Qt.Key.Key_Escape)
    assert not table._none_matches.isVisible()


def test_home_and_end_go_to_the_first_and_last_row(table: RowTable[DemoRow], qtbot: QtBot) -> None:
    table.view.selectRow(5)
    qtbot.keyClick(table.view, Qt.Key.Key_End)
    assert table.view.currentIndex().row() == 19
    assert table.selected_rows() == [demo_rows(20)[19]]

    qtbot.keyClick(table.view, Qt.Key.Key_Home)
    assert table.view.currentIndex().row() == 0

    qtbot.keyClick(table.view, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert len(table.selected_rows()) == 20


def test_who_hears_of_a_selection_finds_its_row_current(table: RowTable[DemoRow]) -> None:
    rows = demo_rows(20)
    table.select({rows[1].id})
    heard: list[tuple[DemoRow | None, list[DemoRow]]] = []
    table.selection_changed.connect(lambda: heard.append((table.current_row(), table.selected_rows())))

    table.select({rows[7].id, rows[9].id})

    assert heard == [(rows[7], [rows[7], rows[9]])]


def test_the_row_that_the_keyboard_came_to_is_chosen_once_a_filter_leaves_it(
    table: RowTable[DemoRow], qtbot: QtBot
) -> None:
    table.view.selectionModel().clear()
    table.view.setFocus()
    assert table.selected_rows() == []

    qtbot.keyClicks(table.view, table.model.rows[0].name[:3])
    qtbot.keyClick(table.filter, Qt.Key.Key_Return)

    assert table.selected_rows() == [table.current_row()]
