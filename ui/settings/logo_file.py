"""Reads a picture from a file, off the window's thread."""

from collections.abc import Callable
from pathlib import Path

from tvet_desktop.documents.pdf.picture import PictureNotReadable
from tvet_desktop.documents.shrink_logo import LARGEST_FILE, LogoTooLarge, shrink_logo


def reading_logo(file: Path) -> Callable[[], bytes]:
    """Return the work: read the file and make its picture small.

    The work raises PictureNotReadable where the file is gone or no picture, LogoTooLarge, and NothingToSee
    where nothing of it would be seen on paper.
    """

    def work() -> bytes:
        try:
            if file.stat().st_size > LARGEST_FILE:
                raise LogoTooLarge
            data = file.read_bytes()
        except OSError as problem:
            raise PictureNotReadable from problem
        return shrink_logo(data)

    return work
