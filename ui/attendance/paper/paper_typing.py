"""What happens to each key on a signed page: asked again where a mark stands, saved, said, undone."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from tvet_desktop.attendance.mark_attendance import AttendanceMarked
from tvet_desktop.attendance.mark_rest import RestMarked
from tvet_desktop.attendance.models import MarkSource, MarkStatus
from tvet_desktop.attendance.paper.page_rows import SheetPage
from tvet_desktop.attendance.rules import Mark
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from ui.attendance.paper.paper_cells import Cell
from ui.attendance.paper.paper_marking import PaperMarking
from ui.attendance.paper.paper_table import PaperTable
from ui.attendance.register_steps import MarksStep
from ui.attendance.words import mark_text, marked_sentence, rest_sentence, status_word
from ui.widgets.page import Page


class PaperTyping(QObject):
    """Between the table and the store. `changed` (SheetPage) after each change that the store has."""

    changed = Signal(object)

    def __init__(self, page: Page, table: PaperTable) -> None:
        super().__init__(page)
        self._page = page
        self._table = table
        self._asked: tuple[Cell, MarkStatus] | None = None
        self._mine: set[Cell] = set()
        self._said: dict[MarksStep, str] = {}
        self._waiting: dict[Cell, int] = {}
        self._names: dict[int, str] = {}
        self.marking = PaperMarking(page.context, self)
        table.mark_requested.connect(self._on_mark)
        table.clear_requested.connect(self._on_clear)
        self.marking.saved.connect(self._on_saved)
        self.marking.refused.connect(self._on_refused)

    def begin(self, page: SheetPage) -> None:
        """Another page is shown: what stands there was typed by somebody else."""
        self._asked = None
        self._mine.clear()
        self._table.cells.on_their_way.clear()
        self._names |= {line.person_id: line.name for line in page.lines if line.person_id is not None}
        self.marking.sheet_id, self.marking.page = page.sheet_id, page.page

    def open_rest_menu(self) -> QMenu | None:
        """Offer the four marks for everybody of the current column who has none."""
        shown, here = self._table.cells.page, self._table.currentIndex()
        if shown is None or not self._table.can_mark or not here.isValid():
            return None
        column = shown.columns[here.column()]
        self._table.end_minutes()
        menu = QMenu(self._table)
        for status in MarkStatus:
            menu.addAction(
                f"&{status.value}  {status_word(status)}",
                partial(self.marking.mark_rest, column.training_session_id, status),
            )
        menu.popup(self._table.viewport().mapToGlobal(QPoint(0, 0)))
        return menu

    def leave(self) -> None:
        """Another page is shown: nothing stays half typed, and others hear of the marks."""
        self._table.end_minutes()
        self.marking.tell_now_if_waiting()

    def _on_mark(self, cell: Cell, status: MarkStatus, minutes: int | None) -> None:
        seen = self._mark_of(cell)
        if seen is not None and seen.status == status and minutes is None:
            self._asked = None
            self._go_on(cell, status)
            return
        is_theirs = seen is not None and cell not in self._mine and seen.status != status
        if is_theirs and self._asked != (cell, status):
            self._asked = (cell, status)
            self._page.messages.show_attention(
                _("{name} is already marked: {mark}. Press {key} again to change it.").format(
                    name=self._name_of(cell), mark=mark_text(seen), key=status.value
                )
            )
            return
        self._asked = None
        self._mine.add(cell)
        self._send(cell, Mark(status, minutes, source=MarkSource.SHEET))
        self.marking.mark(cell, status, minutes, seen)
        if minutes is None:
            self._go_on(cell, status)

    def _go_on(self, cell: Cell, status: MarkStatus) -> None:
        if self._table.current_cell() == cell:
            self._table.advance()
        if status == MarkStatus.LATE:
            self._table.expect_minutes(cell)

    def _on_clear(self, cell: Cell) -> None:
        if self._mark_of(cell) is not None:
            self._mine.add(cell)
            self._send(cell, None)
            self.marking.clear(cell)

    def _send(self, cell: Cell, mark: Mark | None) -> None:
        self._waiting[cell] = self._waiting.get(cell, 0) + 1
        self._table.cells.on_their_way[cell] = mark
        self._table.cells.repaint()

    def _arrived(self, cell: Cell) -> None:
        self._waiting[cell] = self._waiting.get(cell, 1) - 1
        if not self._waiting[cell]:
            del self._waiting[cell]
            self._table.cells.on_their_way.pop(cell, None)
            self._table.cells.repaint()

    def _on_saved(self, step: MarksStep, result: object, page: SheetPage | None) -> None:
        sentence = self._sentence(result)
        if isinstance(result, AttendanceMarked):
            cell = (result.training_session_id, result.person_id)
            self._table.cells.keep(cell, result.after)
            self._arrived(cell)
        shown = self._table.cells.page
        if (
            page is not None
            and shown is not None
            and (page.sheet_id, page.page) == (shown.sheet_id, shown.page)
        ):
            self._table.show_page(page)
            self.changed.emit(page)
        if sentence and step not in self._said:
            self._said[step] = sentence
            self._page.messages.show_success(
                sentence,
                partial(self._again, self.marking.undo, step),
                partial(self._again, self.marking.redo, step),
            )
        elif isinstance(result, RestMarked):
            self._page.messages.show_attention(
                _("Everybody in this column has a mark already: nothing was changed.")
            )

    def _on_refused(self, cell: Cell | None, error: UserError) -> None:
        if cell is not None:
            self._arrived(cell)
            self._mine.discard(cell)
        self._page.show_user_error(error)
        self._page.refresh()

    def _again(self, do: Callable[[MarksStep], None], step: MarksStep) -> None:
        """Take a step back or do it again; the keyboard stands on the cell that this changes."""
        self._table.end_minutes()
        do(step)
        for person_id in step.people if len(step.people) == 1 else ():
            self._table.go_to_cell((step.session_id, person_id))

    def _sentence(self, result: object) -> str:
        if isinstance(result, AttendanceMarked):
            return self._about_one(result)
        if isinstance(result, RestMarked) and result.marked:
            after = result.marked[0].after
            assert after is not None
            return rest_sentence(after.status, len(result.marked))
        return ""

    def _about_one(self, done: AttendanceMarked) -> str:
        name = self._name_of((done.training_session_id, done.person_id))
        if done.after is None:
            return _("The mark of {name} is cleared.").format(name=name)
        if done.before is not None and done.before != done.after:
            return _("{name}: {mark}; before it was {earlier}.").format(
                name=name, mark=mark_text(done.after), earlier=mark_text(done.before)
            )
        return marked_sentence(name, done.after.status, done.after.minutes_late)

    def _mark_of(self, cell: Cell) -> Mark | None:
        place = self._table.place_of(cell)
        return None if place is None else self._table.cells.mark_at(*place)

    def _name_of(self, cell: Cell) -> str:
        return self._names.get(cell[1], "")
