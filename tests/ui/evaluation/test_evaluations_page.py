from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import nameless, unreachable
from tests.ui.clipping import at_full_size, clipped
from tests.ui.conftest import Journey
from tests.ui.evaluation.conftest import OPENED, another_course, give_answers
from tests.ui.pictures import save_picture
from tvet_desktop.evaluation.close_round import close_round
from tvet_desktop.evaluation.open_round import open_round
from tvet_desktop.evaluation.queries import list_rounds
from tvet_desktop.storage.database import Database
from ui.background import ThreadBackground
from ui.context import Context
from ui.evaluation.answer_window import AnswerWindow
from ui.evaluation.asked_dialog import AskedDialog
from ui.evaluation.codes_dialog import CodesDialog
from ui.evaluation.evaluations_page import EvaluationsPage
from ui.evaluation.open_round_dialog import OpenRoundDialog
from ui.evaluation.results_page import ResultsPage
from ui.evaluation.thanks_screen import ThanksScreen
from ui.widgets.question_dialog import QuestionDialog
from ui.widgets.row_table import RowTable


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> EvaluationsPage:
    made = EvaluationsPage(context)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def results(context: Context, qtbot: QtBot) -> ResultsPage:
    made = ResultsPage(context)
    qtbot.addWidget(made)
    return made


def words_in(widget: QWidget) -> str:
    return "\n".join(found.text() for found in widget.findChildren(QLabel) if found.isVisible())


def dialog_of(page: QWidget, kind: type) -> QWidget:
    return next(found for found in page.window().findChildren(kind) if found.isVisible())


def test_an_empty_page_says_what_to_do(page: EvaluationsPage) -> None:
    at_full_size(page)
    assert page.table.empty_button.isVisible()
    page.new.trigger()
    assert "no course" in page.messages.text
    save_picture(page, "empty")


def test_a_round_is_opened(page: EvaluationsPage, database: Database, course_id: int) -> None:
    at_full_size(page)
    page.new.trigger()
    dialog = dialog_of(page, OpenRoundDialog)
    assert isinstance(dialog, OpenRoundDialog)
    dialog.handed_out.set_value(30)
    dialog.form.primary.click()
    with database.reading() as db:
        row = list_rounds(db)[0]
    assert (row.course_id, row.handed_out) == (course_id, 30)
    assert "hand the PC" in page.messages.text
    page.new.trigger()
    again = dialog_of(page, OpenRoundDialog)
    assert isinstance(again, OpenRoundDialog)
    again.form.primary.click()
    assert "already open" in again.messages.text


def test_four_answers_do_not_show(
    page: EvaluationsPage, results: ResultsPage, database: Database, round_id: int
) -> None:
    give_answers(database, round_id, 4)
    at_full_size(page)
    page.close_it.trigger()
    assert "1 more answer is needed" in page.messages.text
    results.go_to(round_id)
    at_full_size(results)
    assert "1 more answer is needed" in words_in(results)
    assert "Repairing" not in words_in(results)
    save_picture(results, "results_hidden")


def test_five_people_answer_by_keyboard_and_results_appear(
    page: EvaluationsPage, results: ResultsPage, round_id: int, journey: Journey
) -> None:
    at_full_size(page)
    page.hand_over.trigger()
    window = page.findChild(AnswerWindow)
    assert window is not None

    def press(key: Qt.Key | str) -> None:
        at = window.focusWidget()
        assert at is not None
        _ = QTest.keyClicks(at, key) if isinstance(key, str) else QTest.keyClick(at, key)

    for person in range(5):
        for _down in range(person % 3):
            press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Return)
        for _statement in range(16):
            press("54345"[person])
        press(f"words {person}")
        for _tab in range(3):
            press(Qt.Key.Key_Tab)
        press(Qt.Key.Key_Return)
        press(Qt.Key.Key_Return)  # next person
    window.ask_for_staff()
    assert window.question is not None
    window.question.do.click()
    assert page.table.selected_rows()[0].waiting == 5
    page.close_it.trigger()
    question = dialog_of(page, QuestionDialog)
    assert isinstance(question, QuestionDialog)
    save_picture(question, "close_question", width=question.width(), height=question.height())
    question.do.click()
    assert journey.pages[-1] == ("evaluation_results", round_id)
    results.go_to(round_id)
    at_full_size(results)
    shown = words_in(results)
    assert "80 %" in shown
    assert all(f"words {person}" in shown for person in range(5))


def test_a_statement_that_four_people_rated_is_hidden(
    results: ResultsPage, database: Database, round_id: int
) -> None:
    give_answers(database, round_id, 5, without="keeps_time")
    with database.transaction() as db:
        close_round(db, round_id=round_id, closed_on=OPENED)
    results.go_to(round_id)
    at_full_size(results)
    assert "fewer than five people answered this" in words_in(results)


