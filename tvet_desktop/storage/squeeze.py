"""One column's bytes, compressed alone where that is smaller: each column has its own statistics."""

from functools import cache

import zstandard

_LEAST = 24  # bytes; below, a frame costs more than it saves
_LARGEST_WINDOW = 1 << 20


class ColumnsDamaged(ValueError):
    """The bytes are no columns."""


def squeeze(content: bytes) -> bytes | list[bytes]:
    """Return the bytes themselves, or a frame in a list."""
    if len(content) < _LEAST:
        return content
    frame = _compressor().compress(content)
    return [frame] if len(frame) + 2 < len(content) else content


def size_of(squeezed: bytes | list[bytes]) -> int:
    """Return how many bytes it takes."""
    return len(squeezed) if isinstance(squeezed, bytes) else len(squeezed[0]) + 1


def unsqueeze(squeezed: object, length: int) -> bytes:
    """Return what was squeezed; never more than ``length`` bytes are unpacked.

    Raises:
        ColumnsDamaged: it is something else, or has another length.
    """
    content = squeezed
    if isinstance(squeezed, list) and len(squeezed) == 1:
        decompressor = zstandard.ZstdDecompressor(
            max_window_size=_LARGEST_WINDOW, format=zstandard.FORMAT_ZSTD1_MAGICLESS
        )
        try:
            with decompressor.stream_reader(squeezed[0]) as reader:
                content = reader.read(length + 1)
        except zstandard.ZstdError as error:
            raise ColumnsDamaged from error
    if not isinstance(content, bytes) or len(content) != length:
        raise ColumnsDamaged
    return content


@cache
def _compressor() -> zstandard.ZstdCompressor:
    parameters = zstandard.ZstdCompressionParameters.from_level(
        19,
        format=zstandard.FORMAT_ZSTD1_MAGICLESS,
        write_content_size=False,
        write_checksum=False,
        write_dict_id=False,
        window_log=17,
    )
    return zstandard.ZstdCompressor(compression_params=parameters)
