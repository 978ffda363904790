"""A small line of values: attendance beside a name. The number always stands beside it."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui import theme
from ui.widgets.row_table_model import ROW_ROLE

WIDTH, HEIGHT = 72, 20
_USUAL = "100 %"  # the number right of the line in a table; lines stand below each other up to this width
Values = Sequence[float | None]


def paint_sparkline(painter: QPainter, rect: QRectF, values: Values, colours: theme.Colours) -> None:
    """Draw values from 0 to 1 as a line with a dot at its end; None leaves a gap."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colours.border), 1))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    painter.setPen(QPen(QColor(colours.accent), 1.5))
    apart = rect.width() / max(len(values) - 1, 1)
    run: list[QPointF] = []
    last: QPointF | None = None
    for number, value in enumerate([*values, None]):
        if value is None:
            painter.drawPolyline(QPolygonF(run))
            run = []
        else:
            last = QPointF(
                rect.left() + number * apart, rect.bottom() - min(max(value, 0), 1) * rect.height()
            )
            run.append(last)
    if last is not None:
        painter.setBrush(QColor(colours.accent))
        painter.drawEllipse(last, 2, 2)
    painter.restore()


class SparklineDelegate(QStyledItemDelegate):
    """Draws the line left of a cell's number, which stands at the right."""

    def __init__(self, values_of: Callable[[Any], Values], parent: QObject) -> None:
        super().__init__(parent)
        self._values_of = values_of

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Leave room for the line, let Qt draw the text, then draw the line."""
        super().paint(painter, option, index)
        cell: QRect = option.rect
        letters = option.fontMetrics
        words = max(letters.horizontalAdvance(text) for text in (_USUAL, index.data())) + 4 * theme.STEP
        left = cell.right() - words - WIDTH
        if left < cell.left():
            return  # the column was made so narrow that only the number fits
        area = QRectF(left, cell.top() + 6, WIDTH - 6, cell.height() - 12)
        colours = theme.colours_of(option.widget)
        paint_sparkline(painter, area, self._values_of(index.data(ROW_ROLE)), colours)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The text's width and the line's."""
        return super().sizeHint(option, index) + QSize(WIDTH + theme.INSIDE, 0)
