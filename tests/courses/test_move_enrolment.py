from datetime import date, datetime

import pytest
from sqlalchemy.orm import Session

from tests.courses.factories import MONDAY, a_course, a_running_course, some_people
from tvet_desktop.accounts.models import Role, User
from tvet_desktop.accounts.rules import NotAllowed
from tvet_desktop.attendance.close_course import close_course
from tvet_desktop.attendance.loading import load_mark
from tvet_desktop.attendance.mark_attendance import mark_attendance
from tvet_desktop.attendance.mark_rest import mark_rest
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.attendance.queries import session_progress, unmarked_people
from tvet_desktop.attendance.registers import course_register, register_of
from tvet_desktop.attendance.rules import NotEnrolled
from tvet_desktop.courses.edit_enrolment import edit_enrolment
from tvet_desktop.courses.enrol_people import enrol_people
from tvet_desktop.courses.make_sessions import make_sessions
from tvet_desktop.courses.models import EnrolmentStatus
from tvet_desktop.courses.move_enrolment import AlreadyInCourse, move_enrolment
from tvet_desktop.courses.queries import enrolled_people
from tvet_desktop.courses.restore_enrolment import restore_enrolment
from tvet_desktop.courses.rules import FieldUnusable, PersonOfOtherCollege
from tvet_desktop.courses.undo_move_enrolment import undo_move_enrolment
from tvet_desktop.shared.errors import NotFound
from tvet_desktop.storage.database import Database, new_id

WEDNESDAY = date(2027, 3, 3)


def two_groups(db: Session, now: datetime) -> tuple[int, list[int], list[int], int, list[int]]:
    """Two courses of five days; four people in the first one, marked present on Monday and Tuesday."""
    first, sessions, people = a_running_course(db)
    other = a_course(db, code="HUY-2027-02")
    there = make_sessions(db, course_id=other, first_day=MONDAY, days=5).training_session_ids
    db.flush()
    enrol_people(db, course_id=other, person_ids=some_people(db, ("KALISA Eric",)), enrolled_on=MONDAY)
    db.flush()
    for session_id in sessions[:4]:
        mark_rest(db, training_session_id=session_id, status=MarkStatus.PRESENT, now=now)
    for session_id in there[:4]:
        mark_rest(db, training_session_id=session_id, status=MarkStatus.PRESENT, now=now)
    db.flush()
    return first, sessions, people, other, list(there)


