"""How the answers to one statement are spread, from "strongly disagree" at the left to "strongly agree"."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme

_WIDTH = 55 * theme.STEP
_HEIGHT = 18


class DistributionBar(QWidget):
    """Five pieces, as wide as their share, each with its count where there is room.

    Args:
        counts: how many gave 1, 2, 3, 4 and 5; at least one.
        words: the same for screen readers and as a tool tip.
    """

    def __init__(self, counts: Sequence[int], words: str) -> None:
        super().__init__()
        self._counts = tuple(counts)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The same for all, so that they can be compared."""
        return QSize(_WIDTH, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the pieces from left to right."""
        painter = QPainter(self)
        painter.setFont(theme.tabular(self.font()))
        left, total = 0.0, sum(self._counts)
        for count, (back, text) in zip(self._counts, _tones(theme.colours_of(self)), strict=True):
            piece = QRectF(left, 0, self.width() * count / total, self.height())
            painter.fillRect(piece.adjusted(0, 0, -1, 0), QColor(back))
            painter.setPen(QColor(text))
            if piece.width() > self.fontMetrics().horizontalAdvance(str(count)) + theme.STEP:
                painter.drawText(piece, Qt.AlignmentFlag.AlignCenter, str(count))
            left += piece.width()
        painter.end()


def _tones(colours: theme.Colours) -> tuple[tuple[str, str], ...]:
    """Background and text of the five pieces: warm below, grey between, blue above."""
    return (
        (colours.bad, colours.surface),
        (colours.bad_soft, colours.text),
        (colours.border, colours.text),
        (colours.accent_soft, colours.on_accent_soft),
        (colours.accent, colours.on_accent),
    )
