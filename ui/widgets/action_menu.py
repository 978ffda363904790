"""Several actions behind one quiet button, for a row that would otherwise be a wall of words."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from tvet_desktop.shared.translation import _
from ui.widgets.words import Button


class ActionMenu(Button):
    """Opens a menu of actions below itself; their shortcuts stand in it.

    Grey when none of them can be done; a grey line of the menu says why.
    """

    def __init__(self, text: str, actions: Sequence[QAction]) -> None:
        super().__init__(text, "quiet")
        self.menu_actions = list(actions)
        self.setAccessibleDescription(_("Opens a menu"))
        self.clicked.connect(lambda _checked=False: self.open_menu())
        for one in actions:
            one.changed.connect(self._follow)
        self._follow()

    def open_menu(self) -> QMenu:
        """Show the menu."""
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        for one in self.menu_actions:
            why_not = "" if one.isEnabled() else one.whatsThis()
            one.setToolTip(why_not or one.text())
        menu.addActions(self.menu_actions)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        return menu

    def _follow(self) -> None:
        self.setEnabled(any(one.isEnabled() and one.isVisible() for one in self.menu_actions))
