from datetime import UTC, datetime, timedelta

import pytest

from tests.courses.factories import MONDAY, a_running_course, some_people
from tvet_desktop.attendance.clear_mark import clear_mark
from tvet_desktop.attendance.close_session import PeopleUnmarked, close_session
from tvet_desktop.attendance.correct_mark import correct_mark
from tvet_desktop.attendance.loading import load_mark
from tvet_desktop.attendance.mark_attendance import mark_attendance
from tvet_desktop.attendance.mark_history import history_of_mark, typed_later
from tvet_desktop.attendance.mark_rest import mark_rest
from tvet_desktop.attendance.merging.merge_people import merge_people
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.attendance.reopen_session import TrainingSessionNotClosed, reopen_session
from tvet_desktop.attendance.restore_marks import restore_marks
from tvet_desktop.attendance.rules import Mark, MinutesLateUnusable, NotEnrolled
from tvet_desktop.attendance.walk_ins.add_walk_in import add_walk_in
from tvet_desktop.courses.cancel_course import cancel_course
from tvet_desktop.courses.cancel_session import cancel_session
from tvet_desktop.courses.rules import (
    CourseNotOpen,
    ReasonMissing,
    TrainingSessionCancelled,
    TrainingSessionClosed,
)
from tvet_desktop.courses.withdraw_enrolment import withdraw_enrolment
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.storage.database import Database

P, A, L, E = MarkStatus.PRESENT, MarkStatus.ABSENT, MarkStatus.LATE, MarkStatus.EXCUSED


def test_marking_twice_replaces_and_the_history_keeps_both(
    database: Database, administrator_id: int, clock: FixedClock, now: datetime
) -> None:
    with database.transaction(user_id=administrator_id) as db:
        _, (session_id, *_rest), (person_id, *_others) = a_running_course(db)
    with database.transaction(user_id=administrator_id) as db:
        first = mark_attendance(db, training_session_id=session_id, person_id=person_id, status=A, now=now)
    clock.moment = now + timedelta(hours=1)
    with database.transaction() as db:
        second = mark_attendance(
            db,
            training_session_id=session_id,
            person_id=person_id,
            status=L,
            minutes_late=20,
            reason=" bus ",
            now=clock.now(),
        )

    assert (first.before, second.before) == (None, Mark(A))
    with database.reading() as db:
        assert load_mark(db, session_id, person_id) == Mark(L, 20, "bus")
        one, two = history_of_mark(db, training_session_id=session_id, person_id=person_id)
    assert (one.before, one.after, one.user_name, one.said_at) == (None, Mark(A), "Invented Admin", now)
    assert (two.before, two.after, two.user_name) == (Mark(A), Mark(L, 20, "bus"), "")


def test_a_past_week_can_be_entered_later_and_that_is_kept(
    database: Database, administrator_id: int, now: datetime
) -> None:
    with database.transaction(user_id=administrator_id) as db:
        _, (session_id, *_rest), (person_id, *_others) = a_running_course(db)
        done = mark_attendance(db, training_session_id=session_id, person_id=person_id, status=P, now=now)

    assert done.typed_later
    assert not done.in_future
    with database.reading() as db:
        assert history_of_mark(db, training_session_id=session_id, person_id=person_id)[0].typed_later
        (typed,) = typed_later(db, session_id)
    assert (typed.user_name, typed.day, typed.marks) == ("Invented Admin", MONDAY + timedelta(days=7), 1)


def test_a_mark_that_was_typed_later_and_then_changed_counts_once(
    database: Database, administrator_id: int, now: datetime
) -> None:
    with database.transaction(user_id=administrator_id) as db:
        _, (session_id, *_rest), (person_id, other_id, *_others) = a_running_course(db)
        for marked in (person_id, other_id):
            mark_attendance(db, training_session_id=session_id, person_id=marked, status=P, now=now)
    with database.transaction(user_id=administrator_id) as db:
        mark_attendance(db, training_session_id=session_id, person_id=person_id, status=A, now=now)
        clear_mark(db, training_session_id=session_id, person_id=other_id, now=now)

    with database.reading() as db:
        (typed,) = typed_later(db, session_id)
    assert typed.marks == 1


