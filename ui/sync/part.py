"""A part of the sync page: a heading, its buttons, and room for a table."""

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.icons import tinted
from ui.widgets.flow_row import FlowRow
from ui.widgets.words import ActionButton, action, label


class Part(QWidget):
    """Made by the page, filled by the page."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        self._buttons = FlowRow()
        self._buttons.hide()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.STEP)
        self.column.addWidget(label(heading, "heading"))
        self.column.addWidget(self._buttons)

    def add_button(self, text: str, do: Callable[[], object], icon: str) -> QAction:
        """Add a quiet button below the heading."""
        made = action(text, do, self)
        made.setIcon(tinted(icon, theme.colours_of(self).accent))
        self._buttons.add(ActionButton(made, "quiet"))
        self._buttons.show()
        return made
