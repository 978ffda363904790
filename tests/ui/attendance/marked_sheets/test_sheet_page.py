from pathlib import Path

import pytest
from openpyxl import Workbook as NewWorkbook
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.attendance.conftest import Class, FindDialog, OpenPage, letters_of, settle
from tests.ui.choosing import drop, pick
from tests.ui.keyboard import activate
from tvet_desktop.attendance.marked_sheets.waiting_names import waiting_names
from tvet_desktop.storage.database import Database
from ui.attendance.marked_sheets.sheet_page import SheetPage
from ui.attendance.marked_sheets.waiting_page import WaitingPage
from ui.attendance.marked_sheets.whose_dialog import WhoseDialog
from ui.main_window import MainWindow


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    file = tmp_path / "marks.csv"
    file.write_text(
        "Names;01/03/2027 AM;01/03/2027 PM\n"
        "Invented01 Person;P;L 10\n"
        "Invented02 Person;A;X\n"
        "Invented03;P;P\n"
        "Nobody Known;E;P\n"
    )
    return file


def sheet_page(open_page: OpenPage, course_id: int) -> SheetPage:
    page = open_page("marks_sheet", course_id)
    assert isinstance(page, SheetPage)
    return page


def test_a_sheet_is_shown_before_anything_is_saved(
    forty: Class, open_page: OpenPage, sheet: Path, database: Database
) -> None:
    page = sheet_page(open_page, forty.course)
    assert "Nothing is saved" in page.parts.lines.empty_words.text()

    page.read_file(sheet)

    assert page._state.text() == "Marks: +3 ~0 −0 · 2 sessions · 2 people known · 2 names wait · 1 bad cell"
    assert page.do.text() == "Import 3 marks"
    columns = page.parts.lines.model.columns
    assert [[column.text(row) for column in columns] for row in page.parts.lines.model.rows] == [
        ["Invented03", "4", "2", "waits: only a part of the name is known"],
        ["Nobody Known", "5", "2", "waits: nobody has this name"],
        ["Invented01 Person", "2", "2", "INVENTED01 Person"],
        ["Invented02 Person", "3", "1", "INVENTED02 Person"],
    ]
    assert "“X”: X may mean present or absent" in page.parts.remarks.model.row_at(0).sentence
    assert letters_of(database, forty.sessions[0], forty.people) == "." * 40


def test_a_sheet_is_imported_and_taken_back(
    forty: Class, open_page: OpenPage, sheet: Path, database: Database
) -> None:
    page = sheet_page(open_page, forty.course)
    page.read_file(sheet)

    page.do.trigger()

    assert page.messages.text == "3 marks imported. 4 marks wait until somebody says whose they are."
    assert letters_of(database, forty.sessions[0], forty.people) == "PA" + "." * 38
    assert not any(row.is_new for row in page.parts.sessions.model.rows)  # no more "will be made"
    page.messages.undo_last()
    assert letters_of(database, forty.sessions[0], forty.people) == "." * 40
    assert page.parts.lines.model.count_unfiltered == 0


@pytest.fixture
def other(forty: Class, open_page: OpenPage, sheet: Path) -> SheetPage:
    """A second sheet that says otherwise of one mark is shown."""
    page = sheet_page(open_page, forty.course)
    page.read_file(sheet)
    page.do.trigger()
    other = sheet.with_name("other.csv")
    other.write_text("Names;01/03/2027 AM;01/03/2027 PM\nInvented01 Person;A;L 10\n")
    page.read_file(other)
    return page


def test_a_mark_that_differs_is_listed_and_ours_stays(other: SheetPage) -> None:
    settle()
    assert other._state.text() == "Marks: +0 ~1 −0 · 2 sessions · 1 person known"
    assert not other.do.isEnabled()
    table = other.parts.differing.table
    assert [[column.text(row) for column in table.model.columns] for row in table.model.rows] == [
        ["Invented01 Person", "01/03/2027 morning", "Present", "Absent", "ours stays"]
    ]


