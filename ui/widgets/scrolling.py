"""A part of a page that scrolls up and down when it is higher than the window, such as a long form."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from ui import theme


class Scrolling(QScrollArea):
    """Holds one widget; what gets the keyboard is scrolled into sight."""

    def __init__(self, inside: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inside)
        inside.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    def _on_focus(self, _earlier: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, theme.AROUND)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What has the keyboard stays in sight when the part grows around it, as when "More" opens."""
        if event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, lambda: self._on_focus(None, QApplication.focusWidget()))
        return super().eventFilter(watched, event)
