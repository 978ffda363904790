from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests.courses.factories import MONDAY, a_college, a_course, some_people
from tvet_desktop.courses.add_session import add_session
from tvet_desktop.courses.assign_trainer import assign_trainer
from tvet_desktop.courses.copy_course import CourseCopied, copy_course
from tvet_desktop.courses.course_shape import course_shape
from tvet_desktop.courses.details import CourseDetails
from tvet_desktop.courses.enrol_people import enrol_people
from tvet_desktop.courses.make_sessions import make_sessions
from tvet_desktop.courses.models import Slot, TrainerRole
from tvet_desktop.courses.queries import list_courses, rules_of, sessions_of, trainers_of
from tvet_desktop.courses.rules import RuleSet
from tvet_desktop.courses.set_course_rules import set_course_rules
from tvet_desktop.courses.timetable import DaysWanted, plan_sessions
from tvet_desktop.courses.undo_copy_course import CourseInUse, undo_copy_course
from tvet_desktop.storage.database import Database

NEW_DAY = date(2027, 4, 8)


def a_full_course(db: Session) -> int:
    """Three days, the last one a Saturday; with rules, a trainer and rooms."""
    course_id = a_course(db)
    make_sessions(db, course_id=course_id, first_day=date(2027, 3, 4), days=2, room="Lab 2")
    add_session(
        db,
        course_id=course_id,
        held_on=date(2027, 3, 6),
        slot=Slot.AM,
        minutes=180,
        room="Lab 2",
        topic="Test",
    )
    set_course_rules(db, course_id=course_id, rules=RuleSet(20, 90, 60))
    (trainer,) = some_people(db, ("KEZA Aline",))
    assign_trainer(db, course_id=course_id, person_id=trainer, role=TrainerRole.DIASPORA)
    db.flush()
    return course_id


def copied(db: Session, course_id: int, college: str) -> CourseCopied:
    shape = course_shape(db, course_id, with_rooms=college == "HUY")
    done = copy_course(
        db,
        course_id=course_id,
        college_id=a_college(db, college).id,
        details=CourseDetails(code=f"{college}-2027-09", title="Irrigation", starts_on=NEW_DAY),
        planned=plan_sessions(DaysWanted(first_day=NEW_DAY, weekdays=shape.weekdays), shape.days),
    )
    db.flush()
    return done


def test_the_same_college_gets_everything_but_people(database: Database) -> None:
    with database.transaction() as db:
        course_id = a_full_course(db)

        done = copied(db, course_id, "HUY")

        rows = sessions_of(db, done.course_id)
        assert [(row.held_on.day, row.slot, row.minutes) for row in rows] == [
            (8, Slot.AM, 240),
            (8, Slot.PM, 240),
            (9, Slot.AM, 240),
            (9, Slot.PM, 240),
            (10, Slot.AM, 180),
        ]
        assert rows[-1].topic == "Test"
        assert {row.room for row in rows} == {"Lab 2"}
        assert rules_of(db, done.course_id).completion_percent == 90
        assert [row.name for row in trainers_of(db, done.course_id)] == ["KEZA Aline"]
        assert done.trainers_left_behind == ()


def test_another_college_gets_neither_rooms_nor_trainers_of_this_one(database: Database) -> None:
    with database.transaction() as db:
        done = copied(db, a_full_course(db), "KAR")

        assert {row.room for row in sessions_of(db, done.course_id)} == {""}
        assert trainers_of(db, done.course_id) == []
        assert done.trainers_left_behind == ("KEZA Aline",)
        assert rules_of(db, done.course_id).grace_minutes == 20


def test_a_course_of_one_day_a_week_stays_so(database: Database) -> None:
    with database.transaction() as db:
        course_id = a_course(db)
        make_sessions(db, course_id=course_id, first_day=MONDAY, days=3, weekdays={1})
        db.flush()

        assert course_shape(db, course_id, with_rooms=True).weekdays == {1}


def test_a_copy_is_taken_back_until_it_is_in_use(database: Database) -> None:
    with database.transaction() as db:
        course_id = a_full_course(db)
        done = copied(db, course_id, "HUY")
        undo_copy_course(db, copied=done)
        db.flush()
        assert [row.id for row in list_courses(db)] == [course_id]

        again = copied(db, course_id, "HUY")
        enrol_people(
            db, course_id=again.course_id, person_ids=some_people(db, ("MUGABO Jean",)), enrolled_on=NEW_DAY
        )
        db.flush()
        with pytest.raises(CourseInUse):
            undo_copy_course(db, copied=again)


def test_a_course_without_sessions_is_copied_too(database: Database) -> None:
    with database.transaction() as db:
        course_id = a_course(db)
        done = copy_course(
            db,
            course_id=course_id,
            college_id=a_college(db).id,
            details=CourseDetails(code="HUY-2027-09", title="Irrigation"),
            planned=[],
        )
        assert done.training_session_ids == ()
        assert not done.has_own_rules
