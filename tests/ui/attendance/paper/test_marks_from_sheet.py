"""A signed page comes back: its code or picture opens it, its marks are typed, its picture stays beside."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from tests.attendance.paper.papers import as_file, page_image, print_it
from tests.courses.factories import MONDAY, a_running_course, some_people
from tests.ui.accessibility import nameless, unreachable
from tests.ui.attendance.conftest import NAMES, Class, settle
from tests.ui.clipping import at_full_size, clipped
from tests.ui.pictures import save_picture
from tvet_desktop.app import App
from tvet_desktop.attendance.loading import load_mark
from tvet_desktop.attendance.mark_attendance import mark_attendance
from tvet_desktop.attendance.models import MarkSource, MarkStatus
from tvet_desktop.attendance.paper.paper_code import SheetCode, programme_tag, write_code
from tvet_desktop.attendance.paper.print_sheet import SheetPrinted
from tvet_desktop.attendance.rules import Mark
from tvet_desktop.courses.cancel_session import cancel_session
from tvet_desktop.courses.enrol_people import enrol_people
from tvet_desktop.courses.withdraw_enrolment import withdraw_enrolment
from ui.attendance.attendance_page import AttendancePage
from ui.attendance.paper.paper_marks_page import PaperMarksPage
from ui.background import ThreadBackground
from ui.context import Context
from ui.main_window import Frame, MainWindow
from ui.pages import PAGES
from ui.widgets.form_dialog import FormDialog
from ui.widgets.words import ActionButton


@pytest.fixture(params=["en", "pseudo"])
def language(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    if name == "pseudo":
        request.getfixturevalue("pseudo_language")
    return name


@pytest.fixture
def forty(new_pc: App) -> Class:
    with new_pc.database.transaction() as db:
        return Class(*a_running_course(db, NAMES))


@pytest.fixture
def sheet(new_pc: App, forty: Class) -> SheetPrinted:
    return print_it(new_pc.database, new_pc.user.id, new_pc.clock.now(), forty.course, forty.sessions)


@pytest.fixture
def window(
    new_pc: App, context_of: Callable[[App], Context], runner: ThreadBackground, qtbot: QtBot
) -> MainWindow:
    main = MainWindow(context_of(new_pc), PAGES, Frame(), runner)
    qtbot.addWidget(main)
    at_full_size(main)
    return main


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> PaperMarksPage:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.open_page("marks_from_sheet", None)
    settle()
    assert isinstance(window.page, PaperMarksPage)
    return window.page


def code(sheet: SheetPrinted, forty: Class, number: int = 1) -> SheetCode:
    return SheetCode(sheet.sheet_id, number, tuple(forty.sessions))


def a_picture(tmp_path: Path, sheet: SheetPrinted, number: int = 1) -> Path:
    file = tmp_path / f"scan{number}.jpg"
    file.write_bytes(as_file(page_image(sheet.pdf, number).rotate(90, expand=True)))
    return file


def letters(app: App, session: int, people: list[int]) -> str:
    with app.database.reading() as db:
        marks = [load_mark(db, session, person) for person in people]
    return "".join("." if mark is None else mark.status.value for mark in marks)


def test_looks_without_a_page(language: str, page: PaperMarksPage, window: MainWindow) -> None:
    save_picture(window, f"marks_from_sheet_empty_{language}")
    assert clipped(window) == []
    assert nameless(page) == []
    assert unreachable(page) == []


def test_looks_of_a_page_with_its_picture(
    language: str,
    page: PaperMarksPage,
    window: MainWindow,
    new_pc: App,
    forty: Class,
    sheet: SheetPrinted,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    with new_pc.database.transaction() as db:
        (late,) = some_people(db, ["LATER One"])
        enrol_people(db, course_id=forty.course, person_ids=[late], enrolled_on=MONDAY)
        cancel_session(db, training_session_id=forty.sessions[9], reason="no power")
        withdraw_enrolment(
            db,
            course_id=forty.course,
            person_id=forty.people[1],
            left_on=MONDAY + timedelta(days=1),
            reason="moved",
        )
    page.evidence.take(a_picture(tmp_path, sheet))
    settle()
    qtbot.keyClicks(page.table, "ppal15pe")
    settle()

    save_picture(window, f"marks_from_sheet_{language}")
    assert clipped(window) == []
    assert nameless(page) == []
    assert unreachable(page) == []


def test_a_scanned_code_opens_the_page_from_anywhere(
    window: MainWindow, forty: Class, sheet: SheetPrinted, new_pc: App
) -> None:
    window.open_page("home", None)
    with new_pc.database.reading() as db:
        text = write_code(code(sheet, forty, 2), programme_tag(db))

    window.take_scan(text)
    settle()

    assert isinstance(window.page, PaperMarksPage)
    assert [line.line for line in window.page._shown.lines] == list(range(16, 31))
    assert "page 2 of 3, lines 16 to 30" in window.page._state.text()


def test_without_a_scanner_the_sheet_is_opened_from_the_list(
    window: MainWindow, forty: Class, sheet: SheetPrinted, language: str, qtbot: QtBot
) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.open_page("marks_from_sheet", None)
    settle()
    page = window.page
    assert isinstance(page, PaperMarksPage)
    save_picture(window, f"marks_from_sheet_list_{language}")
    assert clipped(window) == []
    assert unreachable(page) == []
    assert [row.pages for row in page.sheets.model.rows] == [3]

    page.focus()
    page.sheets.view.selectRow(0)
    qtbot.keyClick(page.sheets.view, Qt.Key.Key_Return)
    settle()

    assert page._shown is not None
    assert (page._shown.sheet_id, page._shown.course_id) == (sheet.sheet_id, forty.course)
    assert page.table.hasFocus()
    page.others.trigger()
    settle()
    assert page._shown is None
    assert page.sheets.isVisible()


def test_two_columns_are_typed_by_keyboard_and_come_from_paper(
    page: PaperMarksPage, forty: Class, sheet: SheetPrinted, new_pc: App, qtbot: QtBot
) -> None:
    page.go_to(code(sheet, forty))
    settle()
    assert page.table.hasFocus()

    qtbot.keyClicks(page.table, "pppal20ppppppppppepppppppppppppp")
    qtbot.keyClick(page.table, Qt.Key.Key_Down)  # ends the minutes that may wait
    settle()

    first, second = forty.sessions[:2]
    assert letters(new_pc, first, forty.people[:15]) == "PPPALPPPPPPPPPP"
    assert letters(new_pc, second, forty.people[:15]) == "EPPPPPPPPPPPPPP"
    with new_pc.database.reading() as db:
        late = load_mark(db, first, forty.people[4])
    assert late == Mark(MarkStatus.LATE, 20, "", MarkSource.SHEET)
    assert "120 cells to go" in page._state.text()


def test_along_the_line(
    page: PaperMarksPage, forty: Class, sheet: SheetPrinted, new_pc: App, qtbot: QtBot
) -> None:
    page.go_to(code(sheet, forty))
    page.direction.trigger()
    qtbot.keyClicks(page.table, "papapapapal")
    settle()

    with new_pc.database.reading() as db:
        said = [load_mark(db, session, forty.people[0]) for session in forty.sessions]
    assert "".join(mark.status.value for mark in said if mark) == "PAPAPAPAPA"
    assert letters(new_pc, forty.sessions[0], forty.people[1:2]) == "L"


def test_a_mark_that_stands_is_asked_about_and_taken_back_with_undo(
    page: PaperMarksPage, forty: Class, sheet: SheetPrinted, new_pc: App, qtbot: QtBot
) -> None:
    person, session = forty.people[0], forty.sessions[0]
    with new_pc.database.transaction() as db:
        mark_attendance(
            db,
            training_session_id=session,
            person_id=person,
            status=MarkStatus.ABSENT,
            now=new_pc.clock.now(),
        )
    page.go_to(code(sheet, forty))
    page.table._go_to(0, 0)

    qtbot.keyClicks(page.table, "p")
    settle()
    assert letters(new_pc, session, [person]) == "A"
    assert "already marked: Absent. Press P again" in page.messages.text

    qtbot.keyClicks(page.table, "p")
    settle()
    assert letters(new_pc, session, [person]) == "P"
    assert "before it was Absent" in page.messages.text

    qtbot.keyClick(page.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert letters(new_pc, session, [person]) == "A"
    page.messages.redo_last()
    settle()
    assert letters(new_pc, session, [person]) == "P"


def test_the_rest_of_a_column_and_a_cleared_mark(
    page: PaperMarksPage, forty: Class, sheet: SheetPrinted, new_pc: App, qtbot: QtBot
) -> None:
    page.go_to(code(sheet, forty, 3))
    qtbot.keyClicks(page.table, "a")
    menu = page.typing.open_rest_menu()
    assert menu is not None
    menu.actions()[0].trigger()
    menu.close()
    settle()
    assert letters(new_pc, forty.sessions[0], forty.people[30:]) == "APPPPPPPPP"
    assert letters(new_pc, forty.sessions[0], forty.people[:30]) == "." * 30

    page.table._go_to(3, 0)
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    settle()
    assert letters(new_pc, forty.sessions[0], forty.people[30:]) == "APP.PPPPPP"
    page.messages.undo_last()
    page.messages.undo_last()
    settle()
    assert letters(new_pc, forty.sessions[0], forty.people[30:]) == "A........."


def test_a_walk_in_is_written_on_an_empty_line(
    page: PaperMarksPage, forty: Class, sheet: SheetPrinted, qtbot: QtBot
) -> None:
    page.go_to(code(sheet, forty, 3))
    page.table._go_to(10, 2)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    dialog = cast("FormDialog", page.dialog)
    assert "02/03/2027 morning" in dialog.accessibleDescription()
    field = dialog.form.fields[0].control
    qtbot.keyClicks(field, "KEZA Invented")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    settle()

    assert page.table.cells.line(10).name == "KEZA Invented"
    assert page.table.cells.mark_at(10, 2) is not None
    qtbot.keyClicks(page.table, "p")  # the keyboard is still on that line
    page.messages.undo_last()
    page.messages.undo_last()
    settle()
    assert page.table.cells.line(10).name == ""


def test_a_picture_opens_its_page_and_stands_beside_the_register_too(
    page: PaperMarksPage,
    window: MainWindow,
    forty: Class,
    sheet: SheetPrinted,
    new_pc: App,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    file = a_picture(tmp_path, sheet, 2)
    assert drop(page, file)
    settle()

    assert page.table.cells.line(0).line == 16
    picture = page.evidence.panel.picture
    assert not picture._item.pixmap().isNull()
    assert picture._item.pixmap().width() > picture._item.pixmap().height()
    assert "1 signed page is kept" in page.messages.text
    (stored,) = list(new_pc.files.folder.iterdir())
    assert stored.stat().st_size <= 200_100
    page.messages.undo_last()
    settle()
    assert page.evidence.toggle.text() == "Signed pages"
    page.evidence.take(file)
    settle()
    assert sorted(one.name for one in tmp_path.iterdir() if one.is_file()) == [
        "scan2.jpg"
    ]  # nothing left behind

    window.open_page("attendance", forty.sessions[3])
    settle()
    register = window.page
    assert isinstance(register, AttendancePage)
    assert register.paper.evidence.toggle.text() == "Signed pages (1)"
    assert register.paper.evidence.panel.isHidden()
    register.paper.evidence.toggle.trigger()
    settle()
    panel = register.paper.evidence.panel
    assert panel.isVisible()
    assert not panel.picture._item.pixmap().isNull()
    save_picture(window, "register_with_evidence")
    assert clipped(window) == []

    qtbot.keyClicks(panel.picture, "++r")
    assert panel.picture.quarter_turns == 1
    qtbot.keyClicks(panel.picture, "+0")
    assert panel.picture.zoom == 1.0
    panel.remove.click()
    settle()
    assert register.paper.evidence.toggle.text() == "Signed pages"
    register.messages.undo_last()
    settle()
    assert register.paper.evidence.toggle.text() == "Signed pages (1)"


def test_looks_of_the_register_with_a_signed_page_beside(
    language: str, window: MainWindow, forty: Class, sheet: SheetPrinted, tmp_path: Path
) -> None:
    window.open_page("attendance", forty.sessions[3])
    settle()
    register = window.page
    assert isinstance(register, AttendancePage)
    register.paper.evidence.take(a_picture(tmp_path, sheet, 2))
    settle()

    save_picture(window, f"register_with_evidence_{language}")
    assert clipped(window) == []
    assert nameless(register) == []
    assert unreachable(register) == []


def test_the_same_picture_twice_and_a_missing_file(
    page: PaperMarksPage, forty: Class, sheet: SheetPrinted, new_pc: App, tmp_path: Path
) -> None:
    file = a_picture(tmp_path, sheet)
    page.evidence.take(file)
    page.evidence.take(file)
    settle()
    assert page.messages.text == "This page is kept already."
    for stored in new_pc.files.folder.iterdir():
        stored.unlink()

    page.go_to(code(sheet, forty, 2))
    page.go_to(code(sheet, forty, 1))
    settle()
    assert "another PC" in page.evidence.panel._empty.text()

    page.evidence.take(file)
    settle()
    page.go_to(code(sheet, forty, 2))
    page.go_to(code(sheet, forty, 1))
    assert not page.evidence.panel.picture._item.pixmap().isNull()


def test_a_page_without_a_known_sheet_is_kept_for_the_session(
    window: MainWindow, forty: Class, tmp_path: Path
) -> None:
    file = tmp_path / "old sheet.png"
    file.write_bytes(as_file(page_image(BLANK), "PNG"))
    window.open_page("attendance", forty.sessions[1])
    settle()
    register = window.page
    assert isinstance(register, AttendancePage)

    register.paper.evidence.take(file)
    settle()

    assert register.paper.evidence.toggle.text() == "Signed pages (1)"
    assert register.paper.evidence.panel._where.text() == "A picture for this session"
    window.open_page("attendance", forty.sessions[0])
    settle()
    assert register.paper.evidence.toggle.text() == "Signed pages"


def test_a_page_of_other_sessions_is_kept_beside_them_and_the_register_says_so(
    window: MainWindow, forty: Class, new_pc: App, tmp_path: Path
) -> None:
    monday = print_it(new_pc.database, new_pc.user.id, new_pc.clock.now(), forty.course, forty.sessions[:2])
    window.open_page("attendance", forty.sessions[5])
    settle()
    register = window.page
    assert isinstance(register, AttendancePage)

    register.paper.evidence.take(a_picture(tmp_path, monday))
    settle()

    assert "of other sessions" in register.messages.text
    assert register.paper.evidence.toggle.text() == "Signed pages"
    window.open_page("attendance", forty.sessions[0])
    settle()
    assert register.paper.evidence.toggle.text() == "Signed pages (1)"


def test_what_is_no_page_of_ours_says_so_and_changes_nothing(
    page: PaperMarksPage, forty: Class, sheet: SheetPrinted, new_pc: App, tmp_path: Path
) -> None:
    page.go_to(code(sheet, forty))
    settle()
    for name, content, words in (
        ("text.jpg", b"invented", "no picture of a page"),
        ("blank.png", as_file(page_image(BLANK), "PNG"), "No square code can be read"),
        ("gone.png", None, "no picture of a page"),
    ):
        file = tmp_path / name
        if content is not None:
            file.write_bytes(content)
        page.evidence.take(file)
        settle()
        assert words in page.messages.text
        assert page.table.cells.line(0).line == 1
    page.go_to(SheetCode(sheet.sheet_id + 1, 1, ()))
    settle()
    assert "printed on another PC" in page.messages.text
    assert page.table.cells.line(0).line == 1
    assert not new_pc.files.folder.exists() or not list(new_pc.files.folder.iterdir())


def test_a_reviewer_can_look_but_not_type(
    page: PaperMarksPage, forty: Class, sheet: SheetPrinted, new_pc: App, qtbot: QtBot
) -> None:
    object.__setattr__(page.context, "user", _Auditor(page.context.user.id))
    page.go_to(code(sheet, forty))
    settle()

    qtbot.keyClicks(page.table, "ppp")
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    settle()

    assert letters(new_pc, forty.sessions[0], forty.people[:3]) == "..."
    assert not page.choose.isEnabled()
    assert not page.rest.isEnabled()
    assert page.dialog is None


class _Auditor:
    username, display_name, role = "auditor", "Invented Auditor", "AUDITOR"

    def __init__(self, user_id: int) -> None:
        self.id = user_id


def drop(page: PaperMarksPage, file: Path) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    actions, buttons, keys = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(QPoint(5, 5), actions, data, buttons, keys)
    page.dragEnterEvent(enter)
    if not enter.isAccepted():
        return False
    page.dropEvent(QDropEvent(QPointF(5, 5), actions, data, buttons, keys))
    return True


def _blank() -> bytes:
    canvas = Canvas("", pagesize=(842, 595))
    canvas.showPage()
    return canvas.getpdfdata()


BLANK = _blank()


def test_after_a_picture_was_chosen_the_keyboard_is_on_the_first_cell_to_type(
    page: PaperMarksPage, sheet: SheetPrinted, tmp_path: Path, qtbot: QtBot
) -> None:
    page.open_page(sheet.sheet_id, 1)
    qtbot.keyClicks(page.table, "pp")
    settle()
    page.table.setCurrentIndex(page.table.cells.index(0, 0))
    (button,) = [
        one for one in page.findChildren(ActionButton) if one.shows is page.choose and one.isVisible()
    ]
    button.setFocus()

    page.evidence.take(a_picture(tmp_path, sheet))
    settle()

    assert page.table.hasFocus()
    assert (page.table.currentIndex().row(), page.table.currentIndex().column()) == (2, 0)


def test_another_page_begins_at_its_first_column_and_undo_stands_on_its_cell(
    page: PaperMarksPage, sheet: SheetPrinted, qtbot: QtBot
) -> None:
    page.open_page(sheet.sheet_id, 1)
    settle()
    table = page.table
    table.horizontalScrollBar().setValue(15)

    page.open_page(sheet.sheet_id, 2)
    settle()
    assert table.horizontalScrollBar().value() == 0

    qtbot.keyClicks(table, "ppp")
    qtbot.keyClick(table, Qt.Key.Key_Down)
    page.messages.undo_last()
    settle()
    assert (table.currentIndex().row(), table.currentIndex().column()) == (2, 0)
    page.messages.undo_last()
    settle()
    assert table.currentIndex().row() == 1
    page.messages.redo_last()
    settle()
    assert table.currentIndex().row() == 1


def test_a_picture_chosen_before_any_page_is_shown_gives_the_keyboard_to_its_first_cell(
    page: PaperMarksPage, sheet: SheetPrinted, tmp_path: Path
) -> None:
    page.place.choose.setFocus()

    page.evidence.take(a_picture(tmp_path, sheet, 2))
    settle()

    assert page.table.hasFocus()
    assert (page.table.currentIndex().row(), page.table.currentIndex().column()) == (0, 0)
