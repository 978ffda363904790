"""The register of one session with what is said around it; every mark goes from here to the store."""

from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.attendance.registers import SessionRegister
from tvet_desktop.attendance.walk_ins.walk_in_candidates import walk_in_candidates
from tvet_desktop.courses.queries import TrainingSessionRow
from tvet_desktop.people.queries import PeopleIndex
from tvet_desktop.shared.translation import _
from ui import theme
from ui.attendance.mark_dialog import open_mark_dialog
from ui.attendance.marking import MarkWanted
from ui.attendance.register_foot import RegisterFoot
from ui.attendance.register_line import RegisterLine, lines_of
from ui.attendance.register_table import RegisterTable
from ui.attendance.saving import Saving
from ui.attendance.words import status_word
from ui.widgets.page import Page
from ui.widgets.words import label


class RegisterPanel(QWidget):
    """`changed` gives the register after each change that the store has."""

    changed = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._college: PeopleIndex | None = None
        self.register: SessionRegister | None = None
        self.saving = Saving(page, self)
        self.marking = self.saving.marking
        self.note = label("", "muted", wraps=True)
        self.table = RegisterTable(page.context.remembered)
        self.foot = RegisterFoot()
        self.hint = self.foot.hint
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.INSIDE)
        column.addWidget(self.note)
        column.addWidget(self.table, 1)
        column.addWidget(self.foot)
        self._connect()

    def show_session(self, register: SessionRegister | None, note: str, *, can_mark: bool) -> None:
        """Show a session, or none; ``note`` is what should be known about it."""
        before, self.register = self.register, register
        self._college = None  # people may have changed
        self.table.can_mark = can_mark
        self.table.goes_on = register is None or not register.column.session.is_closed
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.foot.setVisible(register is not None and bool(register.rows))
        if register is None:
            self.table.set_rows([])
            return
        is_other = before is None or before.column.session.id != register.column.session.id
        if is_other:
            self.foot.make_room()
            self.foot.show_hint()
            self.table.leave_row()
        self.show_register(register)
        if is_other or not self.table.view.selectionModel().hasSelection():
            self._go_to_first_gap()

    def show_register(self, register: SessionRegister) -> None:
        """Show who is marked."""
        self.register = register
        self.table.show_lines(lines_of(register), self.marking.busy)
        self.changed.emit(register)

    def open_rest_menu(self) -> QMenu | None:
        """Offer the four marks for everybody who has none; one more key chooses."""
        session = self._open_session()
        if session is None:
            return None
        self.table.end_minutes()
        menu = QMenu(self)
        for status in MarkStatus:
            act = menu.addAction(f"&{status.value}   {status_word(status)}")
            act.triggered.connect(partial(self._on_rest, session.id, status))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.table.mapToGlobal(QPoint(0, 0)))
        return menu

    def open_walk_in(self) -> None:
        """Open the line for somebody who stands on no list."""
        session = self._open_session()
        if session is None:
            return
        self.table.end_minutes()
        self.foot.make_room()
        self.foot.show()
        self.foot.walk_in.ask({line.person_id: line for line in self.table.model.rows})
        if self._college is None:
            self._page.read(lambda db: walk_in_candidates(db, session.id), self._on_college)

    def open_details(self) -> None:
        """Show mark, reason and history of the current person."""
        self.table.end_minutes()
        line = self.table.current_row()
        if line is not None:
            self._open(line)

    def leave(self) -> None:
        """Another session or page is shown: nothing stays half typed, and others hear of the marks."""
        self.table.end_minutes()
        if self.foot.reason.is_open:
            self.foot.reason.accept()
        self.marking.tell_now_if_waiting()

    def _connect(self) -> None:
        table, foot = self.table, self.foot
        table.mark_requested.connect(self._on_mark)
        table.clear_requested.connect(self._on_clear)
        table.minutes_typed.connect(self._on_minutes)
        table.opened.connect(self._open)
        table.find_requested.connect(self._on_find)
        table.reason_requested.connect(self._on_reason)
        table.walk_in_requested.connect(self.open_walk_in)
        for line in foot.lines:
            line.left.connect(self._on_line_left)
        foot.finding.looking_at.connect(table.go_to)
        foot.finding.mark_typed.connect(table.mark_current)
        foot.finding.settled.connect(table.expect_enter)
        foot.reason.written.connect(self._on_reason_written)
        foot.walk_in.came_in.connect(self._on_walk_in)

    def _open_session(self) -> TrainingSessionRow | None:
        """Return the session if marks may be made in it."""
        if self.register is None or not self.table.can_mark or self.register.column.session.is_closed:
            return None
        return self.register.column.session

    def _go_to_first_gap(self) -> None:
        rows = self.table.model.rows
        if rows:
            self.table.view.selectRow(next((n for n, line in enumerate(rows) if line.status is None), 0))

    def _open(self, line: RegisterLine, status: MarkStatus | None = None) -> None:
        if self.register is not None:
            session, can_mark = self.register.column.session, self.table.can_mark
            open_mark_dialog(
                self._page, session, line, status or line.status, self.saving.mark, can_mark=can_mark
            )

    def _on_mark(self, person_id: int, status: MarkStatus, minutes: int | None) -> None:
        assert self.register is not None
        session = self.register.column.session
        line = self.table.line_of(person_id)
        if line is None:
            return
        if session.is_closed:
            self._open(line, status)
            return
        reason = (
            line.reason if line.status == status else ""
        )  # the same mark again keeps what stands beside it
        self.table.show_saving(person_id, status, minutes, reason)
        self.saving.mark(MarkWanted(session.id, person_id, status, minutes, reason), line.name)

    def _on_clear(self, person_id: int) -> None:
        session, line = self._open_session(), self.table.line_of(person_id)
        if session is None or line is None:
            self._page.messages.show_attention(
                _("This session is closed: a mark can be corrected, not cleared.")
            )
            return
        self.table.show_saving(person_id, None, None)
        self.saving.clear(session.id, person_id, line.name)

    def _on_rest(self, session_id: int, status: MarkStatus, _checked: bool = False) -> None:  # noqa: FBT001, FBT002  Qt's "checked"
        self.saving.mark_rest(session_id, status)

    def _on_walk_in(self, name: str, person_id: int | None) -> None:
        session = self._open_session()
        if session is not None:
            self.saving.walk_in(session.id, name, person_id)

    def _on_college(self, people: PeopleIndex) -> None:
        self._college = people
        self.foot.walk_in.use_people(people)

    def _on_find(self) -> None:
        self.foot.make_room()
        self.foot.finding.ask(self.table.model.rows, self.table.current_row())

    def _on_reason(self, line: RegisterLine) -> None:
        if self._open_session() is None:
            self._open(line)
        elif line.status is None:
            words = _("{name} has no mark yet: mark first, then write the reason.").format(name=line.name)
            self.foot.show_hint(words)
        else:
            self.foot.make_room()
            self.foot.reason.ask(line)

    def _on_reason_written(self, person_id: int, reason: str) -> None:
        session, line = self._open_session(), self.table.line_of(person_id)
        if session is None or line is None or line.status is None:
            return
        self.table.show_saving(person_id, line.status, line.minutes_late, reason)
        wanted = MarkWanted(session.id, person_id, line.status, line.minutes_late, reason)
        self.saving.mark(wanted, line.name, is_about_reason=True)
        self.table.go_on()

    def _on_line_left(self) -> None:
        self.foot.show_hint()
        self._page.focus()

    def _on_minutes(self, line: RegisterLine | None, digits: str) -> None:
        words = ""
        if line is not None:
            words = _("Minutes late of {name}: {minutes}").format(name=line.name, minutes=digits or "–")
        elif self.register is not None:
            # digits that were dropped go, those that are saved come back at once
            self.table.show_lines(lines_of(self.register), self.marking.busy)
        self.foot.show_hint(words)
