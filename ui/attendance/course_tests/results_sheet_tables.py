"""The two tables of an import of results: what each line would do, and what to look at."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSplitter

from tvet_desktop.attendance.course_tests.preview_results import PlannedLine, ResultsPlan
from tvet_desktop.shared.translation import _
from ui import theme
from ui.attendance.course_tests.results_sheet_columns import differing_sentence, planned_columns
from ui.attendance.marked_sheets.sheet_columns import Remark, remark_columns
from ui.remembered import Remembered
from ui.widgets.row_table import RowTable


class ResultsSheetTables(QSplitter):
    """The remarks show only where there are some. ``choose`` fills the empty table."""

    def __init__(self, remembered: Remembered, choose: QAction) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self.lines: RowTable[PlannedLine] = RowTable(
            "results_lines",
            planned_columns(),
            title=_("Names in the list"),
            key=lambda line: line.row,
            remembered=remembered,
        )
        self.lines.set_empty(
            _(
                "Take the list as it is: names in one column, points of the pre-test and the post-test beside them."
                " Nothing is saved before you have seen what it would change."
            ),
            choose,
        )
        self.remarks: RowTable[Remark] = RowTable(
            "results_remarks",
            remark_columns(),
            title=_("What to look at"),
            key=lambda row: row.number,
            remembered=remembered,
            type_to_filter=False,
        )
        self.addWidget(self.lines)
        self.addWidget(self.remarks)
        self.setSizes([400, 160])
        self.setChildrenCollapsible(False)
        self.setHandleWidth(theme.BETWEEN)

    def clear(self) -> None:
        """Show nothing."""
        self.lines.set_rows([])
        self.remarks.hide()

    def show_plan(self, plan: ResultsPlan) -> None:
        """Show what a list would change, and what of it would not be taken."""
        self.lines.set_rows(plan.lines)
        differing = [
            differing_sentence(line, which, kept)
            for line in plan.lines
            for which, kept in line.differing.items()
        ]
        sentences = [*differing, *(cell.sentence() for cell in plan.bad_cells)]
        self.remarks.set_rows([Remark(number, said) for number, said in enumerate(sentences)])
        self.remarks.setVisible(bool(sentences))
