from datetime import date

import pytest

from tests.courses.factories import MONDAY, a_course
from tvet_desktop.courses.add_session import add_session
from tvet_desktop.courses.cancel_session import cancel_session
from tvet_desktop.courses.edit_session import SessionDetails, edit_session
from tvet_desktop.courses.make_sessions import make_sessions
from tvet_desktop.courses.models import Slot
from tvet_desktop.courses.queries import sessions_of
from tvet_desktop.courses.restore_session import restore_session
from tvet_desktop.courses.rules import (
    FieldUnusable,
    ReasonMissing,
    TrainingSessionCancelled,
    TrainingSessionOverlaps,
)
from tvet_desktop.storage.database import Database

FRIDAY = date(2027, 3, 5)


def test_make_sessions_gives_two_halves_of_each_day_in_order(database: Database) -> None:
    with database.transaction() as db:
        course_id = a_course(db)
        made = make_sessions(db, course_id=course_id, first_day=MONDAY, days=5)
        rows = sessions_of(db, course_id)

    assert [row.id for row in rows] == list(made.training_session_ids)
    assert [(row.number, row.held_on.day, row.slot, row.minutes) for row in rows[:3]] == [
        (1, 1, Slot.AM, 240),
        (2, 1, Slot.PM, 240),
        (3, 2, Slot.AM, 240),
    ]


def test_make_sessions_again_adds_only_what_is_missing(database: Database) -> None:
    with database.transaction() as db:
        course_id = a_course(db)
        make_sessions(db, course_id=course_id, first_day=MONDAY, days=1)

        again = make_sessions(db, course_id=course_id, first_day=MONDAY, days=2)

    assert len(again.training_session_ids) == 2
    assert again.already_there == ((MONDAY, Slot.AM), (MONDAY, Slot.PM))


@pytest.mark.parametrize(("days", "slots"), [(0, (Slot.AM,)), (2, ())])
def test_make_sessions_refuses_to_make_none(database: Database, days: int, slots: tuple[Slot, ...]) -> None:
    with database.transaction() as db:
        course_id = a_course(db)
        with pytest.raises(FieldUnusable):
            make_sessions(db, course_id=course_id, first_day=MONDAY, days=days, slots=slots)


def test_add_session_refuses_a_whole_day_over_a_morning(database: Database) -> None:
    with database.transaction() as db:
        course_id = a_course(db)
        add_session(db, course_id=course_id, held_on=MONDAY, slot=Slot.AM)

        with pytest.raises(TrainingSessionOverlaps):
            add_session(db, course_id=course_id, held_on=MONDAY, slot=Slot.FULL)


@pytest.mark.parametrize("minutes", [0, 721])
def test_add_session_refuses_impossible_lengths(database: Database, minutes: int) -> None:
    with database.transaction() as db:
        course_id = a_course(db)
        with pytest.raises(FieldUnusable):
            add_session(db, course_id=course_id, held_on=MONDAY, slot=Slot.AM, minutes=minutes)


def test_a_cancelled_session_frees_its_time_and_comes_back_only_if_it_is_free(database: Database) -> None:
    with database.transaction() as db:
        course_id = a_course(db)
        first = add_session(db, course_id=course_id, held_on=MONDAY, slot=Slot.AM).training_session_id
        with pytest.raises(ReasonMissing):
            cancel_session(db, training_session_id=first, reason="  ")
        cancel_session(db, training_session_id=first, reason="No power")
        with pytest.raises(TrainingSessionCancelled):
            cancel_session(db, training_session_id=first, reason="Again")
        second = add_session(db, course_id=course_id, held_on=MONDAY, slot=Slot.AM).training_session_id

        with pytest.raises(TrainingSessionOverlaps):
            restore_session(db, training_session_id=first)
        cancel_session(db, training_session_id=second, reason="Typed twice")
        assert restore_session(db, training_session_id=first).earlier_reason == "No power"

        assert [row.is_cancelled for row in sessions_of(db, course_id)] == [False, True]


def test_edit_session_can_be_undone_with_what_it_returns(database: Database) -> None:
    with database.transaction() as db:
        course_id = a_course(db)
        added = add_session(db, course_id=course_id, held_on=MONDAY, slot=Slot.AM)
        before = sessions_of(db, course_id)

        edited = edit_session(
            db,
            training_session_id=added.training_session_id,
            details=SessionDetails(FRIDAY, Slot.PM, 180, "Lab 2", "Pumps"),
        )
        assert sessions_of(db, course_id)[0].room == "Lab 2"
        edit_session(db, training_session_id=added.training_session_id, details=edited.earlier)

        assert sessions_of(db, course_id) == before
