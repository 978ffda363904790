"""One course from its setup to the signed PDFs, by three people who sit down at one PC after the other."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from pytestqt.qtbot import QtBot

from tests.certificates.examples import logo_files
from tests.courses.factories import some_people
from tests.ui.clipping import at_full_size
from tests.ui.conftest import Journey
from tests.ui.keyboard import activate, press_enter, type_into
from tests.ui.pictures import save_picture
from tvet_desktop.accounts.models import Role
from tvet_desktop.accounts.queries import user_by_id
from tvet_desktop.app import App
from tvet_desktop.certificates.checking.trust_list import read_trust_list
from tvet_desktop.certificates.checking.verify import Verdict, verify
from tvet_desktop.certificates.printing.issued_pdf import pdf_of
from tvet_desktop.certificates.queries import list_certificates
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.courses.assign_trainer import assign_trainer
from tvet_desktop.courses.make_sessions import make_sessions
from tvet_desktop.courses.models import TrainerRole
from tvet_desktop.courses.queries import list_courses
from tvet_desktop.courses.set_partners import set_partners
from tvet_desktop.programme.logos.add_logo import add_logo
from tvet_desktop.storage.ids import Scope
from ui.certificates.certificates_page import CertificatesPage
from ui.certificates.issue_dialog import IssueDialog
from ui.certificates.names_dialog import NamesDialog
from ui.certificates.setup.setup_page import SetupPage
from ui.context import Context
from ui.widgets.page import Page
from ui.widgets.reason_dialog import ReasonDialog

ContextOf = Callable[[App], Context]


@pytest.fixture
def course_id(huye: App) -> int:
    """The course has a trainer and a partner, whose logos are there."""
    own, partner = logo_files()
    with huye.database.transaction() as db:
        course_id = list_courses(db)[0].id
        (trainer,) = some_people(db, ["UWERA Chantal"])
        assign_trainer(db, course_id=course_id, person_id=trainer, role=TrainerRole.DIASPORA)
        add_logo(db, scope=Scope.SHARED, owner="Rwanda Polytechnic", picture=own, by=None)
        partner_id = add_logo(
            db, scope=Scope.SHARED, owner="Example Mission", picture=partner, is_partner=True, by=None
        ).logo_id
        db.flush()
        set_partners(db, course_id=course_id, logo_ids=[partner_id], by=None)
    return course_id


def as_somebody(context: Context, huye: App, role: Role) -> Context:
    user_id = huye.add_user(
        username=role.value.lower(),
        display_name=f"Invented {role.value.title()}",
        role=role,
        password="four invented words",
    )
    with huye.database.reading() as db:
        user = user_by_id(db, user_id)
    assert user is not None
    return replace(context, user=user)


def shown(page: Page, target: int, qtbot: QtBot) -> None:
    qtbot.addWidget(page)
    page.go_to(target)
    at_full_size(page)
    activate(page, qtbot)


def accept(page: CertificatesPage, qtbot: QtBot) -> None:
    dialog = page.acts.dialog
    assert isinstance(dialog, ReasonDialog)
    press_enter(dialog.day.line, qtbot)


def set_up(context: Context, course_id: int, qtbot: QtBot) -> None:
    setup = SetupPage(context)
    shown(setup, course_id, qtbot)
    form = setup.form
    assert form is not None
    form.language.set_value("en+fr")
    form.language.on_edited()
    name, position = form.signatories.lines[0]
    type_into(name, "Keza Aline", qtbot)
    type_into(position, "Chief of Mission", qtbot)
    form.second_page.tick.click()
    type_into(form.donor.line, "Belgium", qtbot)
    setup.show_preview()
    save_picture(setup, "journey/setup_en")
    press_enter(form.donor.line, qtbot)
    assert setup.messages.text.startswith("The next certificates of this course")
    setup.hide()


def test_from_the_setup_to_signed_pdfs(
    huye: App, context_of: ContextOf, course_id: int, qtbot: QtBot, tmp_path: Path
) -> None:
    coordinator = as_somebody(context_of(huye), huye, Role.COORDINATOR)
    trainer = as_somebody(context_of(huye), huye, Role.TRAINER)

    set_up(coordinator, course_id, qtbot)
    page = CertificatesPage(coordinator)
    shown(page, course_id, qtbot)
    assert page._state.text() == "39 of 39 qualify · 40 names to confirm"
    page.acts.confirm.trigger()
    names = page.acts.dialog
    assert isinstance(names, NamesDialog)
    press_enter(names.tick_all, qtbot)
    press_enter(names.day.line, qtbot)
    page.acts.approve.trigger()
    accept(page, qtbot)
    save_picture(page, "journey/approved_en")
    page.hide()

    page = CertificatesPage(trainer)
    shown(page, course_id, qtbot)
    assert not page.acts.approve.isEnabled()
    assert page.acts.issue.text() == "Issue 40 certificates"
    page.acts.issue.trigger()
    assert isinstance(page.acts.dialog, IssueDialog)
    assert page.acts.dialog.sentences == []
    accept(page, qtbot)
    assert page._state.text() == "39 of 39 qualify · 40 issued"
    save_picture(page, "journey/issued_en")

    trust = read_trust_list(huye.data_dir)
    with huye.database.reading() as db:
        rows = list_certificates(db, course_id=course_id)
        pdfs = {row.kind: pdf_of(db, row.id, huye.files) for row in rows}
    assert len(rows) == 40
    assert all(verify(pdf, trust).verdict == Verdict.VALID for pdf in pdfs.values())
    for kind, pdf in pdfs.items():
        (tmp_path / f"{kind.value}.pdf").write_bytes(pdf)
    first, second = words_of(pdfs[CertificateKind.COMPLETION])
    for words in ("Certificate of Completion", "Certificat d’achèvement", "Chief of Mission", "Belgium"):
        assert words in first
    assert "Keza Aline" in first
    assert "40" in second
    (only,) = words_of(pdfs[CertificateKind.APPRECIATION])
    assert "UWERA Chantal" in only
    assert pdfs[CertificateKind.COMPLETION].count(b"/Subtype /Image") >= 3


def words_of(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    words = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return words


def test_before_issuing_what_is_wrong_is_listed_and_put_right(
    huye: App, context_of: ContextOf, course_id: int, qtbot: QtBot
) -> None:
    page = CertificatesPage(as_somebody(context_of(huye), huye, Role.COORDINATOR))
    shown(page, course_id, qtbot)
    page.acts.confirm.trigger()
    names = page.acts.dialog
    assert isinstance(names, NamesDialog)
    names.lines[page._rows[0].person_id].setText("Keza ☃")
    press_enter(names.tick_all, qtbot)
    press_enter(names.day.line, qtbot)
    page.acts.approve.trigger()
    accept(page, qtbot)

    page.acts.issue.trigger()
    dialog = page.acts.dialog
    assert isinstance(dialog, IssueDialog)
    assert dialog.is_blocked
    assert dialog.sentences[0].startswith("✕ The letters ☃ in “Keza ☃” cannot be printed")
    assert not dialog.form.primary.isEnabled()
    assert dialog.focusWidget() is dialog.repairs[0]
    save_picture(dialog, "journey/blocked_en", width=dialog.width(), height=dialog.height())
    press_enter(dialog.repairs[0], qtbot)

    names = page.acts.dialog
    assert isinstance(names, NamesDialog)
    line = names.lines[page._rows[0].person_id]
    type_into(line, "Keza Aline", qtbot)
    press_enter(names.day.line, qtbot)
    page.acts.issue.trigger()
    dialog = page.acts.dialog
    assert isinstance(dialog, IssueDialog)
    assert not dialog.is_blocked
    accept(page, qtbot)
    assert page._state.text() == "39 of 39 qualify · 40 issued"


def test_what_is_wrong_leads_to_where_it_is_put_right(
    huye: App, context_of: ContextOf, qtbot: QtBot, journey: Journey
) -> None:
    with huye.database.transaction() as db:
        course_id = list_courses(db)[0].id
        make_sessions(db, course_id=course_id, first_day=date(2021, 3, 15), days=1)
    page = CertificatesPage(context_of(huye))
    shown(page, course_id, qtbot)
    page.acts.confirm.trigger()
    names = page.acts.dialog
    assert isinstance(names, NamesDialog)
    press_enter(names.tick_all, qtbot)
    press_enter(names.day.line, qtbot)
    page.acts.approve.trigger()
    accept(page, qtbot)
    for at, place in enumerate(("logos", "course")):
        page.acts.issue.trigger()
        dialog = page.acts.dialog
        assert isinstance(dialog, IssueDialog)
        assert [button.text() for button in dialog.repairs] == ["Add logos", "To the course"]
        assert "2 sessions of this course have no marks yet" in dialog.sentences[1]
        press_enter(dialog.repairs[at], qtbot)
        assert journey.pages[-1][0] == place
