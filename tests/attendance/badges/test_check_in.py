from dataclasses import dataclass
from datetime import datetime

import pytest

from tests.courses.factories import MONDAY, a_course, a_running_course, some_people
from tvet_desktop.attendance.badges.badge_errors import (
    BadgeNotKnownHere,
    BadgeOfOtherCollege,
    BadgeOfOtherCourse,
    LeftTheCourse,
    NotInThisCourse,
)
from tvet_desktop.attendance.badges.check_in import CheckedIn, check_in
from tvet_desktop.attendance.close_session import close_session
from tvet_desktop.attendance.loading import load_mark
from tvet_desktop.attendance.mark_attendance import mark_attendance
from tvet_desktop.attendance.mark_rest import mark_rest
from tvet_desktop.attendance.models import MarkSource, MarkStatus
from tvet_desktop.attendance.paper.paper_code import BadgeCode
from tvet_desktop.attendance.restore_marks import restore_marks
from tvet_desktop.attendance.rules import Mark, MinutesLateUnusable
from tvet_desktop.courses.cancel_course import cancel_course
from tvet_desktop.courses.cancel_session import cancel_session
from tvet_desktop.courses.enrol_people import enrol_people
from tvet_desktop.courses.rules import CourseNotOpen, TrainingSessionCancelled, TrainingSessionClosed
from tvet_desktop.courses.withdraw_enrolment import withdraw_enrolment
from tvet_desktop.people.models import Person
from tvet_desktop.shared.errors import UserError
from tvet_desktop.storage.database import Database

P, A, L, E = MarkStatus.PRESENT, MarkStatus.ABSENT, MarkStatus.LATE, MarkStatus.EXCUSED
BADGE = MarkSource.BADGE


@dataclass
class Door:
    """A course of four at whose door badges are scanned."""

    database: Database
    user_id: int
    now: datetime
    course: int
    sessions: list[int]
    people: list[int]

    def scan(self, person_id: int, course_id: int | None = None, **said: object) -> CheckedIn:
        with self.database.transaction(user_id=self.user_id) as db:
            return check_in(
                db,
                training_session_id=self.sessions[0],
                badge=BadgeCode(course_id or self.course, person_id),
                now=self.now,
                **said,  # type: ignore[arg-type]  # status and minutes_late
            )

    def mark(self, person_id: int) -> Mark | None:
        with self.database.reading() as db:
            return load_mark(db, self.sessions[0], person_id)

    def refused(self, person_id: int, course_id: int | None = None) -> UserError:
        with pytest.raises(UserError) as caught:
            self.scan(person_id, course_id)
        with self.database.reading() as db:
            assert [load_mark(db, self.sessions[0], one) for one in self.people] == [None] * 4
        return caught.value


@pytest.fixture
def door(database: Database, administrator_id: int, now: datetime) -> Door:
    with database.transaction(user_id=administrator_id) as db:
        return Door(database, administrator_id, now, *a_running_course(db))


def test_a_badge_marks_present_and_counts(door: Door) -> None:
    done = door.scan(door.people[2])

    assert (done.name, done.seat, done.here, done.expected) == ("UWASE", 3, 1, 4)
    assert done.mark == door.mark(door.people[2]) == Mark(P, source=BADGE)
    assert done.marked is not None
    assert done.marked.before is None


def test_late_with_the_minutes_that_were_typed(door: Door) -> None:
    assert door.scan(door.people[0], status=L, minutes_late=20).mark == Mark(L, 20, source=BADGE)
    assert door.scan(door.people[1], status=L).mark == Mark(L, source=BADGE)
    with pytest.raises(MinutesLateUnusable):
        door.scan(door.people[2], status=L, minutes_late=900)


@pytest.mark.parametrize("status", [P, L])
def test_a_second_scan_changes_nothing(door: Door, status: MarkStatus) -> None:
    door.scan(door.people[0], status=status)

    again = door.scan(door.people[0])

    assert again.marked is None
    assert again.mark == Mark(status, source=BADGE)
    assert again.here == 1


