from datetime import datetime

from tests.courses.factories import MONDAY, a_running_course, some_people
from tvet_desktop.attendance.close_session import close_session
from tvet_desktop.attendance.mark_attendance import mark_attendance
from tvet_desktop.attendance.mark_rest import mark_rest
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.attendance.registers import register_of
from tvet_desktop.attendance.trend import Direction, direction, rates_after_sessions
from tvet_desktop.courses.cancel_session import cancel_session
from tvet_desktop.courses.enrol_people import enrol_people
from tvet_desktop.storage.database import Database

P, A = MarkStatus.PRESENT, MarkStatus.ABSENT


def test_the_line_goes_through_decided_sessions_only(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        course_id, sessions, people = a_running_course(db, days=3)
        for session_id, status in zip(sessions[:3], (P, A, P), strict=True):
            mark_attendance(db, training_session_id=session_id, person_id=people[0], status=status, now=now)
        mark_rest(db, training_session_id=sessions[0], status=P, now=now)
        close_session(db, training_session_id=sessions[0], on_date=MONDAY, by=None)
        cancel_session(db, training_session_id=sessions[3], reason="Rain")
        (late,) = some_people(db, ["HIRWA Luc"])
        enrol_people(db, course_id=course_id, person_ids=[late], enrolled_on=MONDAY)
        register = register_of(db, sessions[1])

    rates = [rates_after_sessions(row.cells, register.sessions, register.rules) for row in register.rows]
    assert rates[0] == (1, 0.5, 2 / 3, None, None)
    assert rates[1] == (1, None, None, None, None)
    assert rates[-1] == (0, None, None, None, None)  # a gap of a closed session counts


def test_the_direction_looks_at_the_latest_sessions() -> None:
    assert direction([]) == direction([0.5]) == direction([None]) == Direction.STEADY
    assert direction([1, 0.5, None]) == Direction.FALLING
    assert direction([0, 0.5, None, 0.6]) == Direction.RISING
    assert direction([0, 0.9, 0.8, 0.85, 0.9]) == Direction.STEADY
