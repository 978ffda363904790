"""Make a picture of a signed page small enough to keep thousands of them, and still legible."""

import io

from PIL import Image

LARGEST_PICTURE = 200_000
"""Bytes of a kept picture."""
_WIDTHS = (1900, 1700, 1500, 1300, 1100, 900, 700)
_BEST, _WORST = 72, 30


def shrink_picture(image: Image.Image) -> bytes:
    """Return a grey JPEG of at most 200,000 bytes without anything beside the picture: no place, no camera.

    The picture is at most 1,900 dots long, and smaller only where the paper is so grainy that its letters would
    blur otherwise.
    """
    grey = image.convert("L")
    written = b""
    for width in _WIDTHS:
        small = grey.copy()
        small.thumbnail((width, width), Image.Resampling.LANCZOS)
        written = _best_that_fits(small)
        if written:
            return written
    return _jpeg(small, _WORST)


def _best_that_fits(image: Image.Image) -> bytes:
    """Return the JPEG of the best quality that is small enough, empty if none is."""
    best = b""
    low, high = _WORST, _BEST
    while low <= high:
        quality = (low + high + 1) // 2 if best else (high if high == _BEST else (low + high) // 2)
        written = _jpeg(image, quality)
        if len(written) <= LARGEST_PICTURE:
            best, low = written, quality + 1
        else:
            high = quality - 1
    return best


def _jpeg(image: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()
