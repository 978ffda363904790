from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import nameless, unreachable
from tests.ui.accounts.gates import CODE, MemoryGate
from tests.ui.clipping import at_full_size, clipped
from tests.ui.pictures import save_picture
from ui.accounts.first_run_steps import FOUND, JOIN, PRACTICE, REPLACE, TypeBackStep
from ui.accounts.first_run_wizard import FirstRunWizard
from ui.background import ImmediateBackground


@pytest.fixture
def gate() -> MemoryGate:
    return MemoryGate(new=True)


@pytest.fixture
def wizard(qtbot: QtBot, gate: MemoryGate) -> FirstRunWizard:
    made = FirstRunWizard(gate, ImmediateBackground())
    qtbot.addWidget(made)
    at_full_size(made)
    return made


def go_on(wizard: FirstRunWizard) -> None:
    wizard.wizard.go_on.click()


def fill_account(wizard: FirstRunWizard) -> None:
    wizard._account.display_name.set_value("Uwera Chantal")
    wizard._account.username.set_value("uwera")
    wizard._account.password.set_value("four words in it")
    wizard._account.again.set_value("four words in it")


def type_back(wizard: FirstRunWizard) -> None:
    step = wizard.wizard.current
    assert isinstance(step, TypeBackStep)
    for group, field in step.fields.items():
        field.set_value(CODE.split("-")[group - 1].lower())


def test_founding_asks_college_account_and_code(
    wizard: FirstRunWizard, gate: MemoryGate, qtbot: QtBot
) -> None:
    go_on(wizard)
    wizard.way.ways[FOUND].click()
    go_on(wizard)
    wizard._college.college.set_value("HUY")
    go_on(wizard)
    fill_account(wizard)
    go_on(wizard)
    go_on(wizard)
    type_back(wizard)
    assert gate.asked == []

    with qtbot.waitSignal(wizard.opened):
        go_on(wizard)

    assert gate.asked == ["found HUY"]
    assert gate.accounts[0].recovery_code == CODE


def test_the_lost_pc_of_the_office_is_replaced_with_paper_and_a_stick(
    wizard: FirstRunWizard, gate: MemoryGate, qtbot: QtBot, tmp_path: Path
) -> None:
    go_on(wizard)
    wizard.way.ways[REPLACE].click()
    go_on(wizard)
    wizard._source.file.set_value(str(tmp_path / "gone"))
    go_on(wizard)
    assert "“gone” is not there" in wizard._source.file.error
    wizard._source.file.set_value(str(tmp_path))
    assert clipped(wizard) == []
    save_picture(wizard, "issue6/W/replace_source_en")
    go_on(wizard)
    fill_account(wizard)
    go_on(wizard)
    wizard._paper.code.set_value("7K2QD-AAAAA-BBBBB-CCCCC-DDDDD-EEEEF")
    save_picture(wizard, "issue6/W/replace_paper_en")
    go_on(wizard)
    assert wizard.wizard.messages.text
    assert gate.accounts == []
    wizard._paper.code.set_value(CODE)

    with qtbot.waitSignal(wizard.opened):
        go_on(wizard)

    assert gate.asked[-1] == f"replace {[tmp_path.name]}"
    assert gate.accounts[0].recovery_code == CODE


def test_joining_asks_for_the_invitation_file(
    wizard: FirstRunWizard, gate: MemoryGate, qtbot: QtBot, tmp_path: Path
) -> None:
    go_on(wizard)
    go_on(wizard)
    wizard._invitation.file.set_value(str(tmp_path / "huye.invitation"))
    go_on(wizard)
    assert "huye.invitation" in wizard._invitation.file.error

    (tmp_path / "huye.invitation").write_text("invented")
    go_on(wizard)
    fill_account(wizard)
    go_on(wizard)
    go_on(wizard)
    type_back(wizard)

    with qtbot.waitSignal(wizard.opened):
        go_on(wizard)
    assert gate.asked == ["join huye.invitation"]


def test_practice_needs_two_steps_only(wizard: FirstRunWizard, qtbot: QtBot) -> None:
    go_on(wizard)
    wizard.way.ways[PRACTICE].click()
    assert len(wizard.wizard.steps) == 2
    assert wizard.wizard.go_on.text() == "Make the practice data"

    with qtbot.waitSignal(wizard.opened) as opened:
        go_on(wizard)

    assert opened.args[0].is_practice