def test_a_walk_in_who_was_matched_is_counted_once_among_marks_typed_later(
    database: Database, administrator_id: int, now: datetime
) -> None:
    with database.transaction(user_id=administrator_id) as db:
        _, (session_id, *_rest), (person_id, *_others) = a_running_course(db)
        mark_attendance(db, training_session_id=session_id, person_id=person_id, status=P, now=now)
        walk_in = add_walk_in(db, training_session_id=session_id, name="Lucc Hilwa", now=now).person_id
        mark_attendance(db, training_session_id=session_id, person_id=walk_in, status=P, now=now)
        merge_people(db, kept_id=person_id, merged_id=walk_in, by=administrator_id, now=now)

    with database.reading() as db:
        (typed,) = typed_later(db, session_id)
    assert typed.marks == 1


def test_marks_of_the_same_day_are_not_typed_later_and_an_early_clock_is_noticed(database: Database) -> None:
    with database.transaction() as db:
        _, (session_id, *_rest), (person_id, *_others) = a_running_course(db)
        same_day = datetime(2027, 3, 1, 15, tzinfo=UTC)
        done = mark_attendance(
            db, training_session_id=session_id, person_id=person_id, status=P, now=same_day
        )
        early = mark_attendance(
            db,
            training_session_id=session_id,
            person_id=person_id,
            status=A,
            now=same_day - timedelta(days=400),
        )

    assert not done.typed_later
    assert early.in_future


