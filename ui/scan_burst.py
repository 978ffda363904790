"""Tells from the times of the keys whether a scanner typed them or a person.

A scanner needs 1 to 20 ms for a key and never pauses; nobody types six keys in a row that fast. Codes of ours
are known by their beginning as well, whatever keyboard the scanner is set for: for them a slow moment is forgiven.
"""

from tvet_desktop.attendance.paper.keyboard_layouts import readings
from tvet_desktop.attendance.paper.paper_code import MARKER

PATIENCE_MS = 35
"""The longest time between two keys of a scanner. So long a key of a person is held back, which nobody feels."""
PATIENCE_WITH_OURS_MS = 150
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
        self.begins_as_ours = False
        self._first_at = 0
        self._last_at = 0

    @property
    def patience(self) -> int:
        """How long the next key may take."""
        return PATIENCE_WITH_OURS_MS if self.begins_as_ours else PATIENCE_MS

    def goes_on(self, at: int) -> bool:
        """Tell whether a key at this time belongs to the characters before it."""
        return bool(self.text) and at - self._last_at <= self.patience

    def add(self, character: str, at: int) -> None:
        """Take the next character."""
        if not self.text:
            self._first_at = at
        self.text += character
        self._last_at = at
        if len(self.text) == len(MARKER):
            self.begins_as_ours = any(reading == MARKER for reading in readings(self.text))

    def is_ours(self) -> bool:
        """Tell whether this is a badge or a sheet, whole or not, with or without Enter at the end."""
        return self.begins_as_ours and len(self.text) >= SHORTEST_OURS

    def is_other(self) -> bool:
        """Tell whether a scanner typed something else, provided that Enter or Tab follows now."""
        keys = len(self.text)
        took = self._last_at - self._first_at
        return keys >= SHORTEST_OTHER and took >= (keys - 2) * FASTEST_KEY_MS
