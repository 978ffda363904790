"""How long a register takes to open, and a mark to be saved, beside the raw statements.

5,000 people in five courses of 40 half-days, 200 sessions, 200,000 marks with their history.
"""

import time
from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import Table, insert

from tests.courses.factories import MONDAY, a_course
from tvet_desktop.attendance.mark_attendance import mark_attendance
from tvet_desktop.attendance.models import AttendanceMark, MarkStatus
from tvet_desktop.attendance.qualifying import qualifying
from tvet_desktop.attendance.registers import course_register, register_of
from tvet_desktop.courses.make_sessions import make_sessions
from tvet_desktop.courses.models import Enrolment
from tvet_desktop.people.models import Person
from tvet_desktop.storage.base import table_of
from tvet_desktop.storage.database import Database
from tvet_desktop.storage.ids import IdMinter
from tvet_desktop.storage.local_tables import Change

COURSES, DAYS, PEOPLE = 5, 20, 1000
REGISTER_MS, MARK_MS = 100, 50
STAMP = {"changed_at": 1 << 46, "changed_by": 7, "deleted": False}


def _fastest_ms(action: Callable[[], object], runs: int = 15) -> float:
    """Return the fastest of several runs: other programs on the PC only ever make one slower."""
    times = []
    for _run in range(runs):
        start = time.perf_counter()
        action()
        times.append((time.perf_counter() - start) * 1000)
    return min(times)


def _put(database: Database, table: Table, rows: list[dict[str, object]]) -> None:
    with database.engine.begin() as connection:
        connection.execute(insert(table), rows)


def _fill(database: Database) -> tuple[int, list[int], list[int]]:
    minter = IdMinter()
    for number in range(COURSES):
        with database.transaction() as db:
            course_id = a_course(db, code=f"HUY-{number}")
            made = make_sessions(db, course_id=course_id, first_day=MONDAY, days=DAYS)
        sessions = list(made.training_session_ids)
        people = [minter.next(12) for _seat in range(PEOPLE)]
        _put(
            database,
            table_of(Person),
            [
                {"id": p, "family_name": f"UWASE{i % 300}", "given_name": f"Aline {i}", "sex": "F", **STAMP}
                for i, p in enumerate(people)
            ],
        )
        _put(
            database,
            table_of(Enrolment),
            [
                {
                    "course_id": course_id,
                    "person_id": p,
                    "seat": i + 1,
                    "enrolled_on": MONDAY,
                    "status": "ENROLLED",
                    "reason": "",
                    **STAMP,
                }
                for i, p in enumerate(people)
            ],
        )
        marks = [
            (s, p, "PPPPALPPPE"[(i * 7 + j) % 10])
            for j, s in enumerate(sessions)
            for i, p in enumerate(people)
        ]
        _put(
            database,
            table_of(AttendanceMark),
            [
                {"training_session_id": s, "person_id": p, "status": letter, "source": "KEYBOARD", **STAMP}
                for s, p, letter in marks
            ],
        )
        _put(
            database,
            Change.__table__,  # type: ignore[arg-type]  # it is a Table
            [
                {
                    "table_name": "attendance_mark",
                    "key_a": s,
                    "key_b": p,
                    "changed_at": 1 << 46,
                    "changed_by": 7,
                    "after": {"status": letter, "minutes_late": None, "reason": None, "source": "KEYBOARD"},
                }
                for s, p, letter in marks
            ],
        )
    return course_id, sessions, people


def test_register_opens_and_marks_are_saved_in_time(
    database: Database, now: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    course_id, sessions, people = _fill(database)

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
    qualifying_ms = _fastest_ms(lambda: reading(qualifying, course_id))
    raw_ms, mark_ms, raw_mark_ms = _fastest_ms(raw_marks), _fastest_ms(mark), _fastest_ms(raw_mark)
    with capsys.disabled():
        print(
            f"\n200,000 marks, a course of {PEOPLE} people and {2 * DAYS} sessions:"
            f"\n  register of a session {session_ms:.0f} ms, of the course {course_ms:.0f} ms,"
            f" who qualifies {qualifying_ms:.0f} ms; the raw statement for its marks {raw_ms:.0f} ms"
            f"\n  one mark saved {mark_ms:.1f} ms; a raw update with commit {raw_mark_ms:.1f} ms"
        )
    slow_pc = 3 * raw_ms  # where the bare statement takes long, a busy PC is measured, not our code
    assert session_ms <= max(REGISTER_MS, slow_pc)
    assert course_ms <= max(REGISTER_MS, slow_pc)
    assert mark_ms <= MARK_MS
