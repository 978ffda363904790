"""A column's values back from what ``encode_column`` made of them, at the speed of C.

Whoever signed a bundle may have written anything into it: no part of a column is asked for more values than the
column has, and none may hold what a database cannot.
"""

import sys
from array import array
from datetime import date
from itertools import accumulate, chain, islice, product, repeat
from operator import and_, or_
from typing import Any

from tvet_desktop.storage import column_kinds as kinds
from tvet_desktop.storage.column_kinds import (
    LARGEST_INT,
    LOW_BITS,
    MOST_BYTES,
    MOST_VALUES,
    PLANE_WIDTHS,
    Value,
    in_a_byte,
)
from tvet_desktop.storage.ids import COUNTER_BITS, SCOPE_SHIFT, WRITER_BITS
from tvet_desktop.storage.squeeze import ColumnsDamaged, unsqueeze


def decode_column(column: object, count: int) -> list[Value]:
    """Return the ``count`` values of a column.

    Raises:
        ColumnsDamaged, or LookupError, TypeError, ValueError, OverflowError: the bytes are something else.
    """
    if not isinstance(column, list) or type(count) is not int or not 0 < count <= MOST_VALUES:
        raise ColumnsDamaged
    values = _DECODERS[column[0]](column, count)
    if len(values) != count:
        raise ColumnsDamaged
    return values


def decode_ints(column: object, count: int, largest: int = LARGEST_INT) -> list[int]:
    """Return a column of ids or stamps: ints from 0 to ``largest``.

    Raises: as ``decode_column``.
    """
    values: list[Any] = decode_column(column, count)
    if set(map(type, values)) != {int} or min(values) < 0 or max(values) > largest:
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


def _same(column: list[Any], count: int) -> list[Value]:
    return [_plain(column[1])] * count


def _runs(column: list[Any], count: int) -> list[Value]:
    _kind, number, heads, lengths = column
    if number > count:
        raise ColumnsDamaged
    repeated = decode_ints(lengths, number)
    if sum(repeated) != count:
        raise ColumnsDamaged
    return list(chain.from_iterable(map(repeat, decode_column(heads, number), repeated)))


def _known(distinct: object, length: int, count: int) -> list[Value]:
    if length > count:
        raise ColumnsDamaged
    return decode_column(distinct, length)


def _choices(column: list[Any], count: int) -> list[Value]:
    _kind, distinct, length, choices = column
    known = _known(distinct, length, count)
    return [known[choice] for choice in unsqueeze(choices, count)]


def _choice_steps(column: list[Any], count: int) -> list[Value]:
    _kind, distinct, length, steps = column
    known = _known(distinct, length, count)
    return [known[choice] for choice in map(and_, accumulate(unsqueeze(steps, count)), repeat(0xFF))]


def _few_choices(column: list[Any], count: int) -> list[Value]:
    _kind, distinct, length, several = column
    known = _known(distinct, length, count)
    width = in_a_byte(length)
    meanings = [meaning[::-1] for meaning in product(known, repeat=width)]  # the first choice counts least
    packed = unsqueeze(several, -(-count // width))
    return list(islice(chain.from_iterable(meanings[byte] for byte in packed), count))


def _rare(column: list[Any], count: int) -> list[Value]:
    _kind, often, once = column
    values = decode_column(often, count)
    rare = iter(decode_column(once, values.count(None)))
    return [next(rare) if value is None else value for value in values]


def _gaps(column: list[Any], count: int) -> list[Value]:
    is_there = unsqueeze(column[1], count)
    values = iter(decode_column(column[2], sum(map(bool, is_there))))
    return [next(values) if there else None for there in is_there]


def _planes(column: list[Any], count: int) -> list[Value]:
    planes = column[1]
    if not isinstance(planes, list) or len(planes) not in PLANE_WIDTHS:
        raise ColumnsDamaged
    size = len(planes)
    packed = bytearray(size * count)
    for place, plane in enumerate(planes):
        packed[place::size] = unsqueeze(plane, count)
    values = array(PLANE_WIDTHS[size], bytes(packed))
    if sys.byteorder == "big":
        values.byteswap()
    return list(values)


def _wide(column: list[Any], count: int) -> list[Value]:
    content = column[1]
    width, rest = divmod(len(content), count)
    if not isinstance(content, bytes) or rest or not 0 < width <= MOST_BYTES:
        raise ColumnsDamaged
    return [int.from_bytes(content[start : start + width]) for start in range(0, len(content), width)]


def _steps(column: list[Any], count: int) -> list[Value]:
    steps: list[Any] = decode_column(column[2], count - 1)
    if {type(column[1]), *map(type, steps)} != {int}:
        raise ColumnsDamaged
    values = list(accumulate(steps, initial=column[1]))
    if max(map(abs, values)) > LARGEST_INT:  # steps of steps of steps would grow beyond measure
        raise ColumnsDamaged
    return list[Value](values)


def _split(column: list[Any], count: int) -> list[Value]:
    high = decode_ints(column[1], count, LARGEST_INT >> LOW_BITS)
    low = decode_ints(column[2], count, (1 << LOW_BITS) - 1)
    return list(map(or_, map((1 << LOW_BITS).__mul__, high), low))


def _id(column: list[Any], count: int) -> list[Value]:
    scopes = decode_ints(column[1], count, LARGEST_INT >> SCOPE_SHIFT)
    writers = decode_ints(column[2], count, (1 << WRITER_BITS) - 1)
    counters = decode_ints(column[3], count, (1 << COUNTER_BITS) - 1)
    runs = map(or_, map((1 << SCOPE_SHIFT).__mul__, scopes), map((1 << COUNTER_BITS).__mul__, writers))
    return list(map(or_, runs, counters))


def _days(column: list[Any], count: int) -> list[Value]:
    days = decode_ints(column[1], count)
    written = {day: date.fromordinal(day).isoformat() for day in set(days)}
    return [written[day] for day in days]


def _list(column: list[Any], _count: int) -> list[Value]:
    if not isinstance(column[1], list):
        raise ColumnsDamaged
    return [_plain(value) for value in column[1]]


_DECODERS = {
    kinds.SAME: _same,
    kinds.CHOICES: _choices,
    kinds.CHOICE_STEPS: _choice_steps,
    kinds.FEW_CHOICES: _few_choices,
    kinds.PLANES: _planes,
    kinds.WIDE: _wide,
    kinds.STEPS: _steps,
    kinds.SPLIT: _split,
    kinds.ID: _id,
    kinds.GAPS: _gaps,
    kinds.RARE: _rare,
    kinds.RUNS: _runs,
    kinds.DAYS: _days,
    kinds.LIST: _list,
}


def _plain(value: object) -> Value:
    if value is not None and type(value) is not int and not isinstance(value, str):
        raise ColumnsDamaged
    return value
