"""The days off of a year: those that follow a rule, and those that people typed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from tvet_desktop.attendance.rules import local_day
from tvet_desktop.courses.queries import course_row
from tvet_desktop.programme.add_holiday import HolidayAdded, add_holiday
from tvet_desktop.programme.put_back_holiday import put_back_holiday
from tvet_desktop.programme.queries import CollegeRow, HolidayRow, list_colleges, list_holidays
from tvet_desktop.programme.remove_holiday import HolidayRemoved, remove_holiday
from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.storage.ids import Scope
from tvet_desktop.sync.own_colleges import own_colleges
from tvet_desktop.sync.writes_for_all import writes_for_all
from ui.settings.holiday_columns import HolidayLine, holiday_columns
from ui.settings.holiday_dialog import HolidayDialog
from ui.widgets.page import Page
from ui.widgets.row_table import RowTable
from ui.widgets.why_not import not_one_chosen, role_lacks
from ui.widgets.words import permit


@dataclass(frozen=True)
class _Content:
    """The days of a year and whose lists this PC may change."""

    year: int
    rows: list[HolidayRow]
    colleges: list[CollegeRow]
    own: list[CollegeRow]
    for_all: bool


class HolidaysPage(Page):
    """`go_to` takes the id of a course: its year is shown, and a button leads back to its timetable."""

    def build(self) -> None:
        """Make the table and the buttons."""
        self._year = local_day(self.context.app.clock.now()).year
        self._course_id = 0
        self._lists: list[tuple[int, str]] = []
        self._why_not = ""
        self.set_title(_("Holidays"))
        self.add = self.set_primary(_("Add a day"), self._on_add, "add")
        self.back = self.add_quiet(_("Back to the timetable"), self._go_back, "courses")
        self.back.setVisible(False)
        self.earlier = self.add_quiet("", partial(self._turn, -1), "earlier")
        self.later = self.add_quiet("", partial(self._turn, 1), "later")
        self.work = self.add_quiet(_("People work on this day"), self._on_work, "edit")
        self.remove = self.add_quiet(_("Remove"), self._on_remove, "remove")
        self.table: RowTable[HolidayLine] = RowTable(
            "holidays",
            holiday_columns(),
            title=_("Holidays"),
            key=lambda line: (line.row.on_date, line.row.holiday_id, line.row.name),
            remembered=self.context.remembered,
        )
        self.table.set_actions([self.work, self.remove])
        self.table.selection_changed.connect(self._follow_selection)
        self.body.addWidget(self.table, 1)
        self.listen(self.context.changes.courses, self.context.changes.sync)

    def go_to(self, target: object) -> None:
        """Show the year of a course."""
        self._course_id = target if isinstance(target, int) else 0
        self.back.setVisible(bool(self._course_id))
        if self._course_id:
            course_id = self._course_id
            self.read(lambda db: course_row(db, course_id).details.starts_on, self._show_year_of)

    def refresh(self) -> None:
        """Ask for the days of the year."""
        year = self._year
        self.read(lambda db: _content(db, year), self._show)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nobody below wanted goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self._go_back()
        else:
            super().keyPressEvent(event)

    def _show_year_of(self, day: date | None) -> None:
        if day is not None and day.year != self._year:
            self._year = day.year
        self.refresh()

    def _show(self, content: _Content) -> None:
        names = {college.scope: college.official_name for college in content.colleges}
        names[Scope.SHARED] = _("All colleges")
        self._lists = [(Scope.SHARED, names[Scope.SHARED])] if content.for_all else []
        self._lists += [(college.scope, college.official_name) for college in content.own]
        self.table.set_rows(
            [HolidayLine(row, names.get(row.scope or Scope.SHARED, "")) for row in content.rows]
        )
        off = len({row.on_date for row in content.rows if row.kind == "DAY_OFF" and not row.is_working})
        self.set_state(
            ngettext("{year} · {count} day off", "{year} · {count} days off", off).format(
                year=content.year, count=off
            )
            + " · "
            + _("Eid al-Fitr and Eid al-Adha are announced each year: add them here.")
        )
        self.earlier.setText(str(content.year - 1))
        self.later.setText(str(content.year + 1))
        self._why_not = role_lacks(self.context.user.role, "holidays")
        permit(self.add, self._why_not)
        self._follow_selection()

    def _follow_selection(self) -> None:
        rows = [line.row for line in self.table.selected_rows()]
        own = {scope for scope, _words in self._lists}
        why = self._why_not or not_one_chosen(rows)
        works = _("People work on this day already.") if not why and rows[0].is_working else ""
        others = "" if why or rows[0].scope in own else _not_in_own_list(rows[0])
        permit(self.work, why or works)
        permit(self.remove, why or others)

    def _turn(self, years: int) -> None:
        self._year = min(max(self._year + years, date.min.year + 1), date.max.year - 1)
        self.refresh()

    def _on_add(self) -> None:
        self._ask(HolidayDialog(self, self._lists))

    def _on_work(self) -> None:
        row = self.table.selected_rows()[0].row
        self._ask(HolidayDialog(self, self._lists, day=row.on_date, name=row.name, is_working=True))

    def _ask(self, dialog: HolidayDialog) -> None:
        def prepare() -> Callable[[Any], HolidayAdded]:
            return partial(
                add_holiday,
                scope=dialog.scope.value() or self._lists[0][0],
                on_date=dialog.confirmed_day,
                name=dialog.name.value(),
                is_working=bool(dialog.is_working.value()),
                by=self.context.user.id,
            )

        def added(done: HolidayAdded) -> None:
            undo = partial(remove_holiday, holiday_id=done.holiday_id, by=self.context.user.id)
            self._year = min(max(dialog.confirmed_day.year, date.min.year + 1), date.max.year - 1)
            self._say(_("The day was added."), undo)  # shown in its year, also after a slip of the hand

        dialog.ask(self, prepare, added)

    def _on_remove(self) -> None:
        row = self.table.selected_rows()[0].row
        assert row.holiday_id is not None

        def removed(done: HolidayRemoved) -> None:
            undo = partial(put_back_holiday, holiday_id=done.holiday_id, by=self.context.user.id)
            self._say(_("“{name}” was removed.").format(name=row.name), undo)

        self.act(partial(remove_holiday, holiday_id=row.holiday_id, by=self.context.user.id), removed)

    def _go_back(self) -> None:
        if self._course_id:
            self.context.open_page("timetable", self._course_id)
        else:
            self.context.open_page("settings", None)

    def _say(self, sentence: str, undo: Callable[[Any], object]) -> None:
        self.messages.show_success(sentence, partial(self.act, undo, self._tell))
        self._tell(None)

    def _tell(self, _result: object) -> None:
        self.context.changes.courses.emit()


def _not_in_own_list(row: HolidayRow) -> str:
    if row.holiday_id is None:
        return _("This day follows a rule: say that people work on it instead.")
    return _("This day stands in a list that another PC keeps.")


def _content(db: Any, year: int) -> _Content:  # noqa: ANN401  the core's session
    return _Content(
        year,
        list_holidays(db, date(year, 1, 1), date(year, 12, 31)),
        list_colleges(db),
        own_colleges(db),
        writes_for_all(db),
    )
