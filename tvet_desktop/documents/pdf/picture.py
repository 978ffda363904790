"""Pictures as a PDF holds them, prepared once and drawn often.

A PNG's own compressed rows and a JPEG go into the file as they are. What PDF/A or a laser printer cannot use
(transparency, CMYK, 16 bits, interlacing, more dots than paper shows) is first made into a plain PNG on
white.
"""

import io
import struct
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageOps, UnidentifiedImageError

from tvet_desktop.documents.pdf.raw_objects import stream
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _

LONGEST_SIDE = 640
_LARGEST_FILE = 20_000_000
_MOST_PIXELS = 50_000_000
_MOST_COLOURS = 256
_UNSEEN = 6  # of 255 steps of light
_QUALITY = 92
_FAINTEST_INK = 14  # what a scanner or a JPEG makes of white is lighter
_is_ink = [255 if darkness >= _FAINTEST_INK else 0 for darkness in range(256)]
_BAND_COUNT = {"L": 1, "RGB": 3, "P": 1}


class PictureNotReadable(UserError):
    """A file that should be a logo or another picture, and is none that we can print."""

    def sentence(self) -> str:
        """Say which files can be used."""
        return _("This file is not a picture that can be printed: save it as PNG or JPEG and try again.")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture ready for a PDF: size in pixels and the body of its image object."""

    width: int
    height: int
    body: bytes


def read_picture(data: bytes, *, without_margins: bool = False) -> Picture:
    """Return a PNG, JPEG or other picture file made ready for a PDF.

    ``without_margins`` takes white or transparent edges away, so that what is seen begins where the picture does.

    Raises:
        PictureNotReadable: the bytes are no picture, or one of absurd size.
    """
    try:
        if len(data) > _LARGEST_FILE:
            raise PictureNotReadable
        with Image.open(io.BytesIO(data)) as image:
            if image.width * image.height > _MOST_PIXELS:
                raise PictureNotReadable
            is_plain_jpeg = image.format == "JPEG" and image.mode in ("L", "RGB")
            plain = image.copy() if is_plain_jpeg else _flattened(image)
            seen = _seen_box(plain) if without_margins else None
            if seen:
                plain = plain.crop(seen)
            if is_plain_jpeg and max(plain.size) <= LONGEST_SIDE:
                return _jpeg(plain, _written_as_jpeg(plain) if seen else data)
            return _png(_shrunk(plain))
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
    ) as problem:
        raise PictureNotReadable from problem


def _seen_box(plain: Image.Image) -> tuple[int, int, int, int] | None:
    """Return the box of what is not white; None where that is the whole picture, or nothing."""
    box = ImageOps.invert(plain.convert("L")).point(_is_ink).getbbox()
    return box if box and box != (0, 0, *plain.size) else None


def _flattened(image: Image.Image) -> Image.Image:
    """Return the picture on white, in grey or colour."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        coloured = image.convert("RGBA")
        plain = Image.new("RGB", image.size, "white")
        plain.paste(coloured, mask=coloured.getchannel("A"))
        return plain
    if image.mode.startswith("I"):  # 16 bits a dot
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return image.convert("L" if image.mode in ("1", "L") else "RGB")


def _shrunk(plain: Image.Image) -> Image.Image:
    """Return the picture no larger than a printer shows, in few colours where that is enough."""
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return _with_palette(plain) if plain.mode == "RGB" else plain


def _with_palette(plain: Image.Image) -> Image.Image:
    """Return the picture in at most 256 colours, half as large in the file, where nobody can see the difference."""
    colours = plain.getcolors(_MOST_COLOURS)
    if colours:
        return plain.quantize(len(colours))
    fewer = plain.quantize(_MOST_COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    differences = ImageChops.difference(plain, fewer.convert("RGB")).split()
    is_seen = any(any(band.histogram()[_UNSEEN + 1 :]) for band in differences)
    return plain if is_seen else fewer


def _jpeg(image: Image.Image, data: bytes) -> Picture:
    space = b"/DeviceGray" if image.mode == "L" else b"/DeviceRGB"
    return Picture(*image.size, body=_image_stream(image.size, space, 8, b"/Filter /DCTDecode", data))


def _written_as_jpeg(image: Image.Image) -> bytes:
    written = io.BytesIO()
    image.save(written, "JPEG", quality=_QUALITY, optimize=True)
    return written.getvalue()


def _png(image: Image.Image) -> Picture:
    """Compress as PNG does, rows predicted from their neighbours, and keep just those rows."""
    written = io.BytesIO()
    image.save(written, "PNG", optimize=True)
    rows, bits = _rows_of_png(written.getvalue())
    space = {"L": b"/DeviceGray", "RGB": b"/DeviceRGB"}.get(image.mode) or _palette_space(image)
    filters = (
        b"/Filter /FlateDecode /DecodeParms << /Predictor 15 /Colors %d /BitsPerComponent %d /Columns %d >>"
        % (
            _BAND_COUNT[image.mode],
            bits,
            image.width,
        )
    )
    return Picture(*image.size, body=_image_stream(image.size, space, bits, filters, rows))


def _palette_space(image: Image.Image) -> bytes:
    palette = bytes(image.getpalette() or ())
    return b"[/Indexed /DeviceRGB %d <%b>]" % (len(palette) // 3 - 1, palette.hex().encode())


def _rows_of_png(png: bytes) -> tuple[bytes, int]:
    """Return the compressed rows of a PNG that Pillow wrote, and its bits per sample."""
    rows, place, bits = [], 8, 8
    while place < len(png):
        length, kind = struct.unpack_from(">I4s", png, place)
        if kind == b"IHDR":
            bits = png[place + 16]
        if kind == b"IDAT":
            rows.append(png[place + 8 : place + 8 + length])
        place += 12 + length
    return b"".join(rows), bits


def _image_stream(size: tuple[int, int], space: bytes, bits: int, filters: bytes, data: bytes) -> bytes:
    entries = (
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace %b /BitsPerComponent %d %b"
        % (
            *size,
            space,
            bits,
            filters,
        )
    )
    return stream(entries, data)
