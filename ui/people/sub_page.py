"""The frame of the pages behind the list of people: a way back, by button and by Esc."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent

from tvet_desktop.accounts.rules import may
from tvet_desktop.shared.translation import _
from ui.widgets.page import Page


class SubPage(Page):
    """Opened from the list of people; Esc goes back there."""

    def add_way_back(self) -> QAction:
        """Put the way back in the row of quiet buttons."""
        return self.add_quiet(_("Back to the list"), self.go_back, "people")

    def go_back(self) -> None:
        """Show the list of people."""
        self.context.open_page("people", None)

    @property
    def may_edit(self) -> bool:
        """Whether this user may change people."""
        return may(self.context.user.role, "edit_people")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nobody below wanted goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        else:
            super().keyPressEvent(event)
