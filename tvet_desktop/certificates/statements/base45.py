"""Base45 (RFC 9285): bytes in the 45 characters that a QR code stores most densely."""

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_PAIR, _TRIPLE = 2, 3


def to_base45(data: bytes) -> str:
    """Return ``data`` as text: three characters for two bytes, two for a last single one."""
    letters: list[str] = []
    for place in range(0, len(data) - 1, 2):
        rest, low = divmod(data[place] << 8 | data[place + 1], 45)
        high, middle = divmod(rest, 45)
        letters += (ALPHABET[low], ALPHABET[middle], ALPHABET[high])
    if len(data) % 2:
        high, low = divmod(data[-1], 45)
        letters += (ALPHABET[low], ALPHABET[high])
    return "".join(letters)


def from_base45(text: str) -> bytes:
    """Return the bytes of a text that ``to_base45`` made.

    Raises:
        ValueError: another character, a length that cannot be, or a group above what its bytes can hold, so
            that each byte string has exactly one text.
    """
    try:
        values = [_VALUES[character] for character in text]
    except KeyError as problem:
        raise ValueError("a character that base45 does not have") from problem
    data = bytearray()
    for place in range(0, len(values), _TRIPLE):
        group = values[place : place + _TRIPLE]
        if len(group) < _PAIR:
            raise ValueError("one character too many")
        number = sum(value * 45**power for power, value in enumerate(group))
        data += number.to_bytes(len(group) - 1, "big") if number < 256 ** (len(group) - 1) else _too_large()
    return bytes(data)


def _too_large() -> bytes:
    raise ValueError("a group that stands for no bytes")
