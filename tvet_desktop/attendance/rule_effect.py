"""What other rules would change for the people of a course, before anybody sets them."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from tvet_desktop.attendance.register_rows import RegisterRow
from tvet_desktop.attendance.registers import CourseRegister, course_register
from tvet_desktop.attendance.rules import Outcome, credited_half_minutes, outcome
from tvet_desktop.courses.models import EnrolmentStatus, SessionState
from tvet_desktop.courses.rules import RuleSet


@dataclass(frozen=True)
class RuleEffect:
    """How many have each outcome today, and how many would; ``better`` and ``worse`` count people."""

    today: dict[Outcome, int]
    then: dict[Outcome, int]
    better: int
    worse: int


def rule_effect(db: Session, course_id: int, rules: RuleSet) -> RuleEffect:
    """Return what ``rules`` would change for those who belong to a course, by the marks of today."""
    register = course_register(db, course_id)
    rows = [row for row in register.rows if row.person.status is EnrolmentStatus.ENROLLED]
    then = [_outcome(register, row, rules) for row in rows]
    order = list(Outcome)
    moves = [order.index(after) - order.index(row.outcome) for row, after in zip(rows, then, strict=True)]
    return RuleEffect(
        dict(Counter(row.outcome for row in rows)),
        dict(Counter(then)),
        sum(move < 0 for move in moves),
        sum(move > 0 for move in moves),
    )


def _outcome(register: CourseRegister, row: RegisterRow, rules: RuleSet) -> Outcome:
    starts = row.person.counts_from or date.min
    credit = sum(
        credited_half_minutes(column.session.minutes, cell.status, cell.minutes_late, rules)
        for column, cell in zip(register.sessions, row.cells, strict=True)
        if cell is not None and column.state != SessionState.CANCELLED and column.session.held_on >= starts
    )
    return outcome(replace(row.hours, credited_half_minutes=credit), rules, row.merits)
