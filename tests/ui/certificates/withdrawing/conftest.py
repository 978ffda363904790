"""A PC of Huye, which is the national office's as well, with all certificates issued."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from tests.ui.clipping import at_full_size
from tests.ui.keyboard import activate
from tvet_desktop.accounts.models import Role
from tvet_desktop.app import App
from tvet_desktop.certificates.models import Certificate
from tvet_desktop.certificates.queries import CertificateRow, list_certificates
from tvet_desktop.certificates.withdrawing.decline_revocation import decline_revocation
from tvet_desktop.certificates.withdrawing.request_revocation import request_revocation
from tvet_desktop.cli.certificates import issue_for_course
from tvet_desktop.courses.queries import list_courses
from tvet_desktop.sync.this_pc import load_this_pc, save_this_pc
from ui.certificates.certificates_page import CertificatesPage
from ui.certificates.withdrawing.revocations_page import RevocationsPage
from ui.context import Context
from ui.widgets.page import Page


@pytest.fixture
def issued(huye: App) -> App:
    with huye.database.reading() as db:
        course_id = list_courses(db)[0].id
    issue_for_course(huye, course_id, names_confirmed=True)
    return huye


@pytest.fixture
def college(issued: App) -> App:
    """The same as a PC that writes only for its college."""
    with issued.database.transaction() as db:
        this_pc = load_this_pc(db)
        this_pc.device = msgspec.structs.replace(this_pc.device, national=False)
        save_this_pc(db, this_pc)
    return issued


DAY = date(2027, 3, 8)
MakePage = Callable[..., Page]


@pytest.fixture
def make_page(context_of: Callable[[App], Context], qtbot: QtBot) -> MakePage:
    def make(kind: type[Page], app: App, *, user_id: int = 0, role: Role | None = None) -> Page:
        context = context_of(app)
        user = replace(app.user, id=user_id or app.user.id, role=role or app.user.role)
        page = kind(replace(context, user=user))
        qtbot.addWidget(page)
        at_full_size(page)
        activate(page, qtbot)
        return page

    return make


@pytest.fixture
def page(issued: App, make_page: MakePage) -> CertificatesPage:
    made = make_page(CertificatesPage, issued)
    assert isinstance(made, CertificatesPage)
    return made


@pytest.fixture
def revocations(make_page: MakePage) -> Callable[..., RevocationsPage]:
    def make(app: App, **who: object) -> RevocationsPage:
        made = make_page(RevocationsPage, app, **who)
        assert isinstance(made, RevocationsPage)
        return made

    return make


@pytest.fixture
def coordinator(issued: App) -> int:
    return issued.add_user(
        username="coordinator",
        display_name="Invented Coordinator",
        role=Role.COORDINATOR,
        password="four invented words",
    )


@pytest.fixture
def asked(issued: App, coordinator: int) -> list[str]:
    """Numbers of certificates whose revocation was asked for; the second one was declined."""
    reasons = ("NOT_EARNED", "ISSUED_TWICE", "FORGED", "WRONG_FACTS")
    notes = (
        "Another person sat on the chair and signed for them on three days, as two colleagues saw.",
        "Printed twice.",
        "Nobody of the college knows this person.",
        "The hours of the second week were counted twice.",
    )
    numbers = []
    with issued.database.transaction(user_id=coordinator) as db:
        rows = sorted(list_certificates(db), key=lambda row: row.number)
        for number, (row, reason, note) in enumerate(zip(rows, reasons, notes, strict=False)):
            request = request_revocation(
                db, certificate_id=row.id, reason=reason, note=note, requested_on=DAY, by=coordinator
            )
            numbers.append(row.number)
            if number == 1:
                decline_revocation(
                    db,
                    request_id=request.request_id,
                    note="Both papers carry one number.",
                    decided_on=DAY,
                    writes_for_all=True,
                    by=issued.user.id,
                )
    return numbers


def certify_again(app: App) -> tuple[str, str]:
    """Give the second person's certificate to the first, as if another PC had issued it; return both numbers."""
    first, second = sorted(list_of(app), key=lambda row: row.number)[:2]
    with app.database.transaction() as db:
        one, other = db.get_one(Certificate, first.id), db.get_one(Certificate, second.id)
        other.person_id, other.kind = one.person_id, one.kind
        return one.number, other.number


def list_of(app: App) -> list[CertificateRow]:
    with app.database.reading() as db:
        return list_certificates(db)
