"""The stamp that orders changes of PCs whose clocks cannot be trusted.

A stamp is ``(changed_at, writer)``. ``changed_at`` is a hybrid logical clock: whole seconds since 1970,
shifted left by 16 bits, plus a counter. It is never shown to anybody as a date.
"""

from datetime import UTC, datetime

COUNTER_BITS = 16
BUILD_DATE = datetime(2026, 11, 1, tzinfo=UTC)
LAST_PLAUSIBLE = BUILD_DATE.replace(year=BUILD_DATE.year + 10)
LARGEST_STAMP = int(datetime(2100, 1, 1, tzinfo=UTC).timestamp()) << COUNTER_BITS
"""A received stamp above this is refused: one broken PC must not push everybody's clock to its end."""

STAMP_SLACK = 1 << 32
"""How far above the largest stamp that was seen another PC may have counted on."""

Stamp = tuple[int, int]


def is_believable_second(moment: int) -> bool:
    """Tell whether a time in seconds since 1970 lies within ten years from the build date."""
    return BUILD_DATE.timestamp() <= moment <= LAST_PLAUSIBLE.timestamp()


def next_stamp(now: datetime, last: int) -> int:
    """Return a ``changed_at`` above ``last``, near ``now`` if the PC's clock is believable.

    A clock outside ten years from the build date (dead battery: 2009; mistyped: 2099) only counts on from
    the largest stamp that was seen.
    """
    if BUILD_DATE <= now <= LAST_PLAUSIBLE:
        return max(int(now.timestamp()) << COUNTER_BITS, last + 1)
    return last + 1