def test_the_sheets_mark_is_taken_by_enter_and_that_is_undone(
    other: SheetPage, forty: Class, main_window: MainWindow, qtbot: QtBot, database: Database
) -> None:
    activate(main_window, qtbot)
    table = other.parts.differing.table
    table.view.setFocus()
    qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert other.do.text() == "Import 1 mark"

    other.do.trigger()

    assert other.messages.text == "0 marks imported. 1 of ours was replaced. 1 was there already."
    assert letters_of(database, forty.sessions[0], forty.people[:1]) == "A"
    qtbot.keyClick(other, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert letters_of(database, forty.sessions[0], forty.people[:1]) == "P"
    assert "1 mark was taken back" in other.messages.text


def test_a_mark_that_differs_is_kept_and_named(
    other: SheetPage, forty: Class, sheet: Path, database: Database
) -> None:
    more = sheet.with_name("more.csv")
    more.write_text("Names;01/03/2027 AM;01/03/2027 PM\nInvented01 Person;A;L 10\nInvented04 Person;P;\n")
    other.read_file(more)

    other.do.trigger()

    assert other.messages.text == (
        "1 mark imported. 1 was there already. 1 mark differs from the sheet and was kept."
    )
    assert other.parts.remarks.model.row_at(0).sentence == (
        "Row 2, Invented01 Person, 01/03/2027 morning: the mark “Present” was kept, the sheet says “Absent”."
    )
    assert letters_of(database, forty.sessions[0], forty.people[:1]) == "P"


def test_a_sheet_that_is_dropped_is_read(forty: Class, open_page: OpenPage, sheet: Path) -> None:
    page = sheet_page(open_page, forty.course)

    drop(page, [sheet])

    assert page.do.text() == "Import 3 marks"
    drop(page, [sheet, sheet.parent])
    assert "one file at a time" in page.messages.text


def test_the_names_are_chosen_by_hand_and_remembered_until_forgotten(
    forty: Class, open_page: OpenPage, tmp_path: Path
) -> None:
    file = tmp_path / "marks.csv"
    file.write_text("Nr;Who came;01/03/2027 AM\n1;Invented01 Person;P\n")
    page = sheet_page(open_page, forty.course)
    page.read_file(file)
    assert "No column of names" in page.messages.text
    assert not page.do.isVisible()

    pick(page.parts.choices.columns.boxes["full_name"], "B · Who came")
    assert page.do.text() == "Import 1 mark"
    page.do.trigger()
    page.read_file(file)
    columns = page.parts.choices.columns
    assert columns.earlier.text() == "1 column is read as it was chosen earlier: Who came."
    columns.forget.click()
    assert "No column of names" in page.messages.text
    assert not columns.forget.isVisible()


def test_what_an_x_means_is_said_once_for_the_sheet(
    forty: Class, open_page: OpenPage, sheet: Path, database: Database
) -> None:
    page = sheet_page(open_page, forty.course)
    page.read_file(sheet)

    pick(page.parts.choices.cross, "absent")

    assert page.do.text() == "Import 4 marks"
    page.do.trigger()
    assert letters_of(database, forty.sessions[1], forty.people[:2]) == "LA"


def test_the_sheets_of_a_workbook_follow_each_other(
    forty: Class, open_page: OpenPage, tmp_path: Path, database: Database
) -> None:
    book = NewWorkbook()
    book.active.title = "Week 1"
    book.active.append(["Names", "01/03/2027 AM"])
    book.active.append(["Invented01 Person", "P"])
    second = book.create_sheet("Week 2")
    second.append(["Names", "1 March PM"])
    second.append(["Invented01 Person", "15 min"])
    book.save(tmp_path / "marks.xlsx")
    page = sheet_page(open_page, forty.course)
    page.read_file(tmp_path / "marks.xlsx")
    page.do.trigger()
    assert page.next.text() == "Read the sheet “Week 2”"

    page.next.trigger()
    page.do.trigger()

    assert letters_of(database, forty.sessions[1], forty.people[:1]) == "L"
    assert not page.next.isVisible()


def test_the_sheet_comes_back_with_comments_beside_marks_and_names(
    forty: Class, open_page: OpenPage, sheet: Path, tmp_path: Path
) -> None:
    page = sheet_page(open_page, forty.course)
    page.read_file(sheet)
    assert page.comments.save.isVisible()

    page.comments.write(tmp_path / "copy.xlsx")

    assert "comments in 3 cells" in page.messages.text
    cells = {c.coordinate for row in load_workbook(tmp_path / "copy.xlsx").active for c in row if c.comment}
    assert cells == {"A1", "A4", "A5", "C3"}


def test_what_is_no_marked_sheet_is_refused_in_one_sentence(
    forty: Class, open_page: OpenPage, tmp_path: Path
) -> None:
    file = tmp_path / "letter.csv"
    file.write_text("Dear all;\nNo marks here;\n")
    page = sheet_page(open_page, forty.course)

    page.read_file(file)

    assert "is not a marked sheet that we can read" in page.messages.text
    assert not page.do.isVisible()


def test_the_file_dialog_opens_where_the_last_file_was(
    forty: Class, open_page: OpenPage, sheet: Path, dialog: FindDialog
) -> None:
    page = sheet_page(open_page, forty.course)
    page.read_file(sheet)

    page.choose.trigger()

    asked = dialog(QFileDialog)
    assert isinstance(asked, QFileDialog)
    assert Path(asked.directory().absolutePath()) == sheet.parent
    asked.reject()


@pytest.fixture
def waiting(forty: Class, open_page: OpenPage, main_window: MainWindow, sheet: Path) -> WaitingPage:
    """Two names of an imported sheet wait."""
    page = sheet_page(open_page, forty.course)
    page.read_file(sheet)
    page.do.trigger()
    page.waiting.trigger()
    settle()
    assert isinstance(main_window.page, WaitingPage)
    return main_window.page


def test_names_that_wait_say_why_and_who_may_be_meant(waiting: WaitingPage) -> None:
    columns = waiting.table.model.columns
    assert [[column.text(row) for column in columns] for row in waiting.table.model.rows] == [
        ["Invented03", "only a part of the name is known", "2 P", "INVENTED03 Person"],
        ["Nobody Known", "nobody has this name", "1 E, 1 P", "–"],
    ]
    assert waiting._state.text() == "2 names wait"


def test_a_name_is_linked_to_the_likeliest_by_enter_and_that_is_undone(
    waiting: WaitingPage, forty: Class, dialog: FindDialog, database: Database
) -> None:
    waiting.decide.trigger()
    asked = dialog(WhoseDialog)
    assert isinstance(asked, WhoseDialog)
    assert asked.person_id == forty.people[2]

    asked.table.opened.emit(asked.table.current_row())

    assert waiting.messages.text == "2 marks of “Invented03” have their person."
    assert letters_of(database, forty.sessions[0], forty.people[:3]) == "PAP"
    assert waiting.table.model.count_unfiltered == 1
    waiting.messages.undo_last()
    assert letters_of(database, forty.sessions[0], forty.people[:3]) == "PA."
    assert waiting.table.model.count_unfiltered == 2


def test_a_name_of_nobody_is_put_aside_and_waits_again_by_undo(
    waiting: WaitingPage, forty: Class, database: Database
) -> None:
    waiting.table.view.selectRow(1)

    waiting.nobody.trigger()

    assert waiting.messages.text == "The marks of “Nobody Known” are put aside."
    with database.reading() as db:
        assert [name.name for name in waiting_names(db, forty.course)] == ["Invented03"]
    waiting.messages.undo_last()
    with database.reading() as db:
        assert len(waiting_names(db, forty.course)) == 2


def test_searching_to_nobody_leaves_nothing_to_choose(waiting: WaitingPage, dialog: FindDialog) -> None:
    waiting.decide.trigger()
    asked = dialog(WhoseDialog)
    assert isinstance(asked, WhoseDialog)

    asked.table.filter.setText("zzz")
    asked.table._apply_filter()

    assert not asked.form.primary.isEnabled()
    asked.reject()
