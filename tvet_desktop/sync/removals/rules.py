"""How long removals count together; how many are too many stands in ``accounts.many_removals``."""

from datetime import timedelta

WITHIN = timedelta(days=7)
"""Removals that came in small portions within this time count together."""
