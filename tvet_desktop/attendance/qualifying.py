"""Who qualifies for which certificate, and who misses by how much."""

from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy.orm import Session

from tvet_desktop.attendance.registers import course_register
from tvet_desktop.attendance.rules import Outcome, missing_minutes
from tvet_desktop.courses.models import EnrolmentStatus


@dataclass(frozen=True)
class QualifyingRow:
    """What one person has reached.

    ``rate`` is credited over delivered, None before anything was delivered. ``credited`` and ``delivered``
    are minutes. ``missing_minutes`` is what is missing to a completion, ``missing_to_participation`` to a
    participation; 0 where it is reached. ``percent`` is for the eye only.
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


def qualifying(db: Session, course_id: int) -> list[QualifyingRow]:
    """Return everybody of a course by seat, with what the rules of the course give them today."""
    register = course_register(db, course_id)
    delivered = [number for number, column in enumerate(register.sessions) if column.state == "HELD"]
    return [
        QualifyingRow(
            row.person.person_id,
            row.person.seat,
            row.person.name,
            row.person.status,
            row.hours.rate,
            row.hours.percent,
            row.hours.credited,
            row.hours.delivered,
            row.outcome,
            missing_minutes(row.hours, register.rules.completion_percent),
            missing_minutes(row.hours, register.rules.participation_percent),
            row.is_out_of_reach,
            sum(row.cells[number] is None for number in delivered),
        )
        for row in register.rows
    ]
