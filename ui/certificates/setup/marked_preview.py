"""A certificate as it would look, always marked as a preview."""

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from tvet_desktop.certificates.facts import kind_word
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.shared.translation import _
from ui import theme
from ui.widgets.fields import ChoiceField
from ui.widgets.words import label

DOTS_PER_INCH = 100
_WIDE, _HIGH = 297, 210
_LEAST_WIDTH = 120 * theme.STEP
_TURN = -30
_SHARE_OF_WIDTH = 0.13


class MarkedPreview(QWidget):
    """A picture of one page. `wanted` is said when another kind or page is chosen."""

    wanted = Signal()

    def __init__(self, kinds: tuple[CertificateKind, ...] = tuple(CertificateKind)) -> None:
        super().__init__()
        self.kind: ChoiceField[CertificateKind] = ChoiceField(
            _("Preview of"), [(kind, kind_word(kind)) for kind in kinds]
        )
        self.page: ChoiceField[int] = ChoiceField(_("Page"), [(0, _page_words(0, 1))])
        self.page.hide()
        self.kind.changed.connect(self._on_kind)
        self.page.changed.connect(self.wanted)
        self.picture = QLabel()
        self.picture.setAccessibleName(_("Picture of the certificate, as a preview"))
        self.picture.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.picture.setMinimumSize(_LEAST_WIDTH, _LEAST_WIDTH * _HIGH // _WIDE)
        self.problem = label("", "error", wraps=True)
        self.problem.hide()
        self._image: QImage | None = None
        self._lay_out()

    def show_page(self, image: QImage, count: int) -> None:
        """Show one of ``count`` pages."""
        self.problem.hide()
        self._offer_pages(count)
        self._image = image
        self._draw()

    def show_problem(self, sentence: str) -> None:
        """Say why there is no page; the last one stays, so that nothing jumps while somebody types."""
        self.problem.setText(f"! {sentence}")
        self.problem.show()

    def _offer_pages(self, count: int) -> None:
        chosen = min(self.page.value() or 0, count - 1)
        self.page.set_choices([(number, _page_words(number, count)) for number in range(count)])
        self.page.set_value(chosen)
        self.page.setVisible(count > 1)

    def _on_kind(self) -> None:
        self.page.set_value(0)
        self.wanted.emit()

    def _draw(self) -> None:
        """Fit the page into the room that there is, and mark it."""
        if self._image is None:
            return
        ratio = self.devicePixelRatioF()
        room = self.picture.contentsRect().size() * ratio
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        pixmap = QPixmap.fromImage(self._image.scaled(room, keep, smooth))
        _mark(pixmap, theme.colours_of(self).attention)
        _frame(pixmap, theme.colours_of(self).strong_border)
        pixmap.setDevicePixelRatio(ratio)
        self.picture.setPixmap(pixmap)

    def resizeEvent(self, event: object) -> None:
        """The picture grows with the window."""
        super().resizeEvent(event)  # type: ignore[arg-type]  # Qt hands its own event over
        self._draw()

    def _lay_out(self) -> None:
        choices = QHBoxLayout()
        choices.setSpacing(theme.BETWEEN)
        choices.addWidget(self.kind)
        choices.addWidget(self.page)
        choices.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.INSIDE)
        column.addLayout(choices)
        column.addWidget(
            label(_("Only a preview: it is not signed, and its code proves nothing."), "muted", wraps=True)
        )
        column.addWidget(self.problem)
        column.addWidget(self.picture, 1)


def _page_words(number: int, count: int) -> str:
    return _("{page} of {pages}").format(page=number + 1, pages=count)


def _frame(pixmap: QPixmap, colour: str) -> None:
    """Show where the paper ends on a ground that is as white."""
    painter = QPainter(pixmap)
    painter.setPen(QColor(colour))
    painter.drawRect(pixmap.rect().adjusted(0, 0, -1, -1))
    painter.end()


def _mark(pixmap: QPixmap, colour: str) -> None:
    """Write across the page that it is a preview, so that no picture of the screen passes for a certificate."""
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = QFont(theme.FAMILY)
    font.setBold(True)
    words = _("PREVIEW")
    size = round(pixmap.width() * _SHARE_OF_WIDTH)
    font.setPixelSize(max(size * 7 // max(len(words), 7), 8))
    painter.setFont(font)
    ink = QColor(colour)
    ink.setAlphaF(0.28)
    painter.setPen(ink)
    painter.translate(QPointF(pixmap.width() / 2, pixmap.height() / 2))
    painter.rotate(_TURN)
    width = painter.fontMetrics().horizontalAdvance(words)
    painter.drawText(QPointF(-width / 2, painter.fontMetrics().capHeight() / 2), words)
    painter.end()
