"""How many removals are too many for a clerk."""

from datetime import timedelta

SHARE = 20
"""More than the twentieth part, 5 %, of the rows of a table of one college."""
FEWEST = 3
"""One or two rows are everyday work, also in a small table."""
WITHIN = timedelta(days=7)
"""Removals that came in small portions within this time count together."""


def needs_coordinator(removed: int, of: int) -> bool:
    """Tell whether removing so many of so many rows needs a coordinator."""
    return removed >= FEWEST and removed * SHARE > of
