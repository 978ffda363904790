from typing import Any

import pytest
from PySide6.QtCore import Qt

from tests.ui.demo import DemoRow, demo_columns, demo_rows
from ui.widgets.column import Column
from ui.widgets.row_table_model import ROW_ROLE, RowTableModel

DISPLAY = Qt.ItemDataRole.DisplayRole


@pytest.fixture
def model(qtmodeltester: Any) -> RowTableModel[DemoRow]:
    made = RowTableModel(demo_columns())
    made.set_rows(demo_rows(30))
    qtmodeltester.check(made)
    return made


def test_model_passes_the_model_tester_through_every_change(
    model: RowTableModel[DemoRow], qtmodeltester: Any
) -> None:
    model.sort(3)
    model.set_filter("uwera")
    qtmodeltester.check(model)
    model.set_rows([])
    qtmodeltester.check(model, force_py=True)

    assert model.rowCount() == 0


def test_cells_show_text_and_carry_the_whole_row(model: RowTableModel[DemoRow]) -> None:
    cell = model.index(1, 0)

    assert model.data(cell, DISPLAY) == "Mugabo Éric 2"
    assert model.data(cell, ROW_ROLE).id == (11 << 53) + 1
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Name"


def test_numbers_are_sorted_as_numbers_and_words_without_accents(model: RowTableModel[DemoRow]) -> None:
    model.sort(3, Qt.SortOrder.AscendingOrder)
    hours = [row.hours for row in model.rows]
    model.sort(0, Qt.SortOrder.AscendingOrder)

    assert hours == sorted(hours)
    assert model.rows[0].name.startswith("Habimana")


def test_values_that_are_missing_come_last() -> None:
    columns = [Column[int | None]("n", lambda: "N", str, sort_key=lambda row: row)]
    model: RowTableModel[int | None] = RowTableModel(columns)
    model.set_rows([3, None, 1])
    model.sort(0)

    assert list(model.rows) == [1, 3, None]


def test_filter_forgives_accents_order_and_r_for_l(model: RowTableModel[DemoRow]) -> None:
    model.set_filter("eric MUGABO")
    assert {row.name.split()[0] for row in model.rows} == {"Mugabo"}

    model.set_filter("hospitarity")
    assert {row.department for row in model.rows} == {"Hospitality"}

    model.set_filter("")
    assert len(model.rows) == model.count_unfiltered == 30
