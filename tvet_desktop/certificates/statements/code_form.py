"""How the bytes of a code begin: tells early that bytes cannot become one, so that a damaged text can be mended."""

import codecs
from contextlib import suppress

from tvet_desktop.certificates.statements.base45 import ALPHABET
from tvet_desktop.shared.keyboard_layouts import readings

PREFIX = "RPT1:"
SIGNATURE_LENGTH = 64
LONGEST_PAYLOAD = 300
_START = bytes.fromhex("d2844da201260448")
_KEY_ID_LENGTH = 8
_AFTER_KEY_ID = b"\xa0"
_BEFORE_SIGNATURE = b"\x58\x40"
_AFTER_PAYLOAD = len(_BEFORE_SIGNATURE) + SIGNATURE_LENGTH
_ONE_BYTE, _TWO_BYTES = 24, 25
_UNSIGNED, _NEGATIVE, _BYTES, _TEXT, _ARRAY, _MAP = range(6)
_TEXTS, _NUMBERS, _SIGNED, _ARRAYS = frozenset({1, 4, 5, 6, 11}), frozenset({2, 7, 8, 9}), 10, 3
_PARTS_OF_NUMBER = (_TEXT, _UNSIGNED, _TEXT, _UNSIGNED)
_LAST_KEY = 11


def begins_like_code(text: str) -> bool:
    """Tell whether a scanner typed the beginning of a certificate's code, through any pair of keyboards."""
    return any(reading == PREFIX for reading in readings(text.lstrip()[: len(PREFIX)], ALPHABET))


class _EndsHere(Exception):
    """The bytes end before it can be told."""


def length_when_whole(data: bytes) -> int | None:
    """Return how many bytes a code that begins with ``data`` has, None while that cannot be told.

    Raises:
        ValueError: no code begins so.
    """
    reader = _Reader(data)
    end = _end_of_payload(reader)
    if end is None:
        return None
    with suppress(_EndsHere):
        reader.facts(end)
        reader.expect(_BEFORE_SIGNATURE)
    return end + _AFTER_PAYLOAD


def declared_length(data: bytes) -> int | None:
    """Return the same without a look at the facts; None where the bytes do not even begin as a code does."""
    try:
        end = _end_of_payload(_Reader(data))
    except ValueError:
        return None
    return None if end is None else end + _AFTER_PAYLOAD


def characters_of(length: int) -> int:
    """Return how many characters so many bytes have in base45."""
    return length // 2 * 3 + length % 2 * 2


def _end_of_payload(reader: "_Reader") -> int | None:
    try:
        reader.expect(_START)
        reader.skip(_KEY_ID_LENGTH)
        reader.expect(_AFTER_KEY_ID)
        payload = reader.head(_BYTES)
    except _EndsHere:
        return None
    if payload > LONGEST_PAYLOAD:
        raise ValueError("longer than any code")
    return reader.place + payload


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self.place = 0

    def expect(self, wanted: bytes) -> None:
        found = self._data[self.place : self.place + len(wanted)]
        if not wanted.startswith(found):
            raise ValueError("other bytes")
        if len(found) < len(wanted):
            raise _EndsHere
        self.place += len(wanted)

    def skip(self, count: int) -> None:
        self.place += count
        if self.place > len(self._data):
            raise _EndsHere

    def head(self, kind: int) -> int:
        """Return the length or number that begins an element of this kind."""
        first = self._byte()
        if first >> 5 != kind:
            raise ValueError("another kind")
        small = first & 31
        if small < _ONE_BYTE:
            return small
        if small > _TWO_BYTES:
            raise ValueError("larger than any")
        number = self._byte()
        if small == _TWO_BYTES:
            number = number << 8 | self._byte()
        return number

    def facts(self, end: int) -> None:
        """Read the signed map, whose keys stand in their order."""
        last = 0
        for _each in range(self.head(_MAP)):
            key = self._byte()
            if not last < key <= _LAST_KEY:
                raise ValueError("another key")
            self._value(key)
            last = key
            if self.place > end:
                raise ValueError("longer than it says")
        if self.place != end:
            raise ValueError("shorter than it says")

    def _value(self, key: int) -> None:
        if key in _TEXTS:
            self._text()
        elif key == _ARRAYS:
            if self.head(_ARRAY) != len(_PARTS_OF_NUMBER):
                raise ValueError("another number")
            for kind in _PARTS_OF_NUMBER:
                if kind == _TEXT:
                    self._text()
                else:
                    self.head(kind)
        elif key == _SIGNED:
            self.head(_NEGATIVE if self._peek() >> 5 == _NEGATIVE else _UNSIGNED)
        else:
            self.head(_UNSIGNED)

    def _text(self) -> None:
        length = self.head(_TEXT)
        written = self._data[self.place : self.place + length]
        is_whole = len(written) == length
        text = codecs.getincrementaldecoder("utf-8")().decode(written, final=is_whole)
        if not text.isprintable():
            raise ValueError("no text of ours")
        self.skip(length)

    def _byte(self) -> int:
        found = self._peek()
        self.place += 1
        return found

    def _peek(self) -> int:
        if self.place >= len(self._data):
            raise _EndsHere
        return self._data[self.place]
