"""One certificate as it will lie in the hand."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tvet_desktop.shared.translation import _
from ui import theme
from ui.widgets.words import Button, label

DOTS_PER_INCH = 150
_WIDTH, _HEIGHT = 780, 552


class PreviewDialog(QDialog):
    """Shows the page; Esc or Close goes back. ``save`` is the button that keeps a copy."""

    def __init__(self, parent: QWidget, *, heading: str, image: QImage) -> None:
        super().__init__(parent.window())
        self.setObjectName("question")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(heading)
        self.setAccessibleName(heading)
        self.picture = QLabel()
        self.picture.setAccessibleName(_("Picture of the certificate {number}").format(number=heading))
        self.picture.setPixmap(_fitting(image, self.devicePixelRatioF()))
        colours = theme.colours_of(self)
        self.picture.setStyleSheet(f"background: white; border: 1px solid {colours.strong_border};")
        self.save = Button(_("Save PDF…"), "primary")
        self.back = Button(_("Close"))
        self.back.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.INSIDE)
        buttons.addWidget(self.save)
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.AROUND, theme.BETWEEN, theme.AROUND, theme.BETWEEN)
        column.setSpacing(theme.BETWEEN)
        column.addWidget(label(heading, "heading"))
        column.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignCenter)
        column.addLayout(buttons)
        self.back.setFocus()


def _fitting(image: QImage, ratio: float) -> QPixmap:
    pixmap = QPixmap.fromImage(
        image.scaled(
            round(_WIDTH * ratio),
            round(_HEIGHT * ratio),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    )
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
