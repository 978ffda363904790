"""What does not count for somebody who joined a course late, because a coordinator said so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tvet_desktop.attendance.register_cells import MarkCell
from tvet_desktop.attendance.rules import credited_half_minutes
from tvet_desktop.courses.models import SessionState
from tvet_desktop.courses.rules import RuleSet

if TYPE_CHECKING:  # the rows of a register ask what does not count
    from tvet_desktop.attendance.register_rows import RegisterSession


@dataclass(frozen=True, slots=True)
class NotCounted:
    """What lies before the day from which a person counts: credit in half minutes, the rest in minutes."""

    half_minutes: int = 0
    delivered: int = 0
    planned: int = 0


NOTHING = NotCounted()


def not_counted(
    counts_from: date | None,
    columns: "Sequence[RegisterSession]",
    cells: Sequence[MarkCell | None],
    rules: RuleSet,
) -> NotCounted:
    """Add up the sessions before ``counts_from``; None leaves out none."""
    if counts_from is None:
        return NOTHING
    early = [
        (column, cells[number])
        for number, column in enumerate(columns)
        if column.session.held_on < counts_from and column.state != SessionState.CANCELLED
    ]
    return NotCounted(
        sum(
            credited_half_minutes(column.session.minutes, cell.status, cell.minutes_late, rules)
            for column, cell in early
            if cell is not None
        ),
        sum(column.session.minutes for column, _cell in early if column.state == SessionState.HELD),
        sum(column.session.minutes for column, _cell in early),
    )
