"""What merging costs, and what it costs the others afterwards, among 5,000 people and 200,000 marks."""

import time
from collections.abc import Callable
from datetime import datetime

import pytest

from tests.benchmarks.big_file import fill
from tvet_desktop.attendance.course_progress import course_progress
from tvet_desktop.attendance.mark_attendance import mark_attendance
from tvet_desktop.attendance.merging.merge_people import merge_people
from tvet_desktop.attendance.merging.merge_preview import merge_preview
from tvet_desktop.attendance.merging.separate_people import separate_people
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.attendance.queries import session_progress
from tvet_desktop.attendance.registers import register_of
from tvet_desktop.people.queries import list_people
from tvet_desktop.storage.database import Database

MERGED = 50
REGISTER_MS, MARK_MS, MERGE_MS = 100, 50, 500


def _fastest_ms(action: Callable[[], object], runs: int = 7) -> float:
    times = []
    for _run in range(runs):
        start = time.perf_counter()
        action()
        times.append((time.perf_counter() - start) * 1000)
    return min(times)


def test_merged_people_slow_nobody_down(
    database: Database, now: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    course_id, sessions, people = fill(database)

    def reading(query: Callable[..., object], *arguments: int) -> float:
        def read() -> None:
            with database.reading() as db:
                query(db, *arguments)

        return _fastest_ms(read)

    def figures() -> dict[str, float]:
        turns = iter(range(1000))

        def mark() -> None:
            with database.transaction() as db:
                status = list(MarkStatus)[next(turns) % 4]
                mark_attendance(
                    db, training_session_id=sessions[-1], person_id=people[5], status=status, now=now
                )

        return {
            "register": reading(register_of, sessions[-1]),
            "mark": _fastest_ms(mark),
            "sessions": reading(session_progress, course_id),
            "courses": reading(course_progress),
            "people": reading(list_people),
        }

    before = figures()
    merging = []
    for number in range(MERGED):
        start = time.perf_counter()
        with database.transaction() as db:
            merge_people(db, kept_id=people[2 * number], merged_id=people[2 * number + 1], by=None, now=now)
        merging.append((time.perf_counter() - start) * 1000)
    after = figures()
    preview_ms = reading(lambda db: merge_preview(db, first_id=people[200], second_id=people[201]))
    start = time.perf_counter()
    with database.transaction() as db:
        separate_people(db, person_id=people[1], by=None, now=now)
    separate_ms = (time.perf_counter() - start) * 1000
    with capsys.disabled():
        print(f"\n{MERGED} of 5,000 people merged (ms before → after):")
        for name, ms in after.items():
            print(f"  {name} {before[name]:.0f} → {ms:.0f}")
        print(
            f"  to merge two {min(merging):.0f} (slowest {max(merging):.0f}), to show both {preview_ms:.0f},"
            f" to separate {separate_ms:.0f}"
        )
    assert after["register"] <= max(REGISTER_MS, 2 * before["register"])
    assert after["mark"] <= max(MARK_MS, 2 * before["mark"])
    assert min(merging) <= max(MERGE_MS, 2 * before["register"])
