"""A list that had the keyboard before its lines came, or lost its selection, selects its first line again."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.clipping import at_full_size
from tvet_desktop.app import App
from tvet_desktop.courses.queries import list_courses
from tvet_desktop.people.queries import list_people
from ui.context import Context
from ui.pages import PAGES
from ui.widgets.row_table import RowTable


@pytest.mark.parametrize("name", ["register_imports", "waiting_rows", "consents", "course_consents"])
def test_the_first_line_is_selected_again(
    huye: App, context_of: Callable[[App], Context], qtbot: QtBot, name: str
) -> None:
    with huye.database.reading() as db:
        target = {"consents": list_people(db).rows[0].id, "course_consents": list_courses(db)[0].id}.get(name)
    page = PAGES[name].factory(context_of(huye))
    qtbot.addWidget(page)
    if target is not None:
        page.go_to(target)
    at_full_size(page)
    (table, *_others) = [found for found in page.findChildren(RowTable) if found.model.rows] or [None]
    if table is None:
        pytest.skip("the register of Huye leaves no row waiting")
    table.view.setCurrentIndex(table.model.index(0, 0))
    table.view.clearSelection()
    assert table.current_row() is not None
    page.refresh()

    assert table.selected_rows() == [table.model.rows[0]]
