"""Make the picture of a logo small: no empty margins, no more dots than a printer shows, nothing hidden in the file."""

import io

from PIL import Image, ImageChops, ImageOps, UnidentifiedImageError

from tvet_desktop.documents.pdf.picture import PictureNotReadable
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _

LARGEST_LOGO = 30_000
"""Bytes of a kept logo."""
WIDEST, HIGHEST = 640, 240
"""Dots of a kept logo: 20 mm of height at 300 dots an inch."""
LARGEST_FILE = 20_000_000
"""Bytes of a file that is looked at."""
_MOST_PIXELS = 25_000_000
_MOST_OF_PHOTO = 60_000_000  # a JPEG is read smaller than it is
_ENOUGH = 2560  # dots along the longer side: more are thrown away at once, for the memory of small PCs
_READ_AS = ("PNG", "JPEG", "GIF", "BMP", "WEBP")
_KEPT_AS = ("PNG", "JPEG")
_FEW_DOTS = 90  # on the shorter way through 15 mm of paper: 150 dots an inch
_FEW_DOTS_ALONG = 240
_PAPER = 20  # what is darker than white by no more than this is paper
_OPAQUE = 255
_QUALITY = 90
_FEWER_COLOURS = 0.55  # before a picture with transparent places gets even smaller, it has fewer colours
_STEPS = (1.0, 0.85, 0.7, 0.55, 0.4, 0.25)


class NothingToSee(UserError):
    """A picture that is empty, or white on nothing, which white paper swallows."""

    def sentence(self) -> str:
        """Say which file to ask for."""
        return _(
            "Nothing of this picture would be seen on white paper: use the version of the logo for light backgrounds."
        )


class LogoTooLarge(UserError):
    """A picture that would take much of the memory of a small PC."""

    def sentence(self) -> str:
        """Say how large it may be."""
        return _("This picture is too large: save it at most 4,000 dots wide, below 20 MB, and try again.")


def shrink_logo(data: bytes) -> bytes:
    """Return a PNG or JPEG of at most 30,000 bytes, 640 dots wide and 240 high; a small enough one as it is.

    Transparent places stay transparent, and no note, place or camera stays in the file.

    Raises:
        PictureNotReadable: the bytes are no picture.
        LogoTooLarge: the picture has too many bytes or dots.
        NothingToSee: nothing of it would be seen on white paper.
    """
    if len(data) > LARGEST_FILE:
        raise LogoTooLarge
    try:
        with Image.open(io.BytesIO(data), formats=_READ_AS) as image:
            most = _MOST_OF_PHOTO if image.format == "JPEG" else _MOST_PIXELS
            if image.width * image.height > most:
                raise LogoTooLarge
            whole = _as_seen(image)
            is_clean = image.format in _KEPT_AS and not image.getexif() and not _has_words(image)
    except Image.DecompressionBombError as problem:
        raise LogoTooLarge from problem
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as problem:
        raise PictureNotReadable from problem
    box = _on_white(whole)
    is_small = len(data) <= LARGEST_LOGO and whole.width <= WIDEST and whole.height <= HIGHEST
    if is_small and is_clean and box == (0, 0, *whole.size):
        return data
    return _written(whole.crop(box))


def is_coarse(kept: bytes) -> bool:
    """Tell whether a kept logo has so few dots that they will be seen on paper."""
    with Image.open(io.BytesIO(kept)) as image:
        return image.height < _FEW_DOTS and image.width < _FEW_DOTS_ALONG


def _as_seen(image: Image.Image) -> Image.Image:
    """Return the first picture of the file, upright, in colours with or without transparency."""
    image.draft("RGB", (_ENOUGH, _ENOUGH))
    seen = _in_colours(image)
    seen.thumbnail((_ENOUGH, _ENOUGH), Image.Resampling.LANCZOS, reducing_gap=2.0)
    upright = ImageOps.exif_transpose(seen)
    if upright.mode == "RGBA" and not any(upright.getchannel("A").histogram()[:_OPAQUE]):
        return upright.convert("RGB")
    return upright


def _in_colours(image: Image.Image) -> Image.Image:
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        return image.convert("RGBA")
    if image.mode.startswith("I"):  # 16 bits a dot
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L").convert("RGB")
    return image.convert("RGB")


def _has_words(image: Image.Image) -> bool:
    """Tell whether a file holds notes beside its picture."""
    return bool(getattr(image, "text", None)) or bool(
        {"comment", "xmp", "XML:com.adobe.xmp"} & set(image.info)
    )


def _on_white(image: Image.Image) -> tuple[int, int, int, int]:
    """Return the box of what is seen on white paper."""
    plain = image
    if image.mode == "RGBA":
        plain = Image.new("RGB", image.size, "white")
        plain.paste(image, mask=image.getchannel("A"))
    ink = ImageChops.invert(plain).point(lambda value: 255 if value > _PAPER else 0)
    red, green, blue = ink.split()
    box = ImageChops.lighter(ImageChops.lighter(red, green), blue).getbbox()
    if box is None:
        raise NothingToSee
    return box


def _written(image: Image.Image) -> bytes:
    """Return the smallest good file; only a picture too rich for 30,000 bytes loses dots."""
    fitted = image.copy()
    fitted.thumbnail((WIDEST, HIGHEST), Image.Resampling.LANCZOS)
    for step in _STEPS:
        size = (max(round(fitted.width * step), 1), max(round(fitted.height * step), 1))
        small = fitted if step == 1 else image.resize(size, Image.Resampling.LANCZOS)
        files = [_file(small, "PNG", optimize=True)]
        if small.mode == "RGB":
            files.append(_file(small, "JPEG", quality=_QUALITY, subsampling=0))
        elif step <= _FEWER_COLOURS:
            fewer = small.quantize(256, method=Image.Quantize.FASTOCTREE)
            files.append(_file(fewer, "PNG", optimize=True))
        best = min(files, key=len)
        if len(best) <= LARGEST_LOGO:
            break
    return best


def _file(image: Image.Image, kind: str, **options: object) -> bytes:
    plain = image.copy()
    plain.info.clear()
    out = io.BytesIO()
    plain.save(out, kind, **options)
    return out.getvalue()
