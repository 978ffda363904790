"""Pictures of the frame, the first run and signing in, in light and dark; looked at before a release."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.accounts.gates import GateOpened, MemoryGate
from tests.ui.clipping import at_full_size
from tests.ui.demo import DemoFormPage, DemoListPage, demo_pages
from tests.ui.pictures import save_picture
from ui import style, theme
from ui.accounts.first_run_wizard import FirstRunWizard
from ui.accounts.sign_in_page import SignInPage
from ui.background import ImmediateBackground, ThreadBackground
from ui.context import Context
from ui.main_window import Frame, MainWindow
from ui.message_page import MessagePage
from ui.widgets.date_field import DateField
from ui.widgets.question_dialog import QuestionDialog
from ui.window import Window


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest, qapp: QApplication) -> str:
    name: str = request.param
    style.use_colours(qapp, theme.DARK if name == "dark" else theme.LIGHT)
    return name


@pytest.fixture
def main_window(context: Context, qtbot: QtBot, runner: ThreadBackground) -> MainWindow:
    frame = Frame(status=GateOpened().status, is_practice=False)
    main = MainWindow(context, demo_pages(), frame, runner)
    qtbot.addWidget(main)
    return main


def test_picture_of_a_list(scheme: str, main_window: MainWindow) -> None:
    main_window.open_page("people")
    at_full_size(main_window)
    page = main_window.page
    assert isinstance(page, DemoListPage)
    page.table.view.selectRow(2)
    page.remove.trigger()
    page.table.view.selectRow(3)
    save_picture(main_window, f"list_{scheme}")


def test_picture_of_an_empty_list(scheme: str, main_window: MainWindow) -> None:
    main_window.open_page("home")
    save_picture(main_window, f"empty_{scheme}")


def test_picture_of_a_form_with_errors(scheme: str, main_window: MainWindow) -> None:
    main_window.open_page("form")
    at_full_size(main_window)
    page = main_window.page
    assert isinstance(page, DemoFormPage)
    page.form.show_optional()
    page.born.line.setText("31/02/2001")
    page.form.submit()
    save_picture(main_window, f"form_{scheme}")


def test_picture_of_the_sign_in(scheme: str, qtbot: QtBot) -> None:
    page = SignInPage(MemoryGate(), ImmediateBackground(), locked_for="uwera")
    qtbot.addWidget(page)
    page.password.set_value("wrong")
    page.form.submit()
    save_picture(page, f"sign_in_{scheme}")


@pytest.mark.parametrize("language", ["en", "pseudo"])
def test_picture_of_the_first_run(
    scheme: str, qtbot: QtBot, language: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    if language == "pseudo":
        request.getfixturevalue("pseudo_language")
    wizard = FirstRunWizard(MemoryGate(new=True), ImmediateBackground())
    qtbot.addWidget(wizard)
    for number, step in enumerate(wizard.wizard.steps):
        save_picture(wizard, f"first_run_{number}_{language}_{scheme}")
        if number == 2:
            (tmp_path / "invitation").write_text("x")
            wizard._invitation.file.set_value(str(tmp_path / "invitation"))
        if step is not wizard.wizard.steps[-1]:
            wizard.wizard.advance()


def test_picture_of_practice_with_finder_and_question(
    scheme: str, context: Context, qtbot: QtBot, runner: ThreadBackground
) -> None:
    frame = Frame(status=GateOpened().status, is_practice=True)
    main = MainWindow(context, demo_pages(), frame, runner)
    qtbot.addWidget(main)
    main.open_page("people")
    save_picture(main, f"practice_{scheme}")
    finder = main.open_finder()
    save_picture(finder, f"finder_{scheme}", width=560, height=400)
    finder.reject()
    question = QuestionDialog(
        main,
        question="Revoke this certificate?",
        explanation="It stays in the register as revoked, and whoever checks it is told so. This cannot be undone.",
        verb="Revoke certificate",
    )
    save_picture(question, f"question_{scheme}", width=480, height=180)


def test_picture_of_a_message(scheme: str, qtbot: QtBot) -> None:
    page = MessagePage("The file is damaged: restore the latest backup.", "Try again", lambda: None)
    qtbot.addWidget(page)
    save_picture(page, f"message_{scheme}")


def test_picture_of_the_calendar(scheme: str, qtbot: QtBot) -> None:
    field = DateField("Date of birth")
    qtbot.addWidget(field)
    save_picture(field.calendar, f"calendar_{scheme}", width=320, height=240)


@pytest.mark.usefixtures("pseudo_language")
def test_picture_of_long_words(scheme: str, context: Context, qtbot: QtBot, runner: ThreadBackground) -> None:
    main = MainWindow(context, demo_pages(), Frame(status=GateOpened().status), runner)
    qtbot.addWidget(main)
    main.open_page("people")
    save_picture(main, f"list_pseudo_{scheme}")
    main.open_page("form")
    page = main.page
    assert isinstance(page, DemoFormPage)
    page.form.show_optional()
    page.form.submit()
    save_picture(main, f"form_pseudo_{scheme}")
    signing = SignInPage(MemoryGate(), ImmediateBackground())
    qtbot.addWidget(signing)
    signing.forgot.click()
    signing.recovery.submit()
    save_picture(signing, f"sign_in_pseudo_{scheme}")


def test_picture_of_the_opening(scheme: str, qtbot: QtBot) -> None:
    window = Window()
    qtbot.addWidget(window)
    save_picture(window, f"opening_{scheme}", width=1180, height=700)
