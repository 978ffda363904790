"""One column of values as few bytes, and back at the speed of C.

Rows that changed together look alike: ids and clocks go up in small steps, statuses repeat. A column is written
so that zstd finds little left to do, and so that reading it needs no loop of Python over its values.
"""

import sys
from array import array
from collections.abc import Sequence
from itertools import accumulate, chain, islice, pairwise, product, repeat
from operator import and_, mul, or_
from typing import Any

from tvet_desktop.storage.squeeze import ColumnsDamaged, size_of, squeeze, unsqueeze

Value = int | str | None
LARGEST_INT = (1 << 63) - 1
MOST_VALUES = 1 << 16
"""Of one column, and of all changes of a section: what claims more is refused before it is unpacked."""

_SAME, _CHOICES, _CHOICE_STEPS, _FEW_CHOICES, _INTS, _INT_STEPS, _SPLIT, _WITH_GAPS, _LIST = range(9)
_LARGEST_DICTIONARY = 255
_LOW_BITS = 16  # the counter of an id, and of a stamp
_LOW_MASK = (1 << _LOW_BITS) - 1
_SPLIT_FROM = 1 << 32
_WIDTHS = {1: "b", 2: "h", 4: "i", 8: "q"}


def encode_column(values: Sequence[Value]) -> list[Any]:
    """Return a column of at least one value as something that MessagePack can hold."""
    distinct = list(dict.fromkeys(values))
    if len(distinct) == 1:
        return [_SAME, distinct[0]]
    if len(distinct) <= min(_LARGEST_DICTIONARY, len(values) // 4):
        return _encode_choices(values, distinct)
    if any(isinstance(value, str) for value in distinct):
        return [_LIST, list(values)]
    ints = [value for value in values if isinstance(value, int)]
    if len(ints) < len(values):
        return [_WITH_GAPS, squeeze(bytes(value is not None for value in values)), encode_column(ints)]
    if min(ints) >= _SPLIT_FROM:
        high, low = [value >> _LOW_BITS for value in ints], [value & _LOW_MASK for value in ints]
        return [_SPLIT, encode_column(high), encode_column(low)]
    return _encode_ints(ints)


def decode_column(column: object, count: int) -> list[Value]:
    """Return the ``count`` values of a column.

    Raises:
        ColumnsDamaged, or LookupError, TypeError, ValueError, OverflowError: the bytes are something else.
    """
    if not isinstance(column, list) or not 0 < count <= MOST_VALUES:
        raise ColumnsDamaged
    values = _DECODERS[column[0]](column, count)
    if len(values) != count:
        raise ColumnsDamaged
    return values


def _encode_choices(values: Sequence[Value], distinct: list[Value]) -> list[Any]:
    index = {value: i for i, value in enumerate(distinct)}
    choices = bytes(index[value] for value in values)
    steps = bytes((choice - last) & 0xFF for last, choice in zip(b"\0" + choices, choices, strict=False))
    ways = {
        _CHOICES: squeeze(choices),
        _CHOICE_STEPS: squeeze(steps),
        _FEW_CHOICES: squeeze(_several_in_a_byte(choices, len(distinct))),
    }
    kind = min(ways, key=lambda way: size_of(ways[way]))
    return [kind, encode_column(distinct), len(distinct), ways[kind]]


def _in_a_byte(length: int) -> int:
    """Return how many choices among ``length`` fit into one byte."""
    return next(several for several in range(8, 0, -1) if length**several <= 256)  # noqa: PLR2004  of a byte


def _several_in_a_byte(choices: bytes, length: int) -> bytes:
    """Return choices together: a code of whole bits wastes less on each."""
    width = _in_a_byte(length)
    powers = [length**place for place in range(width)]
    return bytes(
        sum(map(mul, choices[start : start + width], powers)) for start in range(0, len(choices), width)
    )


def _encode_ints(values: list[int]) -> list[Any]:
    steps = [value - last for last, value in pairwise(values)]
    if max(map(abs, steps)) >> 63 or max(map(abs, values)) >> 63:
        return [_LIST, values]
    plain, stepped = ([squeeze(plane) for plane in _planes(some)] for some in (values, steps))
    if sum(map(size_of, stepped)) < sum(map(size_of, plain)):
        return [_INT_STEPS, values[0], stepped]
    return [_INTS, plain]


def _planes(values: list[int]) -> list[bytes]:
    """Return all first bytes of values of one width, then all second bytes, and so on."""
    largest = max(value if value >= 0 else ~value for value in values)
    width = next(width for width in _WIDTHS if largest < 1 << (8 * width - 1))
    packed = array(_WIDTHS[width], values)
    if sys.byteorder == "big":
        packed.byteswap()
    content = packed.tobytes()
    return [content[plane::width] for plane in range(width)]


def _from_planes(planes: object, count: int) -> "array[int]":
    if not isinstance(planes, list) or len(planes) not in _WIDTHS:
        raise ColumnsDamaged
    size = len(planes)
    packed = bytearray(size * count)
    for place, plane in enumerate(planes):
        packed[place::size] = unsqueeze(plane, count)
    values = array(_WIDTHS[size], bytes(packed))
    if sys.byteorder == "big":
        values.byteswap()
    return values


def _same(column: list[Any], count: int) -> list[Value]:
    return [_plain(column[1])] * count


def _choices(column: list[Any], count: int) -> list[Value]:
    _kind, distinct, length, choices = column
    known = decode_column(distinct, length)
    return [known[choice] for choice in unsqueeze(choices, count)]


def _choice_steps(column: list[Any], count: int) -> list[Value]:
    _kind, distinct, length, steps = column
    known = decode_column(distinct, length)
    return [known[choice] for choice in map(and_, accumulate(unsqueeze(steps, count)), repeat(0xFF))]


def _few_choices(column: list[Any], count: int) -> list[Value]:
    _kind, distinct, length, several = column
    known = decode_column(distinct, length)
    width = _in_a_byte(length)
    meanings = [meaning[::-1] for meaning in product(known, repeat=width)]  # the first choice counts least
    packed = unsqueeze(several, -(-count // width))
    return list(islice(chain.from_iterable(meanings[byte] for byte in packed), count))


def _ints(column: list[Any], count: int) -> list[Value]:
    return list(_from_planes(column[1], count))


def _int_steps(column: list[Any], count: int) -> list[Value]:
    steps = _from_planes(column[2], count - 1)
    return list(accumulate(chain((_int(column[1]),), steps)))


def _split(column: list[Any], count: int) -> list[Value]:
    high, low = decode_ints(column[1], count), decode_ints(column[2], count)
    if max(high) > LARGEST_INT >> _LOW_BITS or max(low) > _LOW_MASK:
        raise ColumnsDamaged
    return list(map(or_, map((1 << _LOW_BITS).__mul__, high), low))


def _with_gaps(column: list[Any], count: int) -> list[Value]:
    is_there = unsqueeze(column[1], count)
    values = iter(decode_column(column[2], sum(map(bool, is_there))))
    return [next(values) if there else None for there in is_there]


def _list(column: list[Any], _count: int) -> list[Value]:
    if not isinstance(column[1], list):
        raise ColumnsDamaged
    return [_plain(value) for value in column[1]]


_DECODERS = {
    _SAME: _same,
    _CHOICES: _choices,
    _CHOICE_STEPS: _choice_steps,
    _FEW_CHOICES: _few_choices,
    _INTS: _ints,
    _INT_STEPS: _int_steps,
    _SPLIT: _split,
    _WITH_GAPS: _with_gaps,
    _LIST: _list,
}


def decode_ints(column: object, count: int) -> list[int]:
    """Return a column of ids or stamps: ints from 0 to ``LARGEST_INT``.

    Raises: as ``decode_column``.
    """
    values: list[Any] = decode_column(column, count)
    if set(map(type, values)) != {int} or min(values) < 0 or max(values) > LARGEST_INT:
        raise ColumnsDamaged
    return values


def decode_values(column: object, count: int) -> list[Value]:
    """Return a column of what a database can hold.

    Raises: as ``decode_column``.
    """
    values = decode_column(column, count)
    if any(isinstance(value, int) and abs(value) > LARGEST_INT for value in set(values)):
        raise ColumnsDamaged
    return values


def _plain(value: object) -> Value:
    if value is not None and type(value) is not int and not isinstance(value, str):
        raise ColumnsDamaged
    return value


def _int(value: object) -> int:
    if type(value) is not int:
        raise ColumnsDamaged
    return value
