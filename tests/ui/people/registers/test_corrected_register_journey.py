"""A register with errors comes in, goes back with comments, comes again corrected; Cancel and undo on the way."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook as NewWorkbook
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import nameless, unreachable
from tests.ui.choosing import drop, pick
from tests.ui.clipping import at_full_size, clipped
from tests.ui.keyboard import activate
from tests.ui.people.conftest import SAMPLES, OpenPage
from tests.ui.pictures import save_picture
from tvet_desktop.people.queries import list_people, list_waiting_rows
from tvet_desktop.storage.database import Database
from ui.background import ThreadBackground
from ui.context import Context
from ui.main_window import Frame, MainWindow
from ui.pages import PAGES
from ui.people.registers.register_page import RegisterPage


@pytest.fixture
def page(open_page: OpenPage) -> RegisterPage:
    page = open_page("register")
    assert isinstance(page, RegisterPage)
    return page


@pytest.fixture(params=["en", "pseudo"])
def language(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    if name == "pseudo":
        request.getfixturevalue("pseudo_language")
    return name


def _people(database: Database) -> list[str]:
    with database.reading() as db:
        return sorted(row.name for row in list_people(db, limit=10_000).rows)


def _waiting(database: Database) -> int:
    with database.reading() as db:
        return len(list_waiting_rows(db))


def _register(path: Path, count: int) -> Path:
    book = NewWorkbook()
    book.active.append(["Names", "Sex", "Phone"])
    for number in range(count):
        book.active.append([f"INVENTED{number} Person", "F", f"078{number:07}"])
    book.save(path)
    return path


def test_a_register_goes_back_with_comments_and_comes_again_corrected(
    page: RegisterPage, main_window: MainWindow, qtbot: QtBot, database: Database, tmp_path: Path
) -> None:
    drop(page, [SAMPLES / "trainees_huye.xlsx"])
    activate(main_window, qtbot)
    page.do.trigger()
    assert (len(_people(database)), _waiting(database)) == (41, 2)

    page.comments.save.trigger()  # the system's dialog proposes a name beside the list
    dialog = page.comments.dialog
    assert isinstance(dialog, QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == "trainees_huye - to correct.xlsx"
    dialog.reject()
    copy = tmp_path / "trainees_huye - to correct.xlsx"
    page.comments.write(copy)
    assert page.messages.text.startswith("“trainees_huye - to correct.xlsx” has comments in 3 cells")
    assert page.comments.show_folder.isVisible()

    book = load_workbook(copy)
    sheet = book.active
    said = {cell.coordinate: cell.comment.text for row in sheet for cell in row if cell.comment}
    assert said.keys() == {"A1", "C14", "G30", "B38"}
    sheet["C14"], sheet["G30"], sheet["B38"] = "F", "1198580012345612", "MUTABAZI Célestin"
    sheet.append([44, "NEWCOMER Invented", "M", 1990])
    book.save(copy)

    page.read_file(copy)
    assert page._state.text() == "+3 ~1 −0 · 3 people to add · 1 row to correct · 40 rows are here already"
    page.do.trigger()
    assert page.messages.text == (
        "3 people were added from “trainees_huye - to correct.xlsx”. 1 person was corrected."
    )
    assert (len(_people(database)), _waiting(database)) == (44, 0)
    assert len(set(_people(database))) == 44

    qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.messages.text == ("3 people were taken off the list. 1 person is as before the correction.")
    assert (len(_people(database)), _waiting(database)) == (41, 2)


def test_the_corrected_list_again_brings_nothing(
    page: RegisterPage, database: Database, tmp_path: Path
) -> None:
    page.read_file(_register(tmp_path / "list.xlsx", 5))
    page.do.trigger()
    book = load_workbook(tmp_path / "list.xlsx")
    book.active["C3"] = "0799000000"
    book.save(tmp_path / "list.xlsx")
    page.read_file(tmp_path / "list.xlsx")
    assert page.do.text() == "Correct 1 row"
    page.do.trigger()

    page.read_file(tmp_path / "list.xlsx")

    assert "already" in page.messages.text
    assert len(_people(database)) == 5


def test_a_chosen_column_is_remembered_for_the_college_until_it_is_forgotten(
    page: RegisterPage, tmp_path: Path
) -> None:
    def write(name: str, person: str) -> Path:
        file = tmp_path / name
        file.write_text(f"Names;Sex;Numéro élève\n{person};F;0788 123 456\n", encoding="utf-8")
        return file

    page.read_file(write("iprc_huye.csv", "KEZA Aline"))
    pick(page.preview.columns.boxes["phone"], "C · Numéro élève")
    page.do.trigger()

    page.read_file(write("iprc_huye_2.csv", "MUGABO Eric"))
    columns = page.preview.columns
    assert columns.boxes["phone"].currentText() == "C · Numéro élève"
    assert columns.earlier.text() == "1 column is read as it was chosen earlier: Numéro élève."
    columns.forget.click()
    assert columns.boxes["phone"].currentText() == "not in the file"
    page.messages.undo_last()
    assert columns.boxes["phone"].currentText() == "C · Numéro élève"
    pick(page.preview.college, "IPRC Tumba")  # what Huye has chosen is not known of Tumba
    page.read_file(write("iprc_tumba.csv", "UWASE Diane"))
    assert columns.boxes["phone"].currentText() == "not in the file"


@pytest.fixture
def real_window(context: Context, runner: ThreadBackground, qtbot: QtBot) -> Iterator[MainWindow]:
    """The frame with the real runner: work happens on its thread, with its bar and Cancel."""
    main = MainWindow(replace(context, background=runner), PAGES, Frame(), runner)
    qtbot.addWidget(main)
    at_full_size(main)
    yield main
    main.hide()


def test_cancel_in_the_middle_of_an_import_leaves_nothing(
    real_window: MainWindow, runner: ThreadBackground, qtbot: QtBot, database: Database, tmp_path: Path
) -> None:
    real_window.open_page("register", None)
    page = real_window.page
    assert isinstance(page, RegisterPage)
    steps: list[tuple[int, int]] = []
    runner.watch.stepped.connect(lambda _number, done, in_all: steps.append((done, in_all)))
    page.read_file(_register(tmp_path / "list.xlsx", 3_000))
    qtbot.waitUntil(lambda: page.do.text() == "Import 3000 people", timeout=30_000)
    assert any(0 < done < 3_000 == in_all for done, in_all in steps)
    steps.clear()
    numbers: list[int] = []
    runner.watch.started.connect(lambda number, _name, _may: numbers.append(number))
    runner.watch.stepped.connect(
        lambda number, done, _all: runner.cancel(number) if done >= 750 and number in numbers else None
    )

    page.do.trigger()

    qtbot.waitUntil(lambda: "was cancelled and nothing was changed" in page.messages.text, timeout=30_000)
    assert max(done for done, _in_all in steps) < 3_000
    assert _people(database) == []
    assert page.do.isEnabled()


def test_pages_with_errors_fit(
    language: str, page: RegisterPage, main_window: MainWindow, tmp_path: Path
) -> None:
    page.read_file(SAMPLES / "trainees_huye.xlsx")
    save_picture(main_window, f"register_errors_{language}")
    assert clipped(main_window) == []
    page.comments.write(tmp_path / "copy.xlsx")
    save_picture(main_window, f"register_saved_{language}")
    assert clipped(main_window) == []
    page.do.trigger()
    book = load_workbook(tmp_path / "copy.xlsx")
    book.active["C14"] = "F"
    book.active["F8"] = "0799000000"
    book.save(tmp_path / "copy.xlsx")
    page.read_file(tmp_path / "copy.xlsx")
    save_picture(main_window, f"register_corrected_{language}")
    assert clipped(main_window) == []
    assert nameless(page) == []
    assert unreachable(page) == []
    page.read_file(SAMPLES / "nothing.xlsx")
    save_picture(main_window, f"register_refused_{language}")
    assert clipped(main_window) == []
