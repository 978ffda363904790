"""The packaged line icons, drawn in the colour that the place needs."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from tvet_desktop.shared.paths import RESOURCES
from ui.theme import Colours

SIZE = 20
_SCALES = (1, 2)  # also sharp on screens at 150 or 200 %


def icon(name: str, colours: Colours) -> QIcon:
    """Return the icon ``resources/icons/<name>.svg`` in the text colour, accent when it is checked."""
    made = QIcon()
    for state, colour in ((QIcon.State.Off, colours.muted), (QIcon.State.On, colours.on_accent_soft)):
        for scale in _SCALES:
            made.addPixmap(picture(name, colour, scale=scale), QIcon.Mode.Normal, state)
        made.addPixmap(picture(name, colours.strong_border), QIcon.Mode.Disabled, state)
    return made


def tinted(name: str, colour: str) -> QIcon:
    """Return the icon in one #rrggbb colour."""
    made = QIcon()
    for scale in _SCALES:
        made.addPixmap(picture(name, colour, scale=scale))
    return made


def picture(name: str, colour: str, *, size: int = SIZE, scale: int = 1) -> QPixmap:
    """Draw the icon as a picture of ``size`` by ``size`` pixels in one #rrggbb colour."""
    pixmap = QPixmap(size * scale, size * scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", colour).encode())).render(
        painter, QRectF(0, 0, size * scale, size * scale)
    )
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap


@cache
def _drawing(name: str) -> str:
    return (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")
