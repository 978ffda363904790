from datetime import datetime
from fractions import Fraction

import pytest

from tests.courses.factories import MONDAY, a_course, a_running_course, some_people
from tvet_desktop.attendance.close_course import NoSessionHeld, SessionsUnmarked, close_course
from tvet_desktop.attendance.close_session import close_session
from tvet_desktop.attendance.mark_attendance import mark_attendance
from tvet_desktop.attendance.mark_rest import mark_rest
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.attendance.put_back_sessions import put_back_sessions
from tvet_desktop.attendance.qualifying import qualifying
from tvet_desktop.attendance.queries import session_progress
from tvet_desktop.attendance.register_progress import progress_of
from tvet_desktop.attendance.registers import course_register, register_of, row_of_register
from tvet_desktop.attendance.remove_sessions import TrainingSessionHasMarks, remove_sessions
from tvet_desktop.attendance.rules import Outcome
from tvet_desktop.courses.cancel_session import cancel_session
from tvet_desktop.courses.enrol_people import enrol_people
from tvet_desktop.courses.models import CourseState, SessionState
from tvet_desktop.courses.queries import course_row, sessions_of
from tvet_desktop.courses.reopen_course import reopen_course
from tvet_desktop.courses.rules import CourseNotOpen, RuleSet
from tvet_desktop.courses.set_course_rules import set_course_rules
from tvet_desktop.courses.withdraw_enrolment import withdraw_enrolment
from tvet_desktop.storage.database import Database

P, A, L, E = MarkStatus.PRESENT, MarkStatus.ABSENT, MarkStatus.LATE, MarkStatus.EXCUSED


