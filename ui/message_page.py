"""One sentence and one button, where nothing else can be shown."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from tvet_desktop.shared.translation import _
from ui import theme
from ui.widgets.words import Button, centred, label


class MessagePage(QWidget):
    """Says why the data cannot be opened and what to do.

    Args:
        sentence: what is wrong and what to do.
        verb: what the button does.
        do: called when it is pressed.
        other: a second button, and what it does.
    """

    def __init__(
        self,
        sentence: str,
        verb: str,
        do: Callable[[], object],
        other: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        super().__init__()
        self.button = Button(verb, "primary")
        self.button.clicked.connect(lambda _checked=False: do())
        heading = _("The data cannot be opened")
        self.setAccessibleName(heading)
        self.setAccessibleDescription(sentence)
        card = QFrame()
        card.setObjectName("card")
        card.setFixedWidth(140 * theme.STEP)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(2 * theme.BETWEEN, theme.AROUND, 2 * theme.BETWEEN, theme.AROUND)
        inner.setSpacing(theme.BETWEEN)
        inner.addWidget(label(heading, "title", wraps=True))
        inner.addWidget(label(sentence, wraps=True))
        inner.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.other = Button(other[0] if other else "", "quiet")
        if other is not None:
            self.other.clicked.connect(lambda _checked=False: other[1]())
            inner.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addLayout(centred(card))
        column.addStretch(3)
        self.setFocusProxy(self.button)
