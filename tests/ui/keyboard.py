"""Keys as a user presses them: the window must be the active one before it is given any."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot


def activate(window: QWidget, qtbot: QtBot) -> None:
    """Wait until a window or dialog has the keyboard."""
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)


def press_enter(control: QWidget, qtbot: QtBot) -> None:
    """Go to a control and press Enter there."""
    activate(control.window(), qtbot)
    control.setFocus()
    qtbot.keyClick(control, Qt.Key.Key_Return)


def type_into(control: QWidget, words: str, qtbot: QtBot) -> None:
    """Go to a line and type over what stands there."""
    activate(control.window(), qtbot)
    control.setFocus()
    qtbot.keyClick(control, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(control, words)
