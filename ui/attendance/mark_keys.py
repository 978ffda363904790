"""The keys that mark, wherever the keyboard is."""

from PySide6.QtCore import Qt

from tvet_desktop.attendance.models import MarkStatus

STATUS_KEYS: dict[int, MarkStatus] = {
    Qt.Key.Key_P: MarkStatus.PRESENT,
    Qt.Key.Key_L: MarkStatus.LATE,
    Qt.Key.Key_A: MarkStatus.ABSENT,
    Qt.Key.Key_E: MarkStatus.EXCUSED,
}
HARMLESS = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
"""Modifiers that do not change what a key means."""
