"""The print dialog: what is chosen is seen, printed and saved; sheets are kept."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from tests.courses.factories import a_course
from tests.ui.accessibility import nameless, unreachable
from tests.ui.attendance.conftest import Class, OpenPage, settle
from tests.ui.clipping import clipped
from tests.ui.pictures import save_picture
from tvet_desktop.attendance.paper.models import SignInSheet
from tvet_desktop.attendance.paper.print_paper import PaperKind
from tvet_desktop.storage.database import Database
from ui.attendance.paper.paper_dialog import PaperDialog, open_paper_dialog
from ui.courses.course_page import CoursePage
from ui.widgets.page import Page


@pytest.fixture(params=["en", "pseudo"])
def language(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    if name == "pseudo":
        request.getfixturevalue("pseudo_language")
    return name


@pytest.fixture
def page(forty: Class, open_page: OpenPage) -> Page:
    return open_page("attendance", forty.sessions[0])


def opened(page: Page, forty: Class, **wanted: object) -> PaperDialog:
    dialog = open_paper_dialog(page, course_id=forty.course, **wanted)  # type: ignore[arg-type]  # passed on
    settle()
    return dialog


def sheets(database: Database) -> int:
    with database.reading() as db:
        return db.scalar(select(func.count()).select_from(SignInSheet)) or 0


@pytest.mark.parametrize("kind", list(PaperKind))
def test_looks(language: str, kind: PaperKind, page: Page, forty: Class) -> None:
    dialog = opened(page, forty, session_id=forty.sessions[0], kind=kind, person_ids=forty.people[:3])

    save_picture(dialog, f"print_{kind.lower()}_{language}", width=dialog.width(), height=dialog.height())
    assert clipped(dialog) == []
    assert nameless(dialog) == []
    assert unreachable(dialog) == []
    assert dialog.width() <= 1200
    assert dialog.height() <= 700


def test_the_week_of_the_session_is_proposed_and_nothing_is_kept_by_looking(
    page: Page, forty: Class, database: Database
) -> None:
    dialog = opened(page, forty, session_id=forty.sessions[4])

    assert dialog.form.sessions.ticked() == tuple(forty.sessions)
    assert not dialog.preview.picture.pixmap().isNull()
    assert dialog.preview.caption == "The first of 3 pages"
    assert dialog.print.isEnabled()
    assert sheets(database) == 0


def test_saving_writes_the_sheet_and_keeps_it_once(
    page: Page, forty: Class, database: Database, tmp_path: Path
) -> None:
    for name in ("first.pdf", "second.pdf"):
        opened(page, forty, session_id=forty.sessions[0]).save_as(tmp_path / name)
        settle()

    assert (tmp_path / "first.pdf").read_bytes() == (tmp_path / "second.pdf").read_bytes()
    document = pypdfium2.PdfDocument(tmp_path / "first.pdf")
    assert len(document) == 3
    document.close()
    assert sheets(database) == 1
    assert "second.pdf" in page.messages.text
    assert [file.name for file in tmp_path.glob("*.pdf")] != []
    assert not list(tmp_path.glob(".*"))


def test_a_folder_that_is_gone_is_told_in_the_dialog_and_nothing_is_kept(
    page: Page, forty: Class, tmp_path: Path
) -> None:
    file = tmp_path / "a file"
    file.write_text("x")
    dialog = opened(page, forty)

    dialog.save_as(file / "sheet.pdf")
    settle()

    assert dialog.isVisible()
    assert dialog.messages.text
    assert dialog.print.isEnabled()


def test_printing_sends_every_page(page: Page, forty: Class, database: Database, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    printer.setResolution(72)
    dialog = opened(page, forty, kind=PaperKind.BADGES)

    dialog.print_on(printer)
    settle()

    document = pypdfium2.PdfDocument(tmp_path / "paper.pdf")
    assert len(document) == 5
    assert document[0].get_width() < document[0].get_height()
    document.close()
    assert page.messages.text == "5 pages went to the printer."
    assert sheets(database) == 0


def test_by_keyboard_sessions_are_ticked_and_the_language_is_chosen(
    page: Page, forty: Class, qtbot: QtBot
) -> None:
    dialog = opened(page, forty)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    ticks = dialog.form.sessions
    qtbot.mouseClick(ticks.none, Qt.MouseButton.LeftButton)
    dialog.show_preview()
    assert not dialog.print.isEnabled()
    assert "No session is chosen" in dialog.messages.text

    ticks.list.setFocus()
    qtbot.keyClick(ticks.list, Qt.Key.Key_Space)
    qtbot.keyClick(ticks.list, Qt.Key.Key_Down)
    qtbot.keyClick(ticks.list, Qt.Key.Key_Space)
    qtbot.keyClicks(dialog.form.language.box, "f")
    dialog.form.walk_ins.line.setFocus()
    dialog.form.walk_ins.line.selectAll()
    qtbot.keyClicks(dialog.form.walk_ins.line, "12")
    qtbot.waitUntil(dialog.print.isEnabled)

    wanted = dialog.form.wanted(forty.course)
    assert wanted.training_session_ids == tuple(forty.sessions[:2])
    assert (wanted.language, wanted.walk_in_lines) == ("fr", 12)
    qtbot.mouseClick(ticks.week, Qt.MouseButton.LeftButton)
    assert ticks.ticked() == tuple(forty.sessions)


def test_selected_people_get_badges_of_their_own(page: Page, forty: Class) -> None:
    dialog = opened(page, forty, kind=PaperKind.BADGES, person_ids=forty.people[5:7])
    assert dialog.preview.caption == "The only page"

    dialog.form.people.set_value(False)
    dialog.show_preview()
    settle()

    assert dialog.preview.caption == "The first of 5 pages"


def test_the_course_page_prints_for_selected_people(
    forty: Class, open_page: OpenPage, tmp_path: Path
) -> None:
    course = open_page("course", forty.course)
    assert isinstance(course, CoursePage)
    course.people.table.select({forty.people[3], forty.people[4]})
    course.print.trigger()
    settle()
    dialog = course.paper
    assert dialog is not None
    dialog.form.kind.set_value(PaperKind.NAMES)
    dialog.form.kind.changed.emit()

    dialog.save_as(tmp_path / "names.pdf")
    settle()

    document = pypdfium2.PdfDocument(tmp_path / "names.pdf")
    words = document[0].get_textpage().get_text_range()
    document.close()
    assert "INVENTED04 Person" in words
    assert "INVENTED05 Person" in words
    assert "INVENTED06" not in words
    assert "names.pdf" in course.messages.text


def test_a_course_without_people_or_sessions_says_what_comes_first(
    database: Database, open_page: OpenPage
) -> None:
    with database.transaction() as db:
        empty = a_course(db, "HUY-2027-09")
    course = open_page("course", empty)
    assert isinstance(course, CoursePage)
    course.print.trigger()
    settle()
    dialog = course.paper
    assert dialog is not None
    assert "No session is chosen" in dialog.messages.text
    assert not dialog.print.isEnabled()

    for kind in (PaperKind.BADGES, PaperKind.NAMES):
        dialog.form.kind.set_value(kind)
        dialog.show_preview()
        settle()
        assert "enrol people" in dialog.messages.text
        assert not dialog.save.isEnabled()
