"""A grey button of the certificates says what comes first."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.clipping import at_full_size
from tvet_desktop.accounts.models import Role
from tvet_desktop.app import App
from tvet_desktop.certificates.candidate_row import CandidateRow
from tvet_desktop.certificates.candidates import candidates
from tvet_desktop.courses.queries import list_courses
from ui.certificates.certificates_page import CertificatesPage
from ui.certificates.why_not_yet import (
    nobody_waits,
    not_to_approve,
    not_to_issue,
    not_to_waive,
    not_to_withdraw,
)
from ui.context import Context


@pytest.fixture
def waiting(huye: App) -> list[CandidateRow]:
    with huye.database.reading() as db:
        rows = [row for course in list_courses(db) for row in candidates(db, course.id)]
    return [row for row in rows if row.is_waiting][:2]


def test_the_next_step_is_named(waiting: list[CandidateRow]) -> None:
    unsure = [replace(row, is_name_confirmed=False, is_approved=False) for row in waiting]
    sure = [replace(row, is_name_confirmed=True) for row in unsure]
    approved = [replace(row, is_approved=True) for row in sure]
    role = Role.COORDINATOR

    assert not_to_approve(role, unsure, []) == "Confirm the names first."
    assert not_to_approve(role, sure, sure) == ""
    assert not_to_approve(role, sure, []).startswith("None of the selected people")
    assert not_to_approve(role, approved, []) == "All are approved: issue the certificates."
    assert not_to_issue(role, sure, 0) == "A coordinator approves the certificates first."
    assert not_to_issue(role, approved, len(approved)) == ""
    assert not_to_issue(Role.CLERK, approved, len(approved)).startswith("Your role does not allow this")


def test_nobody_waits_says_where_one_reads_why(waiting: list[CandidateRow]) -> None:
    nobody = [replace(row, kind=None) for row in waiting]

    assert nobody_waits(waiting) == ""
    assert nobody_waits(nobody).startswith("Nobody qualifies for a certificate yet")
    assert not_to_waive(waiting) == "Choose one line of the table only."
    assert not_to_withdraw(Role.COORDINATOR, waiting[:1], None).startswith("This person has no certificate")


def test_a_grey_line_of_the_menu_says_why(
    huye: App, context_of: Callable[[App], Context], qtbot: QtBot
) -> None:
    page = CertificatesPage(context_of(huye))
    qtbot.addWidget(page)
    at_full_size(page)
    menu = page.withdrawing.menu.open_menu()

    assert not page.withdrawing.choose.isEnabled()
    assert page.withdrawing.choose.toolTip() == "Nobody has two certificates of one kind for this course."
    assert page.withdrawing.revocations.toolTip() == "Revocations"
    menu.close()
