"""Kerning from a font's GPOS table: how much closer two letters stand than their widths say.

ReportLab sets letters at their plain widths, which leaves holes in large names ("Tu", "Yv", "Wa"). Only what
Latin names need is read: pair adjustment by glyph and by class, in the tables of the ``kern`` feature.
"""

from collections.abc import Iterator
from struct import unpack_from
from typing import Protocol

_PAIR_ADJUSTMENT, _EXTENSION = 2, 9
_BY_GLYPH, _BY_CLASS = 1, 2
_ADVANCE = 0x0004  # the bit of a value format that stands for the advance
_BEFORE_ADVANCE = 0x0003


class _Pairs(Protocol):
    def advance(self, left: int, right: int) -> int | None:
        """Return the adjustment in font units, or None if this table does not decide about the pair."""
        ...


class Kerning:
    """The pair adjustments of one font. Made from the bytes of its GPOS table, which may be empty."""

    def __init__(self, gpos: bytes) -> None:
        self._lookups = [list(_tables(gpos, at)) for at in _kern_lookups(gpos)] if gpos else []

    def advance(self, left: int, right: int) -> int:
        """Return by how many font units the glyph ``right`` stands further from ``left`` than usual."""
        total = 0
        for tables in self._lookups:
            for table in tables:
                found = table.advance(left, right)
                if found is not None:
                    total += found
                    break
        return total


class _GlyphPairs:
    """Pairs named glyph by glyph."""

    def __init__(self, gpos: bytes, at: int) -> None:
        _, coverage, first, second, count = unpack_from(">5H", gpos, at)
        self._gpos = gpos
        self._advance_at, self._record_length = _value_form(first, second)
        sets = unpack_from(f">{count}H", gpos, at + 10)
        self._sets = {glyph: at + sets[index] for glyph, index in _covered(gpos, at + coverage)}

    def advance(self, left: int, right: int) -> int | None:
        place = self._sets.get(left)
        if place is None:
            return None
        (count,) = unpack_from(">H", self._gpos, place)
        step = 2 + self._record_length
        for record in range(place + 2, place + 2 + count * step, step):
            if unpack_from(">H", self._gpos, record)[0] == right:
                return _signed(self._gpos, record + 2, self._advance_at)
        return None


class _ClassPairs:
    """Pairs named by the classes that their glyphs belong to."""

    def __init__(self, gpos: bytes, at: int) -> None:
        _, coverage, first, second, lefts, rights, _, right_count = unpack_from(">8H", gpos, at)
        self._gpos = gpos
        self._records = at + 16
        self._advance_at, self._record_length = _value_form(first, second)
        self._covered = dict(_covered(gpos, at + coverage))
        self._lefts = dict(_classes(gpos, at + lefts))
        self._rights = dict(_classes(gpos, at + rights))
        self._right_count = right_count

    def advance(self, left: int, right: int) -> int | None:
        if left not in self._covered:
            return None
        cell = self._lefts.get(left, 0) * self._right_count + self._rights.get(right, 0)
        return _signed(self._gpos, self._records + cell * self._record_length, self._advance_at)


def _kern_lookups(gpos: bytes) -> list[int]:
    """Return the places of the lookups of the ``kern`` feature, in their order."""
    _, _, features, lookups = unpack_from(">IHHH", gpos, 0)
    (count,) = unpack_from(">H", gpos, features)
    numbers: set[int] = set()
    for record in range(features + 2, features + 2 + 6 * count, 6):
        tag, offset = unpack_from(">4sH", gpos, record)
        if tag == b"kern":
            (length,) = unpack_from(">H", gpos, features + offset + 2)
            numbers.update(unpack_from(f">{length}H", gpos, features + offset + 4))
    return [lookups + unpack_from(">H", gpos, lookups + 2 + 2 * number)[0] for number in sorted(numbers)]


def _tables(gpos: bytes, lookup: int) -> Iterator[_Pairs]:
    kind, _, count = unpack_from(">3H", gpos, lookup)
    for offset in unpack_from(f">{count}H", gpos, lookup + 6):
        at, table_kind = lookup + offset, kind
        if kind == _EXTENSION:
            _, table_kind, further = unpack_from(">HHI", gpos, at)
            at += further
        (form,) = unpack_from(">H", gpos, at)
        if (table_kind, form) == (_PAIR_ADJUSTMENT, _BY_GLYPH):
            yield _GlyphPairs(gpos, at)
        elif (table_kind, form) == (_PAIR_ADJUSTMENT, _BY_CLASS):
            yield _ClassPairs(gpos, at)


def _value_form(first: int, second: int) -> tuple[int, int]:
    """Return where the advance of the left glyph stands in a record (-1: nowhere), and the record's length."""
    at = 2 * (first & _BEFORE_ADVANCE).bit_count() if first & _ADVANCE else -1
    return at, 2 * (first.bit_count() + second.bit_count())


def _signed(gpos: bytes, record: int, advance_at: int) -> int:
    return int(unpack_from(">h", gpos, record + advance_at)[0]) if advance_at >= 0 else 0


def _covered(gpos: bytes, at: int) -> Iterator[tuple[int, int]]:
    """Yield (glyph, index) of a coverage table."""
    form, count = unpack_from(">2H", gpos, at)
    if form == 1:
        yield from ((glyph, index) for index, glyph in enumerate(unpack_from(f">{count}H", gpos, at + 4)))
        return
    for record in range(count):
        first, last, index = unpack_from(">3H", gpos, at + 4 + 6 * record)
        yield from ((glyph, index + glyph - first) for glyph in range(first, last + 1))


def _classes(gpos: bytes, at: int) -> Iterator[tuple[int, int]]:
    """Yield (glyph, class) of a class table."""
    form, first, count = unpack_from(">3H", gpos, at)
    if form == 1:
        yield from ((first + index, one) for index, one in enumerate(unpack_from(f">{count}H", gpos, at + 6)))
        return
    for record in range(first):  # in the second form the number of ranges stands here
        low, high, one = unpack_from(">3H", gpos, at + 4 + 6 * record)
        yield from ((glyph, one) for glyph in range(low, high + 1))
