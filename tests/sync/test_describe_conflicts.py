from collections.abc import Callable
from dataclasses import replace
from datetime import date

from tests.courses.factories import a_running_course
from tests.sync.conftest import JoinPc, Pc
from tvet_desktop.attendance.mark_attendance import mark_attendance
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.people.edit_person import edit_person
from tvet_desktop.people.queries import person_file
from tvet_desktop.storage.ids import scope_of
from tvet_desktop.sync.conflict_words import field_word, table_word, value_word
from tvet_desktop.sync.describe_conflicts import DescribedConflict, describe_conflicts


def described(pc: Pc) -> list[DescribedConflict]:
    with pc.app.database.reading() as db:
        return describe_conflicts(db)


def test_person_and_mark_are_named_in_words(founder: Pc, join_pc: JoinPc, meet: Callable[..., None]) -> None:
    with founder.app.database.transaction() as db:
        _course_id, sessions, people = a_running_course(db)
    second = join_pc("second", scopes=[scope_of(people[0])])
    meet(founder, second)
    marks = ((founder, MarkStatus.PRESENT, "ICT"), (second, MarkStatus.LATE, "Welding"))
    for pc, status, department in marks:
        with pc.app.database.transaction(user_id=pc.app.user.id) as db:
            mark_attendance(
                db, training_session_id=sessions[0], person_id=people[0], status=status, now=pc.app.now()
            )
            details = replace(person_file(db, people[0]).details, department=department)
            edit_person(db, person_id=people[0], details=details)
            name = person_file(db, people[0]).name
    meet(founder, second)

    for pc in (founder, second):
        found = {row.kind: row for row in described(pc)}
        assert set(found) == {"Person", "Attendance"}
        assert (found["Person"].name, found["Person"].fields) == (name, "Department")
        assert {found["Person"].kept, found["Person"].lost} == {"ICT", "Welding"}
        assert found["Attendance"].name.startswith(f"{name}, ")
        assert {found["Attendance"].kept, found["Attendance"].lost} == {"Present", "Late"}
        assert found["Person"].lost_by == "Invented Admin"


def test_values_are_told_as_people_say_them() -> None:
    assert value_word("person", "deleted", "1") == "yes"
    assert value_word("session", "cancelled", "0") == "no"
    assert value_word("training_session", "held_on", date(2027, 3, 8).isoformat()) == "08/03/2027"
    assert value_word("person", "phone", "") == "–"
    assert table_word("from a newer version") == "Other data"
    assert field_word("budget_rwf") == "budget rwf"
