"""Labels and buttons in the few roles that our style sheet knows."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget


def label(text: str, role: str = "", *, wraps: bool = False) -> QLabel:
    """Make a label; ``role`` is "title", "heading", "label", "muted", "error", "code" or "" for plain text."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    if wraps:
        made.setWordWrap(True)
        policy = made.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
    return made


def restyle(widget: QWidget) -> None:
    """Apply the style sheet again after a property that it asks for has changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)


def centred(widget: QWidget) -> QHBoxLayout:
    """Put a widget in the middle of its row; unlike an alignment, this lets its wrapped words have their height."""
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(widget)
    row.addStretch(1)
    return row


class Button(QPushButton):
    """A push button that Enter presses too; ``role`` is "primary", "quiet", "link", "status" or "" for an ordinary one."""

    def __init__(self, text: str, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("role", role)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.isEnabled():
            self.click()
            return
        super().keyPressEvent(event)


class EntryButton(QToolButton):
    """An entry of the menu or of the row of sessions; Enter chooses it too, as on every other button."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "entry")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)


class ActionButton(Button):
    """Shows a QAction as a button: text, icon, enabled and visible follow the action."""

    def __init__(self, action: QAction, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(action.text(), role, parent)
        self.shows = self._action = action
        action.changed.connect(self._follow)
        self.clicked.connect(action.trigger)
        self._follow()

    def _follow(self) -> None:
        self.setText(self._action.text())
        self.setIcon(self._action.icon())
        self.setEnabled(self._action.isEnabled())
        if self.parentWidget() is not None or not self._action.isVisible():
            self.setVisible(self._action.isVisible())  # without a parent it would flash up as a window
        shortcut = self._action.shortcut().toString()
        why_not = "" if self._action.isEnabled() else self._action.whatsThis()
        self.setAccessibleName(self._action.text())
        self.setAccessibleDescription(why_not)
        self.setToolTip(why_not or shortcut)


def action(text: str, do: Callable[[], object], owner: QWidget) -> QAction:
    """Make an action that calls ``do`` without Qt's "checked" argument."""
    made = QAction(text, owner)
    made.triggered.connect(lambda _checked=False: do())
    return made


def permit(control: QAction | Button, why_not: str = "") -> None:
    """Let an action or a button be used, or grey it out and say why, to the mouse and to screen readers."""
    if isinstance(control, Button):
        control.setToolTip(why_not)
        control.setAccessibleDescription(why_not)
    else:
        control.setWhatsThis(why_not)
    control.setEnabled(not why_not)
