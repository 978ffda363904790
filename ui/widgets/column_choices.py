"""Which column of a file holds which field, and what was chosen for its college earlier."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from tvet_desktop.documents.table_headers import Heading
from tvet_desktop.documents.workbook import column_letters
from tvet_desktop.shared.translation import _, ngettext
from ui import theme
from ui.widgets.words import Button, label

_NOT_THERE = 0
_MOST_HEADINGS = 200
_FEW_FIELDS = 4
"""So few lines need no scroll bar."""


class ColumnChoices(QWidget):
    """One line per field with the column that it is read from.

    `changed` after the user chose another column; `forgotten` when the earlier choices are to be forgotten.
    """

    changed = Signal()
    forgotten = Signal()

    def __init__(self, fields: Mapping[str, str], parent: QWidget | None = None) -> None:
        """Take each field with its word on the screen."""
        super().__init__(parent)
        self.boxes: dict[str, QComboBox] = {}
        self._columns: dict[str, int] = {}
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, theme.INSIDE, 0)
        grid.setHorizontalSpacing(theme.INSIDE)
        grid.setVerticalSpacing(theme.STEP)
        for row, (field, word) in enumerate(fields.items()):
            self.boxes[field] = self._box(field, word)
            grid.addWidget(label(word), row, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(self.boxes[field], row, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(fields), 1)
        self.earlier = label("", "muted", wraps=True)
        self.forget = Button(_("Forget them"), "quiet")
        self.forget.setAccessibleDescription(
            _("The headings are read again as the app knows them, for this college.")
        )
        self.forget.clicked.connect(self.forgotten)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.INSIDE)
        column.addWidget(label(_("Columns of the file"), "heading"))
        area = _scrolled(inside)
        if len(fields) <= _FEW_FIELDS:
            area.setMinimumHeight(inside.sizeHint().height())
        column.addWidget(area, 1)
        column.addWidget(self.earlier)
        column.addWidget(self.forget, 0, Qt.AlignmentFlag.AlignLeft)
        self._say_earlier(())

    @property
    def columns(self) -> dict[str, int]:
        """The chosen column (1 is A) of each field that the file has."""
        return dict(self._columns)

    def show_columns(
        self, headings: Sequence[Heading], columns: Mapping[str, int], remembered: Sequence[Heading] = ()
    ) -> None:
        """Offer the columns of a file, show what was found or chosen, and what was chosen earlier."""
        self._columns = dict(columns)
        for field, box in self.boxes.items():
            with QSignalBlocker(box):
                box.clear()
                box.addItem(_("not in the file"), _NOT_THERE)
                for heading in headings[:_MOST_HEADINGS]:
                    box.addItem(f"{column_letters(heading.column)} · {heading.label}", heading.column)
                box.setCurrentIndex(max(0, box.findData(columns.get(field, _NOT_THERE))))
        self._say_earlier(remembered)

    def _say_earlier(self, remembered: Sequence[Heading]) -> None:
        count = len(remembered)
        words = ngettext(
            "{count} column is read as it was chosen earlier: {headings}.",
            "{count} columns are read as they were chosen earlier: {headings}.",
            count,
        )
        headings = ", ".join(heading.label for heading in remembered)
        self.earlier.setText(words.format(count=count, headings=headings))
        self.earlier.setVisible(bool(count))
        self.forget.setVisible(bool(count))

    def _box(self, field: str, word: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(_("Column for: {field}").format(field=word))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(16)
        box.activated.connect(lambda _index: self._on_chosen(field))
        return box

    def _on_chosen(self, field: str) -> None:
        """Take a column for a field; another field that had it before has none any more."""
        chosen: int = self.boxes[field].currentData()
        columns = {
            name: column for name, column in self._columns.items() if name != field and column != chosen
        }
        if chosen != _NOT_THERE:
            columns[field] = chosen
        if columns != self._columns:
            self._columns = columns
            self.changed.emit()


def _scrolled(inside: QWidget) -> QScrollArea:
    """Return a scroll area that Tab passes through; it follows the control with the keyboard."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    area.setMinimumWidth(inside.minimumSizeHint().width() + 4 * theme.STEP)
    return area
