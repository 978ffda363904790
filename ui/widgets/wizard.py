"""A few steps one after the other, with verbs to go on and a word to go back."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tvet_desktop.shared.translation import _
from ui import theme
from ui.widgets.message_strip import MessageStrip
from ui.widgets.scrolling import Scrolling
from ui.widgets.words import Button, label


class Step(QWidget):
    """One step: a heading, fields, and the verb that goes on.

    Args:
        short: its name in the list of steps.
        heading: what is asked here.
        verb: what the button at the bottom says ("Show the code").
    """

    def __init__(self, short: str, heading: str, verb: str) -> None:
        super().__init__()
        self.short = short
        self.heading = heading
        self.verb = verb
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(theme.BETWEEN)

    def check(self) -> bool:
        """Show what is wrong; return whether one may go on."""
        return True

    def entered(self) -> None:
        """The step is shown now: prepare what depends on earlier steps."""


class Wizard(QWidget):
    """Shows steps, keeps answers while going back. `finished` is said after the last step was checked."""

    finished = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.steps: list[Step] = []
        self.messages = MessageStrip()
        self.back = Button(_("Back"))
        self.go_on = Button("", "primary")
        self._names = QVBoxLayout()
        self._heading = label("", "title", wraps=True)
        self._stack = QStackedWidget()
        self._lay_out(title)
        self.back.clicked.connect(self.go_back)
        self.go_on.clicked.connect(self._on_go_on)

    @property
    def current(self) -> Step:
        """The step that is shown."""
        return self.steps[self._stack.currentIndex()]

    def set_steps(self, steps: Sequence[Step], *, keep: int = 0) -> None:
        """Show these steps after the first ``keep`` ones, which stay as they are."""
        for step in self.steps[keep:]:
            self._stack.removeWidget(step)
            step.deleteLater()
        del self.steps[keep:]
        for step in steps:
            self.steps.append(step)
            self._stack.addWidget(step)
        number = self._stack.currentIndex()
        if number < keep:
            self._show_words(number)  # the keyboard stays where it is
        else:
            self._show(min(number, len(self.steps) - 1))

    def go_back(self) -> None:
        """Show the step before; nothing typed is lost."""
        if self._stack.currentIndex() > 0:
            self._show(self._stack.currentIndex() - 1)

    def set_busy(self, busy: bool, *, saying: str = "") -> None:  # noqa: FBT001  mirrors Qt's setEnabled
        """Stop a second press while work runs, and name the work on the button."""
        self.go_on.setText(saying if busy and saying else self.current.verb)
        self.go_on.setEnabled(not busy)
        self.back.setEnabled(not busy)

    def advance(self) -> None:
        """Show the next step."""
        self._show(self._stack.currentIndex() + 1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on to the step (it was shown before the window was, and could not keep it)."""
        super().focusInEvent(event)
        if self.steps:
            _focus_first(self.current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Esc goes back."""
        inside = QApplication.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if isinstance(inside, QPushButton | QPlainTextEdit):
                super().keyPressEvent(event)
            elif self.go_on.isEnabled():
                self._on_go_on()
        elif event.key() == Qt.Key.Key_Escape and self.back.isEnabled():
            self.go_back()
        else:
            super().keyPressEvent(event)

    def _on_go_on(self) -> None:
        self.messages.clear()
        if not self.current.check():
            return
        if self._stack.currentIndex() + 1 < len(self.steps):
            self.advance()
        else:
            self.finished.emit()

    def _show(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        self._show_words(number)
        self.steps[number].entered()
        _focus_first(self.steps[number])

    def _show_words(self, number: int) -> None:
        step = self.steps[number]
        self._heading.setText(step.heading)
        self.go_on.setText(step.verb)
        self.back.setVisible(number > 0)
        self._show_names(number)

    def _show_names(self, current: int) -> None:
        while (item := self._names.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, step in enumerate(self.steps):
            sign = "✓" if number < current else str(number + 1)
            role = "label" if number == current else "muted"
            self._names.addWidget(label(f"{sign}  {step.short}", role, wraps=True))

    def _lay_out(self, title: str) -> None:
        side = QFrame()
        side.setObjectName("navigation")
        side.setFixedWidth(60 * theme.STEP)
        left = QVBoxLayout(side)
        left.setContentsMargins(theme.AROUND, 2 * theme.AROUND, theme.BETWEEN, theme.AROUND)
        left.setSpacing(theme.AROUND)
        left.addWidget(label(title, "heading", wraps=True))
        self._names.setSpacing(theme.INSIDE + theme.STEP)
        left.addLayout(self._names)
        left.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.INSIDE)
        buttons.addWidget(self.go_on)
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        right = QVBoxLayout()
        right.setContentsMargins(2 * theme.AROUND, 2 * theme.AROUND, 2 * theme.AROUND, theme.AROUND)
        right.setSpacing(theme.AROUND)
        right.addWidget(self._heading)
        right.addWidget(self.messages)
        right.addWidget(Scrolling(self._stack), 1)
        right.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addLayout(right, 1)


def _focus_first(step: QWidget) -> None:
    """Put the keyboard on the first control of the step; among choices on the chosen one."""
    for widget in step.findChildren(QWidget):
        if isinstance(widget, QRadioButton) and not widget.isChecked():
            continue
        takes_keys = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if takes_keys and widget.isEnabled() and widget.isVisibleTo(step):
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
            return
    step.setFocus(Qt.FocusReason.OtherFocusReason)
