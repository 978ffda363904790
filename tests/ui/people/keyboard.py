"""Fingers on the keyboard: nothing here knows a page from inside."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.accessibility import accessible_name

_MOST_TABS = 120


def focused() -> QWidget:
    """The control that has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the keyboard"
    return widget


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), key, modifier)
    QApplication.processEvents()


def type_text(text: str) -> None:
    for letter in text:  # one by one, because the keyboard may move with the first letter
        QTest.keyClicks(focused(), letter)


def tab_to(name: str) -> QWidget:
    """Press Tab until the control with this spoken name has the keyboard."""
    for _step in range(_MOST_TABS):
        if accessible_name(focused()) == name:
            return focused()
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"“{name}” is not reached by Tab")


def enter_on(name: str) -> None:
    """Tab to a button and press Enter."""
    tab_to(name)
    press(Qt.Key.Key_Return)
