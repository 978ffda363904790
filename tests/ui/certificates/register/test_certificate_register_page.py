"""The register through the window: found while typing, filtered, opened, saved; missing numbers shown."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import nameless, unreachable
from tests.ui.clipping import at_full_size, clipped
from tests.ui.conftest import Journey
from tests.ui.keyboard import activate, press_enter
from tests.ui.pictures import save_picture
from tvet_desktop.accounts.models import Role
from tvet_desktop.app import App
from tvet_desktop.certificates.models import Certificate, WithdrawnStatement
from tvet_desktop.certificates.queries import list_certificates
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.ids import Scope
from ui.certificates.register.certificate_register_page import CertificateRegisterPage
from ui.certificates.register.number_gaps_page import NumberGapsPage
from ui.context import Context


@pytest.fixture
def issued(certified: App) -> App:
    """39 certificates, one of them revoked."""
    with certified.database.transaction() as db:
        first = min(list_certificates(db), key=lambda row: row.number)
        statement_hash = db.get_one(Certificate, first.id).statement_hash
        db.add(
            WithdrawnStatement(
                id=new_id(db, Scope.SHARED),
                statement_hash=statement_hash,
                reason="NOT_EARNED",
                replaced_by="",
                on_date=first.issued_on,
            )
        )
    return certified


@pytest.fixture
def page(issued: App, context_of: Callable[[App], Context], qtbot: QtBot) -> CertificateRegisterPage:
    made = CertificateRegisterPage(context_of(issued))
    qtbot.addWidget(made)
    at_full_size(made)
    activate(made, qtbot)
    return made


def lose(app: App, *places: int) -> None:
    """Take certificates out of the file, as if their bundles had never come."""
    with app.database.transaction() as db:
        rows = sorted(list_certificates(db), key=lambda row: row.number)
        for place in places:
            db.get_one(Certificate, rows[place].id).deleted = True


def find(page: CertificateRegisterPage, words: str, qtbot: QtBot) -> int:
    page.table.clear_filter()
    page.table.view.setFocus()
    qtbot.keyClicks(page.table.view, words[0])
    qtbot.keyClicks(page.table.filter, words[1:])
    qtbot.keyClick(page.table.filter, Qt.Key.Key_Return)
    return len(page.table.model.rows)


def test_everything_that_was_issued_is_listed_with_its_state(page: CertificateRegisterPage) -> None:
    assert page._state.text() == "39 certificates · 38 hold · 1 revoked"
    states = [page.table.model.index(row, 7).data() for row in range(39)]
    assert states.count("revoked on 08/03/2027: it was not earned") == 1
    assert page.table.view.isColumnHidden(4)
    assert page.filters.college.isHidden()
    save_picture(page, "certificate_register/register_en")


def test_a_number_or_a_name_is_found_while_typing(page: CertificateRegisterPage, qtbot: QtBot) -> None:
    row = page.table.model.rows[20]
    assert find(page, row.number, qtbot) == 1
    assert find(page, row.number[13:22].lower(), qtbot) == 1
    assert find(page, row.name.split()[0], qtbot) >= 1
    assert find(page, "training of", qtbot) == 39
    assert find(page, "nobody at all", qtbot) == 0


def test_a_state_is_chosen_and_saved_alone(
    page: CertificateRegisterPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.filters.standing.box.setFocus()
    qtbot.keyClick(page.filters.standing.box, Qt.Key.Key_End)
    page.filters.standing.on_edited()
    assert page._state.text() == "1 certificate · 0 hold · 1 revoked"
    page.save_as(tmp_path / "revoked.xlsx")

    assert page.messages.text == f"1 certificate is in {tmp_path / 'revoked.xlsx'}."
    book = openpyxl.load_workbook(tmp_path / "revoked.xlsx")
    assert book["Register"].max_row == 2
    book.close()


def test_the_whole_register_is_saved_both_ways(page: CertificateRegisterPage, tmp_path: Path) -> None:
    for ending in (".xlsx", ".csv"):
        page.save_as(tmp_path / f"register{ending}")
        assert page.messages.text.startswith("39 certificates are in ")
    assert (tmp_path / "register.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    page.save_as(tmp_path / "register.odt")
    assert "written as .xlsx or .csv" in page.messages.text


def test_missing_numbers_are_told_when_the_register_is_saved(
    page: CertificateRegisterPage, issued: App, tmp_path: Path
) -> None:
    lose(issued, 3, 4)
    page.context.changes.certificates.emit()
    page.save_as(tmp_path / "register.xlsx")
    assert page.messages.text.endswith("2 numbers are missing.")


def test_a_stick_that_was_pulled_is_a_sentence(page: CertificateRegisterPage, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    page.save_as(tmp_path / "file" / "register.xlsx")
    assert "check that the stick is in" in page.messages.text


def test_enter_opens_the_course_and_the_dialogs_open(
    page: CertificateRegisterPage, qtbot: QtBot, journey: Journey
) -> None:
    page.table.view.setCurrentIndex(page.table.model.index(0, 0))
    course_id = page.table.model.rows[0].course_id
    press_enter(page.table.view, qtbot)
    assert journey.pages[-1] == ("certificates", course_id)
    for action in (page.save, page.save_csv):
        action.trigger()
        assert isinstance(page.asked, QFileDialog)
        page.asked.reject()


def test_a_trainer_looks_and_an_auditor_saves(
    page: CertificateRegisterPage, issued: App, qtbot: QtBot
) -> None:
    for role, may in ((Role.TRAINER, False), (Role.AUDITOR, True)):
        other = CertificateRegisterPage(replace(page.context, user=replace(issued.user, role=role)))
        qtbot.addWidget(other)
        at_full_size(other)
        assert len(other.table.model.rows) == 39
        assert other.save.isEnabled() is may


def test_an_empty_register_says_what_comes_first(
    new_pc: App, context_of: Callable[[App], Context], qtbot: QtBot
) -> None:
    for kind in (CertificateRegisterPage, NumberGapsPage):
        page = kind(context_of(new_pc))
        qtbot.addWidget(page)
        at_full_size(page)
        assert "No certificate was issued yet" in page.table.empty_words.text()
        assert clipped(page) == []
        save_picture(page, f"certificate_register/empty_{kind.__name__}")


def test_missing_numbers_stand_on_their_page(
    issued: App, context_of: Callable[[App], Context], qtbot: QtBot
) -> None:
    page = NumberGapsPage(context_of(issued))
    qtbot.addWidget(page)
    at_full_size(page)
    assert page._state.text() == "No number is missing, and none stands twice."
    lose(issued, 3, 4, 8)
    page.context.changes.certificates.emit()

    assert page._state.text() == "3 numbers are missing"
    (line,) = page.table.model.rows
    assert line.log.missing_count == 3
    assert "backups" in page.table.model.index(0, 8).data()
    assert page.unreadable.isHidden()
    assert nameless(page) == []
    assert unreachable(page) == []
    save_picture(page, "certificate_register/gaps_en")


def test_every_control_has_a_name_and_is_reached(page: CertificateRegisterPage) -> None:
    assert nameless(page) == []
    assert unreachable(page) == []


@pytest.mark.usefixtures("pseudo_language")
def test_nothing_is_clipped_in_a_language_that_needs_room(
    page: CertificateRegisterPage, issued: App, qtbot: QtBot
) -> None:
    assert clipped(page) == []
    save_picture(page, "certificate_register/register_pseudo")
    lose(issued, 3, 4)
    gaps = NumberGapsPage(page.context)
    qtbot.addWidget(gaps)
    at_full_size(gaps)
    assert clipped(gaps) == []
    save_picture(gaps, "certificate_register/gaps_pseudo")
