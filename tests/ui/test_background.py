import sys
import threading
import time
from collections.abc import Generator, Iterator
from time import sleep

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tvet_desktop.shared.errors import UserError
from ui.background import ImmediateBackground, Progress, ThreadBackground, WorkCancelled


class TooLate(UserError):
    def sentence(self) -> str:
        return "It is too late: come tomorrow."


@pytest.fixture
def background(qapp: QApplication) -> Iterator[ThreadBackground]:  # noqa: ARG001  signals need one
    runner = ThreadBackground()
    yield runner
    runner.stop()


def test_run_works_on_another_thread_and_answers_on_this_one(
    background: ThreadBackground, qtbot: QtBot
) -> None:
    here = threading.get_ident()
    seen: list[tuple[int, int]] = []

    background.run(threading.get_ident, done=lambda there: seen.append((there, threading.get_ident())))

    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0][0] != here
    assert seen[0][1] == here


def test_run_keeps_the_order_on_one_thread(background: ThreadBackground, qtbot: QtBot) -> None:
    order: list[int] = []
    for number in range(20):
        background.run(lambda number=number: number, done=order.append)

    qtbot.waitUntil(lambda: len(order) == 20)
    assert order == list(range(20))


def test_run_carries_whole_63_bit_ids(background: ThreadBackground, qtbot: QtBot) -> None:
    ids: list[int] = []

    background.run(lambda: 2**63 - 1, done=ids.append)

    qtbot.waitUntil(lambda: ids == [2**63 - 1])


def test_user_error_goes_to_failed(background: ThreadBackground, qtbot: QtBot) -> None:
    failures: list[UserError] = []

    def work() -> None:
        raise TooLate

    background.run(work, failed=failures.append)

    qtbot.waitUntil(lambda: bool(failures))
    assert failures[0].sentence() == "It is too late: come tomorrow."


def test_user_error_that_nobody_asked_for_reaches_the_watch(
    background: ThreadBackground, qtbot: QtBot
) -> None:
    def work() -> None:
        raise TooLate

    with qtbot.waitSignal(background.watch.unhandled) as caught:
        background.run(work)

    assert isinstance(caught.args[0], TooLate)


def test_unknown_error_reaches_the_excepthook(
    background: ThreadBackground, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    caught: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: caught.append(error))

    background.run(lambda: 1 // 0)

    qtbot.waitUntil(lambda: bool(caught))
    assert isinstance(caught[0], ZeroDivisionError)


def test_result_is_dropped_when_the_owner_is_gone(background: ThreadBackground, qtbot: QtBot) -> None:
    seen: list[str] = []
    owner = QObject()
    background.run(lambda: time.sleep(0.05) or "late", done=seen.append, owner=owner)
    owner.deleteLater()
    background.run(lambda: "after", done=seen.append)

    qtbot.waitUntil(lambda: "after" in seen)
    assert seen == ["after"]


def test_progress_is_reported_and_cancel_rolls_the_work_back(
    background: ThreadBackground, qtbot: QtBot
) -> None:
    failures: list[UserError] = []
    numbers: list[int] = []
    background.watch.started.connect(lambda number, _name, _can: numbers.append(number))

    def work(progress: Progress) -> None:
        for done in range(1000):
            progress.step(done, 1000)
            time.sleep(0.005)

    with qtbot.waitSignal(background.watch.stepped):
        background.run_with_progress(work, name="Import", failed=failures.append)
    background.cancel(numbers[0])

    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], WorkCancelled)
    assert "Import" in failures[0].sentence()


def test_immediate_background_answers_at_once() -> None:
    seen: list[object] = []

    def refused() -> None:
        raise TooLate

    background = ImmediateBackground()
    background.run(lambda: 7, done=seen.append)
    background.run(refused, failed=seen.append)
    background.run_with_progress(lambda progress: progress.step(1, 1), name="Import", done=seen.append)

    assert seen[0] == 7
    assert isinstance(seen[1], TooLate)
    assert seen[2] is None


def test_work_given_after_the_stop_is_not_taken(qapp: QApplication) -> None:  # noqa: ARG001
    runner = ThreadBackground()
    done: list[int] = []
    runner.stop()

    runner.run(lambda: 1, done=done.append)

    assert not runner.is_busy
    assert done == []


def test_what_waits_when_the_window_closes_is_still_saved(qapp: QApplication) -> None:  # noqa: ARG001
    runner = ThreadBackground()
    saved: list[int] = []

    def slow() -> None:
        sleep(0.05)
        saved.append(0)

    runner.run(slow)
    for number in range(1, 5):
        runner.run(lambda number=number: saved.append(number))
    runner.stop()

    assert saved == [0, 1, 2, 3, 4]


def test_work_that_cannot_know_how_much_there_is_says_nothing_and_can_be_cancelled() -> None:
    told: list[tuple[int, int]] = []
    progress = Progress("Reading", lambda done, total: told.append((done, total)))

    progress.step(0, 0)
    progress.cancel()

    assert told == []
    with pytest.raises(WorkCancelled):
        progress.step(0, 0)


def test_work_in_turns_lets_in_what_is_asked_meanwhile(background: ThreadBackground, qtbot: QtBot) -> None:
    order: list[str] = []
    may_go_on = threading.Event()

    def long_work(_progress: Progress) -> Generator[None, None, int]:
        may_go_on.wait()
        for part in range(3):
            order.append(f"part {part}")
            yield
        return 3

    ended: list[int] = []
    background.run_in_turns(long_work, name="Printing", done=ended.append)
    background.run(lambda: order.append("a page"))
    may_go_on.set()
    qtbot.waitUntil(lambda: ended == [3])

    assert order == ["part 0", "a page", "part 1", "part 2"]


def test_work_in_turns_is_cancelled_between_two_parts(background: ThreadBackground, qtbot: QtBot) -> None:
    failures: list[UserError] = []
    begun: list[int] = []

    def endless(progress: Progress) -> Generator[None, None, None]:
        while True:
            progress.step(1, 2)
            begun.append(1)
            yield

    background.watch.started.connect(lambda number, _name, _can: numbers.append(number))
    numbers: list[int] = []
    background.run_in_turns(endless, name="Printing", failed=failures.append)
    qtbot.waitUntil(lambda: bool(begun))
    background.cancel(numbers[0])
    qtbot.waitUntil(lambda: bool(failures))

    assert isinstance(failures[0], WorkCancelled)


def test_work_in_turns_tidies_up_when_the_app_is_closed(qapp: QApplication) -> None:  # noqa: ARG001
    background = ThreadBackground()
    tidied = threading.Event()
    begun = threading.Event()

    def endless(_progress: Progress) -> Generator[None, None, None]:
        try:
            while True:
                begun.set()
                yield
        finally:
            tidied.set()

    background.run_in_turns(endless, name="Printing")
    begun.wait()
    background.stop()

    assert tidied.wait(5)


def test_immediate_background_takes_all_turns_at_once() -> None:
    def work(progress: Progress) -> Generator[None, None, str]:
        progress.step(0, 1)
        yield
        return "done"

    results: list[str] = []
    ImmediateBackground().run_in_turns(work, name="Printing", done=results.append)

    assert results == ["done"]
