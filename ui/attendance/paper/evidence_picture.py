"""The picture of a signed page, to be zoomed, moved and turned."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsPixmapItem, QGraphicsScene, QGraphicsView

from tvet_desktop.shared.translation import _

_STEP = 1.25
_LEAST, _MOST = 1.0, 8.0


class EvidencePicture(QGraphicsView):
    """Fits its place until it is zoomed. Plus and minus zoom, 0 fits again, R turns, arrows and the mouse move."""

    def __init__(self) -> None:
        super().__init__()
        self._scene = QGraphicsScene(self)
        self._item = QGraphicsPixmapItem()
        self._item.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self._scene.addItem(self._item)
        self._zoom = 1.0
        self.setScene(self._scene)
        self.setAccessibleName(_("Picture of the signed page"))
        self.setAccessibleDescription(
            _("Plus and minus zoom, 0 shows the whole page, R turns it, arrow keys move it")
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.setMinimumSize(160, 120)

    @property
    def zoom(self) -> float:
        """How much larger than the whole page; 1 shows the whole page."""
        return self._zoom

    @property
    def quarter_turns(self) -> int:
        """How often it was turned to the right, 0 to 3."""
        return round(self._item.rotation() / 90) % 4

    @property
    def has_picture(self) -> bool:
        """Whether a picture is shown."""
        return not self._item.pixmap().isNull()

    def show_picture(self, image: QImage | None) -> None:
        """Show a picture, upright and whole; None shows nothing."""
        self._item.setPixmap(QPixmap() if image is None else QPixmap.fromImage(image))
        self._item.setRotation(0)
        self.whole()

    def whole(self) -> None:
        """Show the whole page."""
        self._zoom = 1.0
        self._fit()

    def zoom_by(self, factor: float) -> None:
        """Make it larger or smaller, never smaller than the whole page."""
        zoom = min(max(self._zoom * factor, _LEAST), _MOST)
        self.scale(zoom / self._zoom, zoom / self._zoom)
        self._zoom = zoom

    def larger(self) -> None:
        """One step larger."""
        self.zoom_by(_STEP)

    def smaller(self) -> None:
        """One step smaller."""
        self.zoom_by(1 / _STEP)

    def turn(self) -> None:
        """Turn it to the right by a quarter and show it whole."""
        self._item.setRotation(self._item.rotation() + 90)
        self.whole()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel zooms at the place of the mouse."""
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.zoom_by(_STEP ** (event.angleDelta().y() / 120))
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom and turn by keyboard."""
        typed = event.text().lower()
        acts = {"+": self.larger, "=": self.larger, "-": self.smaller, "0": self.whole, "r": self.turn}
        if typed in acts:
            acts[typed]()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The whole page stays whole."""
        super().resizeEvent(event)
        if self._zoom == 1.0:
            self._fit()

    def _fit(self) -> None:
        self._scene.setSceneRect(self._item.sceneBoundingRect())
        if self.has_picture:
            self.fitInView(QRectF(self._scene.sceneRect()), Qt.AspectRatioMode.KeepAspectRatio)