@pytest.mark.usefixtures("round_id")
def test_codes_are_shown_once(page: EvaluationsPage) -> None:
    at_full_size(page)
    page.codes.trigger()
    dialog = dialog_of(page, CodesDialog)
    assert isinstance(dialog, CodesDialog)
    dialog.number.set_value(12)
    dialog.form.primary.click()
    assert len(dialog.codes.toPlainText().split()) == 12
    save_picture(dialog, "codes", width=700, height=480)
    assert page.table.selected_rows()[0].asks_for_code


def test_a_round_is_abandoned_after_a_question_and_leaves_no_trace(
    page: EvaluationsPage, database: Database, round_id: int, tmp_path: Path
) -> None:
    give_answers(database, round_id, 2)
    at_full_size(page)
    page.abandon.trigger()
    question = dialog_of(page, QuestionDialog)
    assert isinstance(question, QuestionDialog)
    question.do.click()
    assert (tmp_path / "tvet.db-wal").stat().st_size == 0
    with database.reading() as db:
        assert list_rounds(db) == []


def test_pages_fit(page: EvaluationsPage, results: ResultsPage, database: Database, round_id: int) -> None:
    _fill(database, round_id)
    _look(page, results, round_id, "en")


@pytest.mark.usefixtures("pseudo_language")
def test_pages_fit_in_a_longer_language(
    context: Context, qtbot: QtBot, database: Database, round_id: int
) -> None:
    _fill(database, round_id)
    page, results = EvaluationsPage(context), ResultsPage(context)
    qtbot.addWidget(page)
    qtbot.addWidget(results)
    _look(page, results, round_id, "pseudo")


def _fill(database: Database, round_id: int) -> None:
    give_answers(database, round_id, 12)
    with database.transaction() as db:
        close_round(db, round_id=round_id, closed_on=OPENED)
    for code, title, answers in (
        ("HUY-2027-02", "Solar systems: planning and repair", 3),
        ("HUY-2027-03", "Hydraulics for teachers", 7),
    ):
        course_id = another_course(database, code, title)
        with database.transaction() as db:
            opened = open_round(db, course_id=course_id, opened_on=OPENED).round_id
        give_answers(database, opened, answers)


def _look(page: EvaluationsPage, results: ResultsPage, round_id: int, language: str) -> None:
    at_full_size(page)
    table: RowTable[object] = page.table
    table.setFocus()
    assert clipped(page) == []
    assert nameless(page) == []
    assert unreachable(page) == []
    save_picture(page, f"rounds_{language}")
    page.new.trigger()
    dialog = dialog_of(page, OpenRoundDialog)
    assert isinstance(dialog, OpenRoundDialog)
    assert clipped(dialog) == []
    assert nameless(dialog) == []
    save_picture(dialog, f"open_round_{language}", width=dialog.width(), height=dialog.height())
    dialog.reject()
    results.go_to(round_id)
    at_full_size(results)
    assert clipped(results) == []
    assert nameless(results) == []
    assert unreachable(results) == []
    save_picture(results, f"results_{language}")
    bar = results.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    save_picture(results, f"results_end_{language}")


def test_the_number_of_those_asked_is_recorded_and_undone(
    page: EvaluationsPage, database: Database, round_id: int
) -> None:
    at_full_size(page)
    page.asked.trigger()
    dialog = dialog_of(page, AskedDialog)
    assert isinstance(dialog, AskedDialog)
    dialog.number.set_value(25)
    dialog.form.primary.click()
    with database.reading() as db:
        assert [(row.id, row.handed_out) for row in list_rounds(db)] == [(round_id, 25)]
    page.messages.undo_last()
    with database.reading() as db:
        assert list_rounds(db)[0].handed_out == 12


def test_an_answer_is_taken_on_the_worker_thread(
    context: Context, qtbot: QtBot, database: Database, round_id: int
) -> None:
    runner = ThreadBackground()
    page = EvaluationsPage(replace(context, background=runner))
    qtbot.addWidget(page)
    at_full_size(page)
    qtbot.waitUntil(page.hand_over.isEnabled)
    page.hand_over.trigger()
    qtbot.waitUntil(lambda: page.findChild(AnswerWindow) is not None)
    window = page.findChild(AnswerWindow)
    window.begin("en")
    window.screen_shown.items["overall"].rate(5)
    window.screen_shown.send.click()
    assert not window.screen_shown.send.isEnabled()
    qtbot.waitUntil(lambda: isinstance(window.screen_shown, ThanksScreen))
    qtbot.waitUntil(lambda: page.table.selected_rows()[0].waiting == 1)
    runner.stop()
    with database.reading() as db:
        assert [(row.id, row.waiting) for row in list_rounds(db)] == [(round_id, 1)]
