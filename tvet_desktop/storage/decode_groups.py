"""Groups of changes back from MessagePack columns; whoever signed them may have written anything."""

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from tvet_desktop.storage.change_groups import ChangeGroup
from tvet_desktop.storage.column_kinds import MOST_VALUES, Value
from tvet_desktop.storage.decode_column import decode_column, decode_ints, decode_values
from tvet_desktop.storage.packed_group import PackedGroup, has_too_much_text
from tvet_desktop.storage.squeeze import ColumnsDamaged
from tvet_desktop.storage.stamps import COUNTER_BITS

_MOST_FIELDS = 1 << 22  # of all changes of a section: 32 MB of pointers
_MOST_STEPS = 1 << 25  # of unpacking a section: each list in a column may ask for a value of each change
_UNREADABLE = (
    msgspec.DecodeError,
    LookupError,
    TypeError,
    ValueError,
    OverflowError,
    RecursionError,
    StopIteration,
)


def decode_groups(content: bytes) -> list[ChangeGroup]:
    """Return the groups.

    Raises:
        ColumnsDamaged: the bytes are something else, or claim more than a section may hold.
    """
    try:
        packed = msgspec.msgpack.decode(content, type=list[PackedGroup])
        _refuse_bombs(packed)
        groups = [_decode_group(group) for group in packed]
    except _UNREADABLE as error:
        raise ColumnsDamaged from error
    if has_too_much_text(groups):
        raise ColumnsDamaged
    return groups


def _refuse_bombs(groups: list[PackedGroup]) -> None:
    """Refuse what would take much memory or time, before it is unpacked."""
    if sum(max(group.count, 1) for group in groups) > MOST_VALUES:
        raise ColumnsDamaged
    fields = steps = 0
    for group in groups:
        together = group.together[2] if group.together else {}
        fields += group.count * (len(group.fields) + len(together))
        single = [column for _mask, column in group.fields.values()]
        choices = [group.together[1]] if group.together else []
        columns = (
            *(group.key_a, group.key_b, group.changed_at, group.changed_by, group.user_id, group.said_after),
            *(*single, *choices, *together.values()),
        )
        steps += group.count * sum(map(_lists_in, columns))
    if fields > _MOST_FIELDS or steps > _MOST_STEPS:
        raise ColumnsDamaged


def _lists_in(column: object) -> int:
    """Return how many lists a column is made of."""
    rest, found = [column], 0
    while rest:
        part = rest.pop()
        if isinstance(part, list):
            found += 1
            rest += [inner for inner in part if isinstance(inner, list)]
    return found


def _decode_group(group: PackedGroup) -> ChangeGroup:
    count = group.count
    changed_at = decode_ints(group.changed_at, count)
    values = {name: _decode_field(*field, count) for name, field in group.fields.items()}
    values |= _decode_together(group.together, count)
    return ChangeGroup(
        group.table,
        group.created,
        decode_ints(group.key_a, count),
        decode_ints(group.key_b, count),
        changed_at,
        decode_ints(group.changed_by, count),
        _decode_optional_ints(group.user_id, count),
        _decode_said(group.said_after, changed_at),
        values,
        frozenset(name for name, (mask, _column) in group.fields.items() if mask is not None),
    )


def _decode_together(together: tuple[int, Any, dict[str, Any]] | None, count: int) -> dict[str, list[Value]]:
    if together is None:
        return {}
    length, choices, fields = together
    if length > count:
        raise ColumnsDamaged
    places = decode_ints(choices, count)
    known = {name: decode_values(column, length) for name, column in fields.items()}
    return {name: [values[place] for place in places] for name, values in known.items()}


def _decode_field(mask: bytes | None, column: object, count: int) -> Sequence[Value | UnsetType]:
    if mask is None:
        return decode_values(column, count)
    if len(mask) != count:
        raise ColumnsDamaged
    said = iter(decode_values(column, sum(map(bool, mask))))
    return [next(said) if is_said else UNSET for is_said in mask]


def _decode_said(column: object, changed_at: Sequence[int]) -> list[int | None]:
    after = _decode_optional_ints(column, len(changed_at))
    return [
        None if seconds is None else seconds + (at >> COUNTER_BITS)
        for seconds, at in zip(after, changed_at, strict=True)
    ]


def _decode_optional_ints(column: object, count: int) -> list[int | None]:
    values: list[Any] = decode_column(column, count)
    if any(value is not None and (type(value) is not int or abs(value) >> 62) for value in set(values)):
        raise ColumnsDamaged
    return values
