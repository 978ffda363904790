"""One value of a conflict: what it says, who typed it, on which PC and when, and the button that lets it hold."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from tvet_desktop.shared.translation import _
from tvet_desktop.sync.describe_conflicts import ToldValue
from ui import theme
from ui.sync.conflicts.conflict_words import when_words, where_words, who_words
from ui.widgets.words import Button, label


class ValueCard(QFrame):
    """Stands beside the other values; every line of it is read in one breath by a screen reader."""

    def __init__(
        self, value: ToldValue, *, heading: str, verb: str, choose: Callable[[], object], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.button = Button(verb)
        self.button.clicked.connect(lambda _checked=False: choose())
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.BETWEEN, theme.BETWEEN, theme.BETWEEN, theme.BETWEEN)
        column.setSpacing(theme.INSIDE)
        column.addWidget(label(heading, "muted"))
        for field, said in value.lines:
            column.addWidget(label(field, "label"))
            column.addWidget(label(said, "heading", wraps=True))
        column.addWidget(self._typed(value))
        column.addStretch(1)
        column.addWidget(self.button)
        said_aloud = ", ".join(f"{field}: {said}" for field, said in value.lines)
        self.setAccessibleName(f"{heading}. {said_aloud}")
        self.button.setAccessibleDescription(said_aloud)

    def _typed(self, value: ToldValue) -> QWidget:
        part = QWidget()
        grid = QGridLayout(part)
        grid.setContentsMargins(0, theme.STEP, 0, theme.STEP)
        grid.setHorizontalSpacing(theme.INSIDE)
        grid.setVerticalSpacing(theme.STEP)
        typed = value.typed
        lines = (
            (_("Typed by"), who_words(typed)),
            (_("On"), where_words(typed)),
            (_("When"), when_words(typed)),
        )
        for row, (word, said) in enumerate(lines):
            grid.addWidget(label(word, "muted"), row, 0)
            grid.addWidget(label(said, wraps=True), row, 1)
        grid.setColumnStretch(1, 1)
        return part
