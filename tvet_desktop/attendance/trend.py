"""How somebody's attendance went from session to session, for the small line beside the name."""

from collections.abc import Sequence
from enum import StrEnum

from tvet_desktop.attendance.register_cells import MarkCell
from tvet_desktop.attendance.register_rows import RegisterSession
from tvet_desktop.attendance.rules import credited_half_minutes
from tvet_desktop.courses.models import SessionState
from tvet_desktop.courses.rules import RuleSet

_LATEST = 3
"""So many sessions tell where it goes."""


class Direction(StrEnum):
    """Where the rate goes."""

    RISING = "RISING"
    STEADY = "STEADY"
    FALLING = "FALLING"


def rates_after_sessions(
    cells: Sequence[MarkCell | None], sessions: Sequence[RegisterSession], rules: RuleSet
) -> tuple[float | None, ...]:
    """Return the rate (0 to 1) after each session of the timetable, for the eye only; cancelled ones are left out.

    ``cells`` are the person's marks in the order of ``sessions``. None: nothing is decided there, because the
    session is to come, or open with a gap.
    """
    rates: list[float | None] = []
    earned, minutes = 0, 0
    for cell, column in zip(cells, sessions, strict=True):
        session = column.session
        if column.state == SessionState.CANCELLED:
            continue
        if column.state != SessionState.HELD or (cell is None and not session.is_closed):
            rates.append(None)
            continue
        minutes += session.minutes
        if cell is not None:
            earned += credited_half_minutes(session.minutes, cell.status, cell.minutes_late, rules)
        rates.append(earned / (2 * minutes))
    return tuple(rates)


def direction(rates: Sequence[float | None]) -> Direction:
    """Tell where the rate went in the latest sessions."""
    latest = [rate for rate in rates if rate is not None][-_LATEST - 1 :]
    if len(latest) < 2 or latest[0] == latest[-1]:  # noqa: PLR2004  one point has no direction
        return Direction.STEADY
    return Direction.RISING if latest[-1] > latest[0] else Direction.FALLING
