"""Keeps the keyboard on the page when the control that had it goes away."""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from ui.widgets.page import Page


class KeptFocus(QObject):
    """Brings the keyboard back to the page in hand.

    When a button with the focus is hidden or greyed out by what it did, Qt moves the focus to the next control of
    the window: from the last one of a page to the menu, where neither Enter nor Ctrl+Z means what one sees.

    Args:
        frame: the widget around menu, page and status line.
        page: gives the page in hand.
    """

    def __init__(self, frame: QWidget, page: Callable[[], Page | None]) -> None:
        super().__init__(frame)
        self._frame = frame
        self._page = page
        self._moment = QTimer(self)
        self._moment.setSingleShot(True)
        self._moment.setInterval(0)
        self._moment.timeout.connect(self._bring_back)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_moved)

    def _on_moved(self, old: QWidget | None, _new: QWidget | None) -> None:
        page = self._page()
        if page is None or old is None or not shiboken6.isValid(old):
            return
        went_away = not old.isVisible() or not old.isEnabled()
        if went_away and page.isVisible() and page.isAncestorOf(old):
            self._moment.start()  # the page may put it in a better place meanwhile

    def _bring_back(self) -> None:
        page, inside = self._page(), QApplication.focusWidget()
        if page is None or not page.isVisible() or QApplication.activeWindow() is not self._frame.window():
            return
        if inside is None or (self._frame.isAncestorOf(inside) and not page.isAncestorOf(inside)):
            page.focus()
