"""The register of a course, and of one session, as one screen shows it."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy.orm import Session

from tvet_desktop.attendance.merits import merits_of
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.attendance.register_cells import (
    MarkCell,
    RegisterLine,
    fill_lines,
    marks_of_sessions,
    reasons_of_marks,
)
from tvet_desktop.attendance.rules import (
    NO_MERITS,
    Hours,
    Merits,
    Outcome,
    is_expected,
    is_out_of_reach,
    outcome,
    session_state,
)
from tvet_desktop.courses.loading import load_training_session
from tvet_desktop.courses.models import Course, SessionState
from tvet_desktop.courses.queries import (
    EnrolledPerson,
    TrainingSessionRow,
    enrolled_people,
    rules_of,
    sessions_of,
)
from tvet_desktop.courses.rules import RuleSet


@dataclass(frozen=True, slots=True)
class RegisterSession:
    """A column of the register."""

    session: TrainingSessionRow
    state: SessionState


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A line of the register. ``cells`` has one entry for each session of the register; None is a gap.

    ``is_out_of_reach``: even without missing anything more, this person cannot complete the course.
    ``merits`` are the points that were waived and the post-test: ``outcome`` respects both.
    """

    person: EnrolledPerson
    cells: tuple[MarkCell | None, ...]
    hours: Hours
    outcome: Outcome
    is_out_of_reach: bool
    merits: Merits = NO_MERITS


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
    merits: Merits = NO_MERITS


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
    marks = marks_of_sessions(db, course_id)
    sessions = sessions_of(db, course_id)
    columns = tuple(
        RegisterSession(
            row,
            session_state(is_cancelled=row.is_cancelled, is_closed=row.is_closed, has_marks=row.id in marks),
        )
        for row in sessions
    )
    people = enrolled_people(db, course_id)
    lines = fill_lines(people, sessions, marks, reasons_of_marks(db, course_id, marks), rules)
    planned = db.get_one(Course, course_id).planned_minutes or 0
    return CourseRegister(
        course_id, rules, columns, _rows(people, columns, lines, rules, planned, merits_of(db, course_id))
    )


def register_of(db: Session, training_session_id: int) -> SessionRegister:
    """Return the register of one session: everybody who belongs to the course that day, or has a mark.

    Raises:
        NotFound: there is no such session.
    """
    register = course_register(db, load_training_session(db, training_session_id).course_id)
    index = register.column_of(training_session_id)
    column = register.sessions[index]
    rows = tuple(
        SessionRegisterRow(
            row.person, row.cells[index], row.hours, row.outcome, row.is_out_of_reach, row.merits
        )
        for row in register.rows
        if row.cells[index] is not None
        or is_expected(row.person.status, row.person.left_on, column.session.held_on)
    )
    counts = Counter(row.mark.status for row in rows if row.mark is not None)
    return SessionRegister(column, register.rules, rows, dict(counts))


def _rows(  # noqa: PLR0917  a step of course_register
    people: list[EnrolledPerson],
    columns: tuple[RegisterSession, ...],
    lines: dict[str, RegisterLine],
    rules: RuleSet,
    planned_by_course: int,
    merits: dict[int, Merits],
) -> tuple[RegisterRow, ...]:
    """Add up what each person has of the course."""
    delivered = sum(c.session.minutes for c in columns if c.state == SessionState.HELD)
    in_timetable = sum(c.session.minutes for c in columns if c.state != SessionState.CANCELLED)
    planned = max(in_timetable, planned_by_course)
    may_change = [
        (number, column)
        for number, column in enumerate(columns)
        if column.state != SessionState.CANCELLED and not column.session.is_closed
    ]
    rows = []
    for person in people:
        line = lines[str(person.person_id)]
        gaps = [column for number, column in may_change if line.cells[number] is None]
        undecided = sum(
            column.session.minutes
            for column in gaps
            if column.state == SessionState.HELD
            and is_expected(person.status, person.left_on, column.session.held_on)
        )
        still_open = planned - in_timetable + sum(column.session.minutes for column in gaps)
        hours = Hours(line.half_minutes, delivered, planned, still_open, undecided)
        own = merits.get(person.person_id, NO_MERITS)
        result, is_lost = outcome(hours, rules, own), is_out_of_reach(hours, rules, own)
        rows.append(RegisterRow(person, tuple(line.cells), hours, result, is_lost, own))
    return tuple(rows)
