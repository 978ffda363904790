from datetime import date

from sqlalchemy.orm import Session

from tests.courses.factories import a_course, some_people
from tvet_desktop.courses.add_session import add_session
from tvet_desktop.courses.assign_trainer import assign_trainer
from tvet_desktop.courses.cancel_course import cancel_course
from tvet_desktop.courses.cancel_session import cancel_session
from tvet_desktop.courses.clashes import Clash, ClashKind, Occasion, clashes_at, clashes_of_trainer
from tvet_desktop.courses.models import Slot, TrainerRole
from tvet_desktop.courses.plan_lines import plan_lines
from tvet_desktop.courses.timetable import DaysWanted, day_shapes, plan_sessions
from tvet_desktop.storage.database import Database

TUESDAY = date(2027, 3, 9)
HUYE = 12


def with_session(db: Session, code: str, slot: Slot, room: str = "", college: str = "HUY") -> tuple[int, int]:
    course_id = a_course(db, code=code, college=college)
    made = add_session(db, course_id=course_id, held_on=TUESDAY, slot=slot, room=room)
    db.flush()
    return course_id, made.training_session_id


def at(db: Session, slot: Slot, *, day: date = TUESDAY, room: str = "", **more: object) -> list[str]:
    (found,) = clashes_at(db, [Occasion(day, slot, room)], scope=HUYE, **more)  # type: ignore[arg-type]
    return [clash.words() for clash in found]


def test_holidays_are_named_by_what_they_mean(database: Database) -> None:
    with database.transaction() as db:
        assert at(db, Slot.PM, day=date(2027, 3, 26)) == ["day off: Good Friday"]
        assert at(db, Slot.AM, day=date(2027, 4, 8)) == ["no celebrations: Memorial week"]
        assert at(db, Slot.AM, day=date(2027, 3, 27)) == ["busy until noon: Umuganda"]
        assert at(db, Slot.PM, day=date(2027, 3, 27)) == []
        assert at(db, Slot.AM) == []


def test_a_room_is_taken_only_in_its_college_and_time(database: Database) -> None:
    with database.transaction() as db:
        own, _session = with_session(db, "HUY-1", Slot.AM, "Lab 2")
        with_session(db, "KAR-1", Slot.AM, "Lab 2", college="KAR")

        assert at(db, Slot.AM, room=" lab 2") == ["HUY-1 is in Lab 2 then"]
        assert at(db, Slot.FULL, room="LAB 2") == ["HUY-1 is in Lab 2 then"]
        assert at(db, Slot.PM, room="Lab 2") == at(db, Slot.AM, room="Lab 3") == at(db, Slot.AM) == []
        assert at(db, Slot.AM, room="Lab 2", course_id=own) == []


def test_a_trainer_is_in_one_place(database: Database) -> None:
    with database.transaction() as db:
        course_id, session_id = with_session(db, "HUY-1", Slot.AM)
        (trainer,) = some_people(db, ("KEZA Aline",))
        assign_trainer(db, course_id=course_id, person_id=trainer, role=TrainerRole.DIASPORA)
        other, _session = with_session(db, "HUY-2", Slot.FULL)
        db.flush()

        assert at(db, Slot.AM, trainer_ids=[trainer]) == ["KEZA Aline teaches in HUY-1 then"]
        assert at(db, Slot.PM, trainer_ids=[trainer]) == []
        assert clashes_of_trainer(db, other, trainer) == [
            "09/03/2027 whole day: KEZA Aline teaches in HUY-1 then"
        ]
        cancel_session(db, training_session_id=session_id, reason="Ill")
        db.flush()
        assert clashes_of_trainer(db, other, trainer) == []


def test_a_namesake_of_another_college_is_told_one_of_this_college_is_not(database: Database) -> None:
    with database.transaction() as db:
        far, _session = with_session(db, "KAR-1", Slot.AM, college="KAR")
        near, _session = with_session(db, "HUY-1", Slot.AM)
        (there,) = some_people(db, ("Aline KEZA",), college="KAR")
        here, same_name = some_people(db, ("KEZA Aline", "KEZA Aline"))
        assign_trainer(db, course_id=far, person_id=there, role=TrainerRole.DIASPORA)
        assign_trainer(db, course_id=near, person_id=same_name, role=TrainerRole.ASSISTANT)
        db.flush()

        (found,) = clashes_at(db, [Occasion(TUESDAY, Slot.AM)], scope=HUYE, trainer_ids=[here])
        assert found == (Clash(ClashKind.NAMESAKE, "KEZA Aline", "KAR-1"),)


def test_a_cancelled_course_takes_nothing(database: Database) -> None:
    with database.transaction() as db:
        course_id, _session = with_session(db, "HUY-1", Slot.AM, "Lab 2")
        cancel_course(db, course_id=course_id, on_date=TUESDAY, reason="No trainer", by=None)
        db.flush()

        assert at(db, Slot.AM, room="Lab 2") == []


def test_lines_of_a_plan_say_what_is_there_and_number_the_rest(database: Database) -> None:
    with database.transaction() as db:
        course_id, _session = with_session(db, "HUY-1", Slot.AM)
        wanted = DaysWanted(first_day=date(2027, 3, 8), left_out={date(2027, 3, 10)})
        planned = plan_sessions(wanted, day_shapes(4, [Slot.AM]))

        lines = plan_lines(db, planned, scope=HUYE, trainer_ids=[], course_id=course_id)

        assert [(line.number, line.is_there, line.session.is_left_out) for line in lines] == [
            (1, False, False),
            (None, True, False),
            (None, False, True),
            (2, False, False),
        ]
