"""A line that opens below the register, takes a few words, and gives the keyboard back."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.words import label


class FootLine(QWidget):
    """What the lines for finding, for a reason and for a walk-in share: a question, a field, and words beside it.

    `left` comes when the line is closed, whatever came of it: the keyboard belongs to the register again.
    """

    left = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.question = label("", "label")
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setMinimumWidth(60 * theme.STEP)
        self.line.setMaximumWidth(80 * theme.STEP)
        self.words = label("", "muted", wraps=True)
        self.above = QVBoxLayout(self)
        self.above.setContentsMargins(0, 0, 0, 0)
        self.above.setSpacing(theme.STEP)
        row = QHBoxLayout()
        row.setSpacing(theme.INSIDE)
        row.addWidget(self.question)
        row.addWidget(self.line, 1)
        row.addWidget(self.words, 2)
        self.above.addLayout(row)
        self.line.installEventFilter(self)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether the line is shown."""
        return not self.isHidden()

    def begin(self, question: str, text: str = "") -> None:
        """Open the line with the keyboard on it."""
        self.question.setText(question)
        self.line.setText(text)
        self.line.selectAll()
        self.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def end(self) -> None:
        """Close the line."""
        if self.is_open:
            self.hide()
            self.left.emit()

    def say(self, words: str) -> None:
        """Say something beside the field, also to a screen reader."""
        self.words.setText(words)
        self.line.setAccessibleDescription(words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc leaves, Enter accepts; the other keys are the field's unless the line wants them."""
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.drop()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.accept()
                return True
            if self.takes(event):
                return True
        return super().eventFilter(watched, event)

    def drop(self) -> None:
        """Esc: leave as if nothing had been typed."""
        self.end()

    def accept(self) -> None:
        """Enter."""
        self.end()

    def takes(self, _event: QKeyEvent) -> bool:
        """Whether the line uses a key itself."""
        return False
