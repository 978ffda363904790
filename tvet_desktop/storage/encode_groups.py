"""Groups of changes as MessagePack columns."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from tvet_desktop.storage.change_groups import ChangeGroup
from tvet_desktop.storage.column_kinds import Value
from tvet_desktop.storage.encode_column import encode_column
from tvet_desktop.storage.packed_group import PackedGroup
from tvet_desktop.storage.stamps import COUNTER_BITS

_MOST_COMBINATIONS = 64


def encode_groups(groups: Iterable[ChangeGroup]) -> bytes:
    """Return groups as MessagePack columns."""
    return msgspec.msgpack.encode([_encode_group(group) for group in groups])


def _encode_group(group: ChangeGroup) -> PackedGroup:
    joined = _joined(group)
    said_after = [
        None if said is None else said - (at >> COUNTER_BITS)
        for said, at in zip(group.said_at, group.changed_at, strict=True)
    ]
    return PackedGroup(
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


def _encode_field(column: Sequence[Value | UnsetType]) -> tuple[bytes | None, Any]:
    said = [value for value in column if not isinstance(value, UnsetType)]
    mask = None if len(said) == len(column) else bytes(value is not UNSET for value in column)
    return mask, encode_column(said)
