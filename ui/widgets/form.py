"""A form: one column of fields, the required ones first, the optional ones behind "More"."""

from itertools import pairwise
from typing import Any, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from tvet_desktop.shared.translation import _
from ui import theme
from ui.context import Drafts
from ui.widgets.field import Field
from ui.widgets.password_field import PasswordField
from ui.widgets.words import Button

F = TypeVar("F", bound=Field[Any])


class Form(QWidget):
    """Fields and two buttons. Enter is the primary button, Esc leaves without loss.

    `submitted` is said when every field is right; `left` on Esc or the back button, after the draft was kept.

    Args:
        primary: verb on the main button ("Add person").
        back: word on the other button; "" shows none.
        name: under which the draft is kept; "" keeps none.
        drafts: where drafts are kept.
    """

    submitted = Signal()
    left = Signal()

    def __init__(
        self,
        primary: str,
        *,
        back: str = "",
        name: str = "",
        drafts: Drafts | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._drafts = drafts
        self.fields: list[Field[Any]] = []
        self._optional: list[Field[Any]] = []
        self._first = QWidget(self)  # Qt keeps a ring, which is cut here in a window: this one is never moved
        self._first.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._first.hide()
        self.primary = Button(primary, "primary")
        self.back = Button(back)
        self.more = Button(_("More"), "quiet")
        self._required_column = QVBoxLayout()
        self._optional_part = QWidget()
        self._optional_column = QVBoxLayout(self._optional_part)
        self._lay_out(has_back=bool(back))
        self.primary.clicked.connect(self.submit)
        self.back.clicked.connect(self.leave)
        self.more.clicked.connect(self.show_optional)

    def add(self, field: F) -> F:
        """Add a field to the visible part and give it back; the optional ones are added after all of these."""
        self.fields.append(field)
        self._required_column.addWidget(field)
        _put_in_order(*_controls(field)[-1:], self.more, self.primary, self.back)
        return field

    def add_optional(self, field: F) -> F:
        """Add a field behind "More" and give it back."""
        self.fields.append(field)
        self._optional.append(field)
        self._optional_column.addWidget(field)
        self.more.setVisible(self._optional_part.isHidden())
        _put_in_order(*_controls(field)[-1:], self.primary, self.back)
        return field

    def show_optional(self) -> None:
        """Open the optional part and go to its first field."""
        self._open_optional()
        if self._optional:
            self._optional[0].focus()

    def submit(self) -> None:
        """Check every field; go to the first wrong one, or say `submitted`."""
        wrong = [field for field in self.fields if not field.check()]
        if not wrong:
            self.submitted.emit()
            return
        if wrong[0] in self._optional:
            self._open_optional()
        wrong[0].focus()

    def leave(self) -> None:
        """Keep what was typed and say `left`."""
        self.keep_draft()
        self.left.emit()

    def keep_draft(self) -> None:
        """Keep what was typed (passwords never) until the form is opened again."""
        if self._drafts is not None and self._name:
            self._drafts.keep(self._name, {str(n): f.typed() for n, f in enumerate(self._kept_fields())})

    def restore_draft(self) -> bool:
        """Show what was typed before the form was left; return whether there was something."""
        if self._drafts is None:
            return False
        draft = self._drafts.of(self._name)
        for number, field in enumerate(self._kept_fields()):
            typed = draft.get(str(number), "")
            if typed:
                field.type_again(typed)
                if field in self._optional:
                    self._open_optional()
        return bool(draft)

    def forget_draft(self) -> None:
        """It was saved."""
        if self._drafts is not None:
            self._drafts.forget(self._name)

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001  mirrors Qt's setEnabled
        """Stop a second submit while the first is being worked on."""
        self.primary.setEnabled(not busy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is the primary button (Ctrl+Enter inside several lines), Esc leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            inside = QApplication.focusWidget()
            plain_enter = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if isinstance(inside, QPushButton) or (isinstance(inside, QPlainTextEdit) and plain_enter):
                super().keyPressEvent(event)
            elif self.primary.isEnabled():
                self.submit()
        elif event.key() == Qt.Key.Key_Escape and self.back.text():
            self.leave()
        else:
            super().keyPressEvent(event)

    def _kept_fields(self) -> list[Field[Any]]:
        return [field for field in self.fields if not isinstance(field, PasswordField)]

    def _open_optional(self) -> None:
        self._optional_part.show()
        self.more.hide()

    def _lay_out(self, *, has_back: bool) -> None:
        self._required_column.setSpacing(theme.BETWEEN)
        self._optional_column.setSpacing(theme.BETWEEN)
        self._optional_column.setContentsMargins(0, 0, 0, 0)
        self._optional_part.hide()
        self.more.hide()
        if not has_back:
            self.back.hide()  # shown before it has a parent, it would flash up as a window of its own
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.INSIDE)
        buttons.addWidget(self.primary)
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.BETWEEN)
        column.addLayout(self._required_column)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._optional_part)
        column.addLayout(buttons)
        column.addStretch(1)


def _put_in_order(*controls: QWidget) -> None:
    """Let Tab go from each control to the next, as one reads, whatever was made first."""
    for before, after in pairwise(controls):
        QWidget.setTabOrder(before, after)


def _controls(field: Field[Any]) -> list[QWidget]:
    """What takes the keyboard in a field, in its own order; Qt's `setTabOrder` passes the field itself over."""
    found, at = [], field.nextInFocusChain()
    while at is not None and field.isAncestorOf(at):
        if at.focusPolicy() != Qt.FocusPolicy.NoFocus and at.focusProxy() is None:
            found.append(at)
        at = at.nextInFocusChain()
    return found
