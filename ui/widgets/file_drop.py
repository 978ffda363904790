"""A page that takes one dropped file, wherever on it the file is let go."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent

from tvet_desktop.shared.translation import _
from ui.widgets.page import Page


class FileDrop(QObject):
    """Watches a page, and hands one local file on; of anything else the page says that it cannot be taken.

    Args:
        page: where files are let go.
        take: is given the file's Path.
        is_open: whether this user may take files in.
    """

    def __init__(self, page: Page, take: Callable[[Path], object], *, is_open: bool) -> None:
        super().__init__(page)
        self._page = page
        self._take = take
        self._is_open = is_open
        page.setAcceptDrops(is_open)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Welcome what is dragged in, take what is let go."""
        entering = event.type() == QEvent.Type.DragEnter
        if not isinstance(event, QDropEvent) or not self._is_open:
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
            self._page.messages.show_attention(_("Drop one file at a time, from a folder of this PC."))
        else:
            self._take(file)
        return True


def dropped_file(event: QDropEvent) -> Path | None:
    """Return the one local file that is dragged, None for anything else."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    return Path(urls[0].toLocalFile())
