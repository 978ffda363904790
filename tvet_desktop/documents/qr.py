"""QR codes: written as a 1-bit mask for paper, read back from pictures."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Any, cast

import zxingcpp
from PIL import Image, ImageFilter

from tvet_desktop.documents.pdf.raw_objects import stream

QUIET_MODULES = 4
_DATA_MASK = 3
_SCALES = (2, 3)
_BINARIZERS = (zxingcpp.Binarizer.LocalAverage, zxingcpp.Binarizer.GlobalHistogram)
_FORMATS = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
_LARGEST_SIDE, _LARGE_SIDE = 6000, 2400


@dataclass(frozen=True, slots=True)
class QrCode:
    """A code of ``modules`` × ``modules`` squares, and the body of its PDF mask, without a quiet zone."""

    modules: int
    mask: bytes


@dataclass(frozen=True, slots=True)
class FoundCode:
    """A code in a picture: its text, and by how many quarter turns to the right the picture stands upright."""

    text: str
    quarter_turns: int


@lru_cache(maxsize=16)
def make_qr(text: str) -> QrCode:
    """Return the code of ``text`` at level M. Digits, capitals and ``$%*+-./:`` and space take the least room.

    The mask pattern is fixed: weighing all eight takes seven times as long as the rest, and our texts are signed
    or hashed, so that no pattern suits them better than another.
    """
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M", data_mask=_DATA_MASK)
    image = code.to_image(scale=1, add_quiet_zones=False)
    modules = image.shape[0]
    pixels = bytes(memoryview(cast("Any", image)))  # its types do not say that it is a buffer
    bits = Image.frombytes("L", (modules, modules), pixels).convert("1", dither=Image.Dither.NONE)
    entries = (
        b"/Type /XObject /Subtype /Image /ImageMask true /Width %d /Height %d /BitsPerComponent 1"
        b" /Decode [0 1] /Filter /FlateDecode" % (modules, modules)
    )
    return QrCode(modules, stream(entries, zlib.compress(bits.tobytes(), 9)))


def read_codes(image: Image.Image) -> list[str]:
    """Return the texts of the codes in a picture, the easy readings first, each text once."""
    return [code.text for code in find_codes(image)]


class Effort(IntEnum):
    """How long a code is looked for."""

    AS_IT_IS = 0
    """Once: the page was drawn by a program, and every code on it is as clear as can be."""
    ENLARGED = 1
    """Until one code is found, in larger copies too."""
    THOROUGH = 2
    """In smoother, smaller and sharper copies as well: it may be a photo."""


def find_codes(image: Image.Image, effort: Effort = Effort.ENLARGED) -> list[FoundCode]:
    """Return the codes in a picture with the way they lie, the easy readings first, each text once.

    Enlarging a poor scan two and three times, and a second way of telling black from white, reads codes that
    one pass misses. The search ends with the first pass that finds any; a thorough one, and that of a drawn page, goes
    on for more codes of the same picture as long as a pass finds another one.
    """
    grey = image.convert("L")
    grey.thumbnail((_LARGEST_SIDE, _LARGEST_SIDE))
    found: dict[str, FoundCode] = {}
    for tried in _tries(grey, effort):
        for binarizer in _BINARIZERS:
            before = len(found)
            for code in zxingcpp.read_barcodes(
                tried,
                formats=_FORMATS,
                binarizer=binarizer,
                text_mode=zxingcpp.TextMode.Plain,
            ):
                found.setdefault(code.text, FoundCode(code.text, _quarter_turns(code.orientation)))
            if found and (effort == Effort.ENLARGED or len(found) == before):
                return list(found.values())
    return list(found.values())


def _tries(grey: Image.Image, effort: Effort) -> Iterator[Image.Image]:
    """Yield a picture as it is, and then other copies of it."""
    yield grey
    if effort == Effort.AS_IT_IS:
        return
    if effort == Effort.THOROUGH:
        yield grey.filter(ImageFilter.MedianFilter(3))
        if max(grey.size) > _LARGE_SIDE:
            yield grey.reduce(2)
        yield grey.filter(ImageFilter.UnsharpMask(3, 150, 2))
    for scale in _SCALES:
        if max(grey.size) * scale <= _LARGEST_SIDE:
            yield grey.resize((grey.width * scale, grey.height * scale))


def _quarter_turns(degrees: int) -> int:
    return round(-degrees / 90) % 4
