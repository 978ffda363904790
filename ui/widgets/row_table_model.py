"""Rows of frozen dataclasses as a Qt table model: it sorts and filters a Python list and knows no database."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QColor, QFont

from tvet_desktop.shared.text import fold_name
from ui.theme import Colours
from ui.widgets.column import Column

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex

# compared as whole numbers: a table asks some hundred times per screen
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_COLOUR = int(Qt.ItemDataRole.ForegroundRole)
_FONT = int(Qt.ItemDataRole.FontRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
_START = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_END = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_NOWHERE = QModelIndex()


class RowTableModel(QAbstractTableModel, Generic[R]):
    """The table's content. `set_rows`, `sort` and `set_filter` each reset the model."""

    def __init__(self, columns: Sequence[Column[R]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.sorted_by: tuple[int, Qt.SortOrder] | None = None
        self._all: list[R] = []
        self._rows: list[R] = []
        self._filter = ""
        self._folded: list[str] | None = None
        self.fold = self._fold_columns
        """What the filter looks at in a row: folded text, of all columns unless the rows bring their own."""
        self._number_font: QFont | None = None
        self._tones: dict[str, QColor] = {}
        self.may_edit: Callable[[int, R], bool] = lambda _column, _row: False
        """Tells whether a cell, of a column's number and a row, can be typed into; most tables are only read."""

    def use_looks(self, number_font: QFont, colours: Colours) -> None:
        """Take over the font for numbers and the colours of tones."""
        self._number_font = number_font
        self._tones = {tone: QColor(getattr(colours, tone)) for tone in ("good", "attention", "bad", "muted")}

    @property
    def rows(self) -> Sequence[R]:
        """The rows that are shown, in the order that is shown."""
        return self._rows

    @property
    def count_unfiltered(self) -> int:
        """How many rows there are when nothing is filtered away."""
        return len(self._all)

    def row_at(self, number: int) -> R:
        """Return the shown row with this number, from 0."""
        return self._rows[number]

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show these rows; sorting and filter stay as the user set them."""
        self.beginResetModel()
        self._all = list(rows)
        self._folded = None
        self._arrange()
        self.endResetModel()

    def replace_row(self, number: int, row: R) -> None:
        """Show another row in the place of shown row ``number``; order and filter are not asked again."""
        there = self._rows[number]
        place = next(n for n, one in enumerate(self._all) if one is there)  # comparing whole rows takes long
        self._all[place] = row
        self._rows[number] = row
        self._folded = None
        self.dataChanged.emit(self.index(number, 0), self.index(number, len(self.columns) - 1))

    def set_filter(self, typed: str) -> None:
        """Show only the rows in which every typed word occurs; accents, r/l and order do not matter."""
        self.beginResetModel()
        self._filter = typed
        self._arrange()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by one column; -1 restores the order of the query."""
        self.beginResetModel()
        self.sorted_by = (column, order) if column >= 0 else None
        self._arrange()
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Rows at the top, none below a cell."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Columns at the top, none below a cell."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:  # noqa: ANN401  Qt's signature
        """Answer for one cell; `ROW_ROLE` gives the row itself, whole."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        column, row = self.columns[index.column()], self._rows[index.row()]
        answer: Any = None
        if role == _ACCESSIBLE and column.spoken is not None:
            answer = column.spoken(row)
        elif role in (_DISPLAY, _ACCESSIBLE):
            answer = column.text(row)
        elif role == _ALIGNMENT:
            answer = _END if column.is_number else _START
        elif role == _FONT:
            answer = self._number_font if column.is_number else None
        elif role == _COLOUR and column.tone is not None:
            answer = self._tones.get(column.tone(row))
        elif role == ROW_ROLE:
            answer = row
        return answer

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say what can be done with a cell."""
        usual = super().flags(index)
        is_cell = index.isValid() and index.row() < len(self._rows)
        can_edit = is_cell and self.may_edit(index.column(), self._rows[index.row()])
        return usual | Qt.ItemFlag.ItemIsEditable if can_edit else usual

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:  # noqa: ANN401  same
        """Name the columns; rows have no headers."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role in (_DISPLAY, _ACCESSIBLE):
            return self.columns[section].header()
        if role == _ALIGNMENT:
            return _END if self.columns[section].is_number else _START
        return None

    def _arrange(self) -> None:
        rows = self._all
        words = fold_name(self._filter).split()
        if words:
            if self._folded is None:
                self._folded = [self.fold(row) for row in self._all]
            rows = [
                row for row, folded in zip(rows, self._folded, strict=True) if all(w in folded for w in words)
            ]
        if self.sorted_by is not None:
            number, order = self.sorted_by
            rows = sorted(rows, key=_key(self.columns[number]), reverse=order == Qt.SortOrder.DescendingOrder)
        self._rows = list(rows)

    def _fold_columns(self, row: R) -> str:
        shown = [column.text(row) for column in self.columns]
        unshown = [column.found_by(row) for column in self.columns if column.found_by is not None]
        return fold_name(" ".join([*shown, *unshown]))


def _key(column: Column[R]) -> Callable[[R], Any]:
    """Sort by the native value, empty ones last."""
    native = column.sort_key
    if native is None:
        return lambda row: fold_name(column.text(row))

    def key(row: R) -> tuple[bool, Any]:
        value = native(row)
        return value is None, value if value is not None else 0

    return key
