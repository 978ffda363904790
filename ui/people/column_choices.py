"""Which column of the file holds which field."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from tvet_desktop.documents.table_headers import Heading
from tvet_desktop.documents.workbook import column_letters
from tvet_desktop.shared.translation import _
from ui import theme
from ui.people.scrolled import scrolled
from ui.people.words import field_word
from ui.widgets.words import label

FIELDS = (
    "full_name",
    "family_name",
    "given_name",
    "sex",
    "birth_year",
    "birth_date",
    "position",
    "phone",
    "email",
    "id_number",
    "department",
    "district",
    "sector",
    "notes",
)
_NOT_THERE = 0


class ColumnChoices(QWidget):
    """One line per field with the column that it is read from. `changed` after the user chose another one."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: dict[str, QComboBox] = {}
        self._columns: dict[str, int] = {}
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, theme.INSIDE, 0)
        grid.setHorizontalSpacing(theme.INSIDE)
        grid.setVerticalSpacing(theme.STEP)
        for row, field in enumerate(FIELDS):
            box = self._box(field)
            grid.addWidget(label(field_word(field)), row, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(box, row, 1)
            self.boxes[field] = box
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(FIELDS), 1)
        scroll = scrolled(inside)
        scroll.setMinimumWidth(inside.minimumSizeHint().width() + 4 * theme.STEP)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.INSIDE)
        column.addWidget(label(_("Columns of the file"), "heading"))
        column.addWidget(scroll, 1)

    @property
    def columns(self) -> dict[str, int]:
        """The chosen column (1 is A) of each field that the file has."""
        return dict(self._columns)

    def show_columns(self, headings: Sequence[Heading], columns: Mapping[str, int]) -> None:
        """Offer the columns of a file, and show what was found or chosen."""
        self._columns = dict(columns)
        for field, box in self.boxes.items():
            with QSignalBlocker(box):
                box.clear()
                box.addItem(_("not in the file"), _NOT_THERE)
                for heading in headings:
                    box.addItem(f"{column_letters(heading.column)} · {heading.label}", heading.column)
                box.setCurrentIndex(max(0, box.findData(columns.get(field, _NOT_THERE))))

    def _box(self, field: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(_("Column for: {field}").format(field=field_word(field)))
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
