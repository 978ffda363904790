"""Columns of changes, compressed: the content of a bundle's section, and of the history."""

from functools import cache

import zstandard

from tvet_desktop.shared.paths import RESOURCES
from tvet_desktop.storage.change_groups import ChangeGroup
from tvet_desktop.storage.decode_groups import decode_groups
from tvet_desktop.storage.encode_groups import encode_groups
from tvet_desktop.storage.packed_group import has_too_much_text
from tvet_desktop.storage.squeeze import ColumnsDamaged

_LEVEL = 19
_LARGEST = 4 * 1024 * 1024
"""Of a section before it is compressed: four million empty lists would take three hundred megabytes of memory."""
_DICTIONARY = RESOURCES / "sync" / "bundle.zdict"


class TooMuchToPack(ValueError):
    """The changes would not be read: divide them."""


def pack(groups: list[ChangeGroup]) -> bytes:
    """Return groups of changes as few bytes.

    Raises:
        TooMuchToPack: ``unpack`` would refuse them.
    """
    content = encode_groups(groups)
    if len(content) > _LARGEST or has_too_much_text(groups):
        raise TooMuchToPack
    compressor = zstandard.ZstdCompressor(level=_LEVEL, dict_data=_dictionary(), write_content_size=True)
    return compressor.compress(content)


def unpack(packed: bytes) -> list[ChangeGroup]:
    """Return the groups of ``pack``; never more than 4 MiB are unpacked.

    Raises:
        ColumnsDamaged: the bytes are something else, or claim more.
    """
    try:
        if zstandard.frame_content_size(packed) > _LARGEST:
            raise ColumnsDamaged
        content = zstandard.ZstdDecompressor(dict_data=_dictionary()).decompress(packed)
    except zstandard.ZstdError as error:
        raise ColumnsDamaged from error
    return decode_groups(content)


@cache
def _dictionary() -> zstandard.ZstdCompressionDict:
    """Return the dictionary that ships with the app: small bundles have nothing of their own to repeat."""
    return zstandard.ZstdCompressionDict(_DICTIONARY.read_bytes())
