"""A group of changes on its way: MessagePack of columns, and how much one section may hold."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from msgspec import UnsetType

from tvet_desktop.storage.change_groups import ChangeGroup
from tvet_desktop.storage.column_kinds import Value

MOST_TEXT = 1 << 22
"""Letters in all changes of a section: a few bytes can claim that each of many rows has a long text."""


class PackedGroup(msgspec.Struct, array_like=True):
    """A group on its way: each field has its column, and a mask where some changes say nothing of it."""

    table: str
    created: bool
    count: int
    key_a: Any
    key_b: Any
    changed_at: Any
    changed_by: Any
    user_id: Any
    said_after: Any
    fields: dict[str, tuple[bytes | None, Any]]
    together: tuple[int, Any, dict[str, Any]] | None
    """Fields with few values, as few combinations of them: how many, which one each change has, and their fields."""


def has_too_much_text(groups: Iterable[ChangeGroup]) -> bool:
    """Tell whether changes hold more letters than a section may."""
    return sum(_letters_in(values) for group in groups for values in group.values.values()) > MOST_TEXT


def _letters_in(values: Sequence[Value | UnsetType]) -> int:
    distinct = {value for value in set(values) if isinstance(value, str)}
    if (
        len(values) * max(map(len, distinct), default=0) <= MOST_TEXT >> 8
    ):  # a mark's words are not worth counting
        return 0
    return sum(len(value) for value in values if isinstance(value, str))