def test_the_register_of_a_session_shows_marks_gaps_and_hours(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        _, sessions, people = a_running_course(db)
        mark_rest(db, training_session_id=sessions[0], status=P, now=now)
        mark_attendance(db, training_session_id=sessions[1], person_id=people[0], status=A, now=now)
        mark_attendance(
            db, training_session_id=sessions[1], person_id=people[2], status=L, minutes_late=16, now=now
        )

        register = register_of(db, sessions[1])

    assert register.column.state == SessionState.HELD
    assert [(row.person.seat, row.person.name) for row in register.rows][2] == (3, "UWASE")
    assert [None if row.mark is None else row.mark.status for row in register.rows] == [A, None, L, None]
    assert (register.counts, register.marked, register.unmarked) == ({A: 1, L: 1}, 2, 2)
    assert [row.hours.credited for row in register.rows] == [240, 240, 360, 240]
    assert [row.hours.delivered for row in register.rows] == [480] * 4
    assert [row.hours.undecided for row in register.rows] == [0, 240, 0, 240]
    assert [row.hours.percent for row in register.rows] == [50, 100, 75, 100]
    assert [row.hours.planned_percent for row in register.rows] == [10, 10, 15, 10]


def test_cancelled_sessions_leave_the_denominator(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        course_id, sessions, people = a_running_course(db)
        for session_id in sessions[:2]:
            mark_rest(db, training_session_id=session_id, status=P, now=now)
        mark_attendance(db, training_session_id=sessions[1], person_id=people[0], status=A, now=now)
        assert course_register(db, course_id).rows[0].hours.rate == Fraction(1, 2)

        cancel_session(db, training_session_id=sessions[1], reason="Trainer ill")

        assert course_register(db, course_id).rows[0].hours.rate == 1
        assert course_register(db, course_id).sessions[1].state == SessionState.CANCELLED


def test_sixteen_of_twenty_half_days_complete(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        course_id, sessions, people = a_running_course(db, days=10)
        for number, session_id in enumerate(sessions):
            for absences, person_id in zip((4, 5, 10, 11), people, strict=True):
                status = A if number < absences else P
                mark_attendance(
                    db, training_session_id=session_id, person_id=person_id, status=status, now=now
                )

        rows = qualifying(db, course_id)

    assert [row.rate for row in rows] == [Fraction(n, 20) for n in (16, 15, 10, 9)]
    assert [row.outcome for row in rows] == [
        Outcome.COMPLETION,
        Outcome.PARTICIPATION,
        Outcome.PARTICIPATION,
        Outcome.NEITHER,
    ]
    assert [row.missing_minutes for row in rows] == [0, 240, 6 * 240, 7 * 240]
    assert [row.missing_to_participation for row in rows] == [0, 0, 0, 240]
    assert [row.is_out_of_reach for row in rows] == [False, True, True, True]


def test_who_lost_a_fifth_is_flagged_before_the_course_ends(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        course_id, sessions, people = a_running_course(db)
        for number, session_id in enumerate(sessions[:3]):
            mark_attendance(db, training_session_id=session_id, person_id=people[0], status=E, now=now)
            flagged = course_register(db, course_id).rows[0].is_out_of_reach
            assert flagged == (number == 2)


def test_a_gap_can_still_be_earned_until_the_session_is_closed(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        course_id, sessions, _people = a_running_course(db, days=1)
        for session_id in sessions:
            mark_rest(db, training_session_id=session_id, status=P, now=now)
        close_session(db, training_session_id=sessions[0], on_date=MONDAY, by=None)
        (walk_in,) = some_people(db, ["HIRWA"])
        enrol_people(db, course_id=course_id, person_ids=[walk_in], enrolled_on=MONDAY)

        (row,) = [row for row in qualifying(db, course_id) if row.person_id == walk_in]

    assert (row.gaps, row.is_out_of_reach, row.rate) == (2, True, 0)


def test_other_rules_give_other_results(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        course_id, sessions, people = a_running_course(db, days=1)
        mark_attendance(
            db, training_session_id=sessions[0], person_id=people[0], status=L, minutes_late=30, now=now
        )
        assert qualifying(db, course_id)[0].outcome == Outcome.PARTICIPATION
        set_course_rules(db, course_id=course_id, rules=RuleSet(grace_minutes=30))

        assert qualifying(db, course_id)[0].outcome == Outcome.COMPLETION


def test_marks_of_who_left_stay_in_the_register(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        course_id, sessions, people = a_running_course(db)
        mark_attendance(db, training_session_id=sessions[0], person_id=people[0], status=P, now=now)
        withdraw_enrolment(db, course_id=course_id, person_id=people[0], left_on=MONDAY)

        register = course_register(db, course_id)
        assert register.rows[0].hours.credited == 240
        assert len(register_of(db, sessions[0]).rows) == 4
        assert len(register_of(db, sessions[2]).rows) == 3


def test_progress_tells_what_is_left(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        course_id, sessions, people = a_running_course(db, days=1)
        mark_attendance(db, training_session_id=sessions[0], person_id=people[0], status=P, now=now)

        first, second = session_progress(db, course_id)

    assert (first.state, first.marked, first.expected, first.is_complete) == (SessionState.HELD, 1, 4, False)
    assert (second.state, second.marked, second.is_complete) == (SessionState.PLANNED, 0, False)


def test_a_course_closes_when_every_session_is_marked_or_cancelled(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        course_id, sessions, people = a_running_course(db, days=2)
        with pytest.raises(SessionsUnmarked) as refused:
            close_course(db, course_id=course_id, on_date=MONDAY, by=None)
        assert len(refused.value.sessions) == 4
        assert "01/03/2027 morning" in refused.value.sentence()
        for session_id in sessions[:3]:
            mark_rest(db, training_session_id=session_id, status=P, now=now)
        cancel_session(db, training_session_id=sessions[3], reason="No power")

        closed = close_course(db, course_id=course_id, on_date=MONDAY, by=None)

        assert closed.sessions_closed == tuple(sessions[:3])
        assert course_row(db, course_id).state == CourseState.CLOSED
        with pytest.raises(CourseNotOpen):
            mark_attendance(db, training_session_id=sessions[0], person_id=people[0], status=A, now=now)
        reopen_course(db, course_id=course_id, on_date=MONDAY, reason="Late sheet", by=None)
        assert [row.is_closed for row in sessions_of(db, course_id)] == [True, True, True, False]


def test_a_course_without_sessions_cannot_be_closed(database: Database) -> None:
    with database.transaction() as db:
        course_id = a_course(db)
        with pytest.raises(NoSessionHeld):
            close_course(db, course_id=course_id, on_date=MONDAY, by=None)


def test_sessions_without_marks_can_be_removed_and_put_back(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        course_id, sessions, _people = a_running_course(db)
        mark_rest(db, training_session_id=sessions[0], status=P, now=now)
        with pytest.raises(TrainingSessionHasMarks):
            remove_sessions(db, training_session_ids=sessions)

        removed = remove_sessions(db, training_session_ids=sessions[1:])
        assert [row.id for row in sessions_of(db, course_id)] == sessions[:1]
        put_back_sessions(db, training_session_ids=removed.training_session_ids)

        assert [row.id for row in sessions_of(db, course_id)] == sessions


def test_one_line_is_read_alone_as_in_the_whole_register(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        course_id, sessions, people = a_running_course(db)
        mark_rest(db, training_session_id=sessions[0], status=P, now=now)
        mark_attendance(db, training_session_id=sessions[1], person_id=people[1], status=A, now=now)
        mark_attendance(
            db, training_session_id=sessions[1], person_id=people[2], status=E, reason="Funeral", now=now
        )
        withdraw_enrolment(db, course_id=course_id, person_id=people[3], left_on=MONDAY)

        for session_id in sessions:
            register = register_of(db, session_id)
            for row in register.rows:
                assert row_of_register(db, session_id, row.person.person_id) == row
                assert register.with_row(row) == register
        assert row_of_register(db, sessions[2], people[3]) is None
        assert progress_of(course_register(db, course_id)) == session_progress(db, course_id)