def test_a_move_keeps_marks_and_both_registers_show_it(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        first, sessions, people, other, there = two_groups(db, now)
        who = people[0]

        move_enrolment(
            db,
            from_course_id=first,
            to_course_id=other,
            person_id=who,
            on_day=WEDNESDAY,
            reason="Bus",
            by=None,
        )
        db.flush()

        left = next(row for row in enrolled_people(db, first) if row.person_id == who)
        assert (left.status, left.left_on, left.went_to) == (
            EnrolmentStatus.TRANSFERRED,
            date(2027, 3, 2),
            other,
        )
        joined = next(row for row in enrolled_people(db, other) if row.person_id == who)
        assert (joined.enrolled_on, joined.came_from, joined.seat) == (WEDNESDAY, first, 2)
        assert load_mark(db, sessions[0], who) is not None
        assert who in [row.person.person_id for row in register_of(db, sessions[0]).rows]
        assert who not in [row.person.person_id for row in register_of(db, sessions[4]).rows]
        assert who not in [row.person.person_id for row in register_of(db, there[0]).rows]
        assert who in [row.person_id for row in unmarked_people(db, there[4])]
        with pytest.raises(NotEnrolled):
            mark_attendance(
                db, training_session_id=there[0], person_id=who, status=MarkStatus.PRESENT, now=now
            )


def test_both_courses_can_be_closed_after_a_move(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        first, sessions, people, other, there = two_groups(db, now)
        move_enrolment(
            db, from_course_id=first, to_course_id=other, person_id=people[0], on_day=WEDNESDAY, by=None
        )
        db.flush()
        for session_id in [*sessions[4:], *there[4:]]:
            mark_rest(db, training_session_id=session_id, status=MarkStatus.PRESENT, now=now)
        db.flush()

        assert all(row.is_complete for course in (first, other) for row in session_progress(db, course))
        close_course(db, course_id=first, on_date=date(2027, 3, 5), by=None)
        close_course(db, course_id=other, on_date=date(2027, 3, 5), by=None)


def test_earlier_sessions_count_unless_a_coordinator_leaves_them_out(
    database: Database, now: datetime
) -> None:
    with database.transaction() as db:
        first, _sessions, people, other, there = two_groups(db, now)
        for who, left_out in zip(people[:2], (False, True), strict=True):
            move_enrolment(
                db,
                from_course_id=first,
                to_course_id=other,
                person_id=who,
                on_day=WEDNESDAY,
                counts_from_there=left_out,
                by=None,
            )
        db.flush()
        for session_id in there[4:]:
            mark_rest(db, training_session_id=session_id, status=MarkStatus.PRESENT, now=now)
        db.flush()

        rows = {row.person.person_id: row for row in course_register(db, other).rows}
        assert rows[people[0]].hours.percent == 60
        assert rows[people[0]].is_out_of_reach
        assert rows[people[1]].hours.percent == 100
        assert not rows[people[1]].is_out_of_reach


def test_undo_puts_both_rows_back(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        first, _sessions, people, other, _there = two_groups(db, now)
        before = (enrolled_people(db, first), enrolled_people(db, other))
        moved = move_enrolment(
            db, from_course_id=first, to_course_id=other, person_id=people[0], on_day=WEDNESDAY, by=None
        )
        db.flush()

        undo_move_enrolment(db, moved=moved)
        db.flush()

        assert (enrolled_people(db, first), enrolled_people(db, other)) == before


def test_who_moves_there_and_back_keeps_the_first_day(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        first, _sessions, people, other, _there = two_groups(db, now)
        who = people[0]
        move_enrolment(db, from_course_id=first, to_course_id=other, person_id=who, on_day=WEDNESDAY, by=None)
        db.flush()
        back = move_enrolment(
            db, from_course_id=other, to_course_id=first, person_id=who, on_day=date(2027, 3, 5), by=None
        )
        db.flush()

        here = next(row for row in enrolled_people(db, first) if row.person_id == who)
        assert (here.status, here.enrolled_on, here.came_from) == (EnrolmentStatus.ENROLLED, MONDAY, None)
        undo_move_enrolment(db, moved=back)
        db.flush()
        gone = next(row for row in enrolled_people(db, first) if row.person_id == who)
        assert (gone.status, gone.went_to) == (EnrolmentStatus.TRANSFERRED, other)


def test_moves_that_cannot_be(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        first, _sessions, people, other, _there = two_groups(db, now)
        far = a_course(db, code="KAR-2027-01", college="KAR")
        db.flush()
        enrol_people(db, course_id=other, person_ids=[people[1]], enrolled_on=MONDAY)
        db.flush()

        def move(person_id: int, to: int, day: date = WEDNESDAY) -> None:
            move_enrolment(
                db, from_course_id=first, to_course_id=to, person_id=person_id, on_day=day, by=None
            )

        with pytest.raises(FieldUnusable):
            move(people[0], other, date(2027, 2, 28))
        with pytest.raises(AlreadyInCourse):
            move(people[1], other)
        with pytest.raises(AlreadyInCourse):
            move(people[0], first)
        with pytest.raises(PersonOfOtherCollege):
            move(people[0], far)
        with pytest.raises(NotFound):
            move(1, other)


def test_only_a_coordinator_leaves_sessions_out(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        first, _sessions, people, other, _there = two_groups(db, now)
        clerk = User(id=new_id(db, 12), username="c", display_name="Invented Clerk", role=Role.CLERK)
        db.add(clerk)
        db.flush()

        with pytest.raises(NotAllowed):
            move_enrolment(
                db,
                from_course_id=first,
                to_course_id=other,
                person_id=people[0],
                on_day=WEDNESDAY,
                counts_from_there=True,
                by=clerk.id,
            )
        with pytest.raises(NotAllowed):
            edit_enrolment(
                db,
                course_id=first,
                person_id=people[0],
                enrolled_on=MONDAY,
                left_on=None,
                counts_from=WEDNESDAY,
                by=clerk.id,
            )


def test_the_days_of_an_enrolment_are_corrected_and_undone(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        first, _sessions, people, _other, _there = two_groups(db, now)
        before = enrolled_people(db, first)

        edited = edit_enrolment(
            db,
            course_id=first,
            person_id=people[0],
            enrolled_on=WEDNESDAY,
            left_on=MONDAY,
            counts_from=WEDNESDAY,
            by=None,
        )
        db.flush()
        row = enrolled_people(db, first)[0]
        assert (row.enrolled_on, row.left_on, row.counts_from) == (WEDNESDAY, None, WEDNESDAY)

        restore_enrolment(db, course_id=first, earlier=edited.earlier)
        db.flush()
        assert enrolled_people(db, first) == before
