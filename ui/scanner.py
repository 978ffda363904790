"""USB scanners: they are keyboards that type very fast and end with Enter, whatever has the keyboard.

Every key that writes a character is held back for 35 ms at most, T or R as the first letter of our codes for 70. If the next ones follow at a scanner's pace and
Enter or Tab ends them, they are a scan and nobody else sees them. Otherwise they go on to where they were going,
in their order: a person loses no key. The times are those of the keyboard, not of a busy window.
"""

from collections.abc import Callable
from typing import NamedTuple, cast

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit

from ui.scan_burst import Burst

TAKES_SCANS = "takesScans"
"""Property of a field into which other things than our own codes are scanned."""
_SECOND_LOOK_MS = 8  # keys that came while the window was busy are delivered until then
_CLEARLY_FAST = 3
_LATE_END_MS = 1500  # after a code of ours, Enter is the scanner's as well
_KEYS = frozenset({QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride})
_OTHER_INPUT = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.InputMethod, QEvent.Type.TouchBegin})
_SILENT_KEYS = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_AltGr})
_ENDS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_ALT_GR = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class _Held(NamedTuple):
    window: QWindow
    blocked_by: QWindow | None
    event: QKeyEvent


class Scanner(QObject):
    """Says `scanned` with the text of a scan, after its last key.

    Args:
        parent: lives as long as the window.
        takes_others: tells whether a scan of something else than our codes is kept from the fields too.
    """

    scanned = Signal(str)

    def __init__(self, parent: QObject, takes_others: Callable[[], bool]) -> None:
        super().__init__(parent)
        self._takes_others = takes_others
        self._burst = Burst()
        self._held: list[_Held] = []
        self._pressed_by_scan: set[int] = set()
        self._without_end_at: int | None = None
        self._is_letting_go = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setTimerType(Qt.TimerType.PreciseTimer)
        self._pause.timeout.connect(self._on_pause)
        self._has_looked = False
        app = QCoreApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See every key before its window does; hold it, swallow it, or let it pass."""
        kind = event.type()
        if kind in _KEYS:
            if self._is_letting_go or not watched.isWindowType():
                return False
            key = cast("QKeyEvent", event)
            if kind == QEvent.Type.KeyPress:
                return self._on_press(cast("QWindow", watched), key)
            if kind == QEvent.Type.KeyRelease:
                return self._on_release(cast("QWindow", watched), key)
            return self._on_shortcut(key)
        if kind in _OTHER_INPUT and self._held:
            self._conclude()
        return False

    def _on_press(self, window: QWindow, event: QKeyEvent) -> bool:
        self._pressed_by_scan.discard(event.key())
        if event.key() in _SILENT_KEYS:
            if self._burst.text:
                self._hold(window, event)
            return bool(self._burst.text)
        if _is_end(event):
            return self._on_end(event)
        self._without_end_at = None
        is_repeated = event.isAutoRepeat() and not self._burst.is_soon(event.timestamp())
        if is_repeated or not _writes(event):
            is_stuck = is_repeated and self._burst.is_ours()  # the PC was busy, no finger rests on it
            if not is_stuck:
                self._conclude()
            return is_stuck
        if self._burst.text and not self._burst.goes_on(event.timestamp(), event.text()):
            self._conclude()
        self._burst.add(event.text(), event.timestamp())
        self._hold(window, event)
        self._wait(self._burst.patience)
        return True

    def _on_end(self, event: QKeyEvent) -> bool:
        if self._is_scan_if_ended(event.timestamp()):
            self._finish()
        else:
            self._conclude()
            if not self._is_late_end(event):
                return False
        self._without_end_at = None
        self._pressed_by_scan.add(event.key())
        return True

    def _on_release(self, window: QWindow, event: QKeyEvent) -> bool:
        if event.key() in self._pressed_by_scan:
            if not event.isAutoRepeat():
                self._pressed_by_scan.discard(event.key())
            return True
        if self._burst.text:
            self._hold(window, event)
            return True
        return False

    def _on_shortcut(self, event: QKeyEvent) -> bool:
        """A scan presses no shortcut; before the shortcut of a person comes what was typed before it."""
        if event.key() in _SILENT_KEYS:
            return False
        if _writes(event):
            is_of_scan = len(self._burst.text) >= _CLEARLY_FAST
        else:
            is_of_scan = _is_end(event) and self._is_scan_if_ended(event.timestamp())
            if not is_of_scan:
                self._conclude()
                is_of_scan = _is_end(event) and self._is_late_end(event)
        event.setAccepted(is_of_scan)
        return is_of_scan

    def _is_late_end(self, event: QKeyEvent) -> bool:
        """Tell whether this is the Enter of a code that seemed to come without one."""
        at = self._without_end_at
        return at is not None and event.timestamp() - at <= _LATE_END_MS

    def _is_scan_if_ended(self, at: int) -> bool:
        if not self._burst.goes_on(at):
            return False
        if self._burst.is_ours():
            return True
        return self._burst.is_other() and self._takes_others() and not _is_for_the_field()

    def _hold(self, window: QWindow, event: QKeyEvent) -> None:
        self._held.append(_Held(window, QGuiApplication.modalWindow(), event.clone()))

    def _wait(self, milliseconds: int) -> None:
        self._has_looked = False
        self._pause.start(milliseconds)

    def _on_pause(self) -> None:
        """No key came in time; perhaps the window was busy and did not see it yet."""
        if self._has_looked:
            self._conclude()
        else:
            self._has_looked = True
            self._pause.start(_SECOND_LOOK_MS)

    def _conclude(self) -> None:
        """What was held back ends without Enter: some scanners are set so."""
        if self._burst.is_ours():
            self._without_end_at = self._burst.last_at
            self._finish()
        elif self._held:
            self._let_go()

    def _finish(self) -> None:
        text, held = self._burst.text, self._held
        self._forget()
        for item in held:
            if item.event.type() == QEvent.Type.KeyPress:
                self._pressed_by_scan.add(item.event.key())
            else:
                self._pressed_by_scan.discard(item.event.key())
        QTimer.singleShot(0, self, lambda: self.scanned.emit(text))

    def _let_go(self) -> None:
        """A person typed: the keys go on to where they were going."""
        held = self._held
        self._forget()
        self._is_letting_go = True
        try:
            for item in held:
                _deliver(item)
        finally:
            self._is_letting_go = False

    def _forget(self) -> None:
        self._pause.stop()
        self._burst = Burst()
        self._held = []


def _is_for_the_field() -> bool:
    """Tell whether the field with the keyboard may be filled by a scanner, a password key or a password keeper."""
    field = QApplication.focusWidget()
    if field is None:
        return False
    is_hidden = isinstance(field, QLineEdit) and field.echoMode() != QLineEdit.EchoMode.Normal
    return is_hidden or bool(field.property(TAKES_SCANS))


def _is_end(event: QKeyEvent) -> bool:
    is_end = event.key() in _ENDS or event.text() == "\n"
    return is_end and not event.modifiers() & _COMMANDS


def _writes(event: QKeyEvent) -> bool:
    commands = event.modifiers() & _COMMANDS
    return bool(event.text()) and event.text().isprintable() and commands in (Qt.KeyboardModifier(0), _ALT_GR)


def _deliver(item: _Held) -> None:
    """Send a key to its window; to the dialog that a key before it has opened, if it did."""
    window = item.window
    blocked_by = QGuiApplication.modalWindow()
    if blocked_by is not None and blocked_by is not item.blocked_by:
        window = QGuiApplication.focusWindow() or blocked_by
    if shiboken6.isValid(window):
        QApplication.sendEvent(window, item.event)
