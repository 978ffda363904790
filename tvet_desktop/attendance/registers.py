"""The register of a course, and of one session, as one screen shows it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.attendance.models import AttendanceMark, MarkStatus
from tvet_desktop.attendance.rules import (
    Hours,
    Outcome,
    credited_half_minutes,
    is_expected,
    is_out_of_reach,
    outcome,
    session_state,
)
from tvet_desktop.courses.loading import load_training_session
from tvet_desktop.courses.models import Course, SessionState, TrainingSession
from tvet_desktop.courses.queries import (
    EnrolledPerson,
    TrainingSessionRow,
    enrolled_people,
    rules_of,
    sessions_of,
)
from tvet_desktop.courses.rules import RuleSet
from tvet_desktop.storage.base import not_deleted

MarkTuple = tuple[int, int, str, int | None, str | None]
"""Training session, person, status, minutes late, reason: a register may have 40,000 of them."""


@dataclass(frozen=True, slots=True)
class MarkCell:
    """A mark as the register shows it. Equal marks share one object."""

    status: MarkStatus
    minutes_late: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class RegisterSession:
    """A column of the register."""

    session: TrainingSessionRow
    state: SessionState


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A line of the register. ``cells`` has one entry for each session of the register; None is a gap.

    ``is_out_of_reach``: even without missing anything more, this person cannot complete the course.
    """

    person: EnrolledPerson
    cells: tuple[MarkCell | None, ...]
    hours: Hours
    outcome: Outcome
    is_out_of_reach: bool


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
    """One person at one session, with what the person has of the whole course."""

    person: EnrolledPerson
    mark: MarkCell | None
    hours: Hours
    outcome: Outcome
    is_out_of_reach: bool


@dataclass(frozen=True, slots=True)
class SessionRegister:
    """Who was there at one session. ``counts`` has a number for each status that occurs."""

    column: RegisterSession
    rules: RuleSet
    rows: tuple[SessionRegisterRow, ...]
    counts: dict[MarkStatus, int]

    @property
    def marked(self) -> int:
        """How many have a mark."""
        return sum(self.counts.values())

    @property
    def unmarked(self) -> int:
        """How many have none yet."""
        return len(self.rows) - self.marked


def course_register(db: Session, course_id: int) -> CourseRegister:
    """Return the register of a course with every mark, also of people who have left it."""
    rules = rules_of(db, course_id)
    sessions = sessions_of(db, course_id)
    marks = _marks(db, course_id)
    marked = {mark[0] for mark in marks}
    columns = tuple(
        RegisterSession(
            row,
            session_state(is_cancelled=row.is_cancelled, is_closed=row.is_closed, has_marks=row.id in marked),
        )
        for row in sessions
    )
    planned = db.get_one(Course, course_id).planned_minutes or 0
    people = enrolled_people(db, course_id)
    return CourseRegister(course_id, rules, columns, _rows(people, columns, marks, rules, planned))


def register_of(db: Session, training_session_id: int) -> SessionRegister:
    """Return the register of one session: everybody who belongs to the course that day, or has a mark.

    Raises:
        NotFound: there is no such session.
    """
    register = course_register(db, load_training_session(db, training_session_id).course_id)
    index = register.column_of(training_session_id)
    column = register.sessions[index]
    rows = tuple(
        SessionRegisterRow(row.person, row.cells[index], row.hours, row.outcome, row.is_out_of_reach)
        for row in register.rows
        if row.cells[index] is not None
        or is_expected(row.person.status, row.person.left_on, column.session.held_on)
    )
    counts = Counter(row.mark.status for row in rows if row.mark is not None)
    return SessionRegister(column, register.rules, rows, dict(counts))


def _marks(db: Session, course_id: int) -> Sequence[MarkTuple]:
    query = (
        select(
            AttendanceMark.training_session_id,
            AttendanceMark.person_id,
            AttendanceMark.status,
            AttendanceMark.minutes_late,
            AttendanceMark.reason,
        )
        .join(TrainingSession, TrainingSession.id == AttendanceMark.training_session_id)
        .where(not_deleted(AttendanceMark, TrainingSession), TrainingSession.course_id == course_id)
    )
    return db.execute(query).all()


def _rows(
    people: list[EnrolledPerson],
    columns: tuple[RegisterSession, ...],
    marks: Sequence[MarkTuple],
    rules: RuleSet,
    planned_by_course: int,
) -> tuple[RegisterRow, ...]:
    lines = _lines(people, columns, marks)
    counted = [
        (number, column.session.minutes, not column.session.is_closed)
        for number, column in enumerate(columns)
        if column.state != SessionState.CANCELLED
    ]
    delivered = sum(c.session.minutes for c in columns if c.state == SessionState.HELD)
    in_timetable = sum(minutes for _number, minutes, _is_open in counted)
    planned = max(in_timetable, planned_by_course)
    worth: dict[tuple[int, int], int] = {}
    rows = []
    for person in people:
        line = lines[person.person_id]
        credit, still_open = 0, planned - in_timetable
        for number, minutes, is_open in counted:
            cell = line[number]
            if cell is None:
                still_open += minutes if is_open else 0
                continue
            earned = worth.get((id(cell), minutes))
            if earned is None:
                earned = credited_half_minutes(minutes, cell.status, cell.minutes_late, rules)
                worth[id(cell), minutes] = earned
            credit += earned
        hours = Hours(credit, delivered, planned, still_open)
        rows.append(
            RegisterRow(person, tuple(line), hours, outcome(hours, rules), is_out_of_reach(hours, rules))
        )
    return tuple(rows)


def _lines(
    people: list[EnrolledPerson], columns: tuple[RegisterSession, ...], marks: Sequence[MarkTuple]
) -> dict[int, list[MarkCell | None]]:
    """Return the cells of each person. Only tuples and dictionaries in the loop: it runs 40,000 times."""
    index = {column.session.id: number for number, column in enumerate(columns)}
    lines: dict[int, list[MarkCell | None]] = {p.person_id: [None] * len(columns) for p in people}
    shared: dict[tuple[str, int | None, str | None], MarkCell] = {}
    for session_id, person_id, status, minutes_late, reason in marks:
        line = lines.get(person_id)
        if line is None:  # the enrolment was removed: the marks stay in the store
            continue
        key = (status, minutes_late, reason)
        cell = shared.get(key)
        if cell is None:
            cell = shared[key] = MarkCell(MarkStatus(status), minutes_late, reason or "")
        line[index[session_id]] = cell
    return lines
