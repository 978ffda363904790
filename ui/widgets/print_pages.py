"""Print PDFs on any printer that the system knows."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter

from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from ui.background import Progress
from ui.widgets.pdf_pages import page_count, pages

_MOST_DOTS = 300  # more takes memory and shows nothing


class PrinterUnreachable(UserError):
    """The printer took no page."""

    def sentence(self) -> str:
        """Say what to try."""
        return _("The printer does not answer: switch it on and print again, or save the print file instead.")


def print_pages(printer: QPrinter, pdfs: Sequence[bytes], progress: Progress) -> int:
    """Print every page of every PDF on the whole sheet; return how many. Called on the worker thread.

    Raises:
        PrinterUnreachable: the printer took no page.
    """
    total = sum(page_count(pdf) for pdf in pdfs)
    dots = min(printer.resolution(), _MOST_DOTS)
    printer.setFullPage(True)
    printer.setPageOrientation(_orientation(pdfs[0]))
    painter = QPainter()
    if not painter.begin(printer):
        raise PrinterUnreachable
    done = 0
    try:
        for pdf in pdfs:
            for image in pages(pdf, dots):
                progress.step(done, total)
                if done:
                    printer.newPage()
                painter.drawImage(QRectF(painter.viewport()), image)
                done += 1
    finally:
        painter.end()
    return done


def _orientation(pdf: bytes) -> QPageLayout.Orientation:
    first = next(pages(pdf, 10))
    wide = first.width() > first.height()
    return QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
