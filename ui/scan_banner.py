"""What a scan did, in letters that are read from two metres: a band over whatever window is in front."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.icons import picture
from ui.remembered import Remembered
from ui.widgets.words import label, restyle

SIGNS = {"good": "check", "attention": "info", "bad": "wrong"}
_SIGN_SIZE = 44
_WIDEST = 300 * theme.STEP
_SHOWN_MS = {"good": 6_000, "attention": 6_000, "bad": 15_000}
_BETWEEN_BEEPS_MS = 220


@dataclass(frozen=True)
class Said:
    """What is said about a scan.

    ``tone`` is "good", "attention" or "bad"; ``name`` stands in very large type, ``words`` below it. A refusal
    has no name and says one sentence.
    """

    tone: str
    name: str
    words: str


class ScanBanner(QFrame):
    """Lies over the top of a page, takes no key, and goes by itself or at a click.

    Args:
        window: the window or dialog in front; it keeps one band.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._over = window
        self.setObjectName("scanBanner")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sign = QLabel()
        self._sign.setObjectName("scanSign")
        self._sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sign.setFixedWidth(_SIGN_SIZE + 2 * theme.BETWEEN)
        self._sign.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.name = label("", "scanName", wraps=True)
        self.words = label("", "scanWords", wraps=True)
        column = QVBoxLayout()
        column.setContentsMargins(theme.AROUND, theme.BETWEEN, theme.AROUND, theme.BETWEEN)
        column.setSpacing(theme.STEP)
        column.addStretch(1)
        column.addWidget(self.name)
        column.addWidget(self.words)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._sign)
        row.addLayout(column, 1)
        self._gone = QTimer(self)
        self._gone.setSingleShot(True)
        self._gone.timeout.connect(self.hide)
        window.installEventFilter(self)
        self.hide()

    def say(self, said: Said, over: QWidget) -> None:
        """Show what the latest scan did, over the top of a widget of the window."""
        self._over = over
        self.name.setText(said.name)
        self.name.setVisible(bool(said.name))
        self.words.setText(said.words)
        self.setAccessibleName(f"{said.name}: {said.words}" if said.name else said.words)
        self.words.setProperty("role", "scanWords" if said.name else "scanRefusal")
        for widget in (self, self._sign, self.name, self.words):
            widget.setProperty("tone", said.tone)
            restyle(widget)
        on_tone = getattr(theme.colours_of(self), f"{said.tone}_soft")
        self._sign.setPixmap(picture(SIGNS[said.tone], on_tone, size=_SIGN_SIZE, scale=2))
        self._place()
        self.show()
        self.raise_()
        self._gone.start(_SHOWN_MS[said.tone])
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """A click takes it away."""
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's width."""
        if watched is self.parentWidget() and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        window, layout = self.parentWidget(), self.layout()
        assert window is not None
        assert layout is not None
        corner = self._over.mapTo(window, QPoint(0, 0))
        width = min(self._over.width() - 2 * theme.AROUND, _WIDEST)
        layout.activate()
        height = max(layout.totalHeightForWidth(width), _SIGN_SIZE + 2 * theme.BETWEEN)
        self.setGeometry(corner.x() + theme.AROUND, corner.y() + theme.BETWEEN, width, height)


def announce(over: QWidget, said: Said, remembered: Remembered) -> ScanBanner:
    """Show what a scan did over a page, or over the dialog in front of it, and beep unless that is switched off."""
    window = over.window()
    front = QApplication.activeModalWidget()
    if front is not None and front is not window:
        window = over = front
    banner = window.findChild(ScanBanner, options=Qt.FindChildOption.FindDirectChildrenOnly)
    if banner is None:
        banner = ScanBanner(window)
    banner.say(said, over)
    beep(said.tone, remembered)
    return banner


def beep(tone: str, remembered: Remembered) -> None:
    """Beep once, twice for a refusal, unless this user has switched it off."""
    if not remembered.beeps:
        return
    QApplication.beep()
    if tone == "bad":
        QTimer.singleShot(_BETWEEN_BEEPS_MS, QApplication.beep)
