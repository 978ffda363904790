"""How long work in the core tells how far it is, without knowing who listens."""

from collections.abc import Callable

Steps = Callable[[int, int], None]
"""Is told (pieces done, pieces in all); in all is 0 while nobody can know it. It raises to stop the work."""


def no_steps(_done: int, _in_all: int) -> None:
    """Nobody listens."""
