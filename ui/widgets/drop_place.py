"""A roomy place where one file is dropped or chosen."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from ui import theme
from ui.widgets.words import Button, label


class DropPlace(QFrame):
    """Says `dropped` with the file's Path, or `asked` when the button is pressed."""

    dropped = Signal(object)
    asked = Signal()

    def __init__(self, heading: str, hint: str, verb: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAcceptDrops(True)
        self.choose = Button(verb)
        self.choose.clicked.connect(self.asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.AROUND, theme.AROUND, theme.AROUND, theme.AROUND)
        column.setSpacing(theme.INSIDE)
        column.addWidget(label(heading, "heading", wraps=True))
        column.addWidget(label(hint, "muted", wraps=True))
        column.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome one file."""
        if dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take it."""
        file = dropped_file(event)
        if file is not None:
            event.acceptProposedAction()
            self.dropped.emit(file)


def dropped_file(event: QDropEvent) -> Path | None:
    """Return the one local file that is dragged, None for anything else."""
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
