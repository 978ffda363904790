"""Logos on the screen: on white, as paper will show them, whatever the colours of the screen."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from tvet_desktop.documents.logo_boxes import logo_boxes
from ui import theme
from ui.widgets.row_table_model import ROW_ROLE

_AROUND, _BESIDE = 6.0, 5.0
_ROUND = 4.0


@lru_cache(maxsize=128)
def logo_image(data: bytes) -> QImage:
    """Return the picture of a PNG or JPEG file; an empty one where the file is none."""
    return QImage.fromData(data)


def paint_paper(painter: QPainter, area: QRectF, colours: theme.Colours) -> None:
    """Draw a white sheet with a fine edge."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colours.border), 1))
    painter.setBrush(QColor("white"))
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), _ROUND, _ROUND)


def paint_logo(painter: QPainter, area: QRectF, image: QImage) -> None:
    """Draw a picture as large as fits, in the middle of ``area``."""
    if image.isNull():
        return
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    size = image.size().toSizeF().scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRectF(QPointF(0, 0), size)
    place.moveCenter(area.center())
    painter.drawImage(place, image)


class LogoDelegate(QStyledItemDelegate):
    """Draws the logo of a row in its cell."""

    def __init__(self, data_of: Callable[[Any], bytes], parent: QObject) -> None:
        super().__init__(parent)
        self._data_of = data_of

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the cell, a sheet, and the logo on it."""
        super().paint(painter, option, index)
        painter.save()
        cell = QRectF(option.rect).adjusted(_AROUND, _AROUND, -_AROUND, -_AROUND)
        image = logo_image(self._data_of(index.data(ROW_ROLE)))
        size = image.size().toSizeF().scaled(cell.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(QPointF(cell.left() + _BESIDE, cell.center().y() - size.height() / 2), size)
        painter.fillRect(place.adjusted(-2, -2, 2, 2), QColor("white"))
        paint_logo(painter, place, image)
        painter.restore()


class LogoView(QWidget):
    """One logo on a sheet of its own. ``words`` tells a screen reader what is shown."""

    def __init__(self, data: bytes, words: str, size: QSize) -> None:
        super().__init__()
        self._data = data
        self.setAccessibleName(words)
        self.setFixedHeight(size.height())
        self.setMinimumWidth(size.width())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        area = QRectF(self.rect())
        paint_paper(painter, area, theme.colours_of(self))
        paint_logo(painter, area.adjusted(12, 12, -12, -12), logo_image(self._data))
        painter.end()


class LogoStrip(QWidget):
    """Logos as they stand side by side at the head of a paper."""

    HEIGHT = 76

    def __init__(self) -> None:
        super().__init__()
        self._images: list[QImage] = []
        self.setFixedHeight(self.HEIGHT)

    def show_logos(self, pictures: Sequence[bytes], words: str) -> None:
        """Show these files in this order."""
        images = [logo_image(data) for data in pictures]
        self._images = [image for image in images if not image.isNull()]
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the upper edge of a sheet with the logos on one line."""
        painter = QPainter(self)
        area = QRectF(self.rect())
        paint_paper(painter, area, theme.colours_of(self))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        inside = area.adjusted(16, 12, -16, -12)
        boxes = logo_boxes(
            [image.width() / image.height() for image in self._images],
            right=inside.right(),
            baseline=0,
            height=inside.height(),
            room=inside.width(),
        )
        moved = boxes[0][0] - inside.left() if boxes else 0.0
        for image, (left, _bottom, right, top) in zip(self._images, boxes, strict=True):
            painter.drawImage(QRectF(left - moved, inside.bottom() - top, right - left, top), image)
        painter.end()
