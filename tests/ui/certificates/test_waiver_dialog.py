"""A candidate who misses is waived points: what is said before, after, and when it is not needed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import nameless, unreachable
from tests.ui.clipping import at_full_size, clipped
from tests.ui.keyboard import activate, press_enter, type_into
from tests.ui.pictures import save_picture
from tvet_desktop.accounts.models import Role
from tvet_desktop.app import App
from tvet_desktop.attendance.course_tests.record_result import record_result
from tvet_desktop.attendance.course_tests.rules import TestSettings, WhichTest
from tvet_desktop.attendance.course_tests.set_tests import set_tests
from tvet_desktop.attendance.waiving.queries import waiver_history, waivers_of
from tvet_desktop.attendance.waiving.waive import waive
from tvet_desktop.certificates.confirm_names import confirm_names
from tvet_desktop.courses.rules import RuleSet
from tvet_desktop.courses.set_course_rules import set_course_rules
from ui.attendance.waiving.waiver_dialog import WaiverDialog
from ui.certificates.certificates_page import CertificatesPage
from ui.certificates.words import time_words
from ui.context import Context


@pytest.fixture
def page(huye: App, context_of: Callable[[App], Context], qtbot: QtBot) -> CertificatesPage:
    made = CertificatesPage(context_of(huye))
    qtbot.addWidget(made)
    at_full_size(made)
    activate(made, qtbot)
    return made


def missing_one_half_day(page: CertificatesPage) -> int:
    """Select somebody who came to seven of ten half-days, and return who it is."""
    row = next(row for row in page._rows if row.percent == 70)
    page.table.select({row.key})
    return row.person_id


def opened(page: CertificatesPage) -> WaiverDialog:
    page.acts.waive.trigger()
    dialog = page.acts.dialog
    assert isinstance(dialog, WaiverDialog)
    return dialog


def result_of(page: CertificatesPage, person_id: int) -> str:
    number = next(n for n, row in enumerate(page.table.model.rows) if row.person_id == person_id)
    words: str = page.table.model.index(number, 4).data()
    return words


def test_ten_points_bring_a_completion_and_undo_takes_it_back(
    page: CertificatesPage, huye: App, qtbot: QtBot
) -> None:
    person_id = missing_one_half_day(page)
    dialog = opened(page)
    assert dialog.effect.text() == "10 points are missing."
    type_into(dialog.points.line, "9", qtbot)
    assert dialog.effect.text() == "9 points are not enough: 10 are missing."
    type_into(dialog.points.line, "10", qtbot)
    assert dialog.effect.text() == "With 10 points the rate reaches the completion."
    press_enter(dialog.points.line, qtbot)
    assert "Fill in" in dialog.reason.error
    type_into(dialog.reason.line, "Was ill, has a note", qtbot)
    press_enter(dialog.reason.line, qtbot)

    assert page.messages.text.startswith("10 points are waived for ")
    assert "reaches the completion with it" in page.messages.text
    assert result_of(page, person_id) == "Completion · 10 points waived"
    activate(page, qtbot)
    qtbot.keyClick(page.table.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert result_of(page, person_id) == "Participation, misses completion by 1 half-day"
    page.messages.redo_last()
    assert result_of(page, person_id) == "Completion · 10 points waived"
    with huye.database.reading() as db:
        history = waiver_history(db, course_id=page._course_id, person_id=person_id)
    assert [row.points for row in history] == [10, 0, 10]
    assert history[-1].reason == "Was ill, has a note"


def test_points_beyond_the_limit_and_not_enough_are_said(page: CertificatesPage, qtbot: QtBot) -> None:
    person_id = missing_one_half_day(page)
    dialog = opened(page)
    type_into(dialog.points.line, "11", qtbot)
    type_into(dialog.reason.line, "Why", qtbot)
    press_enter(dialog.reason.line, qtbot)
    assert "from 1 to 10" in dialog.points.error
    type_into(dialog.points.line, "2", qtbot)
    press_enter(dialog.reason.line, qtbot)

    assert "does not reach the completion all the same" in page.messages.text
    assert result_of(page, person_id).endswith("misses completion by 3 h 12 min · 2 points waived")


def test_the_waiver_is_taken_back_with_a_reason(page: CertificatesPage, huye: App, qtbot: QtBot) -> None:
    person_id = missing_one_half_day(page)
    with huye.database.transaction() as db:
        waive(
            db,
            course_id=page._course_id,
            person_id=person_id,
            points=10,
            reason="A note",
            on_date=date(2027, 3, 8),
            by=huye.user.id,
        )
    page.context.changes.attendance.emit()
    dialog = opened(page)
    save_picture(dialog, "dialog_waiver_again_en", width=dialog.width(), height=dialog.height())
    type_into(dialog.points.line, "0", qtbot)
    assert "is taken back" in dialog.effect.text()
    assert dialog.standing.text().endswith("10 points are waived now.")
    type_into(dialog.reason.line, "The note was false", qtbot)
    press_enter(dialog.reason.line, qtbot)

    assert "is taken back" in page.messages.text
    assert result_of(page, person_id) == "Participation, misses completion by 1 half-day"
    with huye.database.reading() as db:
        assert waivers_of(db, page._course_id) == {}


def test_who_needs_no_waiver_may_have_one_and_it_is_said(page: CertificatesPage, qtbot: QtBot) -> None:
    row = next(row for row in page._rows if row.percent == 100)
    page.table.select({row.key})
    dialog = opened(page)
    assert "without a waiver" in dialog.effect.text()
    type_into(dialog.points.line, "1", qtbot)
    type_into(dialog.reason.line, "For the record", qtbot)
    press_enter(dialog.reason.line, qtbot)

    assert "without it" in page.messages.text
    assert result_of(page, row.person_id) == "Completion · 1 point waived"


def test_the_pass_mark_is_in_the_words(page: CertificatesPage, huye: App) -> None:
    full, less = (next(row for row in page._rows if row.percent == percent) for percent in (100, 70))
    course_id = page._course_id
    with huye.database.transaction() as db:
        set_tests(db, course_id=course_id, tests=TestSettings(post_maximum=4000))
        set_course_rules(db, course_id=course_id, rules=RuleSet(pass_percent=60))
        for row, points in ((full, 1800), (less, 2350)):
            record_result(
                db, course_id=course_id, person_id=row.person_id, which=WhichTest.POST, points=points
            )
    page.context.changes.attendance.emit()

    assert result_of(page, full.person_id) == "Participation · misses the pass mark by 6 of 40 points"
    assert result_of(page, less.person_id) == (
        "Participation, misses completion by 1 half-day · misses the pass mark by 0.5 of 40 points"
    )
    others = [row for row in page._rows if row.person_id not in {full.person_id, less.person_id}]
    assert all(result_of(page, row.person_id).endswith("no post-test result yet") for row in others)
    assert page._state.text() == "39 of 39 qualify · 32 without a post-test result · 39 names to confirm"
    with huye.database.transaction() as db:
        confirm_names(
            db, person_ids=[row.person_id for row in page._rows], confirmed_on=date(2027, 3, 8), by=None
        )
    page.context.changes.people.emit()
    page.acts.approve.trigger()
    asked = page.acts.dialog
    assert asked is not None
    assert "32 of them have no post-test result yet" in asked.accessibleDescription()
    asked.reject()
    save_picture(page, "certificates_pass_mark_en")
    page.table.select({full.key})
    assert "pass mark of the post-test is not reached either" in opened(page).effect.text()


def test_what_is_missing_is_told_in_the_largest_units() -> None:
    lengths = [time_words(Fraction(minutes)) for minutes in (480, 120, 168, 47)]

    assert lengths == ["2 half-days", "2 hours", "2 h 48 min", "47 min"]


def test_a_clerk_reads_what_was_waived_and_gives_nothing(
    huye: App, context_of: Callable[[App], Context], qtbot: QtBot
) -> None:
    context = context_of(huye)
    page = CertificatesPage(replace(context, user=replace(huye.user, role=Role.CLERK)))
    qtbot.addWidget(page)
    at_full_size(page)
    missing_one_half_day(page)

    assert page.acts.waive.text() == "Waived points…"
    dialog = opened(page)
    assert "Attended: 70 %" in dialog.standing.text()
    assert not dialog.points.isEnabled()
    assert not dialog.form.primary.isEnabled()


@pytest.fixture(params=["en", "pseudo"])
def language(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    if name == "pseudo":
        request.getfixturevalue("pseudo_language")
    return name


def test_the_dialog_looks(language: str, page: CertificatesPage, huye: App, qtbot: QtBot) -> None:
    person_id = missing_one_half_day(page)
    with huye.database.transaction() as db:
        for points in (10, 4):
            waive(
                db,
                course_id=page._course_id,
                person_id=person_id,
                points=points,
                reason="Was ill, the trainer has seen the note of the doctor",
                on_date=date(2027, 3, 8),
                by=huye.user.id,
            )
    page.context.changes.attendance.emit()
    dialog = opened(page)
    activate(dialog, qtbot)
    dialog.points.set_value(5)
    dialog._show_effect()

    save_picture(dialog, f"dialog_waiver_{language}", width=dialog.width(), height=dialog.height())
    assert clipped(dialog) == []
    assert nameless(dialog) == []
    assert unreachable(dialog) == []
    assert dialog.height() <= 700
    dialog.reject()
    save_picture(page, f"certificates_waived_{language}")
    assert clipped(page) == []
