"""The first page of a paper as it would be printed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from tvet_desktop.shared.translation import _, ngettext
from ui import theme
from ui.widgets.words import label

DOTS_PER_INCH = 110
_WIDTH, _HEIGHT = 150 * theme.STEP, 116 * theme.STEP


class PaperPreview(QWidget):
    """A picture, and below it of how many pages it is the first."""

    def __init__(self) -> None:
        super().__init__()
        self.picture = QLabel()
        self.picture.setAccessibleName(_("Picture of the first page"))
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setFixedSize(_WIDTH + 2 * theme.INSIDE, _HEIGHT + 2 * theme.INSIDE)
        self.picture.setStyleSheet(f"background: {theme.colours_of(self).hover};")
        self._caption = label("", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.INSIDE)
        column.addWidget(self.picture)
        column.addWidget(self._caption)
        column.addStretch(1)

    @property
    def caption(self) -> str:
        """What stands below the picture."""
        return self._caption.text()

    def show_page(self, image: QImage, count: int) -> None:
        """Show the first of ``count`` pages."""
        ratio = self.devicePixelRatioF()
        wide, high = round(_WIDTH * ratio), round(_HEIGHT * ratio)
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        pixmap = QPixmap.fromImage(image.scaled(wide, high, keep, smooth))
        pixmap.setDevicePixelRatio(ratio)
        self.picture.setPixmap(pixmap)
        self._caption.setText(
            ngettext("The only page", "The first of {count} pages", count).format(count=count)
        )

    def show_nothing(self) -> None:
        """There is no page."""
        self.picture.clear()
        self._caption.setText("")
