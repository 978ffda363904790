import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.question_dialog import QuestionDialog, ask


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def open_question(parent: QWidget, done: list[str]) -> QuestionDialog:
    return ask(
        parent,
        question="Revoke this certificate?",
        explanation="It stays in the register as revoked. This cannot be undone.",
        verb="Revoke certificate",
        then=lambda: done.append("revoked"),
    )


def test_verb_does_it(parent: QWidget, qtbot: QtBot) -> None:
    done: list[str] = []
    dialog = open_question(parent, done)

    qtbot.mouseClick(dialog.do, Qt.MouseButton.LeftButton)

    assert done == ["revoked"]


def test_enter_on_the_way_back_does_nothing(parent: QWidget, qtbot: QtBot) -> None:
    done: list[str] = []
    dialog = open_question(parent, done)
    answers: list[int] = []
    dialog.finished.connect(answers.append)

    qtbot.keyClick(dialog.back, Qt.Key.Key_Return)

    assert done == []
    assert answers == [QuestionDialog.DialogCode.Rejected]
