"""The register of one session with what is said around it; every mark goes from here to the store."""

from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from tvet_desktop.attendance.mark_attendance import AttendanceMarked
from tvet_desktop.attendance.mark_rest import RestMarked
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.attendance.registers import SessionRegister
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from ui import theme
from ui.attendance.mark_dialog import open_mark_dialog
from ui.attendance.marking import Marking, MarkWanted
from ui.attendance.register_line import RegisterLine
from ui.attendance.register_table import RegisterTable
from ui.attendance.words import marked_sentence, rest_sentence, status_word
from ui.widgets.page import Page
from ui.widgets.words import label


class RegisterPanel(QWidget):
    """`changed` gives the register after each change that the store has."""

    changed = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self.register: SessionRegister | None = None
        self.marking = Marking(page.context, self)
        self.note = label("", "muted", wraps=True)
        self.table = RegisterTable(page.context.remembered)
        self.hint = label(_keys(), "muted", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.INSIDE)
        column.addWidget(self.note)
        column.addWidget(self.table, 1)
        column.addWidget(self.hint)
        self.table.mark_requested.connect(self._on_mark)
        self.table.clear_requested.connect(self._on_clear)
        self.table.minutes_typed.connect(self._on_minutes)
        self.table.opened.connect(self._open)
        self.marking.saved.connect(self._on_saved)
        self.marking.refused.connect(self._on_refused)

    def show_session(self, register: SessionRegister | None, note: str, *, can_mark: bool) -> None:
        """Show a session, or none; ``note`` is what should be known about it."""
        before, self.register = self.register, register
        self.table.can_mark = can_mark
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.hint.setVisible(register is not None and bool(register.rows))
        if register is None:
            self.table.set_rows([])
            return
        is_other = before is None or before.column.session.id != register.column.session.id
        if is_other:
            self.table.set_rows([])
        self._show(register)
        if is_other or not self.table.view.selectionModel().hasSelection():
            self._go_to_first_gap()

    def _show(self, register: SessionRegister) -> None:
        """Show who is marked."""
        self.register = register
        needed = register.rules.completion_percent
        lines = [RegisterLine.of(row, needed) for row in register.rows]
        self.table.show_lines(lines, self.marking.busy)
        self.changed.emit(register)

    def _go_to_first_gap(self) -> None:
        rows = self.table.model.rows
        if rows:
            self.table.view.selectRow(next((n for n, line in enumerate(rows) if line.status is None), 0))

    def open_rest_menu(self) -> QMenu | None:
        """Offer the four marks for everybody who has none; one more key chooses."""
        if self.register is None or not self.table.can_mark or self.register.column.session.is_closed:
            return None
        self.table.end_minutes()
        menu = QMenu(self)
        for status in MarkStatus:
            act = menu.addAction(f"&{status.value}   {status_word(status)}")
            act.triggered.connect(partial(self._on_rest, status))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.table.mapToGlobal(QPoint(0, 0)))
        return menu

    def open_details(self) -> None:
        """Show mark, reason and history of the current person."""
        self.table.end_minutes()
        line = self.table.current_row()
        if line is not None:
            self._open(line)

    def leave(self) -> None:
        """Another session or page is shown: nothing stays half typed, and others hear of the marks."""
        self.table.end_minutes()
        self.marking.tell_now_if_waiting()

    def _open(self, line: RegisterLine, status: MarkStatus | None = None) -> None:
        if self.register is not None:
            session = self.register.column.session
            open_mark_dialog(
                self._page, session, line, status or line.status, self.marking, can_mark=self.table.can_mark
            )

    def _on_mark(self, person_id: int, status: MarkStatus, minutes: int | None) -> None:
        assert self.register is not None
        session = self.register.column.session
        line = self.table.line_of(person_id)
        if session.is_closed and line is not None:
            self._open(line, status)
            return
        self.table.show_saving(person_id, status, minutes)
        self.marking.mark(MarkWanted(session.id, person_id, status, minutes))

    def _on_clear(self, person_id: int) -> None:
        assert self.register is not None
        session = self.register.column.session
        self.table.show_saving(person_id, None, None)
        self.marking.clear(session.id, person_id)

    def _on_rest(self, status: MarkStatus, _checked: bool = False) -> None:  # noqa: FBT001, FBT002  Qt's "checked"
        if self.register is not None:
            self.marking.mark_rest(self.register.column.session.id, status)

    def _on_saved(self, result: object, register: SessionRegister) -> None:
        """The store has it: show it as saved, and say in words how to take it back."""
        session_id = register.column.session.id
        if self.register is not None and session_id == self.register.column.session.id:
            self._show(register)
        messages = self._page.messages
        if isinstance(result, AttendanceMarked):
            undo = partial(self.marking.take_back, session_id, (result,))
            messages.show_success(self._sentence(result, register), undo)
        elif isinstance(result, RestMarked) and result.marked:
            after = result.marked[0].after
            assert after is not None
            undo = partial(self.marking.take_back, session_id, result.marked)
            messages.show_success(rest_sentence(after.status, len(result.marked)), undo)
        elif isinstance(result, RestMarked):
            messages.show_attention(_("Everybody has a mark already: nothing was changed."))

    def _on_refused(self, error: UserError) -> None:
        self._page.show_user_error(error)
        self._page.refresh()

    def _on_minutes(self, line: RegisterLine | None, digits: str) -> None:
        words = _keys()
        if line is not None:
            words = _("Minutes late of {name}: {minutes}").format(name=line.name, minutes=digits or "–")
        elif self.register is not None:
            self._show(self.register)  # digits that were dropped go, those that are saved come back at once
        self.hint.setText(words)

    @staticmethod
    def _sentence(done: AttendanceMarked, register: SessionRegister) -> str:
        names = {row.person.person_id: row.person.name for row in register.rows}
        name = names.get(done.person_id, "")
        if done.after is None:
            return _("The mark of {name} is cleared.").format(name=name)
        return marked_sentence(name, done.after.status, done.after.minutes_late)


def _keys() -> str:
    return _(
        "P present · L late, then the minutes · A absent · E excused · Delete clears · Enter details · "
        "Ctrl+R the rest · Alt+← Alt+→ sessions"
    )
