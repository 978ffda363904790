"""Photos and scans of signed pages, read from files: JPEG, PNG, WebP, TIFF, or PDF with several pages.

They come from anywhere, and a PDF or picture can be made to break what reads it: a process of its own does that.
"""

import io
import json
import warnings
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2  # type: ignore[import-untyped]  # ships no types
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from tvet_desktop.documents.child_process import ChildFailed, run_in_child
from tvet_desktop.documents.qr import find_codes
from tvet_desktop.documents.shrink_picture import shrink_picture
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.steps import Steps, no_steps
from tvet_desktop.shared.translation import _

LARGEST_FILE = 80_000_000
MOST_PAGES = 60
_MOST_PIXELS = 80_000_000
_LARGEST_SIDE = 6000
_DOTS_PER_INCH = 200
_READ_AS = ("JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF")


class NoPageInFile(UserError):
    """A file that is neither a picture nor a PDF."""

    def sentence(self) -> str:
        """Say what can be read."""
        return _("This file is no picture of a page: choose a photo or scan as JPG, PNG, WebP, TIFF or PDF.")


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


class TooManyPages(UserError):
    """A PDF or TIFF with more pages than any sheet has."""

    def __init__(self, pages: int) -> None:
        super().__init__(pages)
        self.pages = pages

    def sentence(self) -> str:
        """Name the limit."""
        return _("This file has {pages} pages: take in at most {most} at once.").format(
            pages=self.pages, most=MOST_PAGES
        )


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page, upright where its code tells how it lies: what the codes on it say, and the small JPEG to keep."""

    codes: tuple[str, ...]
    jpeg: bytes


def read_page_pictures(data: bytes, steps: Steps = no_steps) -> list[PagePicture]:
    """Return the pages of a file in their order; ``steps`` may raise meanwhile, which ends the reading.

    Raises:
        NoPageInFile, PictureTooLarge, PdfLocked, TooManyPages: nothing can be read.
    """
    if len(data) > LARGEST_FILE:
        raise PictureTooLarge
    try:
        answer = json.loads(run_in_child("pages", data, steps))
    except ChildFailed as problem:
        raise NoPageInFile from problem
    if "problem" in answer:
        raise _PROBLEMS[answer["problem"]](*answer["values"])
    return [PagePicture(tuple(codes), b64decode(jpeg)) for codes, jpeg in answer["pages"]]


def child(request: bytes) -> bytes:
    """Read a file: what the child process does."""
    try:
        pages = [(page.codes, b64encode(page.jpeg).decode()) for page in pages_of(request)]
    except (NoPageInFile, PictureTooLarge, PdfLocked, TooManyPages) as problem:
        return json.dumps({"problem": type(problem).__name__, "values": problem.args}).encode()
    return json.dumps({"pages": pages}).encode()


def pages_of(data: bytes) -> Iterator[PagePicture]:
    """Yield the pages of a file, in this process.

    Raises:
        NoPageInFile, PictureTooLarge, PdfLocked, TooManyPages: nothing can be read.
    """
    try:
        for image in _images_of(data):
            yield _page(image)
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


_PROBLEMS: dict[str, type[UserError]] = {
    kind.__name__: kind for kind in (NoPageInFile, PictureTooLarge, PdfLocked, TooManyPages)
}


def _page(image: Image.Image) -> PagePicture:
    grey = image.convert("L")
    found = find_codes(grey)
    turns = {code.quarter_turns for code in found}
    if len(turns) == 1:
        grey = grey.rotate(-90 * turns.pop(), expand=True)
    return PagePicture(tuple(code.text for code in found), shrink_picture(grey))


def _images_of(data: bytes) -> Iterator[Image.Image]:
    if data[:1024].lstrip().startswith(b"%PDF"):
        yield from _pages_of_pdf(data)
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the limit below is lower
        picture = Image.open(io.BytesIO(data), formats=_READ_AS)
    with picture:
        pages = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
        if pages > MOST_PAGES:
            raise TooManyPages(pages)
        for frame in ImageSequence.Iterator(picture):
            if frame.width * frame.height > _MOST_PIXELS:
                raise PictureTooLarge
            yield _on_white(frame)
            if picture.format != "TIFF":  # the second picture of a phone's file is a small one
                return


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


def _pages_of_pdf(data: bytes) -> Iterator[Image.Image]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as problem:
        if "password" in str(problem).lower():
            raise PdfLocked from problem
        raise
    try:
        if len(document) > MOST_PAGES:
            raise TooManyPages(len(document))
        for index in range(len(document)):
            sheet = document[index]
            scale = min(_DOTS_PER_INCH / 72, _LARGEST_SIDE / max(*sheet.get_size(), 1))
            yield sheet.render(scale=scale, grayscale=True).to_pil()
    finally:
        document.close()
