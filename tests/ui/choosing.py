"""What a hand does with the mouse on an import page: choose in a box, let a file go over the page."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QWidget


def pick(box: QComboBox, words: str) -> None:
    """Choose an entry of a box."""
    number = box.findText(words)
    assert number >= 0, words
    box.setCurrentIndex(number)
    box.activated.emit(number)


def drop(place: QWidget, files: Sequence[Path]) -> None:
    """Drag files onto a widget and let them go."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(9, 9), copy, data, left, none)
    QApplication.sendEvent(place, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(place, QDropEvent(QPointF(9, 9), copy, data, left, none))
