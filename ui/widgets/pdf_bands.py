"""A PDF page as strips of picture, so that a printer's fine dots take little memory. On the worker thread only."""

import ctypes
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pypdfium2  # type: ignore[import-untyped]  # ships no types
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # same
from PySide6.QtGui import QImage

_MOST_BYTES = 1_000_000
_WHITE = 0xFFFFFFFF


@dataclass(frozen=True)
class Band:
    """A strip over the whole width; ``top`` is its first row, counted from the upper edge of the page."""

    top: int
    image: QImage


def bands(
    pdf: bytes, number: int, size: tuple[int, int], *, overlay: bytes = b"", is_grey: bool = False
) -> Iterator[Band]:
    """Yield page ``number`` (from 0) drawn ``size`` dots wide and high, from top to bottom.

    The first page of ``overlay``, a PDF of pages as large, is drawn over it.
    """
    width, height = size
    stride = -(-width * (1 if is_grey else 3) // 4) * 4
    rows = max(1, min(height, _MOST_BYTES // stride))
    with ExitStack() as opened:
        layers = [_page(opened, pdf, number)]
        if overlay:
            layers.append(_page(opened, overlay, 0))
        for top in range(0, height, rows):
            yield Band(top, _strip(layers, top, min(rows, height - top), size, stride, is_grey=is_grey))


def _page(opened: ExitStack, pdf: bytes, number: int) -> pypdfium2.PdfPage:
    document = pypdfium2.PdfDocument(pdf)
    opened.callback(document.close)
    return document[number]


def _strip(
    layers: list[pypdfium2.PdfPage], top: int, rows: int, size: tuple[int, int], stride: int, *, is_grey: bool
) -> QImage:
    buffer = (ctypes.c_ubyte * (stride * rows))()
    kind = pdfium.FPDFBitmap_Gray if is_grey else pdfium.FPDFBitmap_BGR
    bitmap = pdfium.FPDFBitmap_CreateEx(size[0], rows, kind, buffer, stride)
    flags = pdfium.FPDF_ANNOT | pdfium.FPDF_PRINTING | (pdfium.FPDF_GRAYSCALE if is_grey else 0)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, size[0], rows, _WHITE)
        for page in layers:
            pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, -top, *size, 0, flags)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    form = QImage.Format.Format_Grayscale8 if is_grey else QImage.Format.Format_BGR888
    return QImage(bytes(buffer), size[0], rows, stride, form).copy()
