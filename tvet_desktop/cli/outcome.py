"""What a command did."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Outcome:
    """Sentences for people, values for programs, and the exit code (0 done, 3 checked and found bad).

    ``refusals`` are sentences on what was not done; they go where errors go, also with ``--json``.
    """

    lines: Iterable[str] = ()
    data: dict[str, object] = field(default_factory=dict)
    exit_code: int = 0
    refusals: Iterable[str] = ()
