"""A marked sheet before and after it is imported: its names, what differs, its sessions, what to look at."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from tvet_desktop.attendance.marked_sheets.preview_marks import MarksPreview, PreviewLine, PreviewSession
from tvet_desktop.attendance.marked_sheets.read_sheet import SheetRead
from tvet_desktop.shared.translation import _
from ui import theme
from ui.attendance.differing_marks import DifferingMarks
from ui.attendance.marked_sheets.sheet_choices import SheetChoices
from ui.attendance.marked_sheets.sheet_columns import Remark, line_columns, remark_columns, session_columns
from ui.remembered import Remembered
from ui.widgets.column import Column
from ui.widgets.row_table import RowTable
from ui.widgets.words import label

R = TypeVar("R")


class SheetParts(QWidget):
    """The names and what differs at the left; the choices, the sessions and the remarks at the right."""

    def __init__(self, remembered: Remembered, choose: QAction) -> None:
        super().__init__()
        self._remembered = remembered
        self.lines: RowTable[PreviewLine] = self._table(
            "sheet_lines", line_columns(), _("Names in the sheet"), lambda line: line.row
        )
        self.lines.set_empty(
            _(
                "Take the sheet as it is, or drop it here: names at the left, a column for each half-day, P, L, A"
                " or E in the cells. Nothing is saved before you have seen how it is read."
            ),
            choose,
        )
        self.differing = DifferingMarks(remembered)
        self.choices = SheetChoices()
        self.sessions: RowTable[PreviewSession] = self._table(
            "sheet_sessions", session_columns(), _("Sessions of the sheet"), lambda row: row.session.column
        )
        self.remarks: RowTable[Remark] = self._table(
            "sheet_remarks", remark_columns(), _("What to look at"), lambda row: row.number
        )
        self.remarks.set_empty(_("Every cell could be read."))
        for table in (self.sessions, self.remarks):
            table.filter.hide()
        self.sentence = label("", "muted", wraps=True)
        self.remarks.selection_changed.connect(self._say_whole_sentence)
        remarks = QWidget()
        inside = QVBoxLayout(remarks)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.STEP)
        inside.addWidget(self.remarks, 1)
        inside.addWidget(self.sentence)
        self._side = _splitter(Qt.Orientation.Vertical, (self.choices, self.sessions, remarks))
        names = _splitter(Qt.Orientation.Vertical, (self.lines, self.differing))
        names.setSizes([320, 220])
        both = _splitter(Qt.Orientation.Horizontal, (names, self._side))
        both.setSizes([660, 440])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(both)

    def clear(self) -> None:
        """Show nothing but the way to a file."""
        self._side.hide()
        self.differing.show_marks(())
        self.lines.set_rows([])

    def show_read(self, read: SheetRead) -> None:
        """Show a sheet as it would be imported; its names may still have to be chosen."""
        preview = read.preview
        self.choices.show_read(read)
        self.choices.show()
        self.lines.set_rows(() if preview is None else preview.lines)
        self.differing.show_marks(() if preview is None else preview.differing)
        self.sessions.set_rows(() if preview is None else preview.sessions)
        self.show_remarks([] if preview is None else [cell.sentence() for cell in preview.bad_cells])
        self._side.show()

    def show_made(self, preview: MarksPreview) -> None:
        """What the sheet made is there now; nothing is left to choose."""
        self.lines.set_rows([replace(line, is_new=False) for line in preview.lines])
        self.sessions.set_rows([replace(row, is_new=False) for row in preview.sessions])
        self.differing.show_marks(())
        self.choices.hide()

    def show_remarks(self, sentences: Sequence[str]) -> None:
        """Show what to look at, one sentence each."""
        self.remarks.set_rows([Remark(number, said) for number, said in enumerate(sentences)])
        if sentences and self.remarks.current_row() is None:
            self.remarks.view.selectRow(0)
        self._say_whole_sentence()

    def _say_whole_sentence(self) -> None:
        """Say below the table what a narrow column cuts off."""
        remark = self.remarks.current_row()
        self.sentence.setText("" if remark is None else remark.sentence)

    def _table(
        self, name: str, columns: list[Column[R]], title: str, key: Callable[[R], Hashable]
    ) -> RowTable[R]:
        return RowTable(name, columns, title=title, key=key, remembered=self._remembered)


def _splitter(direction: Qt.Orientation, parts: Sequence[QWidget]) -> QSplitter:
    splitter = QSplitter(direction)
    for part in parts:
        splitter.addWidget(part)
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(theme.BETWEEN)
    return splitter
