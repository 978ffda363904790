"""Saves marks one by one, each in its own transaction, and tells what the store has afterwards."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from tvet_desktop.attendance.clear_mark import clear_mark
from tvet_desktop.attendance.correct_mark import correct_mark
from tvet_desktop.attendance.mark_attendance import AttendanceMarked, mark_attendance
from tvet_desktop.attendance.mark_rest import RestMarked, mark_rest
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.attendance.registers import SessionRegister, register_of
from tvet_desktop.attendance.restore_marks import restore_marks
from tvet_desktop.shared.errors import UserError
from ui.context import Context

T = TypeVar("T")
_PAUSE_MS = 600  # other pages and the status line hear of a burst of marks once


@dataclass(frozen=True)
class MarkWanted:
    """A mark as it was typed; without a reason it only goes into an open session."""

    session_id: int
    person_id: int
    status: MarkStatus
    minutes_late: int | None
    reason: str = ""
    is_correction: bool = False


class Marking(QObject):
    """Between the register and the store.

    `saved` (result of the use case, the register as it is now) comes after the commit; `refused` (UserError)
    when nothing was changed. While others are told, ``is_telling`` is true.
    """

    saved = Signal(object, object)
    refused = Signal(object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self.is_telling = False
        self._context = context
        self._on_their_way: Counter[int] = Counter()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.tell)

    @property
    def busy(self) -> set[int]:
        """The people whose marks are on their way to the store."""
        return {person_id for person_id, count in self._on_their_way.items() if count}

    def mark(self, wanted: MarkWanted) -> None:
        """Save one mark."""
        use_case: Callable[..., AttendanceMarked] = correct_mark if wanted.is_correction else mark_attendance
        do = partial(
            use_case,
            training_session_id=wanted.session_id,
            person_id=wanted.person_id,
            status=wanted.status,
            minutes_late=wanted.minutes_late,
            reason=wanted.reason,
            now=self._context.app.clock.now(),
        )
        self._run(wanted.session_id, do, {wanted.person_id})

    def clear(self, session_id: int, person_id: int) -> None:
        """Make a gap of a mark."""
        do = partial(
            clear_mark,
            training_session_id=session_id,
            person_id=person_id,
            now=self._context.app.clock.now(),
        )
        self._run(session_id, do, {person_id})

    def mark_rest(self, session_id: int, status: MarkStatus) -> None:
        """Give everybody without a mark the same one."""
        do: Callable[[Any], RestMarked] = partial(
            mark_rest, training_session_id=session_id, status=status, now=self._context.app.clock.now()
        )
        self._run(session_id, do, set())

    def take_back(self, session_id: int, done: tuple[AttendanceMarked, ...]) -> None:
        """Put back what was there before."""
        do = partial(restore_marks, done=done, now=self._context.app.clock.now())
        self._run(session_id, do, {change.person_id for change in done})

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

    def _run(self, session_id: int, use_case: Callable[[Any], T], people: set[int]) -> None:
        database, user_id = self._context.app.database, self._context.user.id
        self._on_their_way.update(people)

        def work() -> tuple[T, SessionRegister]:
            with database.transaction(user_id=user_id) as db:
                result = use_case(db)
            with database.reading() as db:
                return result, register_of(db, session_id)

        def done(answer: tuple[T, SessionRegister]) -> None:
            self._on_their_way.subtract(people)
            self._pause.start()
            self.saved.emit(*answer)

        def failed(error: UserError) -> None:
            self._on_their_way.subtract(people)
            self.refused.emit(error)

        self._context.background.run(work, done=done, failed=failed, owner=self)
