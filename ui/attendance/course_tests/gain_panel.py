"""What was gained from one test to the other, beside the table of results."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from tvet_desktop.attendance.course_tests.queries import CourseResults
from tvet_desktop.shared.translation import _
from ui import theme
from ui.attendance.course_tests.spread_chart import SpreadChart
from ui.attendance.course_tests.tests_words import gain_lines
from ui.widgets.words import label


class GainPanel(QFrame):
    """Each figure with the number of people that it rests on; below how the results are spread."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._lines = label("", wraps=True)
        self.chart = SpreadChart()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.BETWEEN, theme.BETWEEN, theme.BETWEEN, theme.BETWEEN)
        column.setSpacing(theme.INSIDE)
        column.addWidget(label(_("What was gained"), "heading", wraps=True))
        column.addWidget(self._lines)
        column.addSpacing(theme.INSIDE)
        column.addWidget(label(_("Results in percent of the points"), "heading", wraps=True))
        column.addWidget(self.chart)
        column.addStretch(1)
        self.setMinimumWidth(65 * theme.STEP)

    @property
    def text(self) -> str:
        """The figures in words."""
        return self._lines.text()

    def show_results(self, results: CourseResults) -> None:
        """Show the figures of a course; without both tests nothing could be gained."""
        lines = gain_lines(results)
        if len(results.tests.there) < 2:  # noqa: PLR2004  both tests
            lines = [_("A gain needs both tests: this course has one.")]
        self._lines.setText("\n\n".join(lines))
        self.chart.show_results(results)
