"""Opens photos, scans and PDFs page by page, as grey pictures that are meant to be read by a program.

The files come from anywhere: a process of its own opens them (see ``child_process``), never the window's.
"""

import io
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # ships no types
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _

LARGEST_FILE = 80_000_000
_MOST_PIXELS = 80_000_000
_LARGEST_SIDE = 6000
DOTS_PER_INCH = 200
_LARGE_PART = 0.2
_READ_AS = ("JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF")
_FORMS_OF_PHONES = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis")
_PDF, _SEARCHED_FOR_PDF = b"%PDF-", 1024


class NoPageInFile(UserError):
    """A file that is neither a picture nor a PDF."""

    def sentence(self) -> str:
        """Say what can be read."""
        return _("This file is no picture of a page: choose a photo or scan as JPG, PNG, WebP, TIFF or PDF.")


class PhotoOfPhone(UserError):
    """A HEIC or AVIF photo: patents keep the first from us, and phones make JPEG of both when asked."""

    def sentence(self) -> str:
        """Say how the phone makes a JPG of it."""
        return _(
            "This photo is in the HEIC form of some phones, which cannot be opened here: send it to yourself by"
            " e-mail or WhatsApp, which makes a JPG of it, or set the phone’s camera to “Most compatible”."
        )


class PictureTooLarge(UserError):
    """A picture that would fill the memory of the PC."""

    def sentence(self) -> str:
        """Say what helps."""
        return _(
            "This picture is too large: take the photo again in normal size, or scan the page at 150 or 200 dots per inch."
        )


class PdfLocked(UserError):
    """A PDF that asks for a password."""

    def sentence(self) -> str:
        """Say what helps."""
        return _("This PDF is locked with a password: save it without one, or take a photo of the page.")


class FileNotReadable(UserError):
    """A file that the operating system does not give."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def sentence(self) -> str:
        """Name it, and say what to look at."""
        return _("“{name}” cannot be opened: check that it is still there and that you may read it.").format(
            name=self.name
        )


def read_page_file(file: Path) -> bytes:
    """Return the bytes of a file that may hold pages.

    Raises:
        FileNotReadable, PictureTooLarge: it is not there, may not be read, or is larger than any scan.
    """
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise PictureTooLarge
        return file.read_bytes()
    except (OSError, ValueError) as problem:  # a name with a zero byte is a ValueError
        raise FileNotReadable(file.name) from problem


PROBLEMS: dict[str, type[UserError]] = {
    kind.__name__: kind for kind in (NoPageInFile, PhotoOfPhone, PictureTooLarge, PdfLocked)
}
"""By name, as a child process tells them."""


@dataclass(frozen=True)
class PageImage:
    """A page: ``at`` gives its grey picture at so many dots per inch; a photo or a scan is as it is.

    ``text`` gives the letters of a PDF's page, "" for a picture. ``is_drawn`` tells a page that a program drew from a
    photo or a scan, which may lie in a PDF as well.
    """

    at: Callable[[int], Image.Image]
    text: Callable[[], str]
    is_drawn: Callable[[], bool]


@dataclass(frozen=True)
class PageImages:
    """How many pages there are, and the pages, each of which is opened when it is asked for."""

    count: int
    pages: Iterator[PageImage]


def is_pdf(data: bytes) -> bool:
    """Tell whether a program that shows PDFs would open this file."""
    return _PDF in data[:_SEARCHED_FOR_PDF]


@contextmanager
def page_images(data: bytes) -> Iterator[PageImages]:
    """Open a file, in this process; its faults are told while its pages are asked for, too.

    Raises:
        NoPageInFile, PhotoOfPhone, PictureTooLarge, PdfLocked: it cannot be read.
    """
    try:
        if is_pdf(data):
            with _pdf(data) as images:
                yield images
        else:
            with _picture(data) as images:
                yield images
    except Image.DecompressionBombError as problem:
        raise PictureTooLarge from problem
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        pypdfium2.PdfiumError,
    ) as problem:
        raise NoPageInFile from problem


@contextmanager
def _picture(data: bytes) -> Iterator[PageImages]:
    if data[4:8] == b"ftyp" and data[8:12] in _FORMS_OF_PHONES:
        raise PhotoOfPhone
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the limit below is lower
        picture = Image.open(io.BytesIO(data), formats=_READ_AS)
    with picture:
        # the second picture of a phone's file is a small one
        count = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
        yield PageImages(count, _frames(picture, count))


def _frames(picture: Image.Image, count: int) -> Iterator[PageImage]:
    for number, frame in enumerate(ImageSequence.Iterator(picture)):
        if number == count:
            return
        if frame.width * frame.height > _MOST_PIXELS:
            raise PictureTooLarge
        grey = _on_white(frame)
        yield PageImage(lambda _dots, grey=grey: grey, str, bool)  # type: ignore[misc]  # bound now


def _on_white(frame: Image.Image) -> Image.Image:
    """Return a picture as it is meant to be seen: turned as the phone was held, on white where it is see-through."""
    image = ImageOps.exif_transpose(frame)
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        coloured = image.convert("RGBA")
        image = Image.new("RGB", coloured.size, "white")
        image.paste(coloured, mask=coloured.getchannel("A"))
    elif image.mode.startswith("I"):  # 16 bits a dot
        image = image.convert("I").point(lambda value: value * (1 / 256))
    image = image.convert("L")
    image.thumbnail((_LARGEST_SIDE, _LARGEST_SIDE))
    return image


@contextmanager
def _pdf(data: bytes) -> Iterator[PageImages]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as problem:
        if "password" in str(problem).lower():
            raise PdfLocked from problem
        raise
    try:
        yield PageImages(len(document), (_sheet(document, index) for index in range(len(document))))
    finally:
        document.close()


def _sheet(document: pypdfium2.PdfDocument, index: int) -> PageImage:
    sheet = document[index]

    def at(dots: int) -> Image.Image:
        scale = min(dots / 72, _LARGEST_SIDE / max(*sheet.get_size(), 1))
        image: Image.Image = sheet.render(scale=scale, grayscale=True).to_pil()
        return image

    def text() -> str:
        return str(sheet.get_textpage().get_text_bounded())

    return PageImage(at, text, lambda: not _has_large_picture(sheet))


def _has_large_picture(sheet: pypdfium2.PdfPage) -> bool:
    """Tell whether a picture fills a good part of a page, as that of a scan does."""
    width, height = sheet.get_size()
    for picture in sheet.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = picture.get_bounds()
        if (right - left) * (top - bottom) > _LARGE_PART * width * height:
            return True
    return False
