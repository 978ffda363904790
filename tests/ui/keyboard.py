"""Keys as a user presses them: the window must be the active one before it is given any."""

import time

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
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


class CountingKeyboard:
    """Presses keys on whatever has the keyboard, as a hand does; counts them and what the window takes for them."""

    def __init__(self) -> None:
        self.presses = 0
        self.machine_seconds: list[float] = []

    def press(self, *keys: str | Qt.Key, control: bool = False) -> None:
        modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        for key in keys:
            at: QWidget | None = QApplication.activePopupWidget() or QApplication.focusWidget()
            assert at is not None
            began = time.perf_counter()
            QTest.keyClick(at, key, modifier)
            QApplication.processEvents()
            self.machine_seconds.append(time.perf_counter() - began)
            self.presses += 1 + control  # Ctrl is a key too
