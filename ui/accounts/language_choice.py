"""The three languages by their own names, where nobody has signed in yet."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tvet_desktop.shared.translation import LANGUAGES, language
from ui import theme
from ui.status_line import OWN_NAMES
from ui.widgets.words import Button


class LanguageChoice(QWidget):
    """One quiet button per language; says `chosen` with its code."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.BETWEEN)
        for code in LANGUAGES:
            button = Button(OWN_NAMES[code], "quiet")
            button.setCheckable(True)
            button.setChecked(code == language())
            button.setMinimumWidth(button.sizeHint().width() + 2 * theme.STEP)  # the chosen one is bold
            button.clicked.connect(partial(self._on_clicked, code))
            row.addWidget(button)
        row.addStretch(1)

    def _on_clicked(self, code: str) -> None:
        self.chosen.emit(code)
