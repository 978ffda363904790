"""Work off the window's thread: one runner, one database thread, results back on the window's thread.

What it guarantees: jobs run one after the other in the order they were given; ``done`` or ``failed`` is called
on the window's thread, exactly one of the two, and neither once the ``owner`` has been destroyed; an error that
no user can fix reaches `sys.excepthook` on the window's thread.
"""

import sys
import time
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from typing import Any, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _

T = TypeVar("T")
_SECONDS_BETWEEN_STEPS = 0.05  # the bar is not repainted more often


class WorkCancelled(UserError):
    """The user pressed Cancel; raised inside the work, so that its transaction rolls back."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def sentence(self) -> str:
        """Say that nothing was changed."""
        return _("“{name}” was cancelled and nothing was changed: start it again when you are ready.").format(
            name=self.name
        )


class Progress:
    """What long work reports to: it is safe to call from the worker thread.

    Args:
        name: what the user reads beside the bar.
        tell: receives (done, total), at most twenty times a second.
    """

    def __init__(self, name: str, tell: Callable[[int, int], None]) -> None:
        self.name = name
        self.cancelled = False
        self._tell = tell
        self._told_at = 0.0

    def step(self, done: int, total: int) -> None:
        """Report that ``done`` of ``total`` pieces are finished; raise WorkCancelled after Cancel.

        A total of 0 says that nobody can know it yet: the work goes on, the bar stays as it is.
        """
        if self.cancelled:
            raise WorkCancelled(self.name)
        if total <= 0:
            return
        now = time.monotonic()
        if done >= total or now - self._told_at >= _SECONDS_BETWEEN_STEPS:
            self._told_at = now
            self._tell(done, total)

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self.cancelled = True


class Background(Protocol):
    """What pages know of the runner; `ThreadBackground` runs the app, `ImmediateBackground` the tests."""

    def run(
        self,
        work: Callable[[], T],
        *,
        done: Callable[[T], None] | None = None,
        failed: Callable[[UserError], None] | None = None,
        name: str = "",
        owner: QObject | None = None,
    ) -> None:
        """Run ``work`` off the window's thread.

        Args:
            work: touches no widget; raises UserError for what a user can fix.
            done: receives the result.
            failed: receives the UserError; without it the main window shows its sentence.
            name: what is being done, shown beside the bar when it takes longer than a moment; "" shows none.
            owner: when it is destroyed before the result comes, the result is dropped.
        """
        ...

    def run_with_progress(
        self,
        work: Callable[[Progress], T],
        *,
        name: str,
        done: Callable[[T], None] | None = None,
        failed: Callable[[UserError], None] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Run long work that reports its steps and can be cancelled; otherwise like `run`."""
        ...

    def run_in_turns(
        self,
        work: Callable[[Progress], Generator[None, None, T]],
        *,
        name: str,
        done: Callable[[T], None] | None = None,
        failed: Callable[[UserError], None] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Run work of minutes: at each ``yield`` it lets in what was asked meanwhile; otherwise like `run_with_progress`.

        When the app is closed, the work ends at its ``yield``.
        """
        ...

    def stop(self) -> None:
        """Take no more, and wait: what was asked to be saved is saved, what can be cancelled is."""
        ...


@dataclass(frozen=True)
class _Job:
    progress: Progress
    done: Callable[[Any], None] | None
    failed: Callable[[UserError], None] | None
    owner: QObject | None


class Watch(QObject):
    """Tells the main window what is going on.

    `started` (job number, name, can be cancelled), `stepped` (job number, done, total), `finished` (job number);
    `busy_changed` (whether any job runs or waits); `unhandled` (UserError) when a job failed and nobody asked to know.
    """

    started = Signal(object, str, bool)
    stepped = Signal(object, object, object)
    finished = Signal(object)
    busy_changed = Signal(bool)
    unhandled = Signal(object)


class ThreadBackground(QObject):
    """The real runner: one worker thread, because the store writes one transaction at a time anyway."""

    _ended = Signal(object, object, object)  # job number, result, error

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.watch = Watch(self)
        self._jobs: dict[int, _Job] = {}
        self._is_stopped = False
        self._numbers = count(1)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="database")
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], T],
        *,
        done: Callable[[T], None] | None = None,
        failed: Callable[[UserError], None] | None = None,
        name: str = "",
        owner: QObject | None = None,
    ) -> None:
        """See `Background.run`."""
        self._give(
            lambda _progress: work(), name=name, can_cancel=False, done=done, failed=failed, owner=owner
        )

    def run_with_progress(
        self,
        work: Callable[[Progress], T],
        *,
        name: str,
        done: Callable[[T], None] | None = None,
        failed: Callable[[UserError], None] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """See `Background.run_with_progress`."""
        self._give(work, name=name, can_cancel=True, done=done, failed=failed, owner=owner)

    def run_in_turns(
        self,
        work: Callable[[Progress], Generator[None, None, T]],
        *,
        name: str,
        done: Callable[[T], None] | None = None,
        failed: Callable[[UserError], None] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """See `Background.run_in_turns`."""
        self._give(work, name=name, can_cancel=True, done=done, failed=failed, owner=owner, is_in_turns=True)

    def cancel(self, number: int) -> None:
        """Ask one job to stop; unknown numbers are jobs that have just ended."""
        if number in self._jobs:
            self._jobs[number].progress.cancel()

    @property
    def is_busy(self) -> bool:
        """Whether a job runs or waits."""
        return bool(self._jobs)

    def stop(self) -> None:
        """See `Background.stop`."""
        self._is_stopped = True
        for job in self._jobs.values():
            job.progress.cancel()
        self._pool.shutdown(wait=True)  # a mark that was typed in the last moment is still saved
        self._jobs.clear()

    def _give(
        self,
        work: Callable[[Progress], Any],
        *,
        name: str,
        can_cancel: bool,
        done: Callable[[Any], None] | None,
        failed: Callable[[UserError], None] | None,
        owner: QObject | None,
        is_in_turns: bool = False,
    ) -> None:
        if self._is_stopped:
            return
        number = next(self._numbers)
        progress = Progress(name, lambda part, total: self.watch.stepped.emit(number, part, total))
        self._jobs[number] = _Job(progress, done, failed, owner)
        self.watch.started.emit(number, name, can_cancel)
        self.watch.busy_changed.emit(True)
        if is_in_turns:
            self._pool.submit(self._turn, number, work(progress))
        else:
            self._pool.submit(self._work, number, work, progress)

    def _work(self, number: int, work: Callable[[Progress], Any], progress: Progress) -> None:
        """Run on the worker thread: nothing here may touch a widget."""
        try:
            result = work(progress)
        except BaseException as error:  # noqa: BLE001  it is raised again on the window's thread
            self._ended.emit(number, None, error)
        else:
            self._ended.emit(number, result, None)

    def _turn(self, number: int, parts: Generator[None, None, Any]) -> None:
        """Run the next part on the worker thread, then stand behind whatever waits."""
        try:
            next(parts)
        except StopIteration as end:
            self._ended.emit(number, end.value, None)
        except BaseException as error:  # noqa: BLE001  it is raised again on the window's thread
            self._ended.emit(number, None, error)
        else:
            try:
                self._pool.submit(self._turn, number, parts)
            except RuntimeError:  # the app is being closed
                parts.close()

    def _on_ended(self, number: int, result: object, error: BaseException | None) -> None:
        job = self._jobs.pop(number, None)
        if job is None:
            return
        self.watch.finished.emit(number)
        self.watch.busy_changed.emit(self.is_busy)
        if job.owner is not None and not shiboken6.isValid(job.owner):
            return
        answer(result, error, job.done, job.failed or self.watch.unhandled.emit)


class ImmediateBackground:
    """Runs the work at once on the calling thread: what pages' tests use."""

    def run(
        self,
        work: Callable[[], T],
        *,
        done: Callable[[T], None] | None = None,
        failed: Callable[[UserError], None] | None = None,
        name: str = "",
        owner: QObject | None = None,
    ) -> None:
        """See `Background.run`."""
        self.run_with_progress(lambda _progress: work(), name=name, done=done, failed=failed, owner=owner)

    def run_with_progress(
        self,
        work: Callable[[Progress], T],
        *,
        name: str,
        done: Callable[[T], None] | None = None,
        failed: Callable[[UserError], None] | None = None,
        owner: QObject | None = None,  # noqa: ARG002  nobody can destroy it in between
    ) -> None:
        """See `Background.run_with_progress`."""
        result: Any = None
        caught: BaseException | None = None
        try:
            result = work(Progress(name, lambda _done, _total: None))
        except Exception as error:  # noqa: BLE001  told apart in `answer`
            caught = error
        answer(result, caught, done, failed)

    def run_in_turns(
        self,
        work: Callable[[Progress], Generator[None, None, T]],
        *,
        name: str,
        done: Callable[[T], None] | None = None,
        failed: Callable[[UserError], None] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """See `Background.run_in_turns`."""

        def at_once(progress: Progress) -> T:
            parts = work(progress)
            while True:
                try:
                    next(parts)
                except StopIteration as end:
                    result: T = end.value
                    return result

        self.run_with_progress(at_once, name=name, done=done, failed=failed, owner=owner)

    def stop(self) -> None:
        """Nothing runs between two calls."""


def answer(
    result: Any,  # noqa: ANN401  whatever the work returned
    error: BaseException | None,
    done: Callable[[Any], None] | None,
    failed: Callable[[UserError], None] | None,
) -> None:
    """Hand the end of a job to the one who asked; what no user can fix goes to `sys.excepthook`."""
    if error is None:
        if done is not None:
            done(result)
    elif isinstance(error, UserError) and failed is not None:
        failed(error)
    else:
        sys.excepthook(type(error), error, error.__traceback__)
