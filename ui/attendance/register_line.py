"""A line of the register as the screen has it: what is saved, and what is on its way."""

from dataclasses import dataclass, replace

from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.attendance.registers import SessionRegisterRow
from tvet_desktop.attendance.rules import Hours, Outcome


@dataclass(frozen=True)
class RegisterLine:
    """One person at one session. ``needed_percent`` is for a completion; ``is_saving``: not in the store yet."""

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
    is_saving: bool = False

    @classmethod
    def of(cls, row: SessionRegisterRow, needed_percent: int) -> "RegisterLine":
        """Return a line as it is in the store."""
        mark = row.mark
        return cls(
            row.person.person_id,
            row.person.seat,
            row.person.name,
            None if mark is None else mark.status,
            None if mark is None else mark.minutes_late,
            "" if mark is None else mark.reason,
            row.hours,
            row.outcome,
            row.is_out_of_reach,
            needed_percent,
        )

    def saving(self, status: MarkStatus | None, minutes_late: int | None) -> "RegisterLine":
        """Return the line while a mark is on its way to the store."""
        return replace(self, status=status, minutes_late=minutes_late, reason="", is_saving=True)
