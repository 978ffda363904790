"""The results of a course as a table that is typed into like a spreadsheet."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from tvet_desktop.attendance.course_tests.queries import CourseResults
from tvet_desktop.attendance.course_tests.rules import WhichTest, read_points
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from ui.attendance.course_tests.points_editor import PointsDelegate
from ui.attendance.course_tests.results_columns import POINTS_COLUMNS, ResultLine, results_columns
from ui.remembered import Remembered
from ui.widgets.row_table import RowTable

_BEGINS_POINTS = "0123456789.,"
_CHANGE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_F2)
_HARMLESS = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier


class ResultsTable(RowTable[ResultLine]):
    """Digits open a field in the current cell, Enter and the arrows save and go on, Delete clears.

    `points_typed` (person id, test, hundredths of a point or None to clear); `refused` (UserError) when the points
    cannot be: then the field stays open; `in_vain` when somebody types although nothing can be typed.
    """

    points_typed = Signal(object, object, object)
    refused = Signal(object)
    in_vain = Signal()

    def __init__(self, remembered: Remembered) -> None:
        self.results: CourseResults | None = None
        super().__init__(
            "course_results",
            results_columns(lambda: self.results),
            title=_("Results of the tests"),
            key=lambda line: line.person_id,
            remembered=remembered,
            type_to_filter=False,
        )
        self.can_type = False
        self.model.may_edit = self._may_edit
        view = self.view
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        for number in POINTS_COLUMNS:
            view.setItemDelegateForColumn(number, PointsDelegate(view, self._take, self.go_on))
        view.setAccessibleDescription(
            _("Type points, Enter or an arrow saves them and goes on, Delete clears, F2 changes")
        )

    def show_results(self, results: CourseResults | None, busy: set[tuple[int, WhichTest]]) -> None:
        """Show what the store has; points that are on their way stay as they were typed."""
        headings = None if self.results is None else self.results.tests
        self.results = results
        if results is None or headings != results.tests:
            self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.model.columns) - 1)
            self._share_out()
        lines = [] if results is None else [ResultLine(row) for row in results.rows]
        if sorted(line.person_id for line in lines) != sorted(line.person_id for line in self.model.rows):
            self._show_others(lines)
            return
        number_of = {line.person_id: number for number, line in enumerate(self.model.rows)}
        for line in lines:
            number = number_of[line.person_id]
            there = self.model.row_at(number)
            for which in there.saving:
                if (line.person_id, which) in busy:
                    line = line.with_points(which, there.row.points(which))  # noqa: PLW2901  grows field by field
            if there != line:
                self.model.replace_row(number, line)

    def go_to_first_gap(self) -> None:
        """Put the keyboard on the first person without points, in the last test that has begun."""
        if self.results is None or not self.results.tests.there:
            return
        begun = [which for which in self.results.tests.there if self.results.spread(which).taken]
        which = (begun or [self.results.tests.there[0]])[-1]
        column = next(number for number, test in POINTS_COLUMNS.items() if test is which)
        rows = self.model.rows
        gaps = (n for n, line in enumerate(rows) if line.row.points(which) is None and not line.row.has_left)
        self._go(next(gaps, 0), column)

    def go_on(self, rows: int, columns: int) -> None:
        """Go to the next or last person, or to the other test; from its edge to the next or last person."""
        index = self.view.currentIndex()
        row, column = index.row() + rows, index.column() + columns
        if column not in self._typed_columns():
            row += columns
            column = (self._typed_columns() or [index.column()])[0 if columns >= 0 else -1]
        if 0 <= row < self.model.rowCount():
            self._go(row, column)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that type come before keys that move."""
        if watched is self.view and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_typing_key(event)
        if watched is self.view and event.type() == QEvent.Type.Resize:
            self.view.scrollTo(self.view.currentIndex())  # a message has taken room
        return super().eventFilter(watched, event)

    def _on_typing_key(self, event: QKeyEvent) -> bool:
        """Return whether the key was used up; what is left opens the field or moves."""
        plain = event.modifiers() & ~_HARMLESS == Qt.KeyboardModifier(0)
        typed = event.text()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_on(1, 0)
            return True
        if not self.can_type and (event.key() in _CHANGE or (plain and typed and typed in _BEGINS_POINTS)):
            self.in_vain.emit()
            return True
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._clear()
            return True
        if plain and typed and typed.isprintable():
            if typed not in _BEGINS_POINTS:
                return True
            self._go_to_points()
        return False

    def _go_to_points(self) -> None:
        """Typing on a name means the test at its right."""
        columns, index = self._typed_columns(), self.view.currentIndex()
        if index.isValid() and columns and index.column() not in columns:
            self._go(index.row(), columns[0] if index.column() < columns[0] else columns[-1])

    def _clear(self) -> None:
        line, which = self.current_row(), POINTS_COLUMNS.get(self.view.currentIndex().column())
        if self.can_type and line is not None and which is not None and line.row.points(which) is not None:
            self._say(line, which, None)

    def _take(self, typed: str) -> bool:
        """Ask for typed points to be saved; return False, after saying why, where they cannot be."""
        line, which = self.current_row(), POINTS_COLUMNS.get(self.view.currentIndex().column())
        maximum = None if self.results is None or which is None else self.results.tests.maximum(which)
        if line is None or which is None or maximum is None:
            return True
        try:
            points = read_points(typed, maximum) if typed.strip() else None
        except UserError as error:
            self.refused.emit(error)
            return False
        if points != line.row.points(which):
            self._say(line, which, points)
        return True

    def _say(self, line: ResultLine, which: WhichTest, points: int | None) -> None:
        self.model.replace_row(self.view.currentIndex().row(), line.with_points(which, points))
        self.points_typed.emit(line.person_id, which, points)

    def _show_others(self, lines: Sequence[ResultLine]) -> None:
        """Show other people; the keyboard stays in its column."""
        column = self.view.currentIndex().column()
        self.set_rows(lines)
        if self.view.currentIndex().isValid() and column >= 0:
            self._go(self.view.currentIndex().row(), column)

    def _may_edit(self, column: int, _line: ResultLine) -> bool:
        return self.can_type and column in self._typed_columns()

    def _typed_columns(self) -> list[int]:
        there = () if self.results is None else self.results.tests.there
        return [number for number, which in POINTS_COLUMNS.items() if which in there]

    def _go(self, row: int, column: int) -> None:
        """Go to a cell; at the lower edge by half a screen, so that who comes next is seen."""
        after = self.model.index(min(row + 1, self.model.rowCount() - 1), 0)  # names stay in sight
        if not 0 < self.view.visualRect(after).center().y() <= self.view.viewport().height():
            self.view.scrollTo(after, QAbstractItemView.ScrollHint.PositionAtCenter)
        self.view.setCurrentIndex(self.model.index(row, column))
