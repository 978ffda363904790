"""One question of a form: its label above, its control, its error beside it."""

from typing import Generic, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tvet_desktop.shared.translation import _
from ui import theme
from ui.widgets.words import label, restyle

V = TypeVar("V")
_LEAST_ERROR_WIDTH = 60 * theme.STEP


class Field(QWidget, Generic[V]):
    """Base of all fields; V is the type of its value. `changed` is said while the user types.

    Args:
        text: the label, also the accessible name of the control.
        hint: one muted sentence below the label; also the accessible description.
        required: an empty required field refuses with "Fill in …".
    """

    changed = Signal()

    def __init__(self, text: str, control: QWidget, *, hint: str = "", required: bool = False) -> None:
        super().__init__()
        self.text = text
        self.control = control
        self.is_required = required
        self.error = ""
        name = label(text, "label")
        name.setBuddy(control)
        control.setAccessibleName(text)
        control.setAccessibleDescription(hint)
        self._hint = hint
        self._error_beside = label("", "error", wraps=True)
        self._error_below = label("", "error", wraps=True)
        self._error_beside.hide()
        self._error_below.hide()
        self.beside = QHBoxLayout()
        self.beside.setSpacing(theme.INSIDE)
        self.beside.addWidget(control)
        self.beside.addWidget(self._error_beside, 1)
        self.beside.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.STEP)
        column.addWidget(name)
        if hint:
            column.addWidget(label(hint, "muted", wraps=True))
        column.addLayout(self.beside)
        column.addWidget(self._error_below)
        self.setFocusProxy(control)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def value(self) -> V:
        """What was entered, as its type."""
        raise NotImplementedError

    def set_value(self, value: V) -> None:
        """Show a value."""
        raise NotImplementedError

    def typed(self) -> str:
        """What was entered, as text, for a draft; "" when nothing."""
        raise NotImplementedError

    def type_again(self, typed: str) -> None:
        """Show the text of a draft."""
        raise NotImplementedError

    def problem(self) -> str:
        """One sentence that says what is wrong and what to do; "" when all is well. Fields add their own."""
        if self.is_required and not self.typed():
            return _("Fill in “{field}”.").format(field=self.text)
        return ""

    def check(self) -> bool:
        """Show or clear the field's error; return whether all is well."""
        self.set_error(self.problem())
        return not self.error

    def set_error(self, sentence: str) -> None:
        """Show an error beside the field; "" takes it away."""
        self.error = sentence
        for words in (self._error_beside, self._error_below):
            words.setText(f"! {sentence}" if sentence else "")
        self._place_error()
        self.control.setProperty("role", "wrong" if sentence else "")
        self.control.setAccessibleDescription(sentence or self._hint)
        restyle(self.control)

    def set_width(self, characters: int) -> None:
        """Make the control as wide as the expected answer."""
        letter = self.control.fontMetrics().averageCharWidth()
        self.control.setFixedWidth(characters * letter + 2 * theme.INSIDE + 3 * theme.STEP)

    def on_edited(self) -> None:
        """The user changed the control: an error that was shown is checked again."""
        if self.error:
            self.check()
        self.changed.emit()

    def sizeHint(self) -> QSize:
        """As high as it is at its width: Qt's own hint stacks the words of an error one upon the other."""
        hint = super().sizeHint()
        if self.hasHeightForWidth():
            hint.setHeight(self.heightForWidth(max(hint.width(), self.width())))
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow form has its errors below the fields."""
        super().resizeEvent(event)
        self._place_error()

    def _place_error(self) -> None:
        items = (self.beside.itemAt(number) for number in range(self.beside.count()))
        widgets = (item.widget() for item in items if item is not None)
        taken = sum(
            widget.width() if widget is self.control else widget.sizeHint().width()
            for widget in widgets
            if widget is not None and widget is not self._error_beside
        )
        has_room = self.width() - taken - 2 * theme.BETWEEN >= _LEAST_ERROR_WIDTH
        self._error_beside.setVisible(bool(self.error) and has_room)
        self._error_below.setVisible(bool(self.error) and not has_room)

    def focus(self) -> None:
        """Put the keyboard there."""
        self.control.setFocus(Qt.FocusReason.OtherFocusReason)
