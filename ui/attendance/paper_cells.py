"""The cells of a signed page as a Qt table model: what is saved, and what is on its way."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from tvet_desktop.attendance.paper.page_rows import PageLine, SheetPage
from tvet_desktop.attendance.rules import Mark
from tvet_desktop.courses.rules import day_text, slot_name
from tvet_desktop.shared.translation import _
from ui import theme
from ui.attendance.mark_chip import HEIGHT, WIDTH, chip
from ui.attendance.words import mark_text

Index = QModelIndex | QPersistentModelIndex
Cell = tuple[int, int]
"""Training session and person."""
FIRST = 2
"""The first column with marks; before it stand number and name."""
MARK_ROLE = int(Qt.ItemDataRole.UserRole)
_NOWHERE = QModelIndex()
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_START = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class PaperCells(QAbstractTableModel):
    """Lines and sessions of one page. ``on_their_way`` are marks that are not saved yet."""

    def __init__(self, colours: theme.Colours, parent: QObject) -> None:
        super().__init__(parent)
        self._colours = colours
        self.page: SheetPage | None = None
        self.on_their_way: dict[Cell, Mark | None] = {}

    def show_page(self, page: SheetPage | None) -> None:
        """Show a page; the same page again keeps the place of the keyboard."""
        same = page is not None and self.page is not None and _shape(page) == _shape(self.page)
        if same:
            self.page = page
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
            return
        self.beginResetModel()
        self.page = page
        self.endResetModel()

    def line(self, row: int) -> PageLine:
        """Return the line of a row."""
        assert self.page is not None
        return self.page.lines[row]

    def cell_at(self, row: int, column: int) -> Cell | None:
        """Return session and person of a cell that can be marked, None of any other."""
        line = self.line(row)
        if self.page is None or column < FIRST or line.person_id is None:
            return None
        if not line.open_cells[column - FIRST]:
            return None
        return self.page.columns[column - FIRST].training_session_id, line.person_id

    def mark_at(self, row: int, column: int) -> Mark | None:
        """Return the mark of a cell as it is seen."""
        cell = self.cell_at(row, column)
        if cell is not None and cell in self.on_their_way:
            return self.on_their_way[cell]
        return self.line(row).marks[column - FIRST] if column >= FIRST else None

    def is_on_its_way(self, row: int, column: int) -> bool:
        """Tell whether the mark of a cell is not saved yet."""
        return self.cell_at(row, column) in self.on_their_way

    def repaint(self) -> None:
        """Marks are on their way, or have come."""
        if self.page is not None:
            self.dataChanged.emit(
                self.index(0, FIRST), self.index(self.rowCount() - 1, self.columnCount() - 1)
            )

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Lines of the page."""
        return 0 if parent.isValid() or self.page is None else len(self.page.lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Number, name, and one for each session."""
        return 0 if parent.isValid() or self.page is None else FIRST + len(self.page.columns)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401  Qt's signature
        """Answer for one cell; `MARK_ROLE` gives (mark, whether it is not saved yet)."""
        if not index.isValid() or self.page is None:
            return None
        row, column = index.row(), index.column()
        answer: Any = None
        if role == Qt.ItemDataRole.DisplayRole:
            answer = self._text(row, column)
        elif role == Qt.ItemDataRole.AccessibleTextRole:
            answer = self._text(row, column) if column < FIRST else mark_text(self.mark_at(row, column))
        elif role == Qt.ItemDataRole.TextAlignmentRole:
            answer = _START if column == 1 else _CENTRE
        elif role == Qt.ItemDataRole.ForegroundRole and self._is_quiet(row, column):
            answer = QColor(self._colours.muted)
        elif role == MARK_ROLE and column >= FIRST:
            answer = (self.mark_at(row, column), self.is_on_its_way(row, column))
        return answer

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:  # noqa: ANN401  Qt's signature
        """Name the columns: day and part of the day, as they are now."""
        if orientation != Qt.Orientation.Horizontal or self.page is None or section >= self.columnCount():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _START if section == 1 else _CENTRE
        is_spoken = role == Qt.ItemDataRole.AccessibleTextRole
        if role != Qt.ItemDataRole.DisplayRole and not is_spoken:
            return None
        if section < FIRST:
            return (_("No."), _("Name"))[section]
        column = self.page.columns[section - FIRST]
        slot = slot_name(column.slot)
        return f"{day_text(column.held_on)} {slot}" if is_spoken else f"{column.held_on:%d/%m}\n{slot}"

    def _text(self, row: int, column: int) -> str:
        line = self.line(row)
        if column == 0:
            return str(line.line) if line.seat is None else str(line.seat)
        if column == 1:
            return line.name or _("(empty line: Enter writes a name)")
        mark = self.mark_at(row, column)
        if mark is None:
            return "" if self.cell_at(row, column) is not None else "–"
        return "" if mark.minutes_late is None else str(mark.minutes_late)

    def _is_quiet(self, row: int, column: int) -> bool:
        if column < FIRST:
            return self.line(row).person_id is None
        return self.cell_at(row, column) is None


class PaperCellDelegate(QStyledItemDelegate):
    """Puts the letter of a mark before the minutes."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Give Qt the letter as the cell's picture."""
        super().initStyleOption(option, index)
        mark, is_saving = index.data(MARK_ROLE) or (None, False)
        if mark is not None:
            option.icon = chip(mark.status, theme.colours_of(option.widget), is_saving=is_saving)
            option.decorationSize = QSize(WIDTH, HEIGHT)
            option.decorationAlignment = Qt.AlignmentFlag.AlignCenter
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration


def _shape(page: SheetPage) -> tuple[object, ...]:
    """Return what decides over rows and columns."""
    return page.sheet_id, page.page, len(page.lines), len(page.columns)
