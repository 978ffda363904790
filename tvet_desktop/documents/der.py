"""DER, the byte form of certificates and signatures: the few kinds that a CMS signature needs."""

from collections.abc import Iterator
from dataclasses import dataclass

INTEGER, OCTET_STRING, NULL, OBJECT, SEQUENCE, SET = 0x02, 0x04, 0x05, 0x06, 0x30, 0x31
CONTEXT_0 = 0xA0
_SHORT_LENGTH = 0x80


class DerError(ValueError):
    """Bytes that are not the DER that was expected."""


@dataclass(frozen=True, slots=True)
class Element:
    """One element: its tag, what is inside, and all its bytes."""

    tag: int
    content: bytes
    encoded: bytes


def der(tag: int, *contents: bytes) -> bytes:
    """Return one element made of its tag, its length and the contents after each other."""
    content = b"".join(contents)
    if len(content) < _SHORT_LENGTH:
        return bytes((tag, len(content))) + content
    length = len(content).to_bytes((len(content).bit_length() + 7) // 8, "big")
    return bytes((tag, _SHORT_LENGTH | len(length))) + length + content


def der_integer(value: int) -> bytes:
    """Return a non-negative whole number."""
    return der(INTEGER, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def der_object(dotted: str) -> bytes:
    """Return an object identifier written as in "1.2.840.113549.1.7.2"."""
    first, second, *rest = (int(part) for part in dotted.split("."))
    content = bytearray((first * 40 + second,))
    for part in rest:
        groups = [part & 0x7F]
        while part := part >> 7:
            groups.append(part & 0x7F | 0x80)
        content.extend(reversed(groups))
    return der(OBJECT, bytes(content))


def elements(data: bytes) -> Iterator[Element]:
    """Yield the elements that stand after each other in ``data``.

    Raises:
        DerError: an element is cut short, or its length is not written in the one way that DER allows.
    """
    place = 0
    while place < len(data):
        element = _element(data, place)
        yield element
        place += len(element.encoded)


def _element(data: bytes, place: int) -> Element:
    if place + 2 > len(data):
        raise DerError("cut short")
    tag, length, start = data[place], data[place + 1], place + 2
    if length >= _SHORT_LENGTH:
        width = length - _SHORT_LENGTH
        length, start = int.from_bytes(data[start : start + width], "big"), start + width
    end = start + length
    found = Element(tag, data[start:end], data[place:end])
    if end > len(data) or der(tag, found.content) != found.encoded:
        raise DerError("not the one way to write a length")
    return found


def only_element(data: bytes, tag: int) -> Element:
    """Return the one element of ``data``, which must have this tag."""
    found = list(elements(data))
    if len(found) != 1 or found[0].tag != tag:
        raise DerError("another element was expected")
    return found[0]
