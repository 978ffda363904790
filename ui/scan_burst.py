"""Tells from the times of the keys whether a scanner typed them or a person.

A scanner needs 1 to 20 ms for a key and never pauses; nobody types six keys in a row that fast. Codes of ours
are known by their beginning as well, whatever keyboard the scanner is set for: for them slow moments are forgiven,
the more the surer it is.
"""

from functools import lru_cache

from tvet_desktop.attendance.paper.paper_code import BEGINNINGS
from tvet_desktop.certificates.statements.base45 import ALPHABET
from tvet_desktop.certificates.statements.code_form import PREFIX
from tvet_desktop.shared.keyboard_layouts import readings

PATIENCE_MS = 35
"""The longest time between two keys of a scanner. So long a key of a person is held back, which nobody feels."""
PATIENCE_WITH_OURS_MS = (PATIENCE_MS, 70, 120, 200, 300, 500)
"""The same after so many letters as our codes begin with, the last for all that come after them."""
SOONEST_REPEAT_MS = 200
SHORTEST_OTHER = 6
"""A scan of something else has as many characters at least."""
SHORTEST_OURS = 8
"""So much of our own code is never typed at this pace, though it may be cut off."""
FASTEST_KEY_MS = 1
"""Faster keys were typed earlier, while the app was busy, and stood in a queue."""


class Burst:
    """Characters that came quickly one after the other. Times are in milliseconds."""

    def __init__(self) -> None:
        self.text = ""
        self._first_at = 0
        self.last_at = 0
        self._was_slow = False

    @property
    def patience(self) -> int:
        """How long the next key may take."""
        if not _may_be_ours(self.text):
            return PATIENCE_MS
        return PATIENCE_WITH_OURS_MS[min(len(self.text), len(PATIENCE_WITH_OURS_MS) - 1)]

    def goes_on(self, at: int, character: str = "") -> bool:
        """Tell whether a key at this time belongs to those before it; without a character it is Enter or Tab."""
        if not self.text or at - self.last_at > self.patience:
            return False
        is_fast = at - self.last_at <= PATIENCE_MS and not self._was_slow
        return is_fast or _may_be_ours(self.text + character)

    def is_soon(self, at: int) -> bool:
        """Tell whether a key at this time follows sooner than a key that is held down repeats itself.

        Some systems call two equal letters of a scanner one key that was held down.
        """
        return bool(self.text) and at - self.last_at <= SOONEST_REPEAT_MS

    def add(self, character: str, at: int) -> None:
        """Take the next character."""
        if not self.text:
            self._first_at = self.last_at = at
        self.text += character
        self._was_slow = self._was_slow or at - self.last_at > PATIENCE_MS
        self.last_at = at

    def is_ours(self) -> bool:
        """Tell whether this is a badge, a sheet or a certificate, whole or not, with or without Enter at the end."""
        return len(self.text) >= SHORTEST_OURS and _may_be_ours(self.text)

    def is_other(self) -> bool:
        """Tell whether a scanner typed something else, provided that Enter or Tab follows now."""
        keys = len(self.text)
        took = self.last_at - self._first_at
        return keys >= SHORTEST_OTHER and took >= (keys - 2) * FASTEST_KEY_MS


def _may_be_ours(text: str) -> bool:
    return bool(text) and _begins_like_ours(text[: len(PREFIX)])


@lru_cache(maxsize=1000)
def _begins_like_ours(beginning: str) -> bool:
    """Tell whether a badge, a sheet or a certificate may begin so, typed through any pair of keyboards."""
    if any(PREFIX.startswith(reading) for reading in readings(beginning, ALPHABET)):
        return True
    return any(ours.startswith(reading) for reading in readings(beginning) for ours in BEGINNINGS)
