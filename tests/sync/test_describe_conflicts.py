from collections.abc import Callable
from dataclasses import replace
from datetime import date

from tests.courses.factories import a_running_course
from tests.sync.conftest import JoinPc, Pc
from tvet_desktop.attendance.mark_attendance import mark_attendance
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.ideas.add_idea import add_idea
from tvet_desktop.ideas.details import IdeaDetails
from tvet_desktop.ideas.edit_idea import edit_idea
from tvet_desktop.people.edit_person import edit_person
from tvet_desktop.people.queries import person_file
from tvet_desktop.programme.queries import college_of_scope
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
    assert field_word("budget_rwf") == "Budget (RWF)"
    assert field_word("from_a_newer_version") == "Other data"
    assert value_word("person", "sex", "F") == "Female"
    assert value_word("idea", "stage", "PROTOTYPE") == "A prototype can be tried"
    assert value_word("course", "state", "OPEN") == "open for enrolment"


def test_field_of_an_idea_is_named_as_its_form_names_it(
    founder: Pc, join_pc: JoinPc, meet: Callable[..., None]
) -> None:
    with founder.app.database.transaction() as db:
        _course_id, _sessions, people = a_running_course(db)
        college = scope_of(people[0])
        college_row = college_of_scope(db, college)
        assert college_row is not None
        idea_id = add_idea(db, college_id=college_row.id, details=IdeaDetails(title="Solar dryer")).idea_id
    second = join_pc("second", scopes=[college])
    meet(founder, second)
    for pc, person_id, budget in ((founder, people[0], 100_000), (second, people[1], 200_000)):
        with pc.app.database.transaction(user_id=pc.app.user.id) as db:
            details = IdeaDetails(title="Solar dryer", leader_id=person_id, budget_rwf=budget)
            edit_idea(db, idea_id=idea_id, details=details)
    meet(founder, second)

    with founder.app.database.reading() as db:
        leaders = {person_file(db, person_id).name for person_id in people[:2]}
    found = described(founder)
    assert {row.name for row in found} == {"Solar dryer"}
    words = {field.strip() for row in found for field in row.fields.split(",")}
    assert words == {"Team leader", "Budget (RWF)"}
    said = {value.strip() for row in found for value in f"{row.kept}, {row.lost}".split(",")}
    assert leaders <= said
