"""A bar for a rating: how far from the lowest to the highest, with the number beside it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme

_HEIGHT = 20
_BAR = 8


class RatingBar(QWidget):
    """Shows ``value`` between ``lowest`` and ``highest`` as a bar and as ``words`` ("4.2 of 5, 12 answers").

    ``value`` None draws an empty bar: the words then say why (fewer than five answers).
    """

    def __init__(
        self,
        value: float | None,
        words: str,
        *,
        lowest: float = 1,
        highest: float = 5,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._share = None if value is None else min(max((value - lowest) / (highest - lowest), 0), 1)
        self._words = words
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for the words and a bar of 120 pixels."""
        return QSize(self._words_width() + 120 + theme.INSIDE, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """The words are never cut; the bar may become short."""
        return QSize(self._words_width() + 40 + theme.INSIDE, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bar at the left and the words at the right."""
        colours = theme.colours_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.tabular(self.font()))
        words = self._words_width()
        track = QRectF(0, (self.height() - _BAR) / 2, self.width() - words - theme.INSIDE, _BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.hover))
        painter.drawRoundedRect(track, _BAR / 2, _BAR / 2)
        if self._share:
            painter.setBrush(QColor(colours.accent))
            track.setWidth(max(track.width() * self._share, _BAR))
            painter.drawRoundedRect(track, _BAR / 2, _BAR / 2)
        painter.setPen(QColor(colours.text if self._share is not None else colours.muted))
        where = QRectF(self.width() - words, 0, words, self.height())
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._words)
        painter.end()

    def _words_width(self) -> int:
        return self.fontMetrics().horizontalAdvance(self._words) + 2 * theme.STEP
