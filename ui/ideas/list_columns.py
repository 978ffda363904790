"""Which column of a list holds which field of an idea."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from tvet_desktop.documents.table_headers import Heading
from tvet_desktop.documents.workbook import column_letters
from tvet_desktop.ideas.labels import field_label
from tvet_desktop.shared.translation import _
from ui import theme
from ui.widgets.words import label

_FIELDS = {
    "title": "title",
    "team_leader": "leader",
    "summary": "summary",
    "local_need": "need",
    "skill_area": "skill_area",
    "budget_rwf": "budget_rwf",
    "jobs_women": "jobs_women",
    "jobs_men": "jobs_men",
}
"""Fields of a list, with the field of an idea that names each."""
_NOT_THERE = 0
_WIDTH = 62 * theme.STEP


class ListColumns(QWidget):
    """A box for each field; `changed` is said after the user chose another column."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(_WIDTH)
        self.boxes: dict[str, QComboBox] = {}
        self._columns: dict[str, int] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.STEP)
        column.addWidget(label(_("Columns of the file"), "heading"))
        for name, field in _FIELDS.items():
            box = QComboBox()
            box.setAccessibleName(_("Column for: {field}").format(field=field_label(field)))
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(12)
            box.activated.connect(lambda _index, name=name: self._on_chosen(name))
            self.boxes[name] = box
            column.addWidget(label(field_label(field), "muted", wraps=True))
            column.addWidget(box)
        column.addStretch(1)

    @property
    def columns(self) -> dict[str, int]:
        """The column (1 is A) of each field that the file has."""
        return dict(self._columns)

    def show_columns(self, headings: Sequence[Heading], columns: Mapping[str, int]) -> None:
        """Offer the columns of a file, with those that were found or chosen."""
        self._columns = dict(columns)
        for name, box in self.boxes.items():
            with QSignalBlocker(box):
                box.clear()
                box.addItem(_("not in the file"), _NOT_THERE)
                for heading in headings:
                    box.addItem(f"{column_letters(heading.column)} · {heading.label}", heading.column)
                box.setCurrentIndex(max(0, box.findData(columns.get(name, _NOT_THERE))))

    def _on_chosen(self, name: str) -> None:
        """Take a column for a field; the field that had it before has none any more."""
        chosen: int = self.boxes[name].currentData()
        columns = {n: column for n, column in self._columns.items() if n != name and column != chosen}
        if chosen != _NOT_THERE:
            columns[name] = chosen
        if columns != self._columns:
            self._columns = columns
            self.changed.emit()
