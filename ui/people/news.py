"""What one people page tells the next: what was done, and how to take it back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class News:
    """Given as the target of the people page.

    Args:
        sentence: what was done.
        undo: the use case that takes it back, given the database session; None where nothing can.
        person_id: whom to select in the list.
    """

    sentence: str
    undo: Callable[[Any], object] | None = None
    person_id: int | None = None
