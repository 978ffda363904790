"""A widget that is shown before it lies in its page is a window of its own for a moment: it takes the keyboard."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.clipping import at_full_size
from tvet_desktop.app import App
from ui.background import ThreadBackground
from ui.context import Context
from ui.main_window import Frame, MainWindow
from ui.pages import PAGES


class Windows(QObject):
    """Notes every window that comes up."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt’s name
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_opening_every_page_shows_no_window(
    huye: App,
    context_of: Callable[[App], Context],
    runner: ThreadBackground,
    qtbot: QtBot,
    qapp: QApplication,
) -> None:
    main = MainWindow(context_of(huye), PAGES, Frame(), runner)
    qtbot.addWidget(main)
    at_full_size(main)
    windows = Windows()
    qapp.installEventFilter(windows)
    try:
        for name in PAGES:
            main.open_page(name, None)
            qapp.processEvents()
    finally:
        qapp.removeEventFilter(windows)

    assert windows.shown == []
