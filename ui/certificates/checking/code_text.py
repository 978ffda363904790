"""The field into which the text of a code is pasted; a picture of it may be pasted as well."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

from tvet_desktop.shared.translation import _


class CodeText(QPlainTextEdit):
    """Enter checks: a code has no line breaks of its own.

    `submitted` on Enter, `pictured` with the bytes of a pasted picture, `given` with the Path of a pasted file.
    """

    submitted = Signal()
    pictured = Signal(object)
    given = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Text of the code"))
        self.setTabChangesFocus(True)
        self.setFixedHeight(6 * self.fontMetrics().lineSpacing() + 20)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter checks."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit()
        else:
            super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take pictures and files as well as text."""
        return source.hasImage() or source.hasUrls() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Check a picture of the screen, or a file, at once; text stays here to be seen."""
        files = [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]
        if files:
            self.given.emit(files[0])
        elif source.hasImage() and not source.hasText():
            self.pictured.emit(_png(QImage(source.imageData())))
        else:
            super().insertFromMimeData(source)


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, b"PNG")
    return bytes(buffer.data().data())
