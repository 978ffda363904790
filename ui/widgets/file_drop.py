"""A page that takes one dropped file, wherever on it the file is let go."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget


class FileDrop(QObject):
    """Watches a page. `dropped` gives the file's Path, `refused` is said of anything else than one local file."""

    dropped = Signal(object)
    refused = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.is_open = True
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Welcome what is dragged in, take what is let go."""
        entering = event.type() == QEvent.Type.DragEnter
        if not isinstance(event, QDropEvent) or not self.is_open:
            return super().eventFilter(watched, event)
        if not event.mimeData().hasUrls():
            return super().eventFilter(watched, event)
        if entering:
            event.acceptProposedAction()
            return True
        if event.type() != QEvent.Type.Drop:
            return super().eventFilter(watched, event)
        event.acceptProposedAction()
        file = dropped_file(event)
        if file is None:
            self.refused.emit()
        else:
            self.dropped.emit(file)
        return True


def dropped_file(event: QDropEvent) -> Path | None:
    """Return the one local file that is dragged, None for anything else."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    return Path(urls[0].toLocalFile())
