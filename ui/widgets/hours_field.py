"""A field for a length in hours: 4, 3.5, 3,5 or 3:30."""

import re

from tvet_desktop.shared.translation import _
from ui.widgets.fields import LineField

MINUTES_OF_AN_HOUR = 60
_HALF_HOUR = 30
_CLOCK = re.compile(r"(\d+)\s*[:hH]\s*(\d{2})")
_DECIMAL = re.compile(r"(\d+)(?:[.,](\d{1,2}))?")


class HoursField(LineField[int | None]):
    """A length; its value is in whole minutes, None when left empty.

    Args:
        lowest: in minutes.
        highest: in minutes.
    """

    def __init__(
        self, text: str, *, lowest: int, highest: int, hint: str = "", required: bool = False
    ) -> None:
        super().__init__(text, width=9, hint=hint, required=required)
        self._lowest = lowest
        self._highest = highest

    def value(self) -> int | None:
        """The minutes; None when empty, or no length within the limits."""
        minutes = parse_hours(self.typed())
        return minutes if minutes is not None and self._lowest <= minutes <= self._highest else None

    def set_value(self, value: int | None) -> None:
        """Show a length in minutes, or nothing."""
        self.line.setText("" if value is None else written_hours(value))

    def tidy(self) -> None:
        """Write 3,5 and 3h30 as 3.5."""
        minutes = self.value()
        if minutes is not None:
            self.set_value(minutes)

    def problem(self) -> str:
        """Name the limits and how a half hour is written."""
        general = super().problem()
        if general or not self.typed() or self.value() is not None:
            return general
        return _("Enter hours from {lowest} to {highest}, for example 4, 3.5 or 3:30.").format(
            lowest=written_hours(self._lowest), highest=written_hours(self._highest)
        )


def parse_hours(typed: str) -> int | None:
    """Read hours as minutes; None where that is no length, or no whole minutes."""
    typed = typed.strip()
    clock = _CLOCK.fullmatch(typed)
    if clock is not None:
        hours, minutes = (int(part) for part in clock.groups())
        return hours * MINUTES_OF_AN_HOUR + minutes if minutes < MINUTES_OF_AN_HOUR else None
    decimal = _DECIMAL.fullmatch(typed)
    if decimal is None:
        return None
    hundredths = int(decimal[1]) * 100 + int((decimal[2] or "0").ljust(2, "0"))
    minutes, rest = divmod(hundredths * MINUTES_OF_AN_HOUR, 100)
    return None if rest else minutes


def written_hours(minutes: int) -> str:
    """Write whole and half hours as a number, others as hours and minutes: "4", "3.5", "3:20"."""
    if minutes % _HALF_HOUR == 0:
        return f"{minutes / MINUTES_OF_AN_HOUR:g}"
    return f"{minutes // MINUTES_OF_AN_HOUR}:{minutes % MINUTES_OF_AN_HOUR:02}"
