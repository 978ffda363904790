"""The cells of a signed page as a Qt table model: what is saved, and what is on its way."""

from dataclasses import replace
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
MARK_ROLE = int(Qt.ItemDataRole.UserRole)
_NOWHERE = QModelIndex()
_FIGURE_SPACE = "\N{FIGURE SPACE}"
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
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, self.rowCount() - 1)
            return
        self.beginResetModel()
        self.page = page
        self.endResetModel()

    def keep(self, cell: Cell, mark: Mark | None) -> None:
        """A mark was saved: show it until the page is read again."""
        page = self.page
        sessions = [] if page is None else [column.training_session_id for column in page.columns]
        if page is None or cell[0] not in sessions:  # another page was opened meanwhile
            return
        number = sessions.index(cell[0])
        lines = tuple(
            replace(line, marks=(*line.marks[:number], mark, *line.marks[number + 1 :]))
            if line.person_id == cell[1]
            else line
            for line in page.lines
        )
        self.page = replace(page, lines=lines)

    def line(self, row: int) -> PageLine:
        """Return the line of a row."""
        assert self.page is not None
        return self.page.lines[row]

    def cell_at(self, row: int, column: int) -> Cell | None:
        """Return session and person of a cell that can be marked, None of any other."""
        line = self.line(row)
        if self.page is None or line.person_id is None or not line.open_cells[column]:
            return None
        return self.page.columns[column].training_session_id, line.person_id

    def mark_at(self, row: int, column: int) -> Mark | None:
        """Return the mark of a cell as it is seen."""
        cell = self.cell_at(row, column)
        if cell is not None and cell in self.on_their_way:
            return self.on_their_way[cell]
        return self.line(row).marks[column]

    def is_on_its_way(self, row: int, column: int) -> bool:
        """Tell whether the mark of a cell is not saved yet."""
        return self.cell_at(row, column) in self.on_their_way

    def repaint(self) -> None:
        """Marks are on their way, or have come."""
        if self.page is not None:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Lines of the page."""
        return 0 if parent.isValid() or self.page is None else len(self.page.lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """One for each session."""
        return 0 if parent.isValid() or self.page is None else len(self.page.columns)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401  Qt's signature
        """Answer for one cell; `MARK_ROLE` gives (mark, whether it is not saved yet)."""
        if not index.isValid() or self.page is None:
            return None
        row, column = index.row(), index.column()
        answer: Any = None
        if role == Qt.ItemDataRole.DisplayRole:
            answer = self._text(row, column)
        elif role == Qt.ItemDataRole.AccessibleTextRole:
            answer = mark_text(self.mark_at(row, column))
        elif role == Qt.ItemDataRole.TextAlignmentRole:
            answer = _CENTRE
        elif role == Qt.ItemDataRole.ForegroundRole and self.cell_at(row, column) is None:
            answer = QColor(self._colours.muted)
        elif role == MARK_ROLE:
            answer = (self.mark_at(row, column), self.is_on_its_way(row, column))
        return answer

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:  # noqa: ANN401  Qt's signature
        """Name the sessions by day and part of the day, as they are now, and the lines by number and name."""
        if self.page is None or role not in {
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.TextAlignmentRole,
        }:
            return None
        if orientation == Qt.Orientation.Vertical:
            return _START if role == Qt.ItemDataRole.TextAlignmentRole else self._name(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _CENTRE
        column = self.page.columns[section]
        slot = slot_name(column.slot)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{day_text(column.held_on)} {slot}"
        return f"{column.held_on:%d/%m}\n{slot}"

    def _name(self, row: int) -> str:
        line = self.line(row)
        number = f"{line.seat or line.line}".rjust(3, _FIGURE_SPACE)
        return f"{number}   {line.name or _('(empty: Enter writes a name)')}"

    def _text(self, row: int, column: int) -> str:
        mark = self.mark_at(row, column)
        if mark is None:
            return "" if self.cell_at(row, column) is not None else "–"
        return "" if mark.minutes_late is None else str(mark.minutes_late)


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
