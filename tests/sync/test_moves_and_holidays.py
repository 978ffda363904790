"""Two PCs: one moves a person while the other marks; the national office and a college type holidays."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.courses.factories import MONDAY, a_course, a_running_course
from tests.sync.conftest import HUYE, JoinPc, Pc
from tvet_desktop.attendance.mark_attendance import mark_attendance
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.attendance.registers import course_register
from tvet_desktop.courses.edit_enrolment import edit_enrolment
from tvet_desktop.courses.make_sessions import make_sessions
from tvet_desktop.courses.models import EnrolmentStatus
from tvet_desktop.courses.move_enrolment import move_enrolment
from tvet_desktop.courses.queries import enrolled_people
from tvet_desktop.programme.add_holiday import add_holiday
from tvet_desktop.programme.queries import holidays_between
from tvet_desktop.storage.ids import Scope
from tvet_desktop.sync.describe_conflicts import describe_conflicts

Meet = Callable[..., None]
WEDNESDAY = date(2027, 3, 3)


@pytest.fixture
def second(founder: Pc, join_pc: JoinPc) -> Pc:
    del founder
    return join_pc("second", scopes=[HUYE])


def test_marks_typed_elsewhere_stay_with_who_was_moved_meanwhile(founder: Pc, second: Pc, meet: Meet) -> None:
    with founder.app.database.transaction() as db:
        first, sessions, people = a_running_course(db)
        other = a_course(db, code="HUY-2027-02")
        make_sessions(db, course_id=other, first_day=MONDAY, days=5)
    meet(founder, second)
    with founder.app.database.transaction() as db:
        move_enrolment(
            db, from_course_id=first, to_course_id=other, person_id=people[0], on_day=WEDNESDAY, by=None
        )
    with second.app.database.transaction() as db:
        for session_id in (sessions[0], sessions[5]):  # before the move, and after it
            mark_attendance(
                db,
                training_session_id=session_id,
                person_id=people[0],
                status=MarkStatus.PRESENT,
                now=second.app.now(),
            )

    meet(founder, second)

    assert founder.dump() == second.dump()
    for pc in (founder, second):
        with pc.app.database.reading() as db:
            row = next(row for row in course_register(db, first).rows if row.person.person_id == people[0])
            assert row.person.status == EnrolmentStatus.TRANSFERRED
            assert row.cells[0] is not None
            assert row.cells[5] is not None
            assert [person.came_from for person in enrolled_people(db, other)] == [first]


def test_a_move_and_a_correction_at_once_are_told_in_words(founder: Pc, second: Pc, meet: Meet) -> None:
    with founder.app.database.transaction() as db:
        first, _sessions, people = a_running_course(db)
        other = a_course(db, code="HUY-2027-02")
    meet(founder, second)
    with founder.app.database.transaction(user_id=founder.app.user.id) as db:
        edit_enrolment(
            db,
            course_id=first,
            person_id=people[0],
            enrolled_on=WEDNESDAY,
            left_on=None,
            counts_from=WEDNESDAY,
            by=None,
        )
    with second.app.database.transaction(user_id=second.app.user.id) as db:
        move_enrolment(
            db, from_course_id=first, to_course_id=other, person_id=people[0], on_day=WEDNESDAY, by=None
        )

    meet(founder, second)

    assert founder.dump() == second.dump()
    told = []
    for pc in (founder, second):
        with pc.app.database.reading() as db:
            told += describe_conflicts(db)
    assert told
    words = " ".join(f"{row.kind} {row.name} {row.fields} {row.kept} {row.lost}" for row in told)
    assert "Enrolment KEZA Aline" in words
    assert "Other data" not in words
    assert "moved to another course" in words


def test_holidays_of_all_and_of_a_college_meet(founder: Pc, second: Pc, meet: Meet) -> None:
    meet(founder, second)
    with founder.app.database.transaction() as db:
        add_holiday(db, scope=Scope.SHARED, on_date=date(2027, 3, 10), name="Eid al-Fitr", by=None)
    with second.app.database.transaction() as db:
        add_holiday(db, scope=HUYE, on_date=date(2027, 3, 10), name="Exams", is_working=True, by=None)

    meet(founder, second)

    for pc in (founder, second):
        with pc.app.database.reading() as db:
            found = [
                [row.name for row in holidays_between(db, date(2027, 3, 10), date(2027, 3, 10), scope)]
                for scope in (HUYE, 14)
            ]
        assert found == [[], ["Eid al-Fitr"]]
