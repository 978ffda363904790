"""A line of the register as the screen has it: what is saved, and what is on its way."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.attendance.register_cells import MarkCell
from tvet_desktop.attendance.register_rows import RegisterSession
from tvet_desktop.attendance.registers import SessionRegister, SessionRegisterRow
from tvet_desktop.attendance.rules import Hours, Outcome
from tvet_desktop.attendance.trend import rates_after_sessions
from tvet_desktop.courses.models import EnrolmentStatus
from tvet_desktop.courses.rules import RuleSet


@dataclass(frozen=True)
class RegisterLine:
    """One person at one session. ``needed_percent`` is for a completion; ``is_saving``: not in the store yet.

    ``joined_on`` only where it lies after the session; ``is_expected``: a gap of theirs is to be filled.
    """

    person_id: int
    seat: int
    name: str
    status: MarkStatus | None
    minutes_late: int | None
    reason: str
    hours: Hours
    outcome: Outcome
    is_out_of_reach: bool
    needed_percent: int
    cells: tuple[MarkCell | None, ...]
    is_expected: bool
    is_walk_in: bool
    left_on: date | None
    has_moved: bool
    joined_on: date | None
    sessions: tuple[RegisterSession, ...] = field(compare=False, repr=False)
    rules: RuleSet = field(compare=False)
    is_saving: bool = False
    waived_points: int = 0

    @property
    def rates(self) -> tuple[float | None, ...]:
        """The rate after each session, made only for lines that are painted or spoken."""
        return rates_after_sessions(self.cells, self.sessions, self.rules)

    @classmethod
    def of(cls, row: SessionRegisterRow, register: SessionRegister) -> "RegisterLine":
        """Return a line as it is in the store."""
        mark, person, held_on = row.mark, row.person, register.column.session.held_on
        left, joined = person.left_on, person.enrolled_on
        return cls(
            person.person_id,
            person.seat,
            person.name,
            None if mark is None else mark.status,
            None if mark is None else mark.minutes_late,
            "" if mark is None else mark.reason,
            row.hours,
            row.outcome,
            row.is_out_of_reach,
            register.rules.completion_percent,
            row.cells,
            row.is_expected,
            row.is_walk_in,
            left_on=left,
            has_moved=person.status == EnrolmentStatus.TRANSFERRED,
            joined_on=joined if joined > held_on else None,
            sessions=register.sessions,
            rules=register.rules,
            waived_points=row.merits.waived_points,
        )

    def saving(self, status: MarkStatus | None, minutes_late: int | None, reason: str = "") -> "RegisterLine":
        """Return the line while a mark is on its way to the store."""
        return replace(self, status=status, minutes_late=minutes_late, reason=reason, is_saving=True)


def lines_of(register: SessionRegister) -> Sequence[RegisterLine]:
    """Return every line of a register."""
    return [RegisterLine.of(row, register) for row in register.rows]
