"""A field for a length that may lie on either side: 1.5, 1,5 or -0.8."""

import re

from tvet_desktop.shared.translation import _
from ui.widgets.fields import LineField

_DECIMAL = re.compile("([+-]?)(\\d+)(?:[.,](\\d))?")
_MINUS = "\N{MINUS SIGN}"


class MillimetreField(LineField[int | None]):
    """A length in millimetres; its value is in whole tenths, None when it is no length within the limits.

    Args:
        furthest: the limit on both sides, in tenths.
    """

    def __init__(self, text: str, *, furthest: int, hint: str = "") -> None:
        super().__init__(text, width=8, hint=hint, required=True)
        self._furthest = furthest

    def value(self) -> int | None:
        """The tenths of a millimetre."""
        tenths = parse_tenths(self.typed())
        return tenths if tenths is not None and abs(tenths) <= self._furthest else None

    def set_value(self, value: int | None) -> None:
        """Show a length."""
        self.line.setText("" if value is None else written_tenths(value))

    def tidy(self) -> None:
        """Write 1,5 as 1.5."""
        tenths = self.value()
        if tenths is not None:
            self.set_value(tenths)

    def problem(self) -> str:
        """Name the limits and how tenths are written."""
        general = super().problem()
        if general or self.value() is not None:
            return general
        return _("Enter millimetres from {lowest} to {highest}, for example 1.5 or -0.8.").format(
            lowest=-(self._furthest // 10), highest=self._furthest // 10
        )


def parse_tenths(typed: str) -> int | None:
    """Read millimetres as tenths; None where that is no length with at most one decimal."""
    found = _DECIMAL.fullmatch("".join(typed.split()).replace(_MINUS, "-"))
    if found is None:
        return None
    tenths = int(found[2]) * 10 + int(found[3] or "0")
    return -tenths if found[1] == "-" else tenths


def written_tenths(tenths: int) -> str:
    """Write tenths as millimetres: "1.5", "-2", "0"."""
    return f"{tenths / 10:g}"