def test_undo_and_redo_of_one_mark(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        _, (session_id, *_rest), (person_id, *_others) = a_running_course(db)
        first = mark_attendance(db, training_session_id=session_id, person_id=person_id, status=P, now=now)
        second = mark_attendance(db, training_session_id=session_id, person_id=person_id, status=A, now=now)

        undone = restore_marks(db, done=[second], now=now)
        assert load_mark(db, session_id, person_id) == Mark(P)
        restore_marks(db, done=undone, now=now)
        assert load_mark(db, session_id, person_id) == Mark(A)
        restore_marks(db, done=[first, second], now=now)
        assert load_mark(db, session_id, person_id) is None


def test_undo_leaves_what_somebody_changed_since(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        _, (session_id, *_rest), (person_id, *_others) = a_running_course(db)
        mine = mark_attendance(db, training_session_id=session_id, person_id=person_id, status=P, now=now)
        mark_attendance(db, training_session_id=session_id, person_id=person_id, status=E, now=now)

        assert restore_marks(db, done=[mine], now=now) == ()
        assert load_mark(db, session_id, person_id) == Mark(E)


def test_a_cleared_mark_is_a_gap_and_comes_back_by_undo(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        _, (session_id, *_rest), (person_id, *_others) = a_running_course(db)
        mark_attendance(db, training_session_id=session_id, person_id=person_id, status=P, now=now)

        cleared = clear_mark(db, training_session_id=session_id, person_id=person_id, now=now)
        assert load_mark(db, session_id, person_id) is None
        restore_marks(db, done=[cleared], now=now)

        assert load_mark(db, session_id, person_id) == Mark(P)
        changes = history_of_mark(db, training_session_id=session_id, person_id=person_id)
        assert [change.after for change in changes] == [Mark(P), None, Mark(P)]


def test_set_the_rest_never_overwrites_and_is_undone_at_once(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        _, (session_id, *_rest), people = a_running_course(db)
        mark_attendance(db, training_session_id=session_id, person_id=people[1], status=E, now=now)

        rest = mark_rest(db, training_session_id=session_id, status=P, now=now)
        assert [load_mark(db, session_id, person_id) for person_id in people] == [
            Mark(P),
            Mark(E),
            Mark(P),
            Mark(P),
        ]
        restore_marks(db, done=rest.marked, now=now)

        assert [load_mark(db, session_id, person_id) for person_id in people] == [None, Mark(E), None, None]


def test_mark_attendance_refuses_strangers_and_who_has_left(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        course_id, sessions, people = a_running_course(db)
        (stranger,) = some_people(db, ["HIRWA"])
        withdraw_enrolment(db, course_id=course_id, person_id=people[0], left_on=MONDAY + timedelta(days=1))

        mark_attendance(db, training_session_id=sessions[3], person_id=people[0], status=P, now=now)
        for session_id, person_id in ((sessions[4], people[0]), (sessions[0], stranger)):
            with pytest.raises(NotEnrolled):
                mark_attendance(db, training_session_id=session_id, person_id=person_id, status=P, now=now)


def test_mark_attendance_refuses_a_delay_longer_than_the_session(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        _, (session_id, *_rest), (person_id, *_others) = a_running_course(db)
        with pytest.raises(MinutesLateUnusable):
            mark_attendance(
                db, training_session_id=session_id, person_id=person_id, status=L, minutes_late=241, now=now
            )


def test_mark_attendance_refuses_cancelled_sessions_and_courses(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        course_id, sessions, (person_id, *_others) = a_running_course(db)
        cancel_session(db, training_session_id=sessions[0], reason="No power")
        with pytest.raises(TrainingSessionCancelled):
            mark_attendance(db, training_session_id=sessions[0], person_id=person_id, status=P, now=now)
        cancel_course(db, course_id=course_id, on_date=MONDAY, reason="No trainer", by=None)
        with pytest.raises(CourseNotOpen):
            mark_attendance(db, training_session_id=sessions[1], person_id=person_id, status=P, now=now)


def test_closing_forces_a_decision_and_then_marks_change_only_with_a_reason(
    database: Database, now: datetime
) -> None:
    with database.transaction() as db:
        _, (session_id, *_rest), people = a_running_course(db)
        mark_attendance(db, training_session_id=session_id, person_id=people[0], status=P, now=now)
        with pytest.raises(PeopleUnmarked) as refused:
            close_session(db, training_session_id=session_id, on_date=MONDAY, by=None)
        assert [person.name for person in refused.value.people] == ["MUGABO Jean", "UWASE", "NSENGA Paul"]
        assert "MUGABO Jean" in refused.value.sentence()

        mark_rest(db, training_session_id=session_id, status=A, now=now)
        close_session(db, training_session_id=session_id, on_date=MONDAY, by=None)
        with pytest.raises(TrainingSessionClosed):
            mark_attendance(db, training_session_id=session_id, person_id=people[1], status=P, now=now)
        with pytest.raises(TrainingSessionClosed):
            clear_mark(db, training_session_id=session_id, person_id=people[1], now=now)
        with pytest.raises(ReasonMissing):
            correct_mark(
                db, training_session_id=session_id, person_id=people[1], status=P, reason=" ", now=now
            )
        corrected = correct_mark(
            db,
            training_session_id=session_id,
            person_id=people[1],
            status=P,
            reason="Signed on page 2",
            now=now,
        )

        assert (corrected.before, corrected.after) == (Mark(A), Mark(P, None, "Signed on page 2"))
        changes = history_of_mark(db, training_session_id=session_id, person_id=people[1])
        assert [change.after for change in changes] == [Mark(A), Mark(P, None, "Signed on page 2")]


def test_a_closed_session_is_reopened_with_a_reason(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        _, (session_id, *_rest), people = a_running_course(db)
        with pytest.raises(TrainingSessionNotClosed):
            reopen_session(db, training_session_id=session_id, on_date=MONDAY, reason="x", by=None)
        mark_rest(db, training_session_id=session_id, status=P, now=now)
        close_session(db, training_session_id=session_id, on_date=MONDAY, by=None)
        with pytest.raises(ReasonMissing):
            reopen_session(db, training_session_id=session_id, on_date=MONDAY, reason="", by=None)

        reopen_session(db, training_session_id=session_id, on_date=MONDAY, reason="Wrong sheet", by=None)

        mark_attendance(db, training_session_id=session_id, person_id=people[0], status=A, now=now)
        close_session(db, training_session_id=session_id, on_date=MONDAY, by=None)