@pytest.mark.parametrize("status", [A, E])
def test_who_was_marked_as_missing_is_here_after_all(door: Door, status: MarkStatus) -> None:
    with door.database.transaction(user_id=door.user_id) as db:
        mark_attendance(
            db, training_session_id=door.sessions[0], person_id=door.people[1], status=status, now=door.now
        )

    done = door.scan(door.people[1])

    assert done.marked is not None
    assert done.marked.before == Mark(status)
    assert door.mark(door.people[1]) == Mark(P, source=BADGE)
    with door.database.transaction(user_id=door.user_id) as db:
        restore_marks(db, done=(done.marked,), now=door.now)
    assert door.mark(door.people[1]) == Mark(status)


def test_a_badge_of_another_course_names_it(door: Door) -> None:
    with door.database.transaction(user_id=door.user_id) as db:
        other = a_course(db, "HUY-2027-02")
        (stranger,) = some_people(db, ["GATO Rita"])
        enrol_people(db, course_id=other, person_ids=[stranger, door.people[0]], enrolled_on=MONDAY)

    error = door.refused(stranger, other)
    assert isinstance(error, BadgeOfOtherCourse)
    assert "HUY-2027-02" in error.sentence()
    error = door.refused(door.people[0], other)
    assert isinstance(error, BadgeOfOtherCourse)
    assert error.name == "KEZA Aline"
    assert "KEZA Aline belongs to this course too" in error.sentence()


def test_a_badge_of_another_college_names_it(door: Door) -> None:
    error = door.refused(11 << 53 | 5, 11 << 53 | 9)

    assert isinstance(error, BadgeOfOtherCollege)
    assert error.sentence().startswith("This badge is from ")


def test_what_no_sync_file_has_brought_is_said(door: Door) -> None:
    scope = door.course >> 53
    assert isinstance(door.refused(scope << 53 | 5), BadgeNotKnownHere)
    assert isinstance(door.refused(door.people[0], scope << 53 | 9), BadgeNotKnownHere)


def test_who_is_not_enrolled_or_has_left_is_not_marked(door: Door) -> None:
    with door.database.transaction(user_id=door.user_id) as db:
        (stranger,) = some_people(db, ["GATO Rita"])
        withdraw_enrolment(db, course_id=door.course, person_id=door.people[0], left_on=MONDAY)
    door.sessions.reverse()  # on Friday

    error = door.refused(stranger)
    assert isinstance(error, NotInThisCourse)
    assert error.sentence().startswith("GATO Rita is not enrolled")
    error = door.refused(door.people[0])
    assert isinstance(error, LeftTheCourse)
    assert "01/03/2027" in error.sentence()


def test_the_badge_of_a_merged_person_marks_the_one_that_counts(door: Door) -> None:
    with door.database.transaction(user_id=door.user_id) as db:
        db.get_one(Person, door.people[3]).merged_into = door.people[0]

    done = door.scan(door.people[3])

    assert (done.person_id, done.name, done.expected) == (door.people[0], "KEZA Aline", 3)
    again = door.scan(door.people[0])
    assert again.marked is None
    assert again.here == 1


def test_nothing_is_marked_where_nothing_may_be(door: Door) -> None:
    with door.database.transaction(user_id=door.user_id) as db:
        cancel_session(db, training_session_id=door.sessions[0], reason="strike")
    assert isinstance(door.refused(door.people[0]), TrainingSessionCancelled)


def test_a_closed_session_and_a_cancelled_course_say_so(door: Door) -> None:
    with door.database.transaction(user_id=door.user_id) as db:
        mark_rest(db, training_session_id=door.sessions[0], status=A, now=door.now)
        close_session(db, training_session_id=door.sessions[0], on_date=MONDAY, by=door.user_id)
    with pytest.raises(TrainingSessionClosed):
        door.scan(door.people[0])
    with door.database.transaction(user_id=door.user_id) as db:
        cancel_course(db, course_id=door.course, on_date=MONDAY, reason="x", by=door.user_id)
    with pytest.raises(CourseNotOpen):
        door.scan(door.people[0])
