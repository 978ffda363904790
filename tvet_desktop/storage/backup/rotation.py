"""Which backups are kept: the newest ones, then one for each hour, day, week and month that had one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

NEWEST = 3


@dataclass(frozen=True)
class Made:
    """A backup as rotation sees it. Only ``number`` orders backups: the clock of a PC may be wrong by years."""

    number: int
    made_at: datetime


_PERIODS: tuple[tuple[int, Callable[[datetime], object]], ...] = (
    (24, lambda at: (at.date(), at.hour)),
    (14, lambda at: at.date()),
    (8, lambda at: at.isocalendar()[:2]),
    (12, lambda at: (at.year, at.month)),
)
"""How many hours, days, weeks and months, counted over those that had a backup."""

MOST = NEWEST + sum(count for count, _period in _PERIODS)


def kept(backups: Sequence[Made]) -> frozenset[int]:
    """Return the numbers of the backups that stay: of each period its last one."""
    newest_first = sorted(backups, key=lambda made: made.number, reverse=True)
    numbers = {made.number for made in newest_first[:NEWEST]}
    for count, period_of in _PERIODS:
        seen: set[object] = set()
        for made in newest_first:
            period = period_of(made.made_at)
            if period not in seen and len(seen) < count:
                seen.add(period)
                numbers.add(made.number)
    return frozenset(numbers)
