"""A field for a day, typed as dd/mm/yyyy or picked from a calendar."""

import re
from datetime import date

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QMenu, QToolButton, QWidgetAction

from tvet_desktop.shared.translation import _, language
from ui import theme
from ui.icons import tinted
from ui.theme import colours_of
from ui.widgets.fields import LineField
from ui.widgets.words import Button

_WIDTH = 12
_CENTURY, _THIS_CENTURY = 100, 2000
_DATE = re.compile(r"(\d{1,2})\D(\d{1,2})\D(\d{4}|\d{2})|(\d{2})(\d{2})(\d{4})")


class DateField(LineField[date | None]):
    """A day; None when left empty. Any separator will do while typing; leaving the field tidies it."""

    def __init__(self, text: str, *, hint: str = "", required: bool = False) -> None:
        shape = _("dd/mm/yyyy")
        super().__init__(text, width=max(_WIDTH, len(shape) + 2), hint=hint, required=required)
        self.line.setPlaceholderText(shape)
        self.pick = Button(_("Pick"), "quiet")
        self.pick.setIcon(tinted("calendar", colours_of(self).accent))
        self.pick.setAccessibleName(_("Pick a day: {field}").format(field=text))
        self.pick.clicked.connect(self._open_calendar)
        self.beside.insertWidget(1, self.pick)
        self._menu = QMenu(self)
        self.calendar = QCalendarWidget(self._menu)
        self.calendar.setAccessibleName(text)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setLocale(QLocale(language()))  # names of months and days, Kinyarwanda included
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(day, QTextCharFormat())  # not red: nothing is wrong with them
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        for name, picture in (("prev", "earlier"), ("next", "later")):
            arrow = self.calendar.findChild(QToolButton, f"qt_calendar_{name}month")
            if arrow is not None:
                arrow.setIcon(tinted(picture, colours_of(self).text))  # Qt's own is black in the dark
        self.calendar.setMinimumSize(80 * theme.STEP, 60 * theme.STEP)
        self.calendar.activated.connect(self._on_picked)
        self.calendar.clicked.connect(self._on_picked)
        holder = QWidgetAction(self._menu)
        holder.setDefaultWidget(self.calendar)
        self._menu.addAction(holder)

    def value(self) -> date | None:
        """The day; None when empty or no day of the calendar."""
        return parse_date(self.typed())

    def set_value(self, value: date | None) -> None:
        """Show a day or nothing."""
        self.line.setText("" if value is None else f"{value:%d/%m/%Y}")

    def tidy(self) -> None:
        """Write 8.3.2027 as 08/03/2027."""
        day = self.value()
        if day is not None:
            self.set_value(day)

    def problem(self) -> str:
        """Say how a day is written."""
        general = super().problem()
        if general or not self.typed() or self.value() is not None:
            return general
        return _("“{typed}” is not a date: write day, month and year like 08/03/2027.").format(
            typed=self.typed()
        )

    def _open_calendar(self) -> None:
        day = self.value()
        if day is not None:
            self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self._menu.popup(self.pick.mapToGlobal(self.pick.rect().bottomLeft()))
        self.calendar.setFocus()

    def _on_picked(self, day: QDate) -> None:
        self._menu.close()
        self.set_value(date(day.year(), day.month(), day.day()))
        self.on_edited()


def parse_date(typed: str) -> date | None:
    """Read day, month and year in this order, with any separator or none (08032027)."""
    found = _DATE.fullmatch(typed.strip())
    if found is None:
        return None
    day, month, year = (int(part) for part in found.groups() if part is not None)
    if year < _CENTURY:
        year += _THIS_CENTURY  # 2/11/26; leaving the field shows it in full
    try:
        return date(year, month, day)
    except ValueError:
        return None
