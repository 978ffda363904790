"""5,000 people in five courses of 40 half-days: 200 sessions and 200,000 marks with their history, in one file."""

from sqlalchemy import Table, insert

from tests.courses.factories import MONDAY, a_course
from tvet_desktop.attendance.models import AttendanceMark
from tvet_desktop.courses.make_sessions import make_sessions
from tvet_desktop.courses.models import Enrolment
from tvet_desktop.people.models import Person
from tvet_desktop.storage.base import table_of
from tvet_desktop.storage.database import Database
from tvet_desktop.storage.ids import IdMinter
from tvet_desktop.storage.local_tables import Change

COURSES, DAYS, PEOPLE = 5, 20, 1000
STAMP = {"changed_at": 1 << 46, "changed_by": 7, "deleted": False}


def _put(database: Database, table: Table, rows: list[dict[str, object]]) -> None:
    with database.engine.begin() as connection:
        connection.execute(insert(table), rows)


def fill(database: Database) -> tuple[int, list[int], list[int]]:
    """Return the last course with its sessions and its people."""
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
