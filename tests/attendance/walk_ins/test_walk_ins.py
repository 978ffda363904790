from datetime import datetime

import pytest
from sqlalchemy import select

from tests.courses.factories import MONDAY, a_college, a_running_course, some_people
from tvet_desktop.attendance.close_session import close_session
from tvet_desktop.attendance.loading import load_mark
from tvet_desktop.attendance.mark_attendance import mark_attendance
from tvet_desktop.attendance.mark_rest import mark_rest
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.attendance.registers import register_of
from tvet_desktop.attendance.walk_ins.add_walk_in import add_walk_in
from tvet_desktop.attendance.walk_ins.put_back_walk_in import put_back_walk_in
from tvet_desktop.attendance.walk_ins.take_back_walk_in import WalkInInUse, take_back_walk_in
from tvet_desktop.courses.queries import enrolled_people
from tvet_desktop.courses.rules import PersonOfOtherCollege, TrainingSessionClosed
from tvet_desktop.courses.withdraw_enrolment import withdraw_enrolment
from tvet_desktop.people.models import Person
from tvet_desktop.people.queries import list_people
from tvet_desktop.people.rules import PersonIncomplete
from tvet_desktop.storage.database import Database

P, A, L = MarkStatus.PRESENT, MarkStatus.ABSENT, MarkStatus.LATE


@pytest.mark.parametrize(
    ("written", "family", "given"),
    [
        ("HIRWA Luc", "HIRWA", "Luc"),
        ("hirwa luc", "hirwa", "luc"),
        ("Luc HIRWA", "HIRWA", "Luc"),
        ("  Hirwa ", "Hirwa", ""),
    ],
)
def test_a_written_name_becomes_a_person_who_is_present(
    database: Database, now: datetime, written: str, family: str, given: str
) -> None:
    with database.transaction() as db:
        course_id, sessions, _people = a_running_course(db)

        done = add_walk_in(db, training_session_id=sessions[1], name=written, now=now)

        person = db.get_one(Person, done.person_id)
        assert (person.family_name, person.given_name, person.sex) == (family, given, "N")
        assert person.walk_in_on == MONDAY
        (row,) = [row for row in enrolled_people(db, course_id) if row.person_id == done.person_id]
        assert (row.seat, row.enrolled_on) == (5, MONDAY)
        last = register_of(db, sessions[1]).rows[-1]
        assert (last.person.person_id, last.is_walk_in) == (done.person_id, True)
        assert last.mark is not None
        assert last.mark.status == P


@pytest.mark.parametrize("written", ["", "   ", "-", "N/A", "x"])
def test_what_is_no_name_makes_nobody(database: Database, now: datetime, written: str) -> None:
    with database.transaction() as db:
        _course_id, sessions, _people = a_running_course(db)
        with pytest.raises(PersonIncomplete):
            add_walk_in(db, training_session_id=sessions[0], name=written, now=now)
        assert len(db.scalars(select(Person)).all()) == 4


def test_a_known_person_is_enrolled_and_no_second_one_made(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        course_id, sessions, _people = a_running_course(db)
        (known,) = some_people(db, ["HIRWA Luc"])

        done = add_walk_in(db, training_session_id=sessions[0], person_id=known, now=now)

        assert (done.is_new, done.person_id, done.name) == (False, known, "HIRWA Luc")
        assert [row.person_id for row in enrolled_people(db, course_id)][-1] == known
        assert load_mark(db, sessions[0], known) is not None


def test_somebody_of_the_course_is_only_marked(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        _course_id, sessions, people = a_running_course(db)
        for person_id, status in zip(people, (A, L, P), strict=False):
            mark_attendance(db, training_session_id=sessions[0], person_id=person_id, status=status, now=now)

        done = [
            add_walk_in(db, training_session_id=sessions[0], person_id=person_id, now=now)
            for person_id in people
        ]

        assert [row.enrolled for row in done] == [None] * 4
        assert [row.marked is not None for row in done] == [True, False, False, True]
        assert [row.mark.status for row in register_of(db, sessions[0]).rows if row.mark] == [P, L, P, P]


def test_one_undo_takes_everything_back_and_redo_brings_the_same_person(
    database: Database, now: datetime
) -> None:
    with database.transaction() as db:
        course_id, sessions, _people = a_running_course(db)
        college = a_college(db).scope
        done = add_walk_in(db, training_session_id=sessions[0], name="HIRWA Luc", now=now)

    with database.transaction() as db:
        take_back_walk_in(db, added=done, now=now)
    with database.reading() as db:
        assert len(enrolled_people(db, course_id)) == 4
        assert list_people(db, college_scope=college, text="hirwa").total == 0
        assert load_mark(db, sessions[0], done.person_id) is None

    with database.transaction() as db:
        again = put_back_walk_in(db, added=done, now=now)
    assert (again.person_id, again.is_new) == (done.person_id, True)
    with database.transaction() as db:
        assert list_people(db, college_scope=college, text="hirwa").total == 1
        assert len(register_of(db, sessions[0]).rows) == 5
        take_back_walk_in(db, added=again, now=now)
        assert len(enrolled_people(db, course_id)) == 4


def test_who_has_left_comes_back_and_leaves_again_with_the_undo(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        course_id, sessions, people = a_running_course(db)
        withdraw_enrolment(db, course_id=course_id, person_id=people[0], left_on=MONDAY)
        before = enrolled_people(db, course_id)

        done = add_walk_in(db, training_session_id=sessions[4], person_id=people[0], now=now)
        assert enrolled_people(db, course_id)[0].left_on is None
        take_back_walk_in(db, added=done, now=now)

        assert enrolled_people(db, course_id) == before


def test_what_hangs_on_the_person_by_now_keeps_them(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        _course_id, sessions, _people = a_running_course(db)
        done = add_walk_in(db, training_session_id=sessions[0], name="HIRWA Luc", now=now)
        mark_rest(db, training_session_id=sessions[1], status=P, now=now)

    with pytest.raises(WalkInInUse, match="HIRWA Luc") as refused, database.transaction() as db:
        take_back_walk_in(db, added=done, now=now)

    assert "elsewhere" in refused.value.sentence()
    with database.reading() as db:
        assert load_mark(db, sessions[0], done.person_id) is not None


def test_a_closed_session_and_another_college_take_nobody_in(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        _course_id, sessions, _people = a_running_course(db)
        (elsewhere,) = some_people(db, ["HIRWA Luc"], college="TUM")
        with pytest.raises(PersonOfOtherCollege):
            add_walk_in(db, training_session_id=sessions[0], person_id=elsewhere, now=now)
        mark_rest(db, training_session_id=sessions[0], status=P, now=now)
        close_session(db, training_session_id=sessions[0], on_date=MONDAY, by=None)
        with pytest.raises(TrainingSessionClosed):
            add_walk_in(db, training_session_id=sessions[0], name="HIRWA Luc", now=now)
