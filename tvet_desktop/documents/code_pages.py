"""The codes on every page of a file: a PDF of any length, a scan of many pages, a photo, a picture of a screen.

They come from anywhere, and a file can be made to break what reads it: a process of its own does that.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

from tvet_desktop.documents.child_process import ChildFailed, run_in_child
from tvet_desktop.documents.page_images import (
    DOTS_PER_INCH,
    LARGEST_FILE,
    PROBLEMS,
    NoPageInFile,
    PageImage,
    PictureTooLarge,
    page_images,
)
from tvet_desktop.documents.qr import Effort, find_codes
from tvet_desktop.shared.steps import Steps, no_steps

_SHARPER = 300
_FAINTEST = 24  # greys between ink and paper, below which a page is empty


@dataclass(frozen=True)
class CodePage:
    """A page: what the codes on it say, and the letters that a PDF carries for it, "" for a picture."""

    codes: tuple[str, ...]
    text: str


def read_code_pages(data: bytes, steps: Steps = no_steps) -> list[CodePage]:
    """Return the pages of a file in their order; ``steps`` may raise meanwhile, which ends the reading.

    Raises:
        NoPageInFile, PhotoOfPhone, PictureTooLarge, PdfLocked: nothing can be read.
    """
    if len(data) > LARGEST_FILE:
        raise PictureTooLarge
    try:
        answer = json.loads(run_in_child("codes", data, steps))
    except ChildFailed as problem:
        raise NoPageInFile from problem
    if "problem" in answer:
        raise PROBLEMS[answer["problem"]]
    return [CodePage(tuple(codes), text) for codes, text in answer["pages"]]


def child(request: bytes) -> bytes:
    """Read a file: what the child process does. It tells how far it is on its standard error."""

    def tell(done: int, in_all: int) -> None:
        print(done, in_all, file=sys.stderr, flush=True)  # noqa: T201  see run_in_child

    try:
        pages = [(page.codes, page.text) for page in code_pages(request, tell)]
    except tuple(PROBLEMS.values()) as problem:
        return json.dumps({"problem": type(problem).__name__}).encode()
    return json.dumps({"pages": pages}).encode()


def code_pages(data: bytes, steps: Steps = no_steps) -> Iterator[CodePage]:
    """Yield the pages of a file, in this process.

    Raises:
        NoPageInFile, PhotoOfPhone, PictureTooLarge, PdfLocked: nothing can be read.
    """
    with page_images(data) as images:
        for number, page in enumerate(images.pages):
            steps(number, images.count)
            yield CodePage(_codes(page), page.text())


def _codes(page: PageImage) -> tuple[str, ...]:
    """Read a page, and a page of a PDF once more with finer dots if it seems to have no code."""
    effort = Effort.AS_IT_IS if page.is_drawn() else Effort.THOROUGH
    image = page.at(DOTS_PER_INCH)
    if _is_empty(image):
        return ()
    found = find_codes(image, effort)
    if not found:
        finer = page.at(_SHARPER)
        found = find_codes(finer, effort) if finer is not image else []
    return tuple(code.text for code in found)


def _is_empty(image: Image.Image) -> bool:
    greys = [grey for grey, count in enumerate(image.histogram()) if count]
    return greys[-1] - greys[0] < _FAINTEST
