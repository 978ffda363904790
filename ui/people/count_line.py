"""The sentence below the title: how many, and what waits; the parts that wait are buttons."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import theme
from ui.widgets.words import Button, label


class CountLine(QWidget):
    """Like "71 people · 2 rows wait · 1 likely duplicate"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.buttons: list[Button] = []

    def set_parts(self, said: str, places: Sequence[tuple[str, Callable[[], object]]]) -> None:
        """Show a sentence, and behind it one button for each (words, where it leads)."""
        focused = next((number for number, button in enumerate(self.buttons) if button.hasFocus()), None)
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = []
        self._row.addWidget(label(said, "muted"))
        self._row.addSpacing(theme.STEP)
        for words, lead in places:
            self._row.addWidget(label("·", "muted"))
            button = Button(words, "link")
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.clicked.connect(lambda _checked=False, lead=lead: lead())
            self._row.addWidget(button)
            self.buttons.append(button)
        self._row.addStretch(1)
        if focused is not None and focused < len(self.buttons):
            self.buttons[focused].setFocus(Qt.FocusReason.OtherFocusReason)
