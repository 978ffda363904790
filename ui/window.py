"""The one top-level window: it shows one content at a time (opening, sign-in, wizard, the work itself).

Until there is a content it paints our name and "Opening…" itself. Everything here runs before the first
paint, where each Qt class that is touched costs a millisecond: no layouts, no `Qt` namespace, no child widgets.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from tvet_desktop.shared.translation import _
from ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent

SMALLEST_WIDTH, SMALLEST_HEIGHT = 880, 560


class Window(QWidget):
    """Keeps its place on the screen while its content is replaced, so that nothing flickers.

    `painted` is said once, after the first paint; `closing` once, before the window goes.
    """

    painted = Signal()
    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.content: QWidget | None = None
        self._was_painted = False
        self._below_name = _("Opening…")
        self.setWindowTitle(_("TVET Desktop"))
        self.setMinimumSize(SMALLEST_WIDTH, SMALLEST_HEIGHT)

    def show_content(self, content: QWidget) -> None:
        """Replace what is shown; the earlier content is destroyed."""
        earlier, self.content = self.content, content
        content.setParent(self)
        content.setGeometry(self.rect())
        content.show()
        if earlier is not None:
            earlier.hide()
            earlier.deleteLater()

    def say(self, sentence: str) -> None:
        """Show a sentence below our name instead of "Opening…", when nothing else can be shown."""
        self._below_name = sentence
        self.update()

    def come_to_front(self) -> None:
        """Raise the window, for instance because the app was started a second time."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Draw our name while nothing else is shown."""
        painter = QPainter(self)
        if self.content is None:
            self._paint_opening(painter)
        painter.end()
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def resizeEvent(self, _event: "QResizeEvent") -> None:
        """Let the content fill the window."""
        if self.content is not None:
            self.content.setGeometry(self.rect())

    def closeEvent(self, event: "QCloseEvent") -> None:
        """Let the others put their things in order first."""
        self.closing.emit()
        super().closeEvent(event)

    def _paint_opening(self, painter: QPainter) -> None:
        line = self.height() // 2 - theme.AROUND
        for words, points, opacity in (
            (_("TVET Desktop"), theme.TITLE_POINTS + 6, 1.0),
            (self._below_name, theme.BASE_POINTS, 0.75),
        ):
            font = painter.font()
            font.setPointSize(points)
            painter.setFont(font)
            painter.setOpacity(opacity)  # a pen of another colour would touch the `Qt` namespace
            left = (self.width() - QFontMetrics(font).horizontalAdvance(words)) // 2
            painter.drawText(left, line, words)
            line += 8 * theme.STEP
