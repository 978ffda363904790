"""The register of a course, and of one session, as one screen shows it."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.attendance.merits import merits_of
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.attendance.register_cells import (
    MarkCell,
    fill_lines,
    marks_of_sessions,
    reasons_of_marks,
    sessions_with_marks,
)
from tvet_desktop.attendance.register_rows import RegisterRow, RegisterSession, rows_of
from tvet_desktop.attendance.rules import Hours, Merits, Outcome, is_expected, session_state
from tvet_desktop.courses.loading import load_training_session
from tvet_desktop.courses.models import Course, Enrolment
from tvet_desktop.courses.queries import (
    EnrolledPerson,
    enrolled_people,
    rules_of,
    sessions_of,
)
from tvet_desktop.courses.rules import RuleSet
from tvet_desktop.people.merging.merged import one_person
from tvet_desktop.people.models import Person
from tvet_desktop.storage.base import not_deleted


@dataclass(frozen=True, slots=True)
class CourseRegister:
    """All marks of a course: people by seat, sessions in the order of the timetable."""

    course_id: int
    rules: RuleSet
    sessions: tuple[RegisterSession, ...]
    rows: tuple[RegisterRow, ...]

    def column_of(self, training_session_id: int) -> int:
        """Return where a session stands in ``sessions`` and in the cells of each row."""
        return [column.session.id for column in self.sessions].index(training_session_id)


@dataclass(frozen=True, slots=True)
class SessionRegisterRow:
    """One person at one session, with what the person has of the whole course.

    ``cells`` has one entry for each session of the register. ``is_expected``: belongs to the course on that day,
    so that a gap is to be filled. ``is_walk_in``: came without standing on a list and was not matched since.
    """

    person: EnrolledPerson
    mark: MarkCell | None
    hours: Hours
    outcome: Outcome
    is_out_of_reach: bool
    merits: Merits
    cells: tuple[MarkCell | None, ...]
    is_expected: bool
    is_walk_in: bool


@dataclass(frozen=True, slots=True)
class SessionRegister:
    """Who was there at one session, ``sessions`` are all of the course.

    ``counts`` has a number for each status that occurs.
    """

    column: RegisterSession
    sessions: tuple[RegisterSession, ...]
    rules: RuleSet
    rows: tuple[SessionRegisterRow, ...]

    @property
    def counts(self) -> dict[MarkStatus, int]:
        """How many have each mark."""
        return dict(Counter(row.mark.status for row in self.rows if row.mark is not None))

    @property
    def expected(self) -> int:
        """How many belong to the course on that day."""
        return sum(row.is_expected for row in self.rows)

    @property
    def marked(self) -> int:
        """How many of them have a mark."""
        return sum(row.is_expected and row.mark is not None for row in self.rows)

    @property
    def unmarked(self) -> int:
        """How many of them have none yet."""
        return self.expected - self.marked

    def with_row(self, row: SessionRegisterRow) -> "SessionRegister":
        """Return the register with what one person has now."""
        there = row.person.person_id
        rows = tuple(row if old.person.person_id == there else old for old in self.rows)
        return replace(self, rows=rows)


def course_register(db: Session, course_id: int) -> CourseRegister:
    """Return the register of a course with every mark, also of people who have left it."""
    return _read(db, course_id, enrolled_people(db, course_id))


def register_of(db: Session, training_session_id: int) -> SessionRegister:
    """Return the register of one session: everybody who belongs to the course that day, or has a mark.

    Raises:
        NotFound: there is no such session.
    """
    course_id = load_training_session(db, training_session_id).course_id
    return register_at(db, course_register(db, course_id), training_session_id)


def row_of_register(db: Session, training_session_id: int, person_id: int) -> SessionRegisterRow | None:
    """Return one line of ``register_of``, in a fraction of its time; None if the person has no line there.

    Raises:
        NotFound: there is no such session.
    """
    course_id = load_training_session(db, training_session_id).course_id
    ids = one_person(db, person_id)
    people = enrolled_people(db, course_id, only=ids)
    register = register_at(db, _read(db, course_id, people, only=ids), training_session_id, only=ids)
    return next(iter(register.rows), None)


def _read(
    db: Session, course_id: int, people: list[EnrolledPerson], *, only: Collection[int] | None = None
) -> CourseRegister:
    """Read the marks of these people, who are all of the course unless ``only`` has their ids."""
    rules = rules_of(db, course_id)
    marks = marks_of_sessions(db, course_id, only)
    marked = marks.keys() if only is None else sessions_with_marks(db, course_id)
    sessions = sessions_of(db, course_id)
    columns = tuple(
        RegisterSession(
            row,
            session_state(is_cancelled=row.is_cancelled, is_closed=row.is_closed, has_marks=row.id in marked),
        )
        for row in sessions
    )
    lines = fill_lines(people, sessions, marks, reasons_of_marks(db, course_id, marks, only), rules)
    planned = db.get_one(Course, course_id).planned_minutes or 0
    merits = merits_of(db, course_id)
    return CourseRegister(course_id, rules, columns, rows_of(people, columns, lines, rules, planned, merits))


def register_at(
    db: Session, register: CourseRegister, training_session_id: int, *, only: Collection[int] | None = None
) -> SessionRegister:
    """Return what a course's register has of one session; ``only``: the register has these people alone."""
    index = register.column_of(training_session_id)
    column = register.sessions[index]
    walk_ins = _walk_ins(db, register.course_id, only)
    rows = []
    for row in register.rows:
        person, mark = row.person, row.cells[index]
        held_on = column.session.held_on
        expected = is_expected(person.status, person.left_on, held_on, person.expected_from)
        if mark is None and not expected:
            continue
        rows.append(
            SessionRegisterRow(
                person,
                mark,
                row.hours,
                row.outcome,
                row.is_out_of_reach,
                row.merits,
                row.cells,
                expected,
                person.person_id in walk_ins,
            )
        )
    return SessionRegister(column, register.sessions, register.rules, tuple(rows))


def _walk_ins(db: Session, course_id: int, only: Collection[int] | None) -> set[int]:
    query = (
        select(Enrolment.person_id)
        .join(Person, Person.id == Enrolment.person_id)
        .where(not_deleted(Enrolment), Enrolment.course_id == course_id, Person.walk_in_on.is_not(None))
    )
    if only is not None:
        query = query.where(Enrolment.person_id.in_(only))
    return set(db.scalars(query))
