from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import nameless, unreachable
from tests.ui.clipping import at_full_size, clipped
from tests.ui.keyboard import activate, press_enter, type_into
from tests.ui.pictures import save_picture
from tvet_desktop.accounts.models import Role
from tvet_desktop.app import App
from tvet_desktop.attendance.paper.print_paper import PaperKind
from tvet_desktop.certificates.queries import list_certificates
from tvet_desktop.certificates.statements.statement import CertificateKind
from ui.certificates.candidate_columns import candidate_columns
from ui.certificates.certificates_page import CertificatesPage
from ui.certificates.names_dialog import NamesDialog
from ui.context import Context
from ui.widgets.reason_dialog import ReasonDialog


@pytest.fixture
def page(huye: App, context_of: Callable[[App], Context], qtbot: QtBot) -> CertificatesPage:
    made = CertificatesPage(context_of(huye))
    qtbot.addWidget(made)
    at_full_size(made)
    activate(made, qtbot)
    return made


def confirm_all(page: CertificatesPage, qtbot: QtBot) -> None:
    page.acts.confirm.trigger()
    dialog = page.acts.dialog
    assert isinstance(dialog, NamesDialog)
    press_enter(dialog.tick_all, qtbot)
    press_enter(dialog.day.line, qtbot)


def accept_day(page: CertificatesPage, qtbot: QtBot) -> None:
    dialog = page.acts.dialog
    assert isinstance(dialog, ReasonDialog)
    press_enter(dialog.day.line, qtbot)


def issue_all(page: CertificatesPage, qtbot: QtBot) -> None:
    confirm_all(page, qtbot)
    page.acts.approve.trigger()
    accept_day(page, qtbot)
    page.acts.issue.trigger()
    accept_day(page, qtbot)


def test_candidates_say_what_they_qualify_for_and_what_they_miss(page: CertificatesPage) -> None:
    results = [page.table.model.index(row, 4).data() for row in range(page.table.model.rowCount())]

    assert results.count("Completion") == 33
    assert sum(words.startswith("Participation, misses completion by ") for words in results) == 6
    assert "Participation, misses completion by 1 half-day" in results
    assert page._state.text() == "39 of 39 qualify · 39 names to confirm"
    assert not page.acts.issue.isEnabled()


def test_the_way_to_certificates_by_keyboard(page: CertificatesPage, qtbot: QtBot, huye: App) -> None:
    confirm_all(page, qtbot)
    assert page.messages.text == "39 names are confirmed."
    page.acts.approve.trigger()
    assert page.acts.dialog is not None
    accept_day(page, qtbot)
    assert page.acts.issue.text() == "Issue 39 certificates"
    page.acts.issue.trigger()
    accept_day(page, qtbot)

    assert page._state.text() == "39 of 39 qualify · 39 issued"
    assert page.messages.text.startswith("39 certificates are issued and signed")
    assert not page.acts.issue.isEnabled()
    with huye.database.reading() as db:
        assert len(list_certificates(db)) == 39


def test_an_earlier_certificate_stands_beside_what_is_left_to_approve(page: CertificatesPage) -> None:
    column = next(column for column in candidate_columns() if column.name == "certificate")
    participation = (CertificateKind.PARTICIPATION, "RPT-HUY-2027-0001")
    row = replace(page.table.model.rows[0], kind=CertificateKind.COMPLETION, earlier=participation)
    completion = (CertificateKind.COMPLETION, "RPT-HUY-2027-0003")

    assert column.text(row) == "to approve · Participation RPT-HUY-2027-0001"
    assert column.text(replace(row, kind=None)) == "Participation RPT-HUY-2027-0001"
    fallen = replace(row, kind=CertificateKind.PARTICIPATION, earlier=completion)
    assert column.text(fallen) == "Completion RPT-HUY-2027-0003"
    assert column.text(replace(row, number="RPT-HUY-2027-0002")) == "RPT-HUY-2027-0002"


