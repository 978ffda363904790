"""What a command did."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Outcome:
    """Sentences for people, values for programs, and the exit code (0 done, 3 checked and found bad)."""

    lines: Iterable[str] = ()
    data: dict[str, object] = field(default_factory=dict)
    exit_code: int = 0
