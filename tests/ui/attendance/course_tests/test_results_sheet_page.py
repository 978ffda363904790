from pathlib import Path

import pytest
from openpyxl import load_workbook
from pytestqt.qtbot import QtBot

from tests.spreadsheets import WriteSheet
from tests.ui.accessibility import nameless, unreachable
from tests.ui.attendance.conftest import Class, OpenPage, settle
from tests.ui.choosing import drop
from tests.ui.clipping import clipped
from tests.ui.pictures import save_picture
from tvet_desktop.attendance.course_tests.loading import results_of
from tvet_desktop.attendance.course_tests.record_result import record_result
from tvet_desktop.attendance.course_tests.rules import TestSettings, WhichTest
from tvet_desktop.attendance.course_tests.set_tests import set_tests
from tvet_desktop.storage.database import Database
from ui.attendance.course_tests.results_sheet_page import ResultsSheetPage
from ui.main_window import MainWindow

PRE, POST = WhichTest.PRE, WhichTest.POST
BOTH = TestSettings(pre_maximum=2000, post_maximum=2000)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "results.csv"
    made.write_text(
        "No;Names;Pre-test;Post-test\n"
        "1;Person Invented01;8;15,5\n"
        "2;INVENTED02 Person;7.5;absent\n"
        "3;Invented03 Person;9;19\n"
        "4;Invented04;5;6\n"
        "5;Nobody Known;5;6\n"
        "6;Invented06 Person;25;good\n"
    )
    return made


@pytest.fixture
def page(forty: Class, database: Database, open_page: OpenPage) -> ResultsSheetPage:
    with database.transaction() as db:
        set_tests(db, course_id=forty.course, tests=BOTH)
        record_result(db, course_id=forty.course, person_id=forty.people[2], which=POST, points=1800)
    made = open_page("results_sheet", forty.course)
    assert isinstance(made, ResultsSheetPage)
    return made


def lines_of(page: ResultsSheetPage) -> list[list[str]]:
    columns = page.lines.model.columns
    return [[column.text(row) for column in columns] for row in page.lines.model.rows]


def stored(database: Database, forty: Class) -> list[tuple[int | None, int | None]]:
    with database.reading() as db:
        results = results_of(db, forty.course)
    return [results.get(person_id, (None, None)) for person_id in forty.people[:6]]


EMPTY = (None, None)
BEFORE = [EMPTY, EMPTY, (None, 1800), EMPTY, EMPTY, EMPTY]
AFTER = [(800, 1550), (750, None), (900, 1800), EMPTY, EMPTY, EMPTY]


def test_a_list_is_shown_before_anything_is_saved(
    page: ResultsSheetPage, file: Path, forty: Class, database: Database
) -> None:
    assert "Nothing is saved" in page.lines.empty_words.text()
    page.read_file(file)

    assert page._state.text() == "Results: +4 ~0 −0 · 1 differs · 2 names left out · 2 bad cells"
    assert page.do.text() == "Import 4 results"
    assert lines_of(page) == [
        ["Invented04", "5", "5", "6", "only a part of the name is known", "left out"],
        ["Nobody Known", "6", "5", "6", "nobody has this name", "left out"],
        ["Invented03 Person", "4", "9", "19", "INVENTED03 Person", "differs: what is there is kept"],
        ["Person Invented01", "2", "8", "15.5", "INVENTED01 Person", "will be added"],
        ["INVENTED02 Person", "3", "7.5", "", "INVENTED02 Person", "will be added"],
        ["Invented06 Person", "7", "", "", "INVENTED06 Person", "no result in this row"],
    ]
    remarks = [row.sentence for row in page.remarks.model.rows]
    assert remarks[0] == "Row 4, Invented03 Person: 18 in the post-test was kept, the list says 19."
    assert "“good”: this is not a number of points" in remarks[1]
    assert "“25”: these are more points than the test has" in remarks[2]
    assert stored(database, forty) == BEFORE


def test_a_list_is_imported_taken_back_and_adds_nothing_twice(
    page: ResultsSheetPage, file: Path, forty: Class, database: Database
) -> None:
    page.read_file(file)
    page.do.trigger()

    assert page.messages.text == (
        "4 results imported. 1 differs from the list and was kept. 2 names were left out."
    )
    assert stored(database, forty) == AFTER
    assert [line[5] for line in lines_of(page)][3:5] == ["is there already", "is there already"]
    page.messages.undo_last()
    assert stored(database, forty) == BEFORE
    assert page.do.text() == "Import 4 results"
    page.do.trigger()
    page.read_file(file)
    assert page.do.text() == "Nothing to import"
    assert not page.do.isEnabled()
    assert stored(database, forty) == AFTER


def test_the_file_comes_back_with_comments_in_the_cells_to_correct(
    page: ResultsSheetPage, write_sheet: WriteSheet, tmp_path: Path
) -> None:
    rows = [["Names", "Post-test"], ["Invented01 Person", "good"], ["Nobody Known", 5]]
    page.read_file(write_sheet(rows, name="results.xlsx"))
    assert page.comments.save.isVisible()
    page.comments.write(tmp_path / "back.xlsx")

    sheet = load_workbook(tmp_path / "back.xlsx").active
    assert sheet is not None
    assert "not a number of points" in sheet["B2"].comment.text
    assert "Nobody has this name." in sheet["A3"].comment.text
    assert sheet["A2"].comment is None


def test_a_file_is_dropped_on_the_page(page: ResultsSheetPage, file: Path) -> None:
    drop(page, [file])

    assert page.do.text() == "Import 4 results"


def test_a_column_of_points_asks_which_test_it_is(
    page: ResultsSheetPage, tmp_path: Path, forty: Class, database: Database, qtbot: QtBot
) -> None:
    file = tmp_path / "points.csv"
    file.write_text("Names;Points\nInvented01 Person;12\n")
    page.read_file(file)
    assert page.which.isVisible()
    assert page.which.value() is POST
    qtbot.keyClicks(page.which.box, "Pre")
    page.which.box.activated.emit(page.which.box.currentIndex())
    settle()
    assert lines_of(page)[0][2] == "12"
    page.do.trigger()

    assert stored(database, forty)[0] == (1200, None)


def test_a_course_without_tests_says_what_comes_first(forty: Class, open_page: OpenPage, file: Path) -> None:
    page = open_page("results_sheet", forty.course)
    assert isinstance(page, ResultsSheetPage)
    page.read_file(file)

    assert page.messages.text == "The course has no pre-test yet: set its maximum first."
    assert not page.do.isVisible()


@pytest.mark.parametrize("content", ["Names;Phone\nKeza;1\n", "", "%PDF-1.4"])
def test_another_file_says_so_and_changes_nothing(
    page: ResultsSheetPage, tmp_path: Path, forty: Class, database: Database, content: str
) -> None:
    file = tmp_path / "other.csv"
    file.write_text(content)
    page.read_file(file)

    assert "“other.csv”" in page.messages.text
    assert stored(database, forty) == BEFORE


@pytest.mark.parametrize("language", ["en", "pseudo"])
def test_looks(
    language: str,
    request: pytest.FixtureRequest,
    file: Path,
    main_window: MainWindow,
) -> None:
    if language == "pseudo":
        request.getfixturevalue("pseudo_language")
    page: ResultsSheetPage = request.getfixturevalue("page")
    assert clipped(main_window) == []
    save_picture(main_window, f"results_sheet_empty_{language}")
    page.read_file(file)
    settle()
    save_picture(main_window, f"results_sheet_{language}")
    assert clipped(main_window) == []
    assert nameless(page) == []
    assert unreachable(page) == []
