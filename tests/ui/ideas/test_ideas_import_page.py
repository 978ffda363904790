from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.courses.factories import a_college
from tests.ui.accessibility import nameless, unreachable
from tests.ui.choosing import drop, pick
from tests.ui.clipping import at_full_size, clipped
from tests.ui.conftest import Journey
from tests.ui.ideas.conftest import TITLES
from tests.ui.pictures import save_picture
from tvet_desktop.ideas.import_ideas import IdeasImported
from tvet_desktop.ideas.queries import list_ideas
from tvet_desktop.storage.database import Database
from ui.context import Context
from ui.ideas.ideas_import_page import IdeasImportPage
from ui.ideas.ideas_page import IdeasPage
from ui.ideas.leaders_page import LeadersPage

LEADERS = ("KEZA Aline", "Mugabo J", "MUGABO Jean", "Unknown Somebody")


def write_list(folder: Path, headings: tuple[str, ...], *, name: str = "ideas_huye.xlsx") -> Path:
    workbook = Workbook()
    sheet = workbook.active
    sheet.append(headings)
    for number, title in enumerate(TITLES):
        budget = "much" if number == 2 else 1_000_000 + number
        jobs = "some" if number == 5 else number % 3
        sheet.append([title, LEADERS[number % 4], "Harvests are lost.", "Hospitality", budget, jobs, 1])
    path = folder / name
    workbook.save(path)
    return path


HEADINGS = (
    "Title",
    "Team leader",
    "Local need",
    "Sector",
    "Budget (RWF)",
    "Jobs expected (men)",
    "Jobs expected (women)",
)


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> IdeasImportPage:
    made = IdeasImportPage(context)
    qtbot.addWidget(made)
    return made


def test_a_list_is_looked_at_imported_and_taken_back(
    *,
    page: IdeasImportPage,
    context: Context,
    qtbot: QtBot,
    database: Database,
    people: list[int],
    tmp_path: Path,
    journey: Journey,
) -> None:
    assert people
    at_full_size(page)
    page.read_file(write_list(tmp_path, HEADINGS))
    assert page.do.text() == "Import 14 ideas"
    assert page.bad_heading.text() == "2 cells to correct"
    assert "Row 4" in page.bad_cells.item(0).text()
    with database.reading() as db:
        assert page.college.value() == a_college(db).id  # by the name of the file
        assert list_ideas(db) == []
    page.do.trigger()
    name, imported = journey.pages[-1]
    assert name == "ideas"
    assert isinstance(imported, IdeasImported)
    ideas = IdeasPage(context)
    qtbot.addWidget(ideas)
    ideas.go_to(imported)
    at_full_size(ideas)
    assert "14 ideas were imported" in ideas.messages.text
    assert ideas.table.model.rowCount() == 14
    ideas.messages.undo_last()
    assert ideas.table.model.rowCount() == 0

    page.read_file(write_list(tmp_path, HEADINGS))
    page.do.trigger()
    page.read_file(write_list(tmp_path, HEADINGS))
    page.do.trigger()
    assert "14 ideas were here already" in page.messages.text


def test_the_column_of_titles_can_be_chosen(page: IdeasImportPage, tmp_path: Path) -> None:
    at_full_size(page)
    page.read_file(write_list(tmp_path, ("What", "Who", "Why", "Which", "How much", "M", "F")))
    assert "no column of titles" in page.messages.text
    assert not page.do.isVisible()
    box = page.columns.boxes["title"]
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert page.table.model.rowCount() == 14
    assert not page.do.isEnabled() or page.college.value() is not None


def test_a_dropped_list_comes_back_with_comments_and_chosen_columns_are_remembered(
    page: IdeasImportPage, tmp_path: Path, people: list[int]
) -> None:
    assert people
    at_full_size(page)
    file = write_list(tmp_path, ("What", "Who", "Why", "Which", "Budget", "M", "F"))
    drop(page, [file])
    assert not page.comments.save.isVisible()
    pick(page.columns.boxes["title"], "A · What")
    assert page.do.text() == "Import 14 ideas"
    page.comments.write(tmp_path / "copy.xlsx")
    assert "“copy.xlsx” has a comment in 1 cell" in page.messages.text
    comments = [
        c.comment.text for row in load_workbook(tmp_path / "copy.xlsx").active for c in row if c.comment
    ]
    assert any("not an amount" in text for text in comments)
    page.do.trigger()

    other = write_list(tmp_path, ("What", "Who", "Why", "Which", "Budget", "M", "F"), name="huye_2.xlsx")
    page.read_file(other)
    assert page.columns.boxes["title"].currentText() == "A · What"
    page.columns.forget.click()
    assert "no column of titles" in page.messages.text


def test_a_file_that_is_no_spreadsheet_is_refused_in_a_sentence(
    page: IdeasImportPage, tmp_path: Path
) -> None:
    at_full_size(page)
    file = tmp_path / "ideas.xlsx"
    file.write_bytes(b"%PDF-1.7 not a table")
    page.read_file(file)
    assert "ideas.xlsx" in page.messages.text
    assert page.table.empty_button.isVisible()


@pytest.mark.parametrize("language", ["en", "pseudo"])
def test_the_pages_fit(
    *,
    context: Context,
    qtbot: QtBot,
    people: list[int],
    tmp_path: Path,
    language: str,
    request: pytest.FixtureRequest,
) -> None:
    assert people
    if language == "pseudo":
        request.getfixturevalue("pseudo_language")
    page, leaders = IdeasImportPage(context), LeadersPage(context)
    qtbot.addWidget(page)
    qtbot.addWidget(leaders)
    at_full_size(page)
    assert clipped(page) == []
    save_picture(page, f"import_empty_{language}")
    page.read_file(write_list(tmp_path, HEADINGS))
    at_full_size(page)
    assert clipped(page) == []
    assert nameless(page) == []
    assert unreachable(page) == []
    save_picture(page, f"import_{language}")
    page.do.trigger()
    at_full_size(leaders)
    assert clipped(leaders) == []
    assert nameless(leaders) == []
    assert unreachable(leaders) == []
    save_picture(leaders, f"leaders_{language}")


def test_a_leader_is_linked_and_the_link_undone(
    *,
    page: IdeasImportPage,
    context: Context,
    qtbot: QtBot,
    database: Database,
    people: list[int],
    tmp_path: Path,
) -> None:
    at_full_size(page)
    page.read_file(write_list(tmp_path, HEADINGS))
    page.do.trigger()
    leaders = LeadersPage(context)
    qtbot.addWidget(leaders)
    at_full_size(leaders)
    waiting = leaders.leaders.model.rowCount()
    assert waiting > 0
    unknown = next(row for row in leaders.leaders.model.rows if row.name == "Unknown Somebody")
    leaders.leaders.view.selectionModel().clear()
    leaders.leaders.select({unknown.idea_id})
    assert leaders.people.model.rowCount() == 0
    QTest.keyClicks(leaders.search.line, "paur nsenga")
    assert leaders.people.model.rowCount() == 1
    leaders.do.click()
    assert leaders.leaders.model.rowCount() == waiting - 1
    with database.reading() as db:
        linked = {row.id: row.leader for row in list_ideas(db)}[unknown.idea_id]
    assert linked == "NSENGA Paul"
    assert people
    leaders.messages.undo_last()
    assert leaders.leaders.model.rowCount() == waiting
