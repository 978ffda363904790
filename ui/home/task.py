"""One line of the start page."""

from dataclasses import dataclass

MOST_NAMES = 3


@dataclass(frozen=True)
class Task:
    """One line: what to do, where, the page that it opens, and the action that a role must be allowed."""

    words: str
    detail: str
    icon: str
    action: str
    page: str
    target: object = None
    is_urgent: bool = False
