"""Print PDFs on any printer that the system knows, as dots of its own fineness. On the worker thread only."""

from collections.abc import Generator, Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter

from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _, ngettext
from ui.background import Progress, WorkCancelled
from ui.widgets.pdf_bands import bands
from ui.widgets.pdf_pages import page_count, page_sizes

_MOST_DOTS = 720  # an inch: finer dots take minutes, and no eye sees them
_POINTS_PER_INCH = 72
_MM_PER_INCH = 25.4
_NEARLY = 0.98  # paper of the page's own size, as far as printers round


class PrinterUnreachable(UserError):
    """The printer took no page."""

    def sentence(self) -> str:
        """Say what to try."""
        return _("The printer does not answer: switch it on and print again, or save the print file instead.")


class PagesStopped(UserError):
    """Somebody pressed Cancel while pages were on their way."""

    def __init__(self, count: int, total: int) -> None:
        super().__init__(count, total)
        self.count = count
        self.total = total

    def sentence(self) -> str:
        """Say how many come out all the same."""
        return ngettext(
            "Printing was cancelled: {count} of {total} page went to the printer.",
            "Printing was cancelled: {count} of {total} pages went to the printer.",
            self.total,
        ).format(count=self.count, total=self.total)


class PrintRun:
    """Pages on their way to one printer: print as many as there are, then `end`, or `abort`.

    A page that was begun should be drawn to its end: some systems print what there is, also after `abort`. ``shift`` moves everything to the right and down, in millimetres. A page larger than the paper is made smaller;
    all others keep their size.
    """

    def __init__(self, printer: QPrinter, shift: tuple[float, float] = (0.0, 0.0)) -> None:
        self._printer = printer
        self._shift = shift
        self._painter = QPainter()
        self._has_page = False
        self.pages_done = 0
        self.is_in_page = False

    def print_pdf(self, pdf: bytes, overlay: bytes = b"") -> Generator[None, None, None]:
        """Print all pages of a PDF, and pause before each page and after each strip of it.

        ``overlay`` is laid over the first page.

        Raises:
            PrinterUnreachable: the printer took no page.
        """
        for number, size in enumerate(page_sizes(pdf)):
            yield
            self._next_page(size)
            self.is_in_page = True
            yield from self._print_page(pdf, number, size, b"" if number else overlay)
            self.is_in_page = False
            self.pages_done += 1

    def blank(self) -> None:
        """Leave a page white: the back of a sheet whose neighbours have two pages."""
        self._printer.newPage()

    def end(self) -> None:
        """Hand everything over."""
        if self._painter.isActive():
            self._painter.end()

    def abort(self) -> None:
        """Take back what has not come out of the printer yet."""
        if self._painter.isActive():
            self._printer.abort()
            self._painter.end()

    def _next_page(self, size: tuple[float, float]) -> None:
        if self._has_page:
            if not self._printer.newPage():
                raise PrinterUnreachable
            return
        self._printer.setFullPage(True)
        wide = size[0] > size[1]
        orientation = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
        self._printer.setPageOrientation(orientation)
        if not self._painter.begin(self._printer):
            raise PrinterUnreachable
        self._painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        self._has_page = True

    def _print_page(
        self, pdf: bytes, number: int, size: tuple[float, float], overlay: bytes
    ) -> Generator[None, None, None]:
        printer, paper = self._printer, self._painter.viewport()
        resolution = printer.resolution()
        coarser = -(-resolution // _MOST_DOTS)  # whole dots of the printer for each of ours
        width, height = (length / _POINTS_PER_INCH * resolution for length in size)
        fit = min(paper.width() / width, paper.height() / height)
        fit = 1.0 if fit > _NEARLY else fit
        dots = round(width * fit / coarser), round(height * fit / coarser)
        right, down = (round(way / _MM_PER_INCH * resolution) for way in self._shift)
        if fit < 1:
            right += (paper.width() - dots[0] * coarser) // 2
            down += (paper.height() - dots[1] * coarser) // 2
        is_grey = printer.colorMode() == QPrinter.ColorMode.GrayScale
        for band in bands(pdf, number, dots, overlay=overlay, is_grey=is_grey):
            place = QRect(right, down + band.top * coarser, dots[0] * coarser, band.image.height() * coarser)
            self._painter.drawImage(place, band.image)
            yield


def print_pages(printer: QPrinter, pdfs: Sequence[bytes], progress: Progress) -> int:
    """Print every page of every PDF on the whole sheet; return how many.

    Raises:
        PrinterUnreachable: the printer took no page.
        PagesStopped: it was cancelled.
    """
    total = sum(page_count(pdf) for pdf in pdfs)
    run = PrintRun(printer)
    try:
        for pdf in pdfs:
            for _strip in run.print_pdf(pdf):
                if not run.is_in_page:
                    progress.step(run.pages_done, total)
    except WorkCancelled as stopped:
        run.end()
        raise PagesStopped(run.pages_done, total) from stopped
    except BaseException:
        run.abort()
        raise
    run.end()
    return total
