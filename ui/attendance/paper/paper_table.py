"""The cells of a signed page, marked by keyboard: one key for each signature, down a column or along a line."""

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.attendance.paper.page_rows import SheetPage
from tvet_desktop.shared.translation import _
from ui import theme
from ui.attendance.paper.paper_cells import Cell, PaperCellDelegate, PaperCells

_PAUSE_MS = 800  # after the last digit of the minutes
_MOST_DIGITS = 3
_LONGEST_NAME = 42
_HARMLESS = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
_STATUS_KEYS: dict[int, MarkStatus] = {
    Qt.Key.Key_P: MarkStatus.PRESENT,
    Qt.Key.Key_L: MarkStatus.LATE,
    Qt.Key.Key_A: MarkStatus.ABSENT,
    Qt.Key.Key_E: MarkStatus.EXCUSED,
}


class PaperTable(QTableView):
    """P, L, A, E ask for a mark; digits after L are the minutes.

    `mark_requested` (cell, status, minutes or None), `clear_requested` (cell), `name_requested` (row),
    `minutes_typed` (digits so far, "" at the end).
    """

    mark_requested = Signal(object, object, object)
    clear_requested = Signal(object)
    name_requested = Signal(int)
    minutes_typed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.can_mark = False
        self.goes_down = True
        self._late: Cell | None = None
        self._digits = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.end_minutes)
        self.cells = PaperCells(theme.colours_of(self), self)
        self.setModel(self.cells)
        self.setItemDelegate(PaperCellDelegate(self))
        self.setAccessibleName(_("Marks of the page"))
        self.setAccessibleDescription(
            _(
                "P present, L late and then the minutes, A absent, E excused; arrow keys move, Delete clears, "
                "Enter on an empty line writes a name"
            )
        )
        self._build_looks()

    def show_page(self, page: SheetPage | None) -> None:
        """Show a page; a new one has the keyboard on its first gap."""
        earlier = self.cells.page
        self.cells.show_page(page)
        is_new = page is not None and (
            earlier is None or (earlier.sheet_id, earlier.page) != (page.sheet_id, page.page)
        )
        if is_new:
            self._use_widths()
            self.updateGeometries()  # the names may be wider than those of the page before
            self.horizontalScrollBar().setValue(0)
            self.scrollToTop()
            self.go_to_first_gap()

    def go_on_typing(self) -> None:
        """Take the keyboard: it stays on a cell without a mark, else it goes to the first one."""
        here = self.currentIndex()
        if self.current_cell() is None or self.cells.mark_at(here.row(), here.column()) is not None:
            self.go_to_first_gap()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to_cell(self, cell: Cell) -> None:
        """Put the keyboard on a cell, if it is on this page."""
        place = self.place_of(cell)
        if place is not None:
            self._go_to(*place)

    def place_of(self, cell: Cell) -> tuple[int, int] | None:
        """Return the row and column of a cell; None where it is not on this page."""
        for row in range(self.cells.rowCount()):
            for column in range(self.cells.columnCount()):
                if self.cells.cell_at(row, column) == cell:
                    return row, column
        return None

    def go_to_first_gap(self) -> None:
        """Put the keyboard on the first cell without a mark, column by column."""
        places = [
            (row, column)
            for column in range(self.cells.columnCount())
            for row in range(self.cells.rowCount())
            if self.cells.cell_at(row, column) is not None
        ]
        gaps = [place for place in places if self.cells.mark_at(*place) is None]
        row, column = (gaps or places or [(0, 0)])[0]
        self._go_to(row, column)

    def end_minutes(self) -> None:
        """The minutes are typed: ask for them to be saved."""
        self._pause.stop()
        cell, digits = self._late, self._digits
        self._late, self._digits = None, ""
        if digits:
            self.minutes_typed.emit("")
        if cell is not None and digits:
            self.mark_requested.emit(cell, MarkStatus.LATE, int(digits) or None)

    def advance(self) -> None:
        """Go to the next cell that can be marked: down the column and on in the next, or along the lines."""
        here = self.currentIndex()
        rows, columns = range(self.cells.rowCount()), range(self.cells.columnCount())
        if self.goes_down:
            order = [(row, column) for column in columns for row in rows]
        else:
            order = [(row, column) for row in rows for column in columns]
        place = (here.row(), here.column())
        start = order.index(place) + 1 if place in order else 0
        for row, column in order[start:]:
            if self.cells.cell_at(row, column) is not None:
                self._go_to(row, column)
                return

    def current_cell(self) -> Cell | None:
        """The cell with the keyboard, if it can be marked."""
        here = self.currentIndex()
        return self.cells.cell_at(here.row(), here.column()) if here.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that mark come before keys that move."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.end_minutes()
            if self.can_mark and self.currentIndex().isValid():
                self.name_requested.emit(self.currentIndex().row())
            return
        if self._digits and (
            event.key() == Qt.Key.Key_Escape or event.matches(QKeySequence.StandardKey.Undo)
        ):
            self._drop_minutes()
            return
        plain = event.modifiers() & ~_HARMLESS == Qt.KeyboardModifier.NoModifier
        if not (plain and self.can_mark and self._on_marking_key(event)):
            self.end_minutes()
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed is saved."""
        self.end_minutes()
        super().focusOutEvent(event)

    def _on_marking_key(self, event: QKeyEvent) -> bool:
        cell, typed = self.current_cell(), event.text()
        if len(typed) == 1 and typed in "0123456789":
            return self._on_digit(cell, typed)
        if event.key() == Qt.Key.Key_Backspace and self._digits:
            self._type_minutes(self._digits[:-1])
            return True
        status = _STATUS_KEYS.get(event.key())
        is_clearing = event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
        if status is None and not is_clearing:
            return False
        self.end_minutes()
        if status is not None and cell is None:
            self.name_requested.emit(self.currentIndex().row())
        elif status is not None:
            self.mark_requested.emit(cell, status, None)
        elif cell is not None:
            self.clear_requested.emit(cell)
        return True

    def expect_minutes(self, cell: Cell) -> None:
        """Somebody was marked late: digits typed next are their minutes."""
        self._late = cell

    def _on_digit(self, cell: Cell | None, digit: str) -> bool:
        if self._late is None and cell is not None:
            here = self.currentIndex()
            mark = self.cells.mark_at(here.row(), here.column())
            if mark is not None and mark.status == MarkStatus.LATE:
                self._late = cell
        if self._late is not None:
            self._type_minutes((self._digits + digit)[-_MOST_DIGITS:])
        return True

    def _type_minutes(self, digits: str) -> None:
        self._digits = digits
        self.minutes_typed.emit(digits)
        self._pause.start()

    def _drop_minutes(self) -> None:
        self._pause.stop()
        self._late, self._digits = None, ""
        self.minutes_typed.emit("")

    def _go_to(self, row: int, column: int) -> None:
        index = self.cells.index(row, column)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def _build_looks(self) -> None:
        self.setShowGrid(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setAlternatingRowColors(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        names = self.verticalHeader()
        names.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        names.setDefaultSectionSize(theme.ROW_HEIGHT)
        names.setHighlightSections(False)
        names.setSectionsClickable(False)
        names.setStyleSheet(_names_style(theme.colours_of(self)))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(8 * theme.STEP)

    def _use_widths(self) -> None:
        """The names, which stay in sight, as wide as they are; the sessions as their headings want."""
        letter, header = self.fontMetrics().averageCharWidth(), self.verticalHeader()
        names = (
            str(self.cells.headerData(row, Qt.Orientation.Vertical)) for row in range(self.cells.rowCount())
        )
        widest = max((self.fontMetrics().horizontalAdvance(name) for name in names), default=0)
        header.setFixedWidth(min(widest + 2 * theme.BETWEEN, _LONGEST_NAME * letter))
        for column in range(self.cells.columnCount()):
            self.setColumnWidth(column, max(self.horizontalHeader().sectionSizeHint(column), 9 * letter))


def _names_style(colours: theme.Colours) -> str:
    """Names are what is read, not headings."""
    return (
        f"QHeaderView::section {{ color: {colours.text}; font-weight: 400; border: none; padding: 0 8px;"
        f" border-right: 1px solid {colours.strong_border}; border-bottom: 1px solid {colours.border}; }}"
    )
