"""Photos and scans of signed pages, read from files: JPEG, PNG, WebP, TIFF, or PDF with several pages.

They come from anywhere, and a PDF or picture can be made to break what reads it: a process of its own does that.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

from tvet_desktop.documents.child_process import ChildFailed, run_in_child
from tvet_desktop.documents.page_images import (
    DOTS_PER_INCH,
    LARGEST_FILE,
    PROBLEMS,
    NoPageInFile,
    PictureTooLarge,
    page_images,
)
from tvet_desktop.documents.qr import find_codes
from tvet_desktop.documents.shrink_picture import shrink_picture
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.steps import Steps, no_steps
from tvet_desktop.shared.translation import _

MOST_PAGES = 60


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


_PROBLEMS: dict[str, type[UserError]] = {**PROBLEMS, TooManyPages.__name__: TooManyPages}


def read_page_pictures(data: bytes, steps: Steps = no_steps) -> list[PagePicture]:
    """Return the pages of a file in their order; ``steps`` may raise meanwhile, which ends the reading.

    Raises:
        NoPageInFile, PhotoOfPhone, PictureTooLarge, PdfLocked, TooManyPages: nothing can be read.
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
    except tuple(_PROBLEMS.values()) as problem:
        return json.dumps({"problem": type(problem).__name__, "values": problem.args}).encode()
    return json.dumps({"pages": pages}).encode()


def pages_of(data: bytes) -> Iterator[PagePicture]:
    """Yield the pages of a file, in this process.

    Raises:
        NoPageInFile, PhotoOfPhone, PictureTooLarge, PdfLocked, TooManyPages: nothing can be read.
    """
    with page_images(data) as images:
        if images.count > MOST_PAGES:
            raise TooManyPages(images.count)
        for page in images.pages:
            yield _page(page.at(DOTS_PER_INCH))


def _page(image: Image.Image) -> PagePicture:
    grey = image.convert("L")
    found = find_codes(grey)
    turns = {code.quarter_turns for code in found}
    if len(turns) == 1:
        grey = grey.rotate(-90 * turns.pop(), expand=True)
    return PagePicture(tuple(code.text for code in found), shrink_picture(grey))
