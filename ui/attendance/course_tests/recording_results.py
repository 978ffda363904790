"""Saves results one by one, each in its own transaction, and tells what the store has afterwards."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from tvet_desktop.attendance.course_tests.clear_result import clear_result
from tvet_desktop.attendance.course_tests.queries import CourseResults, course_results
from tvet_desktop.attendance.course_tests.record_result import ResultRecorded, record_result
from tvet_desktop.attendance.course_tests.restore_results import restore_results
from tvet_desktop.attendance.course_tests.rules import WhichTest
from tvet_desktop.shared.errors import UserError
from ui.context import Context

_PAUSE_MS = 600  # other pages hear of a column of results once
Key = tuple[int, WhichTest]


@dataclass(eq=False)
class ResultsStep:
    """What was recorded at once; ``done`` is what taking it back, or doing it again, would turn round."""

    course_id: int
    done: tuple[ResultRecorded, ...] = ()


class RecordingResults(QObject):
    """Between the table of results and the store.

    `saved` (ResultsStep, the results as they are now) comes after the commit of a new result, `turned` (the same)
    after one was taken back or done again, `refused` (UserError) when nothing was changed. While others are told,
    ``is_telling`` is true.
    """

    saved = Signal(object, object)
    turned = Signal(object, object)
    refused = Signal(object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self.is_telling = False
        self._context = context
        self._on_their_way: Counter[Key] = Counter()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.tell)

    @property
    def busy(self) -> set[Key]:
        """The people and tests whose points are on their way to the store."""
        return {key for key, count in self._on_their_way.items() if count}

    def record(self, course_id: int, person_id: int, which: WhichTest, points: int | None) -> None:
        """Save one result; None clears it."""

        def act(db: Any) -> tuple[ResultRecorded, ...]:  # noqa: ANN401  the core's session
            if points is None:
                return (clear_result(db, course_id=course_id, person_id=person_id, which=which),)
            return (record_result(db, course_id=course_id, person_id=person_id, which=which, points=points),)

        self._run(ResultsStep(course_id), act, [(person_id, which)], self.saved.emit)

    def turn(self, step: ResultsStep) -> None:
        """Take a step back, or do it again if it was taken back."""
        keys = [(change.person_id, change.which) for change in step.done]
        self._run(step, partial(restore_results, done=step.done), keys, self.turned.emit)

    def tell(self) -> None:
        """Let other pages know, once for a column of results."""
        self._pause.stop()
        self.is_telling = True
        self._context.changes.attendance.emit()
        self.is_telling = False

    def tell_now_if_waiting(self) -> None:
        """The page is left: nobody shall wait for the pause."""
        if self._pause.isActive():
            self.tell()

    def _run(
        self,
        step: ResultsStep,
        use_case: Callable[[Any], tuple[ResultRecorded, ...]],
        keys: Sequence[Key],
        say: Callable[[ResultsStep, CourseResults], None],
    ) -> None:
        database, user_id = self._context.app.database, self._context.user.id
        self._on_their_way.update(keys)

        def work() -> CourseResults:
            with database.transaction(user_id=user_id) as db:
                step.done = use_case(db)
            with database.reading() as db:
                return course_results(db, step.course_id)

        def done(results: CourseResults) -> None:
            self._on_their_way.subtract(keys)
            self._pause.start()
            say(step, results)

        def failed(error: UserError) -> None:
            self._on_their_way.subtract(keys)
            self.refused.emit(error)

        self._context.background.run(work, done=done, failed=failed, owner=self)
