"""One ``.tvet`` file: any set of bundles, with the membership that they need, for a stick or an e-mail."""

import hashlib

import msgspec

from tvet_desktop.sync.errors import BundleDamaged, BundleTooNew, NotASyncFile

MAGIC = b"TVET"
FORMAT = 1
_HASH_LENGTH = 32


class Parcel(msgspec.Struct, frozen=True):
    """What travels together: signed membership documents, signed records of PCs, bundles, what PCs say of themselves."""

    documents: list[bytes]
    records: list[bytes]
    bundles: list[bytes]
    words: list[bytes] = []


def pack(parcel: Parcel) -> bytes:
    """Return the file: magic, format, SHA-256 of the rest, MessagePack."""
    content = msgspec.msgpack.encode(parcel)
    return MAGIC + bytes([FORMAT]) + hashlib.sha256(content).digest() + content


def unpack(content: bytes) -> Parcel:
    """Return the parts of a file. The hash finds accidents; forgery is found by the signatures inside.

    Raises:
        NotASyncFile: it is something else.
        BundleTooNew: its format is newer than this app's.
        BundleDamaged: it is cut short or altered.
    """
    start = len(MAGIC) + 1
    if not content.startswith(MAGIC) or len(content) <= start + _HASH_LENGTH:
        raise NotASyncFile if not content.startswith(MAGIC) else BundleDamaged
    if content[len(MAGIC)] > FORMAT:
        raise BundleTooNew
    body = content[start + _HASH_LENGTH :]
    if hashlib.sha256(body).digest() != content[start : start + _HASH_LENGTH]:
        raise BundleDamaged
    try:
        return msgspec.msgpack.decode(body, type=Parcel)
    except (msgspec.DecodeError, RecursionError) as error:
        raise BundleDamaged from error
