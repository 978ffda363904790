"""One statement of the form with its six answers."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QButtonGroup, QHBoxLayout, QRadioButton, QWidget

from ui import theme
from ui.widgets.words import label

NOT_APPLICABLE = 0
ANSWERS = (1, 2, 3, 4, 5, NOT_APPLICABLE)
_FRENCH_FIGURES = "à&é\"'("
"""What the row of figures gives on a French keyboard without Shift, from 0 to 5."""
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1}


class RatingItem(QWidget):
    """The figures 1 to 5 rate, 0 is "not applicable", the delete key takes the answer away.

    `rated` is said when the answer changes; `moved` gives -1 or 1 when the keyboard wants another statement.

    Args:
        wording: the statement.
        words: of the six answers, in the order of ``ANSWERS``.
        cell: width of the column of each answer, in pixels.
    """

    rated = Signal()
    moved = Signal(int)

    def __init__(self, wording: str, words: Sequence[str], cell: int) -> None:
        super().__init__()
        self.buttons: dict[int, QRadioButton] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.INSIDE, theme.STEP, 0, theme.STEP)
        row.setSpacing(0)
        row.addWidget(label(wording, wraps=True), 1)
        row.addSpacing(theme.BETWEEN)
        for answer, word in zip(ANSWERS, words, strict=True):
            button = QRadioButton(str(answer))
            button.setAccessibleName(f"{wording} {answer}: {word}")
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            button.installEventFilter(self)
            self._group.addButton(button, answer)
            self.buttons[answer] = button
            middle = QHBoxLayout()
            middle.addWidget(button, 0, Qt.AlignmentFlag.AlignCenter)
            holder = _Cell(cell)
            holder.setLayout(middle)
            middle.setContentsMargins(0, 0, 0, 0)
            row.addWidget(holder)
        self.buttons[1].setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._group.idToggled.connect(lambda _answer, _on: self.rated.emit())

    def answer(self) -> int | None:
        """1 to 5, ``NOT_APPLICABLE``, or None when it was left out."""
        answer = self._group.checkedId()
        return answer if answer in self.buttons else None

    def rate(self, answer: int | None) -> None:
        """Give an answer; None takes it away."""
        if answer is not None:
            self.buttons[answer].setChecked(True)
            return
        self._group.setExclusive(False)
        for button in self.buttons.values():
            button.setChecked(False)
        self._group.setExclusive(True)

    def focus(self) -> None:
        """Put the keyboard on the answer, or on the first one."""
        answer = self.answer()
        self.buttons[1 if answer is None else answer].setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Figures rate and go on; arrows up and down, and Enter, go to another statement."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event)
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Show on which statement the keyboard is."""
        if QApplication.focusWidget() in self.buttons.values():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.colours_of(self).accent_soft))
            painter.drawRoundedRect(self.rect(), theme.STEP, theme.STEP)
            painter.end()

    def _on_key(self, event: QKeyEvent) -> bool:
        answer = figure_of(event.text())
        if answer is not None:
            self.buttons[answer].setFocus(Qt.FocusReason.TabFocusReason)
            self.rate(answer)
            self.moved.emit(1)
            return True
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.rate(None)
            return True
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self.moved.emit(step)
            return True
        return False


class _Cell(QWidget):
    """A column of one width."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self._width = width
        self.setFixedWidth(width)

    def sizeHint(self) -> QSize:
        """As wide as its column."""
        return QSize(self._width, super().sizeHint().height())


def figure_of(typed: str) -> int | None:
    """Return the answer that a key means, None if none; French keyboards need no Shift."""
    if typed in ("0", "1", "2", "3", "4", "5"):
        return int(typed)
    return _FRENCH_FIGURES.index(typed) if typed and typed in _FRENCH_FIGURES else None
