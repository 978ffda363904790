"""Who qualifies for which certificate, and who misses by how much."""

from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy.orm import Session

from tvet_desktop.attendance.register_rows import RegisterRow
from tvet_desktop.attendance.registers import course_register
from tvet_desktop.attendance.rules import (
    Hours,
    Merits,
    Outcome,
    missing_in_test,
    missing_minutes,
    outcome,
)
from tvet_desktop.courses.models import EnrolmentStatus
from tvet_desktop.courses.rules import RuleSet


@dataclass(frozen=True)
class QualifyingRow:
    """What one person has reached.

    ``rate`` is credited over decided, None before anything was decided. ``credited`` and ``delivered`` are
    minutes, ``undecided`` those of ``delivered`` in which nobody has said yet whether the person was there: no
    certificate is given before that. ``missing_minutes`` is what is missing to a completion with the points that
    were waived, ``missing_to_participation`` to a participation; 0 where it is reached. ``missing_points`` is
    what the post-test misses to the pass mark, in hundredths of a point: 0 where nothing is, None while there is
    no result. ``percent`` is for the eye only.
    """

    person_id: int
    seat: int
    name: str
    status: EnrolmentStatus
    rate: Fraction | None
    percent: int | None
    credited: Fraction
    delivered: int
    outcome: Outcome
    missing_minutes: Fraction
    missing_to_participation: Fraction
    is_out_of_reach: bool
    gaps: int
    """Delivered sessions without a mark: they earn nothing until somebody decides."""
    undecided: int
    merits: Merits
    missing_points: Fraction | None
    needs_waiver: bool
    """It is the waiver, and nothing else, that brings a completion."""


def qualifying(db: Session, course_id: int) -> list[QualifyingRow]:
    """Return everybody of a course by seat, with what the rules of the course give them today."""
    register = course_register(db, course_id)
    delivered = [number for number, column in enumerate(register.sessions) if column.state == "HELD"]
    return [_row(row, register.rules, delivered) for row in register.rows]


def _row(row: RegisterRow, rules: RuleSet, delivered: list[int]) -> QualifyingRow:
    hours, merits = row.hours, row.merits
    return QualifyingRow(
        row.person.person_id,
        row.person.seat,
        row.person.name,
        row.person.status,
        hours.rate,
        hours.percent,
        hours.credited,
        hours.delivered,
        row.outcome,
        missing_minutes(hours, rules.completion_percent, merits.waived_points),
        missing_minutes(hours, rules.participation_percent),
        row.is_out_of_reach,
        sum(row.cells[number] is None for number in delivered),
        hours.undecided,
        merits,
        missing_in_test(merits, rules),
        needs_waiver=row.outcome == Outcome.COMPLETION and not _completes_alone(hours, rules, merits),
    )


def _completes_alone(hours: Hours, rules: RuleSet, merits: Merits) -> bool:
    without = Merits(0, merits.post_points, merits.post_maximum)
    return outcome(hours, rules, without) == Outcome.COMPLETION
