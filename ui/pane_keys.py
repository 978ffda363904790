"""F6 goes round the window: the page, the status line, the menu. Shift+F6 goes the other way."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from ui.widgets.page import Page


class PaneKeys(QObject):
    """Lives in the main window.

    Args:
        window: gets the shortcuts.
        page: the page that is shown.
        status_line, navigation: the other two stops.
    """

    def __init__(
        self, window: QWidget, page: Callable[[], Page | None], status_line: QWidget, navigation: QWidget
    ) -> None:
        super().__init__(window)
        self._page = page
        self._others = (status_line, navigation)
        for keys, step in (("F6", 1), ("Shift+F6", -1)):
            shortcut = QShortcut(QKeySequence(keys), window)
            shortcut.activated.connect(lambda step=step: self.go(step))

    def go(self, step: int) -> None:
        """Put the keyboard on the next stop, or on the one before."""
        panes = [self._page(), *self._others]
        at = QApplication.focusWidget()
        here = next(
            (n for n, pane in enumerate(panes) if pane is not None and at and pane.isAncestorOf(at)), 0
        )
        pane = panes[(here + step) % len(panes)]
        if isinstance(pane, Page):
            pane.focus()
        elif pane is not None:
            stops = [child for child in pane.findChildren(QWidget) if _is_stop(child)]
            checked = [stop for stop in stops if getattr(stop, "isChecked", bool)()]
            if stops:
                (checked or stops)[0].setFocus(Qt.FocusReason.ShortcutFocusReason)


def _is_stop(widget: QWidget) -> bool:
    takes_keyboard = (
        widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    )  # of grouped buttons Tab stops at one only
    return widget.isVisible() and widget.isEnabled() and takes_keyboard
