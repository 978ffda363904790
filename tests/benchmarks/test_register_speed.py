"""How long a register takes to open, and a mark to be saved, beside the raw statements.

5,000 people in five courses of 40 half-days, 200 sessions, 200,000 marks with their history.
"""

import time
from collections.abc import Callable
from datetime import datetime

import pytest

from tests.benchmarks.big_file import DAYS, PEOPLE, fill
from tvet_desktop.attendance.mark_attendance import mark_attendance
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.attendance.qualifying import qualifying
from tvet_desktop.attendance.registers import course_register, register_of, row_of_register
from tvet_desktop.storage.database import Database

REGISTER_MS, MARK_MS = 100, 50


def _fastest_ms(action: Callable[[], object], runs: int = 15) -> float:
    """Return the fastest of several runs: other programs on the PC only ever make one slower."""
    times = []
    for _run in range(runs):
        start = time.perf_counter()
        action()
        times.append((time.perf_counter() - start) * 1000)
    return min(times)


def test_register_opens_and_marks_are_saved_in_time(
    database: Database, now: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    course_id, sessions, people = fill(database)

    def reading(query: Callable[..., object], argument: int) -> None:
        with database.reading() as db:
            query(db, argument)

    def mark() -> None:
        mark.turn += 1  # type: ignore[attr-defined]  # each run changes the mark
        status = list(MarkStatus)[mark.turn % 4]  # type: ignore[attr-defined]  # see above
        with database.transaction() as db:
            mark_attendance(db, training_session_id=sessions[-1], person_id=people[5], status=status, now=now)

    mark.turn = 0  # type: ignore[attr-defined]  # see above

    def raw_marks() -> None:
        with database.engine.connect() as connection:
            connection.exec_driver_sql(
                "SELECT m.training_session_id, m.person_id, m.status, m.minutes_late FROM attendance_mark m"
                " JOIN training_session s ON s.id = m.training_session_id"
                " WHERE s.course_id = ? AND NOT m.deleted",
                (course_id,),
            ).fetchall()

    def raw_mark() -> None:
        with database.engine.begin() as connection:
            connection.exec_driver_sql(
                "UPDATE attendance_mark SET changed_at = changed_at + 1"
                " WHERE training_session_id = ? AND person_id = ?",
                (sessions[-1], people[6]),
            )

    session_ms = _fastest_ms(lambda: reading(register_of, sessions[-1]))
    course_ms = _fastest_ms(lambda: reading(course_register, course_id))
    line_ms = _fastest_ms(lambda: reading(lambda db, s: row_of_register(db, s, people[5]), sessions[-1]))
    qualifying_ms = _fastest_ms(lambda: reading(qualifying, course_id))
    raw_ms, mark_ms, raw_mark_ms = _fastest_ms(raw_marks), _fastest_ms(mark), _fastest_ms(raw_mark)
    with capsys.disabled():
        print(
            f"\n200,000 marks, a course of {PEOPLE} people and {2 * DAYS} sessions:"
            f"\n  register of a session {session_ms:.0f} ms, of the course {course_ms:.0f} ms,"
            f" who qualifies {qualifying_ms:.0f} ms; the raw statement for its marks {raw_ms:.0f} ms"
            f"\n  one mark saved {mark_ms:.1f} ms; a raw update with commit {raw_mark_ms:.1f} ms;"
            f" its line read again {line_ms:.1f} ms"
        )
    slow_pc = 3 * raw_ms  # where the bare statement takes long, a busy PC is measured, not our code
    assert session_ms <= max(REGISTER_MS, slow_pc)
    assert course_ms <= max(REGISTER_MS, slow_pc)
    assert mark_ms + line_ms <= max(MARK_MS, slow_pc)
