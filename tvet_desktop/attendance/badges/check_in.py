"""Mark somebody by the badge: one function decides what a badge means for a session."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.attendance.badges.badge_errors import (
    BadgeNotKnownHere,
    BadgeOfOtherCollege,
    BadgeOfOtherCourse,
    LeftTheCourse,
    NotInThisCourse,
)
from tvet_desktop.attendance.loading import mark_of
from tvet_desktop.attendance.mark_attendance import AttendanceMarked, mark_attendance
from tvet_desktop.attendance.models import AttendanceMark, MarkSource, MarkStatus
from tvet_desktop.attendance.one_line import mark_that_counts
from tvet_desktop.attendance.paper.paper_code import BadgeCode
from tvet_desktop.attendance.rules import Mark, is_expected
from tvet_desktop.courses.loading import load_open_training_session
from tvet_desktop.courses.models import Course, TrainingSession
from tvet_desktop.courses.queries import EnrolledPerson, enrolled_people
from tvet_desktop.people.merging.merged import counting_person
from tvet_desktop.people.models import Person
from tvet_desktop.people.names import name_or_erased
from tvet_desktop.programme.queries import college_of_scope
from tvet_desktop.shared.errors import UserError
from tvet_desktop.storage.base import not_deleted
from tvet_desktop.storage.ids import scope_of

HERE = (MarkStatus.PRESENT, MarkStatus.LATE)


@dataclass(frozen=True)
class CheckedIn:
    """What a badge did. ``marked`` is None where the person was marked as being here before.

    ``mark`` is what holds now; ``here`` are present or late, of ``expected`` people.
    """

    training_session_id: int
    person_id: int
    seat: int
    name: str
    mark: Mark
    marked: AttendanceMarked | None
    here: int
    expected: int


def check_in(
    db: Session,
    *,
    training_session_id: int,
    badge: BadgeCode,
    status: MarkStatus = MarkStatus.PRESENT,
    minutes_late: int | None = None,
    now: datetime,
) -> CheckedIn:
    """Mark the person of a badge as present or late; absent or excused before, they are here after all.

    Somebody who is present or late already stays so. The minutes are what a person said, never the clock's.

    Raises:
        NotFound, CourseNotOpen, TrainingSessionClosed, TrainingSessionCancelled: nothing is marked there.
        BadgeOfOtherCourse, BadgeOfOtherCollege, BadgeNotKnownHere, NotInThisCourse, LeftTheCourse: so it is.
        MinutesLateUnusable: late by less than a minute, or by more than the session lasts.
    """
    training_session = load_open_training_session(db, training_session_id)
    people = enrolled_people(db, training_session.course_id)
    person = _person_of(db, badge, training_session, people)
    marks = _marks(db, training_session_id, people)
    before = marks.get(person.person_id)
    done: AttendanceMarked | None = None
    if before is None or before.status not in HERE:
        done = mark_attendance(
            db,
            training_session_id=training_session_id,
            person_id=person.person_id,
            status=status,
            minutes_late=minutes_late,
            source=MarkSource.BADGE,
            now=now,
        )
        assert done.after is not None
        marks[person.person_id] = done.after
    expected = [row for row in people if _is_expected(row, training_session)]
    return CheckedIn(
        training_session_id,
        person.person_id,
        person.seat,
        person.name,
        marks[person.person_id],
        done,
        sum(row.person_id in marks and marks[row.person_id].status in HERE for row in expected),
        len(expected),
    )


def _person_of(
    db: Session, badge: BadgeCode, training_session: TrainingSession, people: list[EnrolledPerson]
) -> EnrolledPerson:
    """Return the line of the register that a badge means, or say why there is none."""
    person = next((row for row in people if badge.person_id in (row.person_id, *row.also)), None)
    if badge.course_id != training_session.course_id:
        raise _of_other_course(db, badge, training_session, person)
    if person is None:
        raise _not_enrolled(db, badge.person_id)
    if not _is_expected(person, training_session):
        raise LeftTheCourse(person.name, person.left_on)
    return person


def _of_other_course(
    db: Session, badge: BadgeCode, training_session: TrainingSession, person: EnrolledPerson | None
) -> UserError:
    course = db.get(Course, badge.course_id)
    if course is not None and not course.deleted:
        belongs = person is not None and _is_expected(person, training_session)
        return BadgeOfOtherCourse(course.code, course.title, person.name if person and belongs else "")
    scope = scope_of(badge.course_id)
    college = college_of_scope(db, scope)
    if college is not None and scope != scope_of(training_session.course_id):
        return BadgeOfOtherCollege(college.official_name)
    return BadgeNotKnownHere()


def _not_enrolled(db: Session, person_id: int) -> UserError:
    person = db.get(Person, counting_person(db, person_id))
    if person is None or person.deleted:
        return BadgeNotKnownHere()
    return NotInThisCourse(name_or_erased(person.family_name, person.given_name))


def _is_expected(person: EnrolledPerson, training_session: TrainingSession) -> bool:
    return is_expected(person.status, person.left_on, training_session.held_on, person.expected_from)


def _marks(db: Session, training_session_id: int, people: list[EnrolledPerson]) -> dict[int, Mark]:
    """Return the mark that counts of each line that has one."""
    query = select(AttendanceMark).where(
        not_deleted(AttendanceMark), AttendanceMark.training_session_id == training_session_id
    )
    stored = {row.person_id: mark for row in db.scalars(query) if (mark := mark_of(row)) is not None}
    lines = {row.person_id: mark_that_counts(stored, (row.person_id, *row.also)) for row in people}
    return {person_id: mark for person_id, mark in lines.items() if mark is not None}
