"""Saves the marks of a signed page one by one, and gives the page as the store has it afterwards."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from tvet_desktop.attendance.clear_mark import clear_mark
from tvet_desktop.attendance.mark_attendance import AttendanceMarked
from tvet_desktop.attendance.mark_rest import RestMarked
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.attendance.paper.mark_from_sheet import mark_from_sheet
from tvet_desktop.attendance.paper.mark_rest_of_page import mark_rest_of_page
from tvet_desktop.attendance.paper.page_rows import SheetPage
from tvet_desktop.attendance.paper.sheet_page import sheet_page
from tvet_desktop.attendance.rules import Mark
from tvet_desktop.shared.errors import UserError
from ui.attendance.paper.paper_cells import Cell
from ui.attendance.register_steps import MarksStep
from ui.context import Context

_PAUSE_MS = 600  # other pages and the status line hear of a burst of marks once


class PaperMarking(QObject):
    """Between a signed page and the store.

    `saved` (step, result, page) after a commit: the page is None while more keys wait, so that fast typing does not
    read it for each of them. `refused` (cell or None, UserError). ``is_telling`` while others are told.
    """

    saved = Signal(object, object, object)
    refused = Signal(object, object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self.is_telling = False
        self.sheet_id, self.page = 0, 0
        self._context = context
        self._waiting = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.tell)

    def mark(self, cell: Cell, status: MarkStatus, minutes: int | None, seen: Mark | None) -> None:
        """Save one mark; ``seen`` is what the cell showed."""
        session_id, person_id = cell
        use_case = partial(
            mark_from_sheet,
            training_session_id=session_id,
            person_id=person_id,
            status=status,
            minutes_late=minutes,
            seen=seen,
            now=self._context.app.clock.now(),
        )
        self._run(self._step(session_id, {person_id}, use_case), use_case, cell)

    def clear(self, cell: Cell) -> None:
        """Make a gap of a mark."""
        session_id, person_id = cell
        use_case = partial(
            clear_mark,
            training_session_id=session_id,
            person_id=person_id,
            now=self._context.app.clock.now(),
        )
        self._run(self._step(session_id, {person_id}, use_case), use_case, cell)

    def mark_rest(self, session_id: int, status: MarkStatus) -> None:
        """Give everybody on the page without a mark at a session the same one."""
        use_case = partial(
            mark_rest_of_page,
            sheet_id=self.sheet_id,
            page=self.page,
            training_session_id=session_id,
            status=status,
            now=self._context.app.clock.now(),
        )
        self._run(self._step(session_id, set(), use_case), use_case, None)

    def undo(self, step: MarksStep) -> None:
        """Take a step back."""
        self._run(step, step.undo, None)

    def redo(self, step: MarksStep) -> None:
        """Do again what was taken back."""
        self._run(step, step.redo, None)

    def tell(self) -> None:
        """Let other pages and the status line know, once for a burst of marks."""
        self._pause.stop()
        self.is_telling = True
        self._context.changes.attendance.emit()
        self.is_telling = False

    def tell_now_if_waiting(self) -> None:
        """The page is left: nobody shall wait for the pause."""
        if self._pause.isActive():
            self.tell()

    def _step(
        self, session_id: int, people: set[int], use_case: Callable[[Any], AttendanceMarked | RestMarked]
    ) -> MarksStep:
        return MarksStep(session_id, frozenset(people), use_case, self._context.app.clock.now)

    def _run(self, step: MarksStep, use_case: Callable[[Any], object], cell: Cell | None) -> None:
        database, user_id = self._context.app.database, self._context.user.id
        sheet_id, number = self.sheet_id, self.page
        self._waiting += 1

        def work() -> tuple[object, SheetPage | None]:
            with database.transaction(user_id=user_id) as db:
                result = use_case(db)
            step.keep(result)
            if self._waiting > 1:  # only the last of a burst
                return result, None
            with database.reading() as db:
                return result, sheet_page(db, sheet_id, number)

        def done(answer: tuple[object, SheetPage | None]) -> None:
            self._waiting -= 1
            self._pause.start()
            self.saved.emit(step, *answer)

        def failed(error: UserError) -> None:
            self._waiting -= 1
            self.refused.emit(cell, error)

        self._context.background.run(work, done=done, failed=failed, owner=self)
