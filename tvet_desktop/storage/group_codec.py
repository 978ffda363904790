"""Groups of changes as MessagePack columns, and back."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from tvet_desktop.storage.change_groups import ChangeGroup
from tvet_desktop.storage.column_codec import (
    MOST_VALUES,
    Value,
    decode_column,
    decode_ints,
    decode_values,
    encode_column,
)
from tvet_desktop.storage.squeeze import ColumnsDamaged
from tvet_desktop.storage.stamps import COUNTER_BITS

_MOST_COMBINATIONS = 64
_MOST_FIELDS = 1 << 22  # of all changes of a section: 32 MB of pointers
_MOST_STEPS = 1 << 25  # of unpacking a section: each list in a column may ask for a value of each change
MOST_TEXT = 1 << 22
"""Letters in all changes of a section: a few bytes can claim that each of many rows has a long text."""


class _Group(msgspec.Struct, array_like=True):
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


_UNREADABLE = (
    msgspec.DecodeError,
    LookupError,
    TypeError,
    ValueError,
    OverflowError,
    RecursionError,
    StopIteration,
)


def encode_groups(groups: Iterable[ChangeGroup]) -> bytes:
    """Return groups as MessagePack columns."""
    return msgspec.msgpack.encode([_encode_group(group) for group in groups])


def decode_groups(content: bytes) -> list[ChangeGroup]:
    """Return the groups.

    Raises:
        ColumnsDamaged: the bytes are something else, or claim more than a section may hold.
    """
    try:
        packed = msgspec.msgpack.decode(content, type=list[_Group])
        _refuse_bombs(packed)
        groups = [_decode_group(group) for group in packed]
    except _UNREADABLE as error:
        raise ColumnsDamaged from error
    if has_too_much_text(groups):
        raise ColumnsDamaged
    return groups


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


def _refuse_bombs(groups: list[_Group]) -> None:
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


def _encode_group(group: ChangeGroup) -> _Group:
    joined = _joined(group)
    said_after = [
        None if said is None else said - (at >> COUNTER_BITS)
        for said, at in zip(group.said_at, group.changed_at, strict=True)
    ]
    return _Group(
        group.table,
        group.created,
        len(group),
        encode_column(group.key_a),
        encode_column(group.key_b),
        encode_column(group.changed_at),
        encode_column(group.changed_by),
        encode_column(group.user_id),
        encode_column(said_after),
        {name: _encode_field(column) for name, column in group.values.items() if name not in joined},
        _encode_together({name: group.values[name] for name in joined}),
    )


def _joined(group: ChangeGroup) -> list[str]:
    """Return the fields that are written as combinations: what they say hangs together."""
    joined: list[str] = []
    combined: list[tuple[object, ...]] = [()] * len(group)
    for name, column in group.values.items():
        if name not in group.sparse:
            with_it = [(*known, value) for known, value in zip(combined, column, strict=True)]
            if len(set(with_it)) <= min(_MOST_COMBINATIONS, len(group) // 4):
                joined.append(name)
                combined = with_it
    return joined if len(set(combined)) > 1 else []


def _encode_together(columns: dict[str, Sequence[Any]]) -> tuple[int, Any, dict[str, Any]] | None:
    if not columns:
        return None
    combined = list(zip(*columns.values(), strict=True))
    places = {combination: place for place, combination in enumerate(dict.fromkeys(combined))}
    fields = {
        name: encode_column(values) for name, values in zip(columns, zip(*places, strict=True), strict=True)
    }
    return len(places), encode_column([places[combination] for combination in combined]), fields


def _decode_together(together: tuple[int, Any, dict[str, Any]] | None, count: int) -> dict[str, list[Value]]:
    if together is None:
        return {}
    length, choices, fields = together
    places = decode_ints(choices, count)
    known = {name: decode_values(column, length) for name, column in fields.items()}
    return {name: [values[place] for place in places] for name, values in known.items()}


def _encode_field(column: Sequence[Value | UnsetType]) -> tuple[bytes | None, Any]:
    said = [value for value in column if not isinstance(value, UnsetType)]
    mask = None if len(said) == len(column) else bytes(value is not UNSET for value in column)
    return mask, encode_column(said)


def _decode_group(group: _Group) -> ChangeGroup:
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
