"""What Home says when nothing is left to do."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from tvet_desktop.shared.translation import _
from ui import theme
from ui.icons import picture
from ui.widgets.words import label

_SIGN_SIZE = 40


class DoneCard(QFrame):
    """A kind word."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        sign = QLabel()
        sign.setPixmap(picture("check", theme.colours_of(self).good, size=_SIGN_SIZE))
        self.heading = label(_("Everything is done. Well done!"), "heading", wraps=True)
        words = QVBoxLayout()
        words.setSpacing(theme.STEP)
        words.addWidget(self.heading)
        words.addWidget(
            label(
                _(
                    "All sessions so far are marked, nothing waits, and every change is written for the other PCs."
                ),
                "muted",
                wraps=True,
            )
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.AROUND, theme.AROUND, theme.AROUND, theme.AROUND)
        row.setSpacing(theme.BETWEEN)
        row.addWidget(sign)
        row.addLayout(words, 1)
