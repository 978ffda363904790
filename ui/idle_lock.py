"""Notices when nobody has touched keyboard or mouse for a while."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)
_MINUTE_MS = 60_000


class IdleLock(QObject):
    """Says `idle` once nobody touched the app for ``minutes``; 0 minutes never does."""

    idle = Signal()

    def __init__(self, minutes: float, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.idle)
        self.set_minutes(minutes)
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    def set_minutes(self, minutes: float) -> None:
        """Wait this long from now on."""
        self._timer.stop()
        if minutes > 0:
            self._timer.start(round(minutes * _MINUTE_MS))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Start waiting again at every touch; every event goes on to where it was going."""
        if event.type() in _TOUCHES and self._timer.isActive():
            self._timer.start()
        return False
