"""The people of a course as a table: names are whole before anything else has room."""

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QWidget

from tvet_desktop.shared.translation import _
from ui import theme
from ui.courses.people_columns import (
    NAME_COLUMN,
    NOTE_COLUMN,
    PERCENT_COLUMN,
    SEAT_COLUMN,
    CoursePerson,
    course_people_columns,
    note_of,
)
from ui.remembered import Remembered
from ui.widgets.row_table import RowTable

_MOST = 0.6  # of the table, for one name that is very long


class CoursePeopleTable(RowTable[CoursePerson]):
    """Names as wide as they are, numbers as their headings want; the note has the rest."""

    def __init__(self, remembered: Remembered, parent: QWidget | None = None) -> None:
        super().__init__(
            "course_people",
            course_people_columns(),
            title=_("People of the course"),
            key=lambda row: row.person.person_id,
            remembered=remembered,
            parent=parent,
        )

    def set_rows(self, rows: Sequence[CoursePerson]) -> None:
        """Show these people; other names want other widths."""
        super().set_rows(rows)
        self._share_out()

    def _usual_widths(self) -> list[int]:
        widths, rows = super()._usual_widths(), self.model.rows
        hints = [self.view.horizontalHeader().sectionSizeHint(number) for number in range(len(widths))]
        longest = min(self._width_of(row.person.name for row in rows), int(self.view.width() * _MOST))
        widths[NAME_COLUMN] = max(longest, hints[NAME_COLUMN])
        widths[SEAT_COLUMN], widths[PERCENT_COLUMN] = hints[SEAT_COLUMN], hints[PERCENT_COLUMN]
        room = self.view.width() - self.view.verticalScrollBar().sizeHint().width() - theme.INSIDE
        notes = self._width_of(note_of(row) for row in rows)
        if (
            room - sum(widths[:NOTE_COLUMN]) < notes
        ):  # numbers leave the room that an arrow of sorting would take
            for number, most in ((SEAT_COLUMN, "888"), (PERCENT_COLUMN, "100 %")):
                heading = self.model.columns[number].header()
                widths[number] = min(widths[number], self._width_of((most, heading)))
        widths[NOTE_COLUMN] = max(room - sum(widths[:NOTE_COLUMN]), hints[NOTE_COLUMN])
        return widths

    def _width_of(self, words: Iterable[str]) -> int:
        """The width of a cell or heading in which the longest of these is whole."""
        metrics = self.view.horizontalHeader().fontMetrics()
        return max((metrics.horizontalAdvance(word) for word in words), default=0) + theme.AROUND
