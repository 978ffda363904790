"""The letter of a mark in its colour: filled once it is saved, a dashed outline while it is not."""

from functools import cache

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from tvet_desktop.attendance.models import MarkStatus
from ui import theme
from ui.attendance.register_line import RegisterLine
from ui.attendance.words import TONES
from ui.widgets.row_table_model import ROW_ROLE

WIDTH, HEIGHT = 24, 20
_SOFT = {"good": "good_soft", "attention": "attention_soft", "bad": "bad_soft", "muted": "hover"}
_SCALE = 2  # sharp on screens at 150 or 200 %


class MarkDelegate(QStyledItemDelegate):
    """Puts the letter before the word."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Give Qt the letter as the cell's picture."""
        super().initStyleOption(option, index)
        line: RegisterLine | None = index.data(ROW_ROLE)
        if line is not None and line.status is not None:
            option.icon = chip(line.status, theme.colours_of(option.widget), is_saving=line.is_saving)
            option.decorationSize = QSize(WIDTH, HEIGHT)
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration


@cache
def chip(status: MarkStatus, colours: theme.Colours, *, is_saving: bool = False) -> QIcon:
    """Draw the letter of a mark."""
    tone = TONES[status]
    strong, soft = QColor(getattr(colours, tone)), QColor(getattr(colours, _SOFT[tone]))
    pixmap = QPixmap(WIDTH * _SCALE, HEIGHT * _SCALE)
    pixmap.setDevicePixelRatio(_SCALE)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(strong, 1, Qt.PenStyle.DashLine if is_saving else Qt.PenStyle.SolidLine))
    painter.setBrush(Qt.BrushStyle.NoBrush if is_saving else soft)
    area = QRectF(0.5, 0.5, WIDTH - 1, HEIGHT - 1)
    painter.drawRoundedRect(area, theme.STEP, theme.STEP)
    font = QFont(theme.FAMILY, theme.BASE_POINTS)
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(strong)
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, status.value)
    painter.end()
    made = QIcon()
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
        made.addPixmap(pixmap, mode)
    return made
