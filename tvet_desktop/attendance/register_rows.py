"""The lines of a course's register: what the marks of each person add up to."""

from dataclasses import dataclass
from datetime import date

from tvet_desktop.attendance.joined_late import not_counted
from tvet_desktop.attendance.register_cells import MarkCell, RegisterLine
from tvet_desktop.attendance.rules import (
    NO_MERITS,
    Hours,
    Merits,
    Outcome,
    is_expected,
    is_out_of_reach,
    outcome,
)
from tvet_desktop.courses.models import SessionState
from tvet_desktop.courses.queries import EnrolledPerson, TrainingSessionRow
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


def rows_of(  # noqa: PLR0917  a step of course_register
    people: list[EnrolledPerson],
    columns: tuple[RegisterSession, ...],
    lines: dict[str, RegisterLine],
    rules: RuleSet,
    planned_by_course: int,
    merits: dict[int, Merits],
) -> tuple[RegisterRow, ...]:
    """Add up what each person has of the course; ``planned_by_course`` are minutes, 0 where nobody said them."""
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
        starts = person.expected_from or date.min
        has_gaps = not all(line.cells)  # most people have none, and a look at 40,000 cells takes its time
        gaps = [
            column
            for number, column in (may_change if has_gaps else ())
            if line.cells[number] is None and column.session.held_on >= starts
        ]
        undecided = sum(
            column.session.minutes
            for column in gaps
            if column.state == SessionState.HELD
            and is_expected(person.status, person.left_on, column.session.held_on, person.expected_from)
        )
        still_open = planned - in_timetable + sum(column.session.minutes for column in gaps)
        early = not_counted(person.counts_from, columns, line.cells, rules)
        hours = Hours(
            line.half_minutes - early.half_minutes,
            delivered - early.delivered,
            planned - early.planned,
            still_open,
            undecided,
        )
        own = merits.get(person.person_id, NO_MERITS)
        result, is_lost = outcome(hours, rules, own), is_out_of_reach(hours, rules, own)
        rows.append(RegisterRow(person, tuple(line.cells), hours, result, is_lost, own))
    return tuple(rows)
