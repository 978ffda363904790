"""Reads an SQLCipher file as whoever has the key and a hex editor would: page by page, freed ones as well."""

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

_PAGE = 4096
_RESERVED = 80  # an initialisation vector of 16 bytes, then a check sum
_SALT = 16  # stands in clear at the beginning of the first page
_WAL_HEADER = 32
_FRAME_HEADER = 24


def decrypted_pages(file: Path, key: bytes) -> bytes:
    """Return what all pages of the file hold, in the order of the file."""
    raw = file.read_bytes()
    pages = [raw[start : start + _PAGE] for start in range(0, len(raw), _PAGE)]
    return b"".join(_decrypted(page, key, number) for number, page in enumerate(pages))


def decrypted_wal(file: Path, key: bytes) -> bytes:
    """Return what all frames of the write-ahead log hold, also those of earlier transactions."""
    raw = file.with_name(file.name + "-wal").read_bytes()
    frame = _FRAME_HEADER + _PAGE
    starts = range(_WAL_HEADER, len(raw), frame)
    return b"".join(_decrypted(raw[start + _FRAME_HEADER : start + frame], key, 1) for start in starts)


def _decrypted(page: bytes, key: bytes, number: int) -> bytes:
    vector = page[-_RESERVED : -_RESERVED + 16]
    decryptor = Cipher(AES(key), CBC(vector)).decryptor()
    return decryptor.update(page[_SALT if number == 0 else 0 : -_RESERVED]) + decryptor.finalize()
