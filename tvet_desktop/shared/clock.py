"""The PC's clock, passed in wherever the time is needed."""

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time, as the PC believes it."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        ...


class SystemClock:
    """The clock of the operating system. It may be wrong by years: lab PCs have dead clock batteries."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        return datetime.now(tz=UTC)


class FixedClock:
    """A clock that stands still until it is moved, for tests, practice data and tours."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        """Return the moment that was set."""
        return self.moment