def test_wrong_group_of_the_code_is_told(wizard: FirstRunWizard, gate: MemoryGate) -> None:
    step = TypeBackStep(CODE, gate)
    group, field = next(iter(step.fields.items()))
    field.set_value("XXXXX")

    assert not step.check()
    assert str(group) in field.error
    assert wizard.wizard.current is wizard.language


def test_two_different_passwords_are_told(wizard: FirstRunWizard) -> None:
    fill_account(wizard)
    wizard._account.again.set_value("four words in itt")

    assert not wizard._account.check()
    assert wizard._account.again.error


def test_going_back_keeps_what_was_typed(wizard: FirstRunWizard, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "huye.invitation").write_text("invented")
    go_on(wizard)
    go_on(wizard)
    wizard._invitation.file.set_value(str(tmp_path / "huye.invitation"))
    go_on(wizard)
    fill_account(wizard)
    qtbot.keyClick(wizard.wizard, Qt.Key.Key_Escape)
    go_on(wizard)

    assert wizard._account.display_name.value() == "Uwera Chantal"


def test_arrow_keys_choose_a_way_without_losing_the_keyboard(wizard: FirstRunWizard, qtbot: QtBot) -> None:
    wizard.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is wizard)
    go_on(wizard)
    wizard.way.ways[JOIN].setFocus()

    qtbot.keyClick(wizard.way.ways[JOIN], Qt.Key.Key_Down)

    assert wizard.way.way == FOUND
    assert QApplication.focusWidget() is wizard.way.ways[FOUND]


def test_language_is_asked_for_at_once(wizard: FirstRunWizard, qtbot: QtBot) -> None:
    with qtbot.waitSignal(wizard.language_requested) as asked:
        wizard.language.choices["rw"].click()

    assert asked.args == ["rw"]


@pytest.mark.parametrize("way", [FOUND, JOIN])
@pytest.mark.parametrize("language", ["en", "pseudo"])
def test_every_step_is_named_reached_and_fits(
    qtbot: QtBot, gate: MemoryGate, way: str, language: str, request: pytest.FixtureRequest
) -> None:
    if language == "pseudo":
        request.getfixturevalue("pseudo_language")
    wizard = FirstRunWizard(gate, ImmediateBackground())
    qtbot.addWidget(wizard)
    wizard.way.ways[way].click()
    for step in wizard.wizard.steps:
        at_full_size(wizard)
        step.check()
        at_full_size(wizard)
        assert nameless(wizard) == []
        assert unreachable(wizard) == []
        assert clipped(wizard) == []
        if step is not wizard.wizard.steps[-1]:
            wizard.wizard.advance()


def test_first_choice_takes_arrow_keys_when_the_window_comes(wizard: FirstRunWizard, qtbot: QtBot) -> None:
    wizard.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is wizard)
    wizard.setFocus()

    assert QApplication.focusWidget() is wizard.language.choices["en"]
    with qtbot.waitSignal(wizard.language_requested) as asked:
        qtbot.keyClick(wizard.language.choices["en"], Qt.Key.Key_Down)
    assert asked.args == ["fr"]


def test_second_password_is_emptied_when_they_differ(wizard: FirstRunWizard) -> None:
    go_on(wizard)
    wizard.way.ways[FOUND].click()
    go_on(wizard)
    wizard._college.college.set_value("HUY")
    go_on(wizard)
    fill_account(wizard)
    wizard._account.again.set_value("four other words")
    go_on(wizard)

    assert wizard._account.again.value() == ""
    assert "differ" in wizard._account.again.error


def test_wrong_group_of_the_code_gets_the_keyboard(wizard: FirstRunWizard, qtbot: QtBot) -> None:
    wizard.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is wizard)
    go_on(wizard)
    wizard.way.ways[FOUND].click()
    go_on(wizard)
    wizard._college.college.set_value("HUY")
    go_on(wizard)
    fill_account(wizard)
    go_on(wizard)
    go_on(wizard)
    type_back(wizard)
    step = wizard.wizard.current
    assert isinstance(step, TypeBackStep)
    last = list(step.fields.values())[-1]
    last.set_value("wrong")
    go_on(wizard)

    assert QApplication.focusWidget() is last.line
