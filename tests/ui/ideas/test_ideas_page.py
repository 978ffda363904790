import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import nameless, unreachable
from tests.ui.clipping import at_full_size, clipped
from tests.ui.conftest import Journey
from tests.ui.ideas.conftest import TITLES, some_ideas
from tests.ui.pictures import save_picture
from tvet_desktop.ideas.models import IdeaState
from tvet_desktop.ideas.queries import list_ideas
from tvet_desktop.storage.database import Database
from ui.context import Context
from ui.ideas.ideas_page import IdeasPage


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> IdeasPage:
    made = IdeasPage(context)
    qtbot.addWidget(made)
    return made


def shown(page: IdeasPage) -> list[str]:
    return [row.title for row in page.table.model.rows]


def test_an_empty_list_offers_the_first_idea(page: IdeasPage, journey: Journey) -> None:
    at_full_size(page)
    assert clipped(page) == []
    assert page.table.empty_button.isVisible()
    page.table.empty_button.click()
    assert journey.pages == [("idea", "new")]
    save_picture(page, "empty")


def test_words_state_and_area_narrow_the_list(page: IdeasPage, database: Database, people: list[int]) -> None:
    some_ideas(database, people)
    at_full_size(page)
    assert len(shown(page)) == 14
    QTest.keyClicks(page.table.view, "so")
    QTest.keyClicks(page.filters.search.line, "ral")  # r and l are the same
    QTest.qWait(1)
    page.filters.changed.emit()
    assert shown(page) == [TITLES[0]]
    QTest.keyClick(page.filters.search.line, Qt.Key.Key_Return)
    QTest.keyClick(page.table.view, Qt.Key.Key_Escape)
    assert len(shown(page)) == 14
    page.filters.states.set_value(IdeaState.SUBMITTED.value)
    page.filters.changed.emit()
    assert len(shown(page)) == 3
    page.filters.search.set_value("nothing like it")
    page.filters.changed.emit()
    assert "No idea fits" in page.table.empty_words.text()


def test_removing_can_be_undone(page: IdeasPage, database: Database, people: list[int]) -> None:
    some_ideas(database, people)
    at_full_size(page)
    page.table.view.selectRow(0)
    title = page.table.selected_rows()[0].title
    page.remove.trigger()
    assert title not in shown(page)
    page.messages.undo_last()
    assert title in shown(page)


def test_a_submitted_idea_is_not_removed(page: IdeasPage, database: Database, people: list[int]) -> None:
    ids = some_ideas(database, people)
    at_full_size(page)
    page.table.select({ids[0]})
    page.remove.trigger()
    assert "take it back first" in page.messages.text
    with database.reading() as db:
        assert len(list_ideas(db)) == 14


def test_amounts_have_spaces_and_unlinked_leaders_are_counted(
    page: IdeasPage, database: Database, people: list[int]
) -> None:
    some_ideas(database, people)
    at_full_size(page)
    budgets = {page.table.model.index(n, 3).data() for n in range(14)}
    assert "12 500 000" in budgets
    assert page.leaders.text() == "Link 5 team leaders"
    assert any("(not linked)" in page.table.model.index(n, 1).data() for n in range(14))


@pytest.mark.parametrize("language", ["en", "pseudo"])
def test_the_page_fits(
    *,
    context: Context,
    qtbot: QtBot,
    database: Database,
    people: list[int],
    language: str,
    request: pytest.FixtureRequest,
) -> None:
    if language == "pseudo":
        request.getfixturevalue("pseudo_language")
    page = IdeasPage(context)
    qtbot.addWidget(page)
    some_ideas(database, people)
    at_full_size(page)
    page.table.view.selectRow(1)
    assert clipped(page) == []
    assert nameless(page) == []
    assert unreachable(page) == []
    save_picture(page, f"ideas_{language}")
