"""Checking a certificate without an account: the whole window, before anybody has signed in."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tvet_desktop.shared.clock import Clock
from tvet_desktop.shared.translation import _
from ui import theme
from ui.background import Background
from ui.certificates.checking.verify_view import VerifyView
from ui.remembered import Remembered
from ui.widgets.words import Button, label


class VerifyScreen(QWidget):
    """Says `left` when the user goes back to sign in.

    Args:
        folder: the data folder.
        clock: for the age of the list of revocations.
        background: where files are read.
        remembered: where widths of columns are kept.
        progress: shows how far long work is, below everything.
    """

    left = Signal()

    def __init__(
        self,
        folder: Path,
        clock: Clock,
        background: Background,
        remembered: Remembered,
        progress: QWidget | None = None,
    ) -> None:
        super().__init__()
        self.setAccessibleName(_("Verify a certificate"))
        self.view = VerifyView(folder, clock, background, remembered)
        self.back = Button(_("Back to sign-in"))
        self.back.clicked.connect(self.left)
        head = QHBoxLayout()
        head.addWidget(label(_("Verify a certificate"), "title"), 1)
        head.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * theme.AROUND, 2 * theme.AROUND, 2 * theme.AROUND, theme.AROUND)
        column.setSpacing(theme.BETWEEN)
        column.addLayout(head)
        column.addWidget(
            label(
                _("No network is needed: the signature in the code proves what the paper says."),
                "muted",
                wraps=True,
            )
        )
        column.addWidget(self.view, 1)
        if progress is not None:
            column.addWidget(progress)
        self.setFocusProxy(self.view.text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
