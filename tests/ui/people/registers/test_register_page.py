"""Taking a register in: files that cannot be read, columns that are chosen, Cancel, Undo."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.people.conftest import SAMPLES, OpenPage
from tvet_desktop.people.queries import list_people, list_waiting_rows
from tvet_desktop.people.registers.import_people import PeopleImported
from tvet_desktop.storage.database import Database
from ui.background import ImmediateBackground, Progress, answer
from ui.context import Context
from ui.main_window import MainWindow
from ui.people.registers.register_page import RegisterPage

HUYE_FILE = SAMPLES / "trainees_huye.xlsx"


@pytest.fixture
def page(open_page: OpenPage) -> RegisterPage:
    page = open_page("register")
    assert isinstance(page, RegisterPage)
    return page


def _count(database: Database) -> tuple[int, int]:
    with database.reading() as db:
        return list_people(db).total, len(list_waiting_rows(db))


def test_preview_says_what_will_happen(page: RegisterPage, database: Database) -> None:
    page.read_file(HUYE_FILE)
    assert page.do.text() == "Import 41 people"
    assert page._state.text() == "+43 ~0 −0 · 41 people to add · 2 rows will wait · 3 bad cells"
    assert page.preview.college.currentText() == "IPRC Huye"
    assert [cell.row for cell in page.preview.cells.model.rows] == [14, 30, 38]
    assert page.preview.sentence.text().startswith("Row 14, column C “Sex”, “X?”: this is not a sex")
    assert _count(database) == (0, 0)


def test_import_and_undo_from_its_message(page: RegisterPage, database: Database) -> None:
    page.read_file(HUYE_FILE)
    page.do.trigger()
    assert _count(database) == (41, 2)
    page.messages.undo_last()
    assert _count(database) == (0, 0)
    assert page.parts.currentWidget() is page.choose


def test_the_same_file_again_brings_nobody(page: RegisterPage) -> None:
    page.read_file(HUYE_FILE)
    page.do.trigger()
    page.read_file(HUYE_FILE)
    assert "already" in page.messages.text
    assert not page.do.isEnabled()


def test_another_column_of_a_field_is_read_at_once(page: RegisterPage) -> None:
    page.read_file(HUYE_FILE)
    box = page.preview.columns.boxes["department"]
    box.setCurrentIndex(0)
    box.activated.emit(0)
    assert all(line.row.details.department is None for line in page.preview.rows.model.rows)
    notes = page.preview.columns.boxes["notes"]
    number = notes.findText("H · Department")
    notes.setCurrentIndex(number)
    notes.activated.emit(number)
    assert page.preview.rows.model.rows[0].row.details.notes == "ICT"


def test_a_column_serves_one_field_only(page: RegisterPage) -> None:
    page.read_file(HUYE_FILE)
    notes = page.preview.columns.boxes["notes"]
    number = notes.findText("F · Telephone")
    notes.setCurrentIndex(number)
    notes.activated.emit(number)
    assert page.preview.columns.boxes["phone"].currentText() == "not in the file"


def test_a_file_without_names_asks_for_their_column(page: RegisterPage, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Sex,Who\nF,Uwera Chantal\nM,Mugabo Eric\n", encoding="utf-8")
    page.read_file(file)
    assert "No column of names" in page.messages.text
    assert not page.do.isEnabled()
    names = page.preview.columns.boxes["full_name"]
    number = names.findText("B · Who")
    names.setCurrentIndex(number)
    names.activated.emit(number)
    assert page.do.text() == "Import 2 people"
    assert page.messages.text == ""


def test_the_people_go_to_the_college_that_was_chosen(page: RegisterPage, database: Database) -> None:
    page.read_file(HUYE_FILE)
    box = page.preview.college
    number = box.findText("IPRC Tumba")
    box.setCurrentIndex(number)
    box.activated.emit(number)
    assert "check the college" in page.messages.text
    page.do.trigger()
    with database.reading() as db:
        assert list_people(db, college_scope=18).total == 41


def test_a_file_that_is_none_is_refused_in_one_sentence(page: RegisterPage, tmp_path: Path) -> None:
    file = tmp_path / "picture.xlsx"
    file.write_bytes(b"%PDF-1.7 not a list")
    page.read_file(file)
    assert "is not a spreadsheet" in page.messages.text
    assert page.parts.currentWidget() is page.choose


def test_enter_on_a_bad_cell_opens_its_person_after_the_import(
    page: RegisterPage, main_window: MainWindow, qtbot: QtBot
) -> None:
    page.read_file(HUYE_FILE)
    page.do.trigger()
    names = {line.row.row: line.row.details.family_name for line in page.preview.rows.model.rows}
    page.preview.cells.view.selectRow(1)
    qtbot.keyClick(page.preview.cells.view, Qt.Key.Key_Return)
    assert main_window.current == "person"
    assert main_window.page is not None
    assert names[30] in main_window.page.title


class _CancelsImports(ImmediateBackground):
    """Somebody presses Cancel as soon as an import runs."""

    def run_with_progress(
        self,
        work: Callable[[Progress], Any],
        *,
        name: str,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[Any], None] | None = None,
        owner: object = None,  # noqa: ARG002  nobody can destroy it in between
    ) -> None:
        if not name.startswith("Import "):
            super().run_with_progress(work, name=name, done=done, failed=failed)
            return
        progress = Progress(name, lambda _done, _total: progress.cancel())
        caught: Exception | None = None
        try:
            work(progress)
        except Exception as error:  # noqa: BLE001  told apart in `answer`
            caught = error
        answer(None, caught, done, failed)


def test_cancel_leaves_everything_as_it_was(context: Context, database: Database, qtbot: QtBot) -> None:
    page = RegisterPage(replace(context, background=_CancelsImports()))
    qtbot.addWidget(page)
    page.show()
    page.read_file(HUYE_FILE)
    page.do.trigger()
    assert "was cancelled and nothing was changed" in page.messages.text
    assert page.do.isEnabled()
    assert _count(database) == (0, 0)


def test_undo_says_who_stays(huye_register: PeopleImported, open_page: OpenPage, database: Database) -> None:
    page = open_page("register_imports")
    assert huye_register.import_id is not None
    page.undo.trigger()  # type: ignore[attr-defined]  # the imports page
    page.question.do.click()  # type: ignore[attr-defined]  # the same
    assert page.messages.text == "41 people were taken off the list."
    assert _count(database) == (0, 0)
