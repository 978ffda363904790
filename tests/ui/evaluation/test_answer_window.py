from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QRadioButton
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import nameless, unreachable
from tests.ui.accounts.gates import GateOpened
from tests.ui.clipping import at_full_size, clipped
from tests.ui.pictures import save_picture
from tests.ui.pseudo_language import PseudoTranslations
from tvet_desktop.evaluation.hand_out_codes import hand_out_codes
from tvet_desktop.evaluation.models import EvaluationResponse
from tvet_desktop.evaluation.queries import list_rounds
from tvet_desktop.evaluation.questionnaires import newest_form
from tvet_desktop.evaluation.waiting_answers import read_waiting
from tvet_desktop.shared import translation
from tvet_desktop.storage.database import Database
from ui.background import ThreadBackground
from ui.context import Context
from ui.evaluation.answer_form import AnswerForm
from ui.evaluation.answer_window import AnswerWindow
from ui.evaluation.evaluations_page import EvaluationsPage
from ui.evaluation.thanks_screen import ThanksScreen
from ui.evaluation.welcome_screen import WelcomeScreen
from ui.finder import Finder
from ui.main_window import Frame, MainWindow
from ui.pages import PAGES
from ui.widgets.page import Page

Opener = Callable[..., AnswerWindow]


class StaffPage(Page):
    def build(self) -> None:
        self.set_title("staff")


@pytest.fixture
def open_window(context: Context, database: Database, round_id: int, qtbot: QtBot) -> Opener:
    page = StaffPage(context)
    qtbot.addWidget(page)
    at_full_size(page)

    def open_it() -> AnswerWindow:
        with database.reading() as db:
            row = next(row for row in list_rounds(db) if row.id == round_id)
        window = AnswerWindow(page, context, newest_form(), row)
        window.show_to_trainee()
        at_full_size(window)
        window.activateWindow()
        QTest.qWaitForWindowActive(window)
        return window

    return open_it


def press(window: AnswerWindow, key: Qt.Key | str) -> None:
    """Send a key to whatever has the keyboard in the window."""
    at = window.focusWidget()
    assert at is not None
    if isinstance(key, str) and not key.isascii():
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, key)
        QApplication.sendEvent(at, event)
    elif isinstance(key, str):
        QTest.keyClicks(at, key)
    else:
        QTest.keyClick(at, key)


def form_of(window: AnswerWindow) -> AnswerForm:
    assert isinstance(window.screen_shown, AnswerForm)
    return window.screen_shown


def waiting(database: Database, round_id: int) -> list[str]:
    with database.reading() as db:
        return [response.ratings for response in read_waiting(db, round_id).responses]


def test_a_person_answers_with_the_keyboard_only(
    open_window: Opener, database: Database, round_id: int
) -> None:
    window = open_window()
    press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Return)  # French
    assert form_of(window).language == "fr"
    for figure in "5432104444444444":
        press(window, figure)
    press(window, "Les pompes")
    for _step in range(3):
        press(window, Qt.Key.Key_Tab)
    press(window, Qt.Key.Key_Return)
    assert isinstance(window.screen_shown, ThanksScreen)
    assert waiting(database, round_id) == ["54321-4444444444"]
    press(window, Qt.Key.Key_Return)
    assert isinstance(window.screen_shown, WelcomeScreen)


def test_nothing_of_the_answers_stays_in_widgets(open_window: Opener) -> None:
    window = open_window()
    window.begin("en")
    form = form_of(window)
    areas, buttons = form.findChildren(QPlainTextEdit), form.findChildren(QRadioButton)
    form.items["overall"].rate(5)
    areas[0].setPlainText("secret")
    form.send.click()
    assert not any(area.toPlainText() or area.document().isUndoAvailable() for area in areas)
    assert not any(button.isChecked() for button in buttons)
    QApplication.sendPostedEvents(None, 52)  # deferred deletion
    QApplication.processEvents()
    assert window.findChildren(AnswerForm) == []
    window.begin("en")
    assert form_of(window).answers().ratings == {}
    assert form_of(window).answers().comments == {}


def test_an_empty_form_is_refused_in_the_language_of_the_form(open_window: Opener) -> None:
    window = open_window()
    window.begin("en")
    form_of(window).send.click()
    assert "answer at least one" in form_of(window).messages.text
    assert form_of(window).send.isEnabled()


