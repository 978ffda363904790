"""One column of values as few bytes.

Rows that changed together look alike: ids and clocks go up in small steps, statuses repeat. A column is written
so that zstd finds little left to do, and so that reading it needs no loop of Python over its values. What is random
(the writers of ids) stands in whole bytes side by side, so that zstd finds it again in other columns.
"""

import sys
from array import array
from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import groupby, pairwise
from operator import mul
from typing import Any

import msgspec

from tvet_desktop.storage import column_kinds as kinds
from tvet_desktop.storage.column_kinds import LOW_BITS, PLANE_WIDTHS, Value, in_a_byte
from tvet_desktop.storage.ids import COUNTER_BITS, SCOPE_SHIFT, WRITER_BITS
from tvet_desktop.storage.squeeze import size_of, squeeze

_LARGEST_DICTIONARY = 255
_FEWEST_RARE = 8
_STAMPS_FROM = 1 << 40  # above the writers of ids
_IDS_FROM = 1 << SCOPE_SHIFT
_LENGTH_OF_DATE = 10


def encode_column(values: Sequence[Value], *, may_step: bool = True) -> list[Any]:
    """Return a column of at least one value as something that MessagePack can hold."""
    runs = [(value, len(list(run))) for value, run in groupby(values)]
    if len(runs) == 1:
        return [kinds.SAME, values[0]]
    mixed = _encode_mixed(values, may_step=may_step)
    if len(runs) > len(values) // 4:
        return mixed
    heads, lengths = ([run[part] for run in runs] for part in (0, 1))
    return _smaller(mixed, [kinds.RUNS, len(runs), encode_column(heads), encode_column(lengths)])


def _smaller(*columns: list[Any]) -> list[Any]:
    return min(columns, key=lambda column: len(msgspec.msgpack.encode(column)))


def _encode_mixed(values: Sequence[Value], *, may_step: bool) -> list[Any]:
    """Return a column of which at least two values differ."""
    counts = Counter(values)
    if None not in counts:
        once = {value for value, count in counts.items() if count == 1}
        if _FEWEST_RARE <= len(once) <= len(values) // 8:
            often = [None if value in once else value for value in values]
            return [
                kinds.RARE,
                encode_column(often),
                encode_column([value for value in values if value in once]),
            ]
    if len(counts) <= min(_LARGEST_DICTIONARY, len(values) // 4):
        return _encode_choices(values, list(counts))
    if any(isinstance(value, str) for value in counts):
        return _encode_texts(values)
    ints = [value for value in values if isinstance(value, int)]
    if len(ints) < len(values):
        return [kinds.GAPS, squeeze(bytes(value is not None for value in values)), encode_column(ints)]
    return _encode_ints(ints, may_step=may_step)


def _encode_choices(values: Sequence[Value], distinct: list[Value]) -> list[Any]:
    index = {value: i for i, value in enumerate(distinct)}
    choices = bytes(index[value] for value in values)
    steps = bytes((choice - last) & 0xFF for last, choice in zip(b"\0" + choices, choices, strict=False))
    ways = {
        kinds.CHOICES: squeeze(choices),
        kinds.CHOICE_STEPS: squeeze(steps),
        kinds.FEW_CHOICES: squeeze(_several_in_a_byte(choices, len(distinct))),
    }
    kind = min(ways, key=lambda way: size_of(ways[way]))
    return [kind, encode_column(distinct), len(distinct), ways[kind]]


def _several_in_a_byte(choices: bytes, length: int) -> bytes:
    """Return choices together: a code of whole bits wastes less on each."""
    width = in_a_byte(length)
    powers = [length**place for place in range(width)]
    return bytes(
        sum(map(mul, choices[start : start + width], powers)) for start in range(0, len(choices), width)
    )


def _encode_texts(values: Sequence[Value]) -> list[Any]:
    days = [_day(value) for value in values]
    if None in days:
        return [kinds.LIST, list(values)]
    return [kinds.DAYS, encode_column(days)]


def _day(value: Value) -> int | None:
    """Return the number of a day that is written as ISO dates are, and as nothing else is."""
    if not isinstance(value, str) or len(value) != _LENGTH_OF_DATE:
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return day.toordinal() if day.isoformat() == value else None


def _encode_ints(values: list[int], *, may_step: bool) -> list[Any]:
    if max(map(abs, values)) >> 63:
        return [kinds.LIST, values]
    least = min(values)
    if least >= _IDS_FROM:
        writers = [value >> COUNTER_BITS & (1 << WRITER_BITS) - 1 for value in values]
        counters = [value & (1 << COUNTER_BITS) - 1 for value in values]
        scopes = [value >> SCOPE_SHIFT for value in values]
        return [kinds.ID, encode_column(scopes), encode_column(writers), encode_column(counters)]
    if least >= _STAMPS_FROM:
        high, low = [value >> LOW_BITS for value in values], [value & (1 << LOW_BITS) - 1 for value in values]
        return [kinds.SPLIT, encode_column(high), encode_column(low)]
    ways: list[list[Any]] = [[kinds.PLANES, _planes(values)]]
    if least >= 0:
        width = (max(values).bit_length() + 7) // 8
        ways.append([kinds.WIDE, b"".join(value.to_bytes(width) for value in values)])
    if may_step:
        steps = [value - last for last, value in pairwise(values)]
        ways.append([kinds.STEPS, values[0], encode_column(steps, may_step=False)])
    return _smaller(*ways)


def _planes(values: list[int]) -> list[bytes | list[bytes]]:
    """Return all first bytes of values of one width, then all second bytes, and so on."""
    largest = max(value if value >= 0 else ~value for value in values)
    width = next(width for width in PLANE_WIDTHS if largest < 1 << (8 * width - 1))
    packed = array(PLANE_WIDTHS[width], values)
    if sys.byteorder == "big":
        packed.byteswap()
    content = packed.tobytes()
    return [squeeze(content[plane::width]) for plane in range(width)]
