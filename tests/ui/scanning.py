"""Keys as the keyboard's driver gives them to a window, with times of their own: a scanner's or a person's.

The keys pass every filter of the app. Their times are made up, so that a slow test machine changes nothing.
"""

from itertools import count

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

Key = Qt.Key
_NO, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_clock = count(10_000)
_LONG_AGO = 5_000


class Typist:
    """Presses keys on the window that has the keyboard. ``gap_ms`` is the time from key to key."""

    def __init__(self, gap_ms: int) -> None:
        self.gap_ms = gap_ms
        self._now = next(_clock) * _LONG_AGO

    def type(self, text: str, end: Key | None = None) -> None:
        """Type characters and perhaps a last key."""
        for character in text:
            self.press(_key_of(character), _SHIFT if character.isupper() else _NO, character)
        if end is not None:
            self.press(end, text="\t" if end == Key.Key_Tab else "\r")

    def press(
        self, key: Key, modifiers: Qt.KeyboardModifier = _NO, text: str = "", *, is_repeated: bool = False
    ) -> None:
        """Press and release one key; with Shift its key goes down before."""
        self._now += self.gap_ms
        if modifiers == _SHIFT:
            self._send(QEvent.Type.KeyPress, Key.Key_Shift, _SHIFT, "")
        self._send(QEvent.Type.ShortcutOverride, key, modifiers, text)
        self._send(QEvent.Type.KeyPress, key, modifiers, text, is_repeated=is_repeated)
        self._send(QEvent.Type.KeyRelease, key, modifiers, text)
        if modifiers == _SHIFT:
            self._send(QEvent.Type.KeyRelease, Key.Key_Shift, _NO, "")

    def rest(self, milliseconds: int) -> None:
        """Let time pass on the keyboard's clock only."""
        self._now += milliseconds

    def _send(
        self,
        kind: QEvent.Type,
        key: Key,
        modifiers: Qt.KeyboardModifier,
        text: str,
        *,
        is_repeated: bool = False,
    ) -> None:
        event = QKeyEvent(kind, key, modifiers, text, is_repeated)
        event.setTimestamp(self._now)
        window = QGuiApplication.focusWindow()
        if window is None and kind == QEvent.Type.KeyRelease:
            return  # the key has closed the window
        assert window is not None, "no window has the keyboard"
        QCoreApplication.sendEvent(window, event)


def scan(text: str, gap_ms: int = 2, end: Key | None = Key.Key_Return) -> None:
    """Do what a USB scanner does, whatever has the keyboard."""
    Typist(gap_ms).type(text, end)


def scan_for_real(text: str, qtbot: QtBot) -> None:
    """The same through Qt's own queue and clock, at 2 ms for a key."""
    window = QGuiApplication.focusWindow()
    assert window is not None, "no window has the keyboard"
    for character in text:
        _press_for_real(window, _key_of(character), character)
        qtbot.wait(2)
    _press_for_real(window, Key.Key_Return, "\r")


def _press_for_real(window: QWindow, key: Key, text: str) -> None:
    for is_press in (True, False):
        QTest.simulateEvent(window, is_press, key.value, _NO, text, False)


def _key_of(character: str) -> Key:
    return Key(ord(character.upper()))
