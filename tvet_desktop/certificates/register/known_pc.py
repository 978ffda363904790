"""What is known of the PC that gave numbers out; sync fills it in."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class KnownPc:
    """The name of a PC (a place), and the day of the newest word from it, as its clock said; None for never.

    ``is_here``: it is this PC, which knows all of its own.
    """

    name: str
    heard_on: date | None
    is_here: bool = False
