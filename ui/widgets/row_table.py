"""The table of every page: dense, sorted by a click, filtered by typing, opened by Enter."""

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QLineEdit,
    QMenu,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from tvet_desktop.shared.translation import _
from ui import theme
from ui.remembered import Remembered
from ui.widgets.column import Column
from ui.widgets.row_table_model import RowTableModel
from ui.widgets.rows_view import RowsView
from ui.widgets.sparkline import SparklineDelegate
from ui.widgets.words import Button, label

R = TypeVar("R")
ZEBRA_ABOVE = 12
_TYPING_PAUSE_MS = 120


class RowTable(QWidget, Generic[R]):
    """A table over rows of one frozen dataclass.

    `opened` gives the row on Enter or double-click; `selection_changed` comes when other rows are selected.

    Args:
        name: under which the column widths are remembered.
        columns: in the order shown; the first is the human name.
        title: what the table is, for screen readers ("People").
        key: what makes a row the same row after a reload, usually its id; the selection follows it.
        remembered: where the widths are kept.
        type_to_filter: False where letters mean something else (marking).
    """

    opened = Signal(object)
    selection_changed = Signal()

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[R]],
        *,
        title: str,
        key: Callable[[R], Hashable],
        remembered: Remembered,
        type_to_filter: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._key = key
        self._remembered = remembered
        self._type_to_filter = type_to_filter
        self._is_sharing = False
        self.model = RowTableModel(columns, self)
        self.view = RowsView()
        self.filter = QLineEdit()
        self.empty_words = label("", "muted", wraps=True)
        self.empty_button = Button("")
        self.empty_button.clicked.connect(self._fill)
        self._empty_action: QAction | None = None
        self._count = label("", "muted")
        self._none_matches = label(
            _("Nothing here matches what you typed. Esc shows everything again."), "muted"
        )
        self._build_view(title)
        self._build_filter(title)
        self._build_layout()

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show these rows; selection, current row, sorting, filter and scroll position stay."""
        selected = {self._key(row) for row in self.selected_rows()}
        current = self.current_row()
        wanted = None if current is None else self._key(current)
        place = self.view.verticalScrollBar().value()
        self.model.set_rows(rows)
        self._after_reset()
        self._select_again(selected, wanted)
        self.view.verticalScrollBar().setValue(place)

    def set_empty(self, sentence: str, action: QAction | None = None) -> None:
        """Say what stands in an empty table: one sentence and the button that fills it."""
        self.empty_words.setText(sentence)
        self.empty_button.setVisible(action is not None)
        self._empty_action = action
        if action is not None:
            self.empty_button.setText(action.text())

    def _fill(self) -> None:
        if self._empty_action is not None:
            self._empty_action.trigger()

    def set_actions(self, actions: Sequence[QAction]) -> None:
        """The context menu: the same actions as the page's buttons."""
        for action in self.view.actions():
            self.view.removeAction(action)
        self.view.addActions(list(actions))

    def selected_rows(self) -> list[R]:
        """The selected rows from top to bottom."""
        picked = self.view.selectionModel().selectedRows()
        return [self.model.row_at(number) for number in sorted(index.row() for index in picked)]

    def current_row(self) -> R | None:
        """The row with the keyboard focus, None in an empty table."""
        index = self.view.currentIndex()
        return self.model.row_at(index.row()) if index.isValid() else None

    def select(self, keys: set[Hashable]) -> None:
        """Select the rows with these keys and no others, the first of them becomes the current one."""
        first = next((self._key(row) for row in self.model.rows if self._key(row) in keys), None)
        self._select_again(keys, first)

    def clear_filter(self) -> None:
        """Show all rows again."""
        self.filter.clear()
        self._apply_filter()

    def showEvent(self, event: QShowEvent) -> None:
        """Share the room out again: only now are the letters as wide as they will be."""
        super().showEvent(event)
        if not event.spontaneous():
            self._share_out()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on to the rows (a focus proxy would take the filter out of the round by Tab)."""
        super().focusInEvent(event)
        self.view.setFocus(event.reason())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter opens; letters typed on the table go to the filter; Esc takes the filter away."""
        if watched is self.view and event.type() == QEvent.Type.Resize:
            self._share_out()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self.view:
                return self._on_view_key(event)
            if watched is self.filter:
                return self._on_filter_key(event)
        return super().eventFilter(watched, event)

    def _build_view(self, title: str) -> None:
        view = self.view
        view.setAccessibleName(title)
        view.setAccessibleDescription(_("Arrow keys move, Enter opens, typing filters"))
        view.setModel(self.model)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.setCornerButtonEnabled(False)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.verticalHeader().hide()
        view.verticalHeader().setMinimumSectionSize(theme.ROW_HEIGHT)
        view.verticalHeader().setDefaultSectionSize(theme.ROW_HEIGHT)
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = view.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setStretchLastSection(True)
        header.sortIndicatorChanged.connect(self._on_sort)
        header.sectionResized.connect(self._on_resized)
        view.doubleClicked.connect(lambda index: self.opened.emit(self.model.row_at(index.row())))
        view.selectionModel().selectionChanged.connect(lambda _new, _old: self.selection_changed.emit())
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._show_menu)
        view.installEventFilter(self)
        self.model.use_looks(theme.tabular(self.font()), theme.colours_of(self))
        for number, column in enumerate(self.model.columns):
            if column.spark is not None:
                view.setItemDelegateForColumn(number, SparklineDelegate(column.spark, view))
        self._use_widths()

    def _build_filter(self, title: str) -> None:
        self.filter.setPlaceholderText(_("Type to filter"))
        self.filter.setAccessibleName(_("Filter: {table}").format(table=title))
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(80 * theme.STEP)
        if not self._type_to_filter:
            self.filter.hide()  # shown before it has a parent, it would flash up as a window of its own
        self.filter.installEventFilter(self)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_PAUSE_MS)
        self._typing.timeout.connect(self._apply_filter)
        self.filter.textChanged.connect(lambda _text: self._typing.start())

    def _build_layout(self) -> None:
        empty = QWidget()
        middle = QVBoxLayout(empty)
        middle.setSpacing(theme.BETWEEN)
        middle.addStretch(2)
        self.empty_words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        middle.addWidget(self.empty_words)
        middle.addWidget(self.empty_button, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(3)
        self.empty_button.hide()
        table = QWidget()
        inner = QVBoxLayout(table)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.INSIDE)
        inner.addWidget(self.filter)
        inner.addWidget(self.view, 1)
        over = QVBoxLayout(self.view.viewport())
        over.addWidget(self._none_matches, 0, Qt.AlignmentFlag.AlignCenter)
        inner.addWidget(self._count)
        self._either = QStackedLayout(self)
        self._either.addWidget(table)
        self._either.addWidget(empty)
        self._after_reset()

    def _after_reset(self) -> None:
        shown, all_of_them = len(self.model.rows), self.model.count_unfiltered
        self.view.setAlternatingRowColors(shown > ZEBRA_ABOVE)
        had_keyboard = self._either.currentIndex() == 1 and self._waits_for_keyboard()
        self._either.setCurrentIndex(0 if all_of_them else 1)
        if had_keyboard and all_of_them:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._none_matches.setVisible(bool(all_of_them) and not shown)
        self._count.setText(_("{shown} of {count} rows").format(shown=shown, count=all_of_them))
        self._count.setVisible(shown != all_of_them)  # the page says the whole number itself

    def _waits_for_keyboard(self) -> bool:
        """Whether the page was opened before its rows came: what is typed now is meant for them."""
        at = QApplication.focusWidget()
        return self.isVisible() and at is not None and (at.isAncestorOf(self) or at is self.empty_button)

    def _apply_filter(self) -> None:
        self._typing.stop()
        chosen = {self._key(row) for row in self.selected_rows()}
        current = self.current_row()
        self.model.set_filter(self.filter.text())
        self._after_reset()
        self._select_again(chosen, None if current is None else self._key(current))
        if self.model.rows and not self.selected_rows():
            self.view.selectRow(max(self.view.currentIndex().row(), 0))

    def _select_again(self, keys: set[Hashable], current: Hashable | None) -> None:
        """Move to the current row first: who hears that the selection changed asks which row that is."""
        if not keys and current is None:
            return
        flags = QItemSelectionModel.SelectionFlag
        selection, selected = self.view.selectionModel(), QItemSelection()
        for number, row in enumerate(self.model.rows):
            key = self._key(row)
            if key in keys:
                index = self.model.index(number, 0)
                selected.select(index, index)
            if current is not None and key == current:
                selection.setCurrentIndex(self.model.index(number, 0), flags.NoUpdate)
        selection.select(selected, flags.ClearAndSelect | flags.Rows)

    def _use_widths(self) -> None:
        remembered = self._remembered.column_widths(self._name)
        usual = self._usual_widths()
        for number, column in enumerate(self.model.columns):
            self.view.setColumnWidth(number, remembered.get(column.name, usual[number]))

    def _usual_widths(self) -> list[int]:
        """As wide as the expected content, and never narrower than the heading in this language."""
        letter, header = self.fontMetrics().averageCharWidth(), self.view.horizontalHeader()
        return [
            max((column.width + 3) * letter, header.sectionSizeHint(number))
            for number, column in enumerate(self.model.columns)
        ]

    def _share_out(self) -> None:
        """Give columns of words the room that is left, as long as the user has not set widths."""
        if self._is_sharing or self._remembered.column_widths(self._name):
            return  # a width that is set can resize the view, which asks again
        columns, usual = self.model.columns, self._usual_widths()
        left = self.view.width() - theme.INSIDE * 2 - sum(usual)
        of_words = sum(column.width for column in columns if not column.is_number)
        self._is_sharing = True
        for number, column in enumerate(columns):
            extra = left * column.width // of_words if left > 0 and of_words and not column.is_number else 0
            self.view.setColumnWidth(number, usual[number] + extra)
        self._is_sharing = False

    def _on_resized(self, section: int, old: int, new: int) -> None:
        is_the_rest = section == len(self.model.columns) - 1  # follows the table, nobody drags it
        is_hiding = not old or not new  # told later, in the event loop: no width that somebody chose
        if self._is_sharing or is_the_rest or is_hiding or not self.isVisible():
            return
        widths = {
            column.name: self.view.columnWidth(number)
            for number, column in enumerate(self.model.columns[:-1])  # the last one fills the rest
            if not self.view.isColumnHidden(number)
        }
        self._remembered.set_column_widths(self._name, widths)

    def _on_sort(self, section: int, order: Qt.SortOrder) -> None:
        chosen = {self._key(row) for row in self.selected_rows()}
        current = self.current_row()
        self.model.sort(section, order)
        self._select_again(chosen, None if current is None else self._key(current))

    def _on_view_key(self, event: QKeyEvent) -> bool:
        row = self.current_row()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            self.opened.emit(row)
            return True
        if event.key() == Qt.Key.Key_Escape and self.filter.text():
            self.clear_filter()
            return True
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        typed = event.text()
        if self._type_to_filter and plain and typed.isprintable() and typed.strip():
            self.filter.setFocus()
            self.filter.setText(self.filter.text() + typed)
            return True
        return False

    def _on_filter_key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape and self.filter.text():
            self.clear_filter()
            self.view.setFocus()
            return True
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._apply_filter()
            self.view.setFocus()
            return True
        return False

    def _show_menu(self, where: QPoint) -> None:
        if not self.view.actions():
            return
        menu = QMenu(self.view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.view.actions())
        menu.popup(self.view.viewport().mapToGlobal(where))
