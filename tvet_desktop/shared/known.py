"""Values that a newer version of the app may have written.

A synced row can hold a role, a state or a kind that this version does not know yet. One such row must not
stop a whole page: it is read as something safe, and stays in the file as it is.
"""

from enum import StrEnum
from typing import TypeVar

E = TypeVar("E", bound=StrEnum)


def known(kind: type[E], value: str, otherwise: E) -> E:
    """Return ``value`` as a member of ``kind``, or ``otherwise`` if this version has no such member."""
    try:
        return kind(value)
    except ValueError:
        return otherwise
