"""Saves marks one by one, each in its own transaction, and tells what the store has afterwards."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from tvet_desktop.attendance.clear_mark import clear_mark
from tvet_desktop.attendance.correct_mark import correct_mark
from tvet_desktop.attendance.mark_attendance import AttendanceMarked, mark_attendance
from tvet_desktop.attendance.mark_rest import mark_rest
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.attendance.registers import (
    SessionRegister,
    SessionRegisterRow,
    register_of,
    row_of_register,
)
from tvet_desktop.attendance.remove_sessions import has_marks
from tvet_desktop.shared.errors import UserError
from ui.attendance.register_steps import MarksStep, Step, WalkInStep
from ui.context import Context

News = SessionRegister | SessionRegisterRow
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


@dataclass(frozen=True)
class Saved:
    """What the store has now: ``result`` of a use case, and ``news``, the whole register or the one line that changed.

    ``is_back``: a step was taken back or done again.
    """

    step: Step
    result: object
    news: News
    is_back: bool


class Marking(QObject):
    """Between the register and the store.

    `saved` (Saved) comes after the commit; `refused` (Step, UserError) when nothing was changed. While others are
    told, ``is_telling`` is true.
    """

    saved = Signal(object)
    refused = Signal(object, object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self.is_telling = False
        self._context = context
        self._has_new_people = False
        self._on_their_way: Counter[int] = Counter()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.tell)

    @property
    def busy(self) -> set[int]:
        """The people whose marks are on their way to the store."""
        return {person_id for person_id, count in self._on_their_way.items() if count}

    def mark(self, wanted: MarkWanted) -> Step:
        """Return the step that saves one mark."""
        use_case: Callable[..., AttendanceMarked] = correct_mark if wanted.is_correction else mark_attendance
        do = partial(
            use_case,
            training_session_id=wanted.session_id,
            person_id=wanted.person_id,
            status=wanted.status,
            minutes_late=wanted.minutes_late,
            reason=wanted.reason,
            now=self._now(),
        )
        people = frozenset({wanted.person_id})
        return MarksStep(wanted.session_id, people, do, self._now, is_correction=wanted.is_correction)

    def clear(self, session_id: int, person_id: int) -> Step:
        """Return the step that makes a gap of a mark."""
        do = partial(clear_mark, training_session_id=session_id, person_id=person_id, now=self._now())
        return MarksStep(session_id, frozenset({person_id}), do, self._now)

    def mark_rest(self, session_id: int, status: MarkStatus) -> Step:
        """Return the step that gives everybody without a mark the same one."""
        do = partial(mark_rest, training_session_id=session_id, status=status, now=self._now())
        return MarksStep(session_id, frozenset(), do, self._now)

    def walk_in(self, session_id: int, name: str, person_id: int | None) -> Step:
        """Return the step that takes in somebody who stands on no list."""
        return WalkInStep(session_id, self._now, name=name, person_id=person_id)

    def scanned(self, done: AttendanceMarked) -> Step:
        """Return the step of a mark that a badge has made already: it can be taken back and done again."""
        step = MarksStep(done.training_session_id, frozenset({done.person_id}), lambda _db: done, self._now)
        step.keep(done)
        return step

    def tell_soon(self) -> None:
        """Somebody else saved a mark: let others know once the burst is over."""
        self._pause.start()

    def do(self, step: Step) -> None:
        """Save a step for the first time."""
        self._run(step, step.do)

    def undo(self, step: Step) -> None:
        """Take a step back."""
        self._run(step, step.undo, is_back=True)

    def redo(self, step: Step) -> None:
        """Do a step again that was taken back."""
        self._run(step, step.redo, is_back=True)

    def tell(self) -> None:
        """Let other pages and the status line know, once for a burst of marks."""
        self._pause.stop()
        self.is_telling = True
        changes = self._context.changes
        changes.attendance.emit()
        if self._has_new_people:
            self._has_new_people = False
            changes.people.emit()
            changes.courses.emit()
        self.is_telling = False

    def tell_now_if_waiting(self) -> None:
        """The page is left: nobody shall wait for the pause."""
        if self._pause.isActive():
            self.tell()

    def _now(self) -> datetime:
        return self._context.app.clock.now()

    def _run(self, step: Step, way: Callable[[Any], object], *, is_back: bool = False) -> None:
        database, user_id = self._context.app.database, self._context.user.id
        self._on_their_way.update(step.people)

        def work() -> Saved:
            with database.transaction(user_id=user_id) as db:
                was_held = has_marks(db, step.session_id)
                result = way(db)
            step.keep(result)
            with database.reading() as db:
                return Saved(step, result, _news(db, step, was_held=was_held), is_back)

        def done(saved: Saved) -> None:
            self._on_their_way.subtract(step.people)
            self._has_new_people |= isinstance(step, WalkInStep)
            self._pause.start()
            self.saved.emit(saved)

        def failed(error: UserError) -> None:
            self._on_their_way.subtract(step.people)
            self.refused.emit(step, error)

        self._context.background.run(work, done=done, failed=failed, owner=self)


def _news(db: Any, step: Step, *, was_held: bool) -> News:  # noqa: ANN401  the core's session
    """Read the line of the one person who was marked; the first mark of a session changes what all others have."""
    if len(step.people) == 1 and has_marks(db, step.session_id) == was_held:
        (person_id,) = step.people
        row = row_of_register(db, step.session_id, person_id)
        if row is not None:
            return row
    return register_of(db, step.session_id)
