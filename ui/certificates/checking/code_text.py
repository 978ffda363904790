"""The field into which the text of a code is pasted; a picture of it may be pasted as well."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QKeyEvent, QKeySequence
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
        """Enter checks, and so does pasting a picture of the screen or a file; text stays here to be seen."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit()
        elif not (event.matches(QKeySequence.StandardKey.Paste) and self._has_taken_paste()):
            super().keyPressEvent(event)

    def _has_taken_paste(self) -> bool:
        pasted = QGuiApplication.clipboard().mimeData()
        files = [Path(url.toLocalFile()) for url in pasted.urls() if url.isLocalFile()]
        if files:
            self.given.emit(files[0])
        elif pasted.hasImage() and not pasted.hasText():
            self.pictured.emit(_png(QGuiApplication.clipboard().image()))
        else:
            return False
        return True


def _png(image: QImage) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    buffer.close()
    return bytes(content.data())
