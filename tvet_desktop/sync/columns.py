"""Changes as columns.

Rows of one table that changed together look alike: ids and clocks go up in small steps, statuses repeat.
Each table's changes are written column by column, so that zstd finds little left to do.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from tvet_desktop.storage.stamps import COUNTER_BITS

Value = int | str | None
_SAME, _DELTAS, _DICTIONARY, _LIST = range(4)
_LARGEST_DICTIONARY = 255
_MOST_CHANGES = 20_000  # of a table in one bundle; a writer puts at most a third of that into one
_LARGEST_INT = (1 << 63) - 1


class ColumnsDamaged(ValueError):
    """The bytes are no columns."""


class RowChange(msgspec.Struct, frozen=True):
    """One change of one row as it travels: no value from before, that is the receiver's to know."""

    table: str
    key_a: int
    key_b: int
    changed_at: int
    changed_by: int
    user_id: int | None
    said_at: int | None
    created: bool
    after: dict[str, Value]


class _Table(msgspec.Struct, array_like=True):
    name: str
    count: int
    key_a: Any
    key_b: Any
    changed_at: Any
    changed_by: Any
    user_id: Any
    said_after: Any
    shape: Any
    shapes: list[tuple[bool, list[str]]]
    fields: dict[str, Any]


def encode_changes(changes: Iterable[RowChange]) -> bytes:
    """Return the changes, grouped by table in order of first appearance, as MessagePack columns."""
    tables: dict[str, list[RowChange]] = {}
    for change in changes:
        tables.setdefault(change.table, []).append(change)
    return msgspec.msgpack.encode([_encode_table(name, rows) for name, rows in tables.items()])


def decode_changes(content: bytes) -> list[RowChange]:
    """Return the changes, table by table.

    Raises:
        ColumnsDamaged: the bytes are something else.
    """
    try:
        tables = msgspec.msgpack.decode(content, type=list[_Table])
        return [change for table in tables for change in _decode_table(table)]
    except (msgspec.DecodeError, LookupError, TypeError, ValueError, RecursionError, StopIteration) as error:
        raise ColumnsDamaged from error


def _encode_table(name: str, rows: list[RowChange]) -> _Table:
    shapes: dict[tuple[bool, tuple[str, ...]], int] = {}
    shape = [shapes.setdefault((row.created, tuple(row.after)), len(shapes)) for row in rows]
    fields: dict[str, list[Value]] = {}
    for row in rows:
        for field, value in row.after.items():
            fields.setdefault(field, []).append(value)
    return _Table(
        name,
        len(rows),
        _encode([row.key_a for row in rows]),
        _encode([row.key_b for row in rows]),
        _encode([row.changed_at for row in rows]),
        _encode([row.changed_by for row in rows]),
        _encode([row.user_id for row in rows]),
        _encode([None if r.said_at is None else r.said_at - (r.changed_at >> COUNTER_BITS) for r in rows]),
        _encode(shape),
        [(created, list(names)) for created, names in shapes],
        {field: _encode(values) for field, values in fields.items()},
    )


def _decode_table(table: _Table) -> list[RowChange]:
    count = table.count
    if not 0 < count <= _MOST_CHANGES:
        raise ColumnsDamaged
    shape = _ints(table.shape, count)
    shapes = [table.shapes[index] for index in shape]
    lengths = {field: sum(field in names for _, names in shapes) for field in table.fields}
    fields = {field: iter(_values(column, lengths[field])) for field, column in table.fields.items()}
    required = (table.key_a, table.key_b, table.changed_at, table.changed_by)
    optional = (table.user_id, table.said_after)
    columns = (
        [_ints(column, count) for column in required],
        [_optional_ints(column, count) for column in optional],
    )
    changes = []
    for key_a, key_b, at, by, user_id, said_after, (created, names) in zip(
        *columns[0], *columns[1], shapes, strict=True
    ):
        said_at = None if said_after is None else said_after + (at >> COUNTER_BITS)
        after = {name: next(fields[name]) for name in names}
        changes.append(RowChange(table.name, key_a, key_b, at, by, user_id, said_at, created, after))
    return changes


def _ints(column: object, count: int) -> list[int]:
    values = [value for value in _decode(column, count) if type(value) is int and 0 <= value <= _LARGEST_INT]
    if len(values) != count:
        raise ColumnsDamaged
    return values


def _optional_ints(column: object, count: int) -> list[int | None]:
    values = _decode(column, count)
    if not all(value is None or (type(value) is int and abs(value) <= _LARGEST_INT) for value in values):
        raise ColumnsDamaged
    return values


def _values(column: object, count: int) -> list[Value]:
    values = _decode(column, count)
    for value in values:
        if not (
            value is None or isinstance(value, str) or (type(value) is int and abs(value) <= _LARGEST_INT)
        ):
            raise ColumnsDamaged
    return values


def _encode(values: Sequence[Value]) -> list[Any]:
    distinct = list(dict.fromkeys(values))
    if len(distinct) == 1:
        return [_SAME, distinct[0]]
    if len(distinct) <= min(_LARGEST_DICTIONARY, len(values) // 4):
        index = {value: i for i, value in enumerate(distinct)}
        return [_DICTIONARY, distinct, bytes(index[value] for value in values)]
    if all(type(value) is int for value in values):
        return [_DELTAS, _pack_deltas([value for value in values if isinstance(value, int)])]
    return [_LIST, list(values)]


def _decode(column: object, count: int) -> list[Any]:
    if not isinstance(column, list):
        raise ColumnsDamaged
    kind = column[0]
    if kind == _SAME:
        values = [column[1]] * count
    elif kind == _DICTIONARY:
        values = [column[1][index] for index in column[2]]
    elif kind == _DELTAS:
        values = _unpack_deltas(column[1])
    else:
        values = list(column[1])
    if len(values) != count:
        raise ColumnsDamaged
    return values


def _pack_deltas(values: list[int]) -> bytes:
    out = bytearray()
    last = 0
    for value in values:
        delta = value - last
        last = value
        rest = delta << 1 if delta >= 0 else (-delta << 1) - 1  # the sign goes into the lowest bit
        while rest > 0x7F:  # noqa: PLR2004  seven bits to a byte
            out.append(rest & 0x7F | 0x80)
            rest >>= 7
        out.append(rest)
    return bytes(out)


def _unpack_deltas(content: bytes) -> list[int]:
    values, last, rest, shift = [], 0, 0, 0
    for byte in content:
        rest |= (byte & 0x7F) << shift
        if byte & 0x80:
            shift += 7
            continue
        last += -((rest + 1) >> 1) if rest & 1 else rest >> 1
        values.append(last)
        rest = shift = 0
    return values
