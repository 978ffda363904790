"""What is known of somebody, as lines of label and value; what differs from another one is marked."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.words import label

_BREAK = "\N{ZERO WIDTH SPACE}"


class KnownDetails(QWidget):
    """A grid of labels and one or more columns of values."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._grid)
        outer.addStretch(1)
        self._grid.setHorizontalSpacing(theme.AROUND)
        self._grid.setVerticalSpacing(theme.STEP)

    def show_lines(self, lines: Iterable[tuple[str, ...]]) -> None:
        """Show (label, value, value…) per line. Values that differ are marked with ≠ and stand out."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, (name, *values) in enumerate(lines):
            self._grid.addWidget(label(name, "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            differs = all(values) and len(set(values)) > 1
            for column, value in enumerate(values, start=1):
                self._grid.addWidget(_value(value, differs=differs), row, column, Qt.AlignmentFlag.AlignTop)
                self._grid.setColumnStretch(column, 1)


def _value(value: str, *, differs: bool) -> QLabel:
    shown = f"≠ {value}" if differs else value or "–"
    shown = shown.replace("@", _BREAK + "@")  # an address breaks there when the line is too short
    made = label(shown, "label" if differs else "", wraps=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    return made