def test_arrows_move_and_delete_takes_an_answer_away(open_window: Opener) -> None:
    window = open_window()
    window.begin("en")
    form = form_of(window)
    press(window, "4")
    press(window, "é")  # 2 on a French keyboard
    press(window, Qt.Key.Key_Up)
    press(window, Qt.Key.Key_Delete)
    keys = list(form.items)
    assert form.answers().ratings == {keys[0]: 4}
    press(window, Qt.Key.Key_Up)
    press(window, "0")
    assert form.answers().ratings == {keys[0]: None}


def test_a_code_is_asked_for_and_used_once(open_window: Opener, database: Database, round_id: int) -> None:
    with database.transaction() as db:
        code = hand_out_codes(db, round_id=round_id, number=2)[0]
    for attempt, screen in enumerate((ThanksScreen, AnswerForm)):
        window = open_window()
        window.begin("en")
        press(window, code.lower())
        form_of(window).items["overall"].rate(3)
        form_of(window).send.click()
        assert isinstance(window.screen_shown, screen), attempt
    assert "not valid" in form_of(window).messages.text
    assert len(waiting(database, round_id)) == 1


def test_leaving_needs_staff(open_window: Opener) -> None:
    window = open_window()
    press(window, Qt.Key.Key_Escape)
    assert window.question is not None
    assert window.question.back.hasFocus() or window.question.focusWidget() is window.question.back
    window.question.back.click()
    assert window.isVisible()
    window.close()
    assert window.isVisible()
    assert window.question is not None
    window.question.do.click()
    assert not window.isVisible()


def test_the_answer_waits_and_is_no_row_yet(open_window: Opener, database: Database) -> None:
    window = open_window()
    window.begin("rw")
    form_of(window).items["overall"].rate(3)
    form_of(window).send.click()
    with database.reading() as db:
        assert list_rounds(db)[0].waiting == 1
        assert db.query(EvaluationResponse).count() == 0


@pytest.mark.parametrize("language", ["en", "fr", "rw", "pseudo"])
def test_every_screen_fits_and_can_be_walked(
    *,
    open_window: Opener,
    database: Database,
    round_id: int,
    language: str,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    if language == "pseudo":
        request.getfixturevalue("pseudo_language")
        monkeypatch.setattr(translation, "_catalogue", lambda _code: PseudoTranslations())
    if language == "en":
        with database.transaction() as db:
            hand_out_codes(db, round_id=round_id, number=9)
    window = open_window()
    assert clipped(window) == []
    assert nameless(window) == []
    save_picture(window, f"welcome_{language}")
    window.begin("rw" if language == "pseudo" else language)
    at_full_size(window)
    assert clipped(window) == []
    assert nameless(window) == []
    assert unreachable(window) == []
    form = form_of(window)
    form.focus_first()
    for answer, item in zip((5, 4, 3, 0, 2, 1, 4), form.items.values(), strict=False):
        item.rate(answer)
    list(form.items.values())[3].focus()
    form._area.verticalScrollBar().setValue(0)
    save_picture(window, f"form_{language}")
    form.comments["improve"].focus()
    form._area.ensureWidgetVisible(form.comments["next_step"])
    save_picture(window, f"form_end_{language}")
    form.send.click()
    if form.code is not None:
        return
    at_full_size(window)
    assert clipped(window) == []
    save_picture(window, f"thanks_{language}")


def test_no_key_reaches_the_window_behind(
    context: Context, database: Database, round_id: int, qtbot: QtBot
) -> None:
    runner = ThreadBackground()
    pages = {name: entry for name, entry in PAGES.items() if name in ("evaluations", "ideas")}
    main = MainWindow(context, pages, Frame(status=GateOpened().status), runner)
    qtbot.addWidget(main)
    at_full_size(main)
    main.open_page("evaluations", round_id)
    page = main.page
    assert isinstance(page, EvaluationsPage)
    page.hand_over.trigger()
    window = page.findChild(AnswerWindow)
    assert window is not None
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    window.begin("en")
    locked = []
    main.lock_requested.connect(lambda: locked.append(True))
    for key in (Qt.Key.Key_K, Qt.Key.Key_2, Qt.Key.Key_L):
        at = window.focusWidget()
        assert at is not None
        QTest.keyClick(at, key, Qt.KeyboardModifier.ControlModifier)
    assert main.findChildren(Finder) == []
    assert main.current == "evaluations"
    assert locked == []
    window.ask_for_staff()
    assert window.question is not None
    window.question.do.click()
    main.activateWindow()
    QTest.qWaitForWindowActive(main)
    QTest.keyClick(main, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert len(main.findChildren(Finder)) == 1
    runner.stop()
    with database.reading() as db:
        assert list_rounds(db)[0].waiting == 0
