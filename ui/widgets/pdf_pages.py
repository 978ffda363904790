"""PDF pages as pictures, for the screen and for any printer. Call it on the worker thread only."""

from collections.abc import Iterator

import pypdfium2  # type: ignore[import-untyped]  # ships no types
from PySide6.QtGui import QImage

_POINTS_PER_INCH = 72


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Return the width and height of each page in points."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_size() for page in document]
    finally:
        document.close()


def pages(pdf: bytes, dots_per_inch: float) -> Iterator[QImage]:
    """Yield each page as a picture at this resolution."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            bitmap = page.render(scale=dots_per_inch / _POINTS_PER_INCH)
            yield QImage(
                bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_BGR888
            ).copy()
    finally:
        document.close()
