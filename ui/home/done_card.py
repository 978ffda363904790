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
        self.heading = label("", "heading", wraps=True)
        self._detail = label("", "muted", wraps=True)
        words = QVBoxLayout()
        words.setSpacing(theme.STEP)
        words.addWidget(self.heading)
        words.addWidget(self._detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.AROUND, theme.AROUND, theme.AROUND, theme.AROUND)
        row.setSpacing(theme.BETWEEN)
        row.addWidget(sign)
        row.addLayout(words, 1)

    def say(self, *, is_all_done: bool) -> None:
        """Say that all is done, or that what is left is for others."""
        if is_all_done:
            self.heading.setText(_("Everything is done. Well done!"))
            self._detail.setText(
                _(
                    "All sessions so far are marked, nothing waits, and every change is written for the other PCs."
                )
            )
        else:
            self.heading.setText(_("Nothing is left for you to do."))
            self._detail.setText(
                _("What is left needs somebody with another role. You can look at everything.")
            )
