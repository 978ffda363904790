"""A part of the page of a course: a heading, its buttons, and room for a table."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.icons import tinted
from ui.widgets.flow_row import FlowRow
from ui.widgets.page import Page
from ui.widgets.words import ActionButton, action, label


class Section(QWidget):
    """Reads and acts through its page, which shows the messages and reloads."""

    def __init__(self, page: Page, heading: str) -> None:
        super().__init__()
        self.page = page
        self.actions_here: list[QAction] = []
        self._heading = label(heading, "heading")
        self._buttons = FlowRow()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.STEP)
        self.column.addWidget(self._heading)
        self.column.addWidget(self._buttons)

    def add_button(self, text: str, do: Callable[[], object], icon: str = "") -> QAction:
        """Add a quiet button below the heading; it is also in the table's menu."""
        made = action(text, do, self)
        if icon:
            made.setIcon(tinted(icon, theme.colours_of(self.page).accent))
        self.actions_here.append(made)
        self._buttons.add(ActionButton(made, "quiet"))
        return made

    def say(self, sentence: str, undo: Callable[[Any], object] | None = None) -> None:
        """Show what was done and let every page reload.

        Args:
            sentence: what was done.
            undo: the use case that takes it back; it is given the database session.
        """
        take_back = None if undo is None else partial(self.page.act, undo, self._tell)
        self.page.messages.show_success(sentence, take_back)
        self._tell(None)

    def _tell(self, _result: object) -> None:
        self.page.context.changes.courses.emit()
