"""How the results of both tests are spread over the fifths of their maximum."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tvet_desktop.attendance.course_tests.gain import BINS
from tvet_desktop.attendance.course_tests.queries import CourseResults
from tvet_desktop.attendance.course_tests.rules import WhichTest
from ui import theme
from ui.attendance.course_tests.tests_words import word_for

_BARS = 22 * theme.STEP  # the highest bar
_LINE = 5 * theme.STEP  # a line of words
_STEP_PERCENT = 100 // BINS


class SpreadChart(QWidget):
    """Two bars for each fifth, before and after, each with its count; the words say the same."""

    def __init__(self) -> None:
        super().__init__()
        self._bars: dict[WhichTest, tuple[int, ...]] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_results(self, results: CourseResults) -> None:
        """Show the tests that the course has."""
        self._bars = {which: results.spread(which).bins for which in results.tests.there}
        self.setAccessibleName(". ".join(_in_words(which, bins) for which, bins in self._bars.items()))
        self.update()

    def sizeHint(self) -> QSize:
        """Bars, a line of counts above, percentages and the legend below."""
        return QSize(70 * theme.STEP, _BARS + 3 * _LINE)

    def minimumSizeHint(self) -> QSize:
        """The percentages must fit."""
        return QSize(56 * theme.STEP, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bars, what each fifth is, and what the colours mean."""
        painter = QPainter(self)
        painter.setFont(theme.tabular(self.font()))
        colours = theme.colours_of(self)
        floor, width = _LINE + _BARS, self.width() / BINS
        highest = max((max(bins) for bins in self._bars.values()), default=0) or 1
        for number in range(BINS):
            self._paint_fifth(painter, colours, QRectF(number * width, 0, width, floor), number, highest)
            painter.setPen(QColor(colours.muted))
            where = QRectF(number * width, floor + 2, width, _LINE)
            painter.drawText(where, Qt.AlignmentFlag.AlignCenter, _range_words(number))
        painter.setPen(QColor(colours.strong_border))
        painter.drawLine(0, floor, self.width(), floor)
        self._paint_legend(painter, colours, floor + _LINE)
        painter.end()

    def _paint_fifth(
        self, painter: QPainter, colours: theme.Colours, area: QRectF, number: int, highest: int
    ) -> None:
        each = (area.width() - 3 * theme.STEP) / max(len(self._bars), 1)
        for place, (which, bins) in enumerate(self._bars.items()):
            height = _BARS * bins[number] / highest
            left = area.left() + 1.5 * theme.STEP + place * each
            painter.fillRect(
                QRectF(left + 1, area.bottom() - height, each - 2, height), _colour(which, colours)
            )
            painter.setPen(QColor(colours.text))
            if bins[number]:
                where = QRectF(left, area.bottom() - height - _LINE, each, _LINE)
                painter.drawText(where, Qt.AlignmentFlag.AlignCenter, str(bins[number]))

    def _paint_legend(self, painter: QPainter, colours: theme.Colours, top: float) -> None:
        left = 0.0
        for which in self._bars:
            words = word_for(which)
            square = QRectF(left, top + 5, 2.5 * theme.STEP, 2.5 * theme.STEP)
            painter.fillRect(square, _colour(which, colours))
            painter.setPen(QColor(colours.text))
            left += 4 * theme.STEP
            width = self.fontMetrics().horizontalAdvance(words)
            painter.drawText(
                QRectF(left, top, width + 2, _LINE),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
                words,
            )
            left += width + theme.BETWEEN


def _colour(which: WhichTest, colours: theme.Colours) -> QColor:
    return QColor(colours.strong_border if which is WhichTest.PRE else colours.accent)


def _range_words(number: int) -> str:
    low = number * _STEP_PERCENT
    high = low + _STEP_PERCENT - (number < BINS - 1)
    return f"{low}–{high}"


def _in_words(which: WhichTest, bins: tuple[int, ...]) -> str:
    parts = [f"{_range_words(number)} %: {count}" for number, count in enumerate(bins)]
    return f"{word_for(which)}, {', '.join(parts)}"
