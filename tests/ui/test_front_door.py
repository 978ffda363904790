from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.accounts.gates import GateUser, MemoryGate
from tests.ui.demo import demo_pages
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import language
from ui.accounts.first_run_wizard import FirstRunWizard
from ui.accounts.gate import Gate
from ui.accounts.sign_in_page import SignInPage
from ui.first_look import FirstLook, read_first_look
from ui.front_door import FrontDoor
from ui.main_window import MainWindow
from ui.message_page import MessagePage
from ui.remembered import Remembered
from ui.widgets.question_dialog import QuestionDialog, ask
from ui.window import Window

MakeDoor = Callable[[Callable[[Path], Gate]], FrontDoor]


class Damaged(UserError):
    def sentence(self) -> str:
        return "The file is damaged: restore the latest backup."


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    made.resize(1180, 700)
    made.show()
    return made


@pytest.fixture
def make_door(window: Window, tmp_path: Path) -> Iterator[MakeDoor]:
    made: list[FrontDoor] = []

    def make(open_gate: Callable[[Path], Gate]) -> FrontDoor:
        made.append(FrontDoor(window, tmp_path, open_gate, Remembered(tmp_path), demo_pages()))
        made[0].open()
        return made[0]

    yield make
    made[0].background.stop()


def signed_in(door: FrontDoor, qtbot: QtBot) -> MainWindow:
    qtbot.waitUntil(lambda: isinstance(door.content, SignInPage))
    page = door.content
    assert isinstance(page, SignInPage)
    page.username.set_value("uwera")
    page.password.set_value("correct horse")
    page.form.submit()
    qtbot.waitUntil(lambda: isinstance(door.content, MainWindow))
    assert isinstance(door.content, MainWindow)
    return door.content


def test_new_folder_starts_with_the_first_run(make_door: MakeDoor, qtbot: QtBot) -> None:
    door = make_door(lambda _folder: MemoryGate(new=True))

    qtbot.waitUntil(lambda: isinstance(door.content, FirstRunWizard))


def test_folder_that_cannot_be_opened_says_why_and_can_be_tried_again(
    make_door: MakeDoor, qtbot: QtBot
) -> None:
    tries: list[int] = []

    def open_gate(_folder: Path) -> Gate:
        tries.append(1)
        if len(tries) == 1:
            raise Damaged
        return MemoryGate()

    door = make_door(open_gate)
    qtbot.waitUntil(lambda: isinstance(door.content, MessagePage))
    message = door.content
    assert isinstance(message, MessagePage)
    assert message.accessibleDescription() == "The file is damaged: restore the latest backup."

    message.button.click()

    qtbot.waitUntil(lambda: isinstance(door.content, SignInPage))


def test_signing_in_shows_the_work_and_locking_closes_the_data(make_door: MakeDoor, qtbot: QtBot) -> None:
    gate = MemoryGate()
    door = make_door(lambda _folder: gate)
    main = signed_in(door, qtbot)
    assert main.current == "home"

    main.lock_requested.emit()

    page = door.content
    assert isinstance(page, SignInPage)
    assert page.username.value() == "uwera"
    qtbot.waitUntil(lambda: gate.opened.closed == 1)


def test_drafts_wait_for_the_same_person_only(make_door: MakeDoor, qtbot: QtBot) -> None:
    gate = MemoryGate()
    door = make_door(lambda _folder: gate)
    signed_in(door, qtbot)
    door._drafts.keep("person", {"0": "Uwera"})
    door.lock()
    signed_in(door, qtbot)
    assert door._drafts.of("person") == {"0": "Uwera"}

    door.switch_user()
    gate.opened.user = GateUser(id=2**62 + 77, username="mugabo")
    signed_in(door, qtbot)
    assert door._drafts.of("person") == {}


def test_another_language_makes_the_same_page_anew(make_door: MakeDoor, qtbot: QtBot, tmp_path: Path) -> None:
    door = make_door(lambda _folder: MemoryGate())
    main = signed_in(door, qtbot)
    main.open_page("people")

    main.language_requested.emit("fr")

    assert language() == "fr"
    assert isinstance(door.content, MainWindow)
    assert door.content is not main
    assert door.content.current == "people"
    again = Remembered(tmp_path)
    again.use_user(GateUser().id)
    assert again.language == "fr"


def test_the_language_in_use_leaves_the_page_as_it_is(
    make_door: MakeDoor, qtbot: QtBot, tmp_path: Path
) -> None:
    door = make_door(lambda _folder: MemoryGate())
    main = signed_in(door, qtbot)
    main.open_page("people")
    menu = main.status_line.language.menu()

    menu.actions()[0].trigger()

    assert door.content is main
    assert menu.actions()[0].isChecked()
    again = Remembered(tmp_path)
    again.use_user(GateUser().id)
    assert again.language == "en"


def test_each_user_finds_their_language_and_page_again(make_door: MakeDoor, qtbot: QtBot) -> None:
    door = make_door(lambda _folder: MemoryGate())
    main = signed_in(door, qtbot)
    main.open_page("ideas")
    door.speak("rw")
    door.switch_user()
    door.speak("en")

    main = signed_in(door, qtbot)

    assert language() == "rw"
    assert main.current == "ideas"


def test_closing_remembers_and_closes_the_data(
    make_door: MakeDoor, window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    gate = MemoryGate()
    door = make_door(lambda _folder: gate)
    signed_in(door, qtbot)
    window.resize(1000, 650)

    window.close()

    assert gate.opened.closed == 1
    assert read_first_look(tmp_path) == FirstLook("en", 1000, 650)


def test_unknown_error_is_told_kindly(make_door: MakeDoor, qtbot: QtBot) -> None:
    door = make_door(lambda _folder: MemoryGate())
    main = signed_in(door, qtbot)

    door.tell_unknown()

    assert main.page is not None
    assert "noted in the log" in main.page.messages.text


def test_locking_closes_the_dialog_that_is_open(make_door: MakeDoor, qtbot: QtBot) -> None:
    door = make_door(lambda _folder: MemoryGate())
    main = signed_in(door, qtbot)
    answered: list[int] = []
    dialog = ask(
        main,
        question="Delete it?",
        explanation="It is gone then.",
        verb="Delete",
        then=lambda: answered.append(1),
    )
    assert dialog.isVisible()

    door.lock()

    qtbot.waitUntil(lambda: isinstance(door.content, SignInPage))
    assert main.window().findChildren(QuestionDialog) == [] or not dialog.isVisible()
    assert answered == []