def test_names_are_confirmed_without_walking_through_them(page: CertificatesPage, qtbot: QtBot) -> None:
    page.acts.confirm.trigger()
    dialog = page.acts.dialog
    assert isinstance(dialog, NamesDialog)
    press_enter(dialog.tick_all, qtbot)
    assert dialog.day.line.hasFocus()
    tick = dialog.ticks[page._rows[0].person_id]
    tick.setFocus()
    qtbot.keyClick(tick, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert page.messages.text == "39 names are confirmed."
    assert page.window().focusWidget() is page.table.view


def test_the_list_to_sign_is_printed_where_names_are_confirmed(
    page: CertificatesPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.acts.confirm.trigger()
    dialog = page.acts.dialog
    assert isinstance(dialog, NamesDialog)
    qtbot.mouseClick(dialog.print_list, Qt.MouseButton.LeftButton)
    paper = dialog.paper
    assert paper is not None
    assert paper.form.wanted(0).kind == PaperKind.NAMES

    paper.save_as(tmp_path / "names.pdf")

    document = pypdfium2.PdfDocument(tmp_path / "names.pdf")
    words = "".join(sheet.get_textpage().get_text_range() for sheet in document)
    document.close()
    for line in dialog.lines.values():
        assert line.text().split()[-1] in words
    assert dialog.isVisible()
    dialog.reject()


def test_a_name_is_corrected_while_it_is_confirmed(page: CertificatesPage, qtbot: QtBot) -> None:
    page.acts.confirm.trigger()
    dialog = page.acts.dialog
    assert isinstance(dialog, NamesDialog)
    person_id = page._rows[0].person_id
    line = dialog.lines[person_id]
    type_into(line, "x", qtbot)
    press_enter(dialog.day.line, qtbot)
    assert "between 2 and" in dialog.messages.text
    type_into(line, "Uwera Chantal-Marie", qtbot)
    assert dialog.form.primary.text() == "Confirm 1 name"
    press_enter(dialog.form.primary, qtbot)

    row = next(row for row in page._rows if row.person_id == person_id)
    assert (row.name_to_print, row.is_name_confirmed) == ("Uwera Chantal-Marie", True)


def test_only_selected_people_are_approved_when_several_are(page: CertificatesPage, qtbot: QtBot) -> None:
    confirm_all(page, qtbot)
    page.table.select({row.key for row in page._rows[:2]})
    assert page.acts.approve.text() == "Approve 2…"
    page.acts.approve.trigger()
    accept_day(page, qtbot)

    assert page._state.text() == "39 of 39 qualify · 37 to approve · 2 to issue"
    assert page.acts.issue.text() == "Issue 2 certificates"


def test_an_auditor_only_looks(huye: App, context_of: Callable[[App], Context], qtbot: QtBot) -> None:
    page = CertificatesPage(replace(context_of(huye), user=replace(huye.user, role=Role.AUDITOR)))
    qtbot.addWidget(page)
    at_full_size(page)

    assert len(page._rows) == 39
    assert not any(a.isEnabled() for a in (page.acts.confirm, page.acts.approve, page.acts.issue))


def test_empty_page_says_what_comes_first(
    new_pc: App, context_of: Callable[[App], Context], qtbot: QtBot
) -> None:
    page = CertificatesPage(context_of(new_pc))
    qtbot.addWidget(page)
    at_full_size(page)

    assert "make a course" in page.table.empty_words.text()
    assert page.table.empty_button.isVisible()
    assert clipped(page) == []
    save_picture(page, "certificates_page/empty_en")


def test_every_control_has_a_name_and_is_reached(page: CertificatesPage) -> None:
    save_picture(page, "certificates_page/candidates_en")
    assert nameless(page) == []
    assert unreachable(page) == []
    page.acts.confirm.trigger()
    dialog = page.acts.dialog
    assert dialog is not None
    assert nameless(dialog) == []
    save_picture(dialog, "certificates_page/names_en", width=dialog.width(), height=dialog.height())


@pytest.mark.usefixtures("pseudo_language")
def test_nothing_is_clipped_in_a_language_that_needs_room(page: CertificatesPage, qtbot: QtBot) -> None:
    assert clipped(page) == []
    page.acts.confirm.trigger()
    dialog = page.acts.dialog
    assert isinstance(dialog, NamesDialog)
    assert clipped(dialog) == []
    save_picture(dialog, "certificates_page/names_pseudo", width=dialog.width(), height=dialog.height())
    dialog.reject()
    issue_all(page, qtbot)
    at_full_size(page)
    assert clipped(page) == []
    save_picture(page, "certificates_page/issued_pseudo")
