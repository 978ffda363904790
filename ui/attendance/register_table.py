"""The register as a table that is marked by keyboard."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView

from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.shared.translation import _
from ui import theme
from ui.attendance.mark_chip import WIDTH as CHIP_WIDTH
from ui.attendance.mark_chip import MarkDelegate
from ui.attendance.mark_keys import HARMLESS, STATUS_KEYS
from ui.attendance.register_columns import (
    HOURS_COLUMN,
    MARK_COLUMN,
    NOTE_COLUMN,
    REASON_COLUMN,
    register_columns,
    usual_notes,
)
from ui.attendance.register_line import RegisterLine
from ui.attendance.words import status_word
from ui.remembered import Remembered
from ui.widgets.row_table import RowTable

_PAUSE_MS = 800  # after the last digit of the minutes
_MOST_DIGITS = 3
_MANY = 30  # lines at once are shown faster all together than one by one


class Squeeze(IntEnum):
    """What gives way so that the note stays whole, from a wide window to a narrow one."""

    NOTHING = 0
    SHORT_REASON = 1
    NO_HOURS = 2
    NO_HOURS_SHORT_REASON = 3
    SHORT_MARK = 4


class RegisterTable(RowTable[RegisterLine]):
    """P, L, A, E mark the current person and go down; digits after L are the minutes of that person.

    `mark_requested` (person id, status, minutes late or None), `clear_requested` (person id);
    `minutes_typed` (line, digits so far) while minutes are being typed, with "" when that ends. F, R and Insert
    open the lines below: `find_requested`, `reason_requested` (line), `walk_in_requested`.
    """

    mark_requested = Signal(object, object, object)
    clear_requested = Signal(object)
    minutes_typed = Signal(object, str)
    find_requested = Signal()
    reason_requested = Signal(object)
    walk_in_requested = Signal()

    def __init__(self, remembered: Remembered) -> None:
        self._squeeze = Squeeze.NOTHING
        super().__init__(
            "register",
            register_columns(),
            title=_("Register"),
            key=lambda line: line.person_id,
            remembered=remembered,
            type_to_filter=False,
        )
        self.can_mark = False
        self.goes_on = True  # after a mark, to the next person; a correction stays where it was asked for
        self._late_id: int | None = None
        self._digits = ""
        self._expects_enter = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.end_minutes)
        self._pause.timeout.connect(self.expect_enter)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setItemDelegateForColumn(MARK_COLUMN, MarkDelegate(self.view))
        self.view.setAccessibleDescription(
            _(
                "P present, L late and then the minutes, A absent, E excused; arrow keys, Home and End move, "
                "F finds a name, R writes a reason, Delete clears, Enter shows details and history"
            )
        )

    def leave_row(self) -> None:
        """Nobody is current any more: another session is about to be shown, from its first gap on."""
        self.view.selectionModel().clear()
        self.view.scrollToTop()

    def show_lines(self, lines: Sequence[RegisterLine], busy: set[int]) -> None:
        """Show what the store has; people whose next mark is on its way stay as they are.

        Only rows that differ are painted anew, unless there are other people than before.
        """
        there = [line.person_id for line in self.model.rows]
        if sorted(there) != sorted(line.person_id for line in lines):
            self.set_rows(lines)
            return
        number_of = {person_id: number for number, person_id in enumerate(there)}
        changed = [line for line in lines if self.model.row_at(number_of[line.person_id]) != line]
        if len(changed) > _MANY:
            kept = {line.person_id: line for line in self.model.rows if self._stays(line.person_id, busy)}
            self.set_rows([kept.get(line.person_id, line) for line in lines])
            return
        for line in changed:
            self._show_line(number_of[line.person_id], line, busy)

    def show_line(self, line: RegisterLine, busy: set[int]) -> None:
        """Show what the store has of one person."""
        number = self._number_of(line.person_id)
        if number is not None:
            self._show_line(number, line, busy)

    def _show_line(self, number: int, line: RegisterLine, busy: set[int]) -> None:
        if not self._stays(line.person_id, busy):
            self.model.replace_row(number, line)

    def _stays(self, person_id: int, busy: set[int]) -> bool:
        """Whether somebody's line is newer here than in the store."""
        return person_id in busy or (bool(self._digits) and person_id == self._late_id)

    def show_saving(
        self, person_id: int, status: MarkStatus | None, minutes: int | None, reason: str = ""
    ) -> None:
        """Show a mark that is on its way."""
        number = self._number_of(person_id)
        if number is not None:
            self.model.replace_row(number, self.model.row_at(number).saving(status, minutes, reason))

    def line_of(self, person_id: int) -> RegisterLine | None:
        """Return the line of a person."""
        number = self._number_of(person_id)
        return None if number is None else self.model.row_at(number)

    def mark_current(self, status: MarkStatus) -> None:
        """Mark the current person as the key would."""
        line = self.current_row()
        if line is not None and self.can_mark:
            self._mark(line, status)

    def go_to(self, person_id: int) -> None:
        """Make somebody the current person, in the middle of what is seen if they were out of sight."""
        number = self._number_of(person_id)
        if number is not None:
            self._look_ahead(number)
            self.view.selectRow(number)

    def expect_enter(self) -> None:
        """An Enter that comes next was meant for the line that has just closed: it opens nobody's history."""
        self._expects_enter = True

    def go_on(self) -> None:
        """Make the next person current who is to be marked here."""
        row = self.view.currentIndex().row() + 1
        while row < self.model.rowCount() and not self.model.row_at(row).is_expected:
            row += 1
        if row < self.model.rowCount():
            self._look_ahead(row + 1)
            self.view.selectRow(row)

    def _number_of(self, person_id: int) -> int | None:
        return next((n for n, line in enumerate(self.model.rows) if line.person_id == person_id), None)

    def end_minutes(self) -> None:
        """The minutes are typed: ask for them to be saved."""
        self._pause.stop()
        person_id, digits = self._late_id, self._digits
        self._late_id, self._digits = None, ""
        if person_id is not None and digits:
            self.minutes_typed.emit(None, "")
            self.mark_requested.emit(person_id, MarkStatus.LATE, int(digits) or None)

    def drop_minutes(self) -> None:
        """Forget the digits typed so far; whoever listens shows the line as the store has it."""
        self._pause.stop()
        self._late_id, self._digits = None, ""
        self.minutes_typed.emit(None, "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that mark come before keys that move; Ctrl+Z first takes back digits that are not saved yet."""
        if watched is self.view and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and self._takes_digits_back(event):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and self._on_marking_key(event):
                return True
        elif watched is self.view and event.type() == QEvent.Type.FocusOut:
            self.end_minutes()
        elif watched is self.view and event.type() == QEvent.Type.Resize:
            self.view.scrollTo(
                self.view.currentIndex()
            )  # a message has taken room: the person stays in sight
        return super().eventFilter(watched, event)

    def _on_marking_key(self, event: QKeyEvent) -> bool:
        if self._takes_digits_back(event):
            self.drop_minutes()
            return True
        if self._ends_typing(event):
            return True
        line = self.current_row()
        if self._opens_line(event, line):
            return True
        if line is None or not self.can_mark or event.modifiers() & ~HARMLESS != Qt.KeyboardModifier(0):
            self.end_minutes()
            return False
        digit = event.text()
        if len(digit) == 1 and digit in "0123456789":
            return self._on_digit(line, digit)
        return self._on_mark_key(line, event.key())

    def _ends_typing(self, event: QKeyEvent) -> bool:
        """Whether this is the Enter with which many end a name or a number: it opens nobody's history."""
        is_late, self._expects_enter = self._expects_enter, False
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or not (is_late or self._digits):
            return False
        self.end_minutes()
        return True

    def _on_mark_key(self, line: RegisterLine, key: int) -> bool:
        is_clearing = key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
        if key == Qt.Key.Key_Backspace and self._digits:
            self._type_minutes(self._digits[:-1])
            return True
        self.end_minutes()
        status = STATUS_KEYS.get(key)
        if status is not None:
            self._mark(line, status)
        elif is_clearing and line.status is not None:
            self.clear_requested.emit(line.person_id)
        return status is not None or is_clearing

    def _share_out(self) -> None:
        """Where the window is too narrow, the reason gives way, then the planned hours, then the word of the mark."""
        if self._is_sharing:
            return  # hiding a column resizes the view, which asks again
        self._is_sharing = True
        room = self.view.width() - self.view.verticalScrollBar().sizeHint().width()
        for self._squeeze in Squeeze:
            self.view.setColumnHidden(HOURS_COLUMN, self._squeeze >= Squeeze.NO_HOURS)
            if sum(self._usual_widths()) <= room:
                break
        self._is_sharing = False
        super()._share_out()

    def _usual_widths(self) -> list[int]:
        """Words of marks and the usual notes are whole in every language, as long as there is room."""
        widths, header = super()._usual_widths(), self.view.horizontalHeader()
        advance, gap = self.fontMetrics().horizontalAdvance, 2 * theme.BETWEEN
        if self._squeeze in (Squeeze.SHORT_REASON, Squeeze.NO_HOURS_SHORT_REASON, Squeeze.SHORT_MARK):
            widths[REASON_COLUMN] = header.sectionSizeHint(REASON_COLUMN)
        if self._squeeze >= Squeeze.NO_HOURS:
            widths[HOURS_COLUMN] = 0
        if self._squeeze < Squeeze.SHORT_MARK:
            word = max(advance(status_word(status)) for status in MarkStatus)
            widths[MARK_COLUMN] = max(CHIP_WIDTH + gap + word, header.sectionSizeHint(MARK_COLUMN))
        note = max(advance(note) for note in usual_notes())
        widths[NOTE_COLUMN] = max(note + gap, header.sectionSizeHint(NOTE_COLUMN))
        return widths

    def _opens_line(self, event: QKeyEvent, line: RegisterLine | None) -> bool:
        """Keys that open a line below the register: finding is for everybody, writing for who may mark."""
        is_find = event.matches(QKeySequence.StandardKey.Find)
        if is_find or self._is_plain(event, Qt.Key.Key_F, Qt.Key.Key_Slash):
            self.end_minutes()
            self.find_requested.emit()
        elif self.can_mark and line is not None and self._is_plain(event, Qt.Key.Key_R):
            self.end_minutes()
            self.reason_requested.emit(self.line_of(line.person_id))
        elif self.can_mark and self._is_plain(event, Qt.Key.Key_Insert):
            self.end_minutes()
            self.walk_in_requested.emit()
        else:
            return False
        return True

    @staticmethod
    def _is_plain(event: QKeyEvent, *keys: Qt.Key) -> bool:
        return event.key() in keys and event.modifiers() & ~HARMLESS == Qt.KeyboardModifier(0)

    def _takes_digits_back(self, event: QKeyEvent) -> bool:
        is_back = event.key() == Qt.Key.Key_Escape or event.matches(QKeySequence.StandardKey.Undo)
        return bool(self._digits) and is_back

    def _mark(self, line: RegisterLine, status: MarkStatus) -> None:
        self.mark_requested.emit(line.person_id, status, None)
        if status == MarkStatus.LATE:
            self._late_id = line.person_id
        if self.goes_on:
            self.go_on()

    def _look_ahead(self, row: int) -> None:
        """At the lower edge go on by half a screen: who comes next is seen before the key is pressed."""
        after = self.model.index(min(row, self.model.rowCount() - 1), 0)
        if not self.view.viewport().rect().contains(self.view.visualRect(after).center()):
            self.view.scrollTo(after, QAbstractItemView.ScrollHint.PositionAtCenter)

    def _on_digit(self, line: RegisterLine, digit: str) -> bool:
        if self._late_id is None and line.status == MarkStatus.LATE:
            self._late_id = line.person_id
        if self._late_id is not None:
            self._type_minutes((self._digits + digit)[-_MOST_DIGITS:])
        return True

    def _type_minutes(self, digits: str) -> None:
        assert self._late_id is not None
        self._digits = digits
        self.show_saving(self._late_id, MarkStatus.LATE, int(digits) if digits else None)
        self.minutes_typed.emit(self.line_of(self._late_id), digits)
        self._pause.start()
