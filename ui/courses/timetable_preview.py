"""The days that would be made, each with what speaks against it; days are left out here."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QVBoxLayout, QWidget

from tvet_desktop.courses.clashes import ClashKind
from tvet_desktop.courses.models import Slot
from tvet_desktop.courses.plan_lines import PlanLine
from tvet_desktop.courses.rules import slot_name
from tvet_desktop.shared.translation import _, ngettext
from ui import theme
from ui.courses.words import weekday_and_date
from ui.remembered import Remembered
from ui.widgets.column import Column
from ui.widgets.flow_row import FlowRow
from ui.widgets.hours_field import written_hours
from ui.widgets.row_table import RowTable
from ui.widgets.why_not import nothing_chosen
from ui.widgets.words import ActionButton, action, label, permit

_NAMED_WARNINGS = 2  # in the line above the table


class TimetablePreview(QWidget):
    """A table of planned sessions. `changed` is said when another day is left out, `accepted` on Enter."""

    changed = Signal()
    accepted = Signal()

    def __init__(self, name: str, remembered: Remembered) -> None:
        super().__init__()
        self.left_out: set[date] = set()
        self.lines: Sequence[PlanLine] = ()
        self._is_same_plan = False  # with other days left out: what is looked at stays in sight
        self.summary = label("", wraps=True)
        self._note = label("", "muted", wraps=True)
        self._note.hide()
        self.leave_out = action(_("Leave the day out"), self._on_leave_out, self)
        self.leave_out_all = action(_("Leave out all days off"), self._on_leave_out_all, self)
        self.next_warning = action(_("Next warning"), self._on_next_warning, self)
        self.next_warning.setShortcut(QKeySequence("F8"))
        self.addAction(self.next_warning)
        self.keep = QCheckBox(_("Keep the number of days: go on after the last one"))
        self.keep.toggled.connect(lambda _on: self._tell())
        self.table: RowTable[PlanLine] = RowTable(
            name,
            _columns(),
            title=_("What will be made"),
            key=lambda row: (row.session.held_on, row.session.shape.slot),
            remembered=remembered,
            type_to_filter=False,
        )
        self.table.set_empty(_("Fill in the first day: the sessions are shown here before they are made."))
        self.table.set_actions([self.leave_out, self.leave_out_all, self.next_warning])
        self.table.selection_changed.connect(self._follow_selection)
        self.table.opened.connect(lambda _row: self.accepted.emit())
        self.table.view.installEventFilter(self)
        self._lay_out()

    @property
    def keeps_number(self) -> bool:
        """Whether days left out are made up for after the last one."""
        return self.keep.isChecked()

    def forget(self) -> None:
        """Begin anew: no day is left out."""
        self.left_out.clear()
        self.keep.setChecked(False)

    def show_lines(self, lines: Sequence[PlanLine]) -> None:
        """Show a plan, another one with its first warning in sight."""
        self.lines = lines
        self.table.set_rows(lines)
        self.summary.setText(_summary(lines))
        self._follow_selection()
        if not self._is_same_plan:
            QTimer.singleShot(0, self, self._look_at_first_warning)  # the table has its height only then
        self._is_same_plan = False

    def show_note(self, sentence: str) -> None:
        """Say what else is to be known about the plan."""
        self._note.setText(sentence)
        self._note.setVisible(bool(sentence))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space leaves the day out, or takes it in again."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Space
        ):
            self._on_leave_out()
            return True
        return super().eventFilter(watched, event)

    def _follow_selection(self) -> None:
        rows = self.table.selected_rows()
        is_out = bool(rows) and all(row.session.is_left_out for row in rows)
        permit(self.leave_out, nothing_chosen(rows))
        self.leave_out.setText(_("Take the day in again") if is_out else _("Leave the day out"))
        permit(self.leave_out_all, "" if self._days_off() else _("No session falls on a day off."))
        permit(self.next_warning, "" if self._warned_rows() else _("No session has a warning."))

    def _warned_rows(self) -> list[int]:
        """The numbers of the rows that want a look, in the order in which the table is sorted."""
        return [number for number, line in enumerate(self.table.model.rows) if _wants_a_look(line)]

    def _look_at_first_warning(self) -> None:
        for row in self._warned_rows()[:1]:
            self._bring_in_sight(row)

    def _on_next_warning(self) -> None:
        """Go to the next row with a warning; after the last one begin again."""
        rows, here = self._warned_rows(), self.table.view.currentIndex().row()
        for row in ([row for row in rows if row > here] or rows)[:1]:
            self._bring_in_sight(row)
            self.table.view.selectRow(row)
            self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _bring_in_sight(self, row: int) -> None:
        """Scroll, where that is needed, so that rows before and after are seen as well."""
        view, index = self.table.view, self.table.model.index(row, 0)
        if not view.viewport().rect().contains(view.visualRect(index)):
            view.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def _tell(self) -> None:
        self._is_same_plan = True
        self.changed.emit()

    def _days_off(self) -> set[date]:
        """The days that are off and still in the plan."""
        return {
            line.session.held_on
            for line in self.lines
            if not line.session.is_left_out and any(c.kind == ClashKind.DAY_OFF for c in line.clashes)
        }

    def _on_leave_out(self) -> None:
        current = self.table.current_row()
        rows = self.table.selected_rows() or ([] if current is None else [current])
        days = {row.session.held_on for row in rows}
        if days <= self.left_out:
            self.left_out -= days
        else:
            self.left_out |= days
        self._tell()

    def _on_leave_out_all(self) -> None:
        self.left_out |= self._days_off()
        self._tell()

    def _lay_out(self) -> None:
        buttons = FlowRow()
        for made in (self.leave_out, self.leave_out_all, self.next_warning):
            buttons.add(ActionButton(made, "quiet"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.INSIDE)
        column.addWidget(label(_("What will be made"), "heading"))
        column.addWidget(self.summary)
        column.addWidget(self._note)
        column.addWidget(buttons)
        column.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.table, 1)


def _columns() -> list[Column[PlanLine]]:
    return [
        Column(
            "day",
            lambda: _("Day"),
            lambda row: weekday_and_date(row.session.held_on),
            sort_key=lambda row: (row.session.held_on, row.session.shape.slot == Slot.PM),
            width=15,
            tone=_day_tone,
        ),
        Column(
            "slot",
            lambda: _("Half"),
            lambda row: slot_name(row.session.shape.slot),
            width=max(len(slot_name(slot)) for slot in Slot),
            tone=_day_tone,
        ),
        Column(
            "hours",
            lambda: _("Hours"),
            lambda row: written_hours(row.session.shape.minutes),
            sort_key=lambda row: row.session.shape.minutes,
            is_number=True,
            width=5,
            tone=_day_tone,
        ),
        Column("warning", lambda: _("To know"), note_of, width=34, tone=_tone),
        Column("topic", lambda: _("Topic"), lambda row: row.session.shape.topic, width=10, tone=_day_tone),
    ]


def note_of(line: PlanLine) -> str:
    """Say what is to be known about a line: left out, there already, or what speaks against it."""
    known = [clash.words() for clash in line.clashes]
    if line.session.is_left_out:
        known.insert(0, _("left out"))
    elif line.is_there:
        known.insert(0, _("has a session already, which stays"))
    return " · ".join(known)


def _tone(line: PlanLine) -> str:
    if line.number is None:
        return "muted"
    return "attention" if line.clashes else ""


def _day_tone(line: PlanLine) -> str:
    return "muted" if line.number is None else ""


def _wants_a_look(line: PlanLine) -> bool:
    return line.number is not None and bool(line.clashes)


def _first_warnings(lines: Sequence[PlanLine]) -> list[str]:
    """Name the first days with a warning, each once though it may have two halves."""
    named: dict[date, str] = {}
    for line in lines:
        day = line.session.held_on
        if _wants_a_look(line) and day not in named and len(named) < _NAMED_WARNINGS:
            named[day] = f"{weekday_and_date(day)} ({line.clashes[0].words()})"
    return list(named.values())


def _summary(lines: Sequence[PlanLine]) -> str:
    """Say how many will be made, over which days, how many lines want a look, and which are the first."""
    made = [line for line in lines if line.number is not None]
    if not made:
        return ""
    warned = sum(_wants_a_look(line) for line in made)
    count = len({line.session.held_on for line in made})
    words = ngettext("{sessions} on {days} day", "{sessions} on {days} days", count).format(
        sessions=ngettext("{count} session", "{count} sessions", len(made)).format(count=len(made)),
        days=count,
    )
    span = f"{weekday_and_date(made[0].session.held_on)} – {weekday_and_date(made[-1].session.held_on)}"
    parts = [words, span]
    if warned:
        parts.append(ngettext("{count} with a warning", "{count} with warnings", warned).format(count=warned))
        parts += _first_warnings(lines)
    return " · ".join(parts)
