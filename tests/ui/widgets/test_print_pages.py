"""What comes out of a real QPrinter: a PDF, drawn again and laid beside the page that went in."""

import resource
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from ui.background import Progress
from ui.widgets.pdf_bands import bands
from ui.widgets.print_pages import PagesStopped, PrinterUnreachable, PrintRun, print_pages

WIDE = landscape(A4)


def paper(file: Path, size: tuple[float, float] = WIDE, pages: int = 1) -> bytes:
    canvas = Canvas(str(file), size)
    for page in range(pages):
        canvas.setFont("Times-Roman", 60)
        canvas.drawString(90, 300, f"Page {page + 1} of an invented paper")
        canvas.rect(34, 34, size[0] - 68, size[1] - 68)
        canvas.showPage()
    canvas.save()
    return file.read_bytes()


def file_printer(file: Path, dots: int) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setResolution(dots)
    return printer


def silent() -> Progress:
    return Progress("Printing", lambda _done, _total: None)


def picture(pdf: bytes, dots: int, page: int = 0) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    drawn = document[page].render(scale=dots / 72).to_pil().convert("L")
    document.close()
    return drawn


def unlike(one: Image.Image, other: Image.Image) -> float:
    """Tell what share of the dots differs clearly, a shift by half a dot apart."""
    size = min(one.width, other.width), min(one.height, other.height)
    soft = ImageFilter.GaussianBlur(2)
    difference = ImageChops.difference(
        one.crop((0, 0, *size)).filter(soft), other.crop((0, 0, *size)).filter(soft)
    )
    return sum(difference.histogram()[64:]) / (size[0] * size[1])


def sent_dots(pdf: bytes, page: int = 0) -> Image.Image:
    """Put the strips of a printed page together again: the very dots that the printer was given."""
    document = pypdfium2.PdfDocument(pdf)
    strips = [one.get_bitmap().to_pil().convert("L") for one in document[page].get_objects()]
    document.close()
    whole = Image.new("L", (strips[0].width, sum(strip.height for strip in strips)))
    row = 0
    for strip in strips:
        whole.paste(strip, (0, row))
        row += strip.height
    return whole


def run_all(run: PrintRun, pdf: bytes, overlay: bytes = b"") -> None:
    for _strip in run.print_pdf(pdf, overlay):
        pass
    run.end()


@pytest.mark.parametrize("dots", [150, 300, 600])
def test_printed_page_equals_the_page_that_went_in(dots: int, tmp_path: Path) -> None:
    pdf = paper(tmp_path / "paper.pdf", pages=2)

    count = print_pages(file_printer(tmp_path / "printed.pdf", dots), [pdf], silent())

    printed = (tmp_path / "printed.pdf").read_bytes()
    assert count == 2
    for page in range(2):
        assert unlike(picture(printed, dots, page), picture(pdf, dots, page)) < 0.0001
        sent = sent_dots(printed, page)
        assert unlike(sent, picture(pdf, dots, page)) < 0.0001
        assert sent.size == (round(WIDE[0] / 72 * dots), round(WIDE[1] / 72 * dots))


def test_finer_dots_than_anybody_sees_are_drawn_as_squares_of_the_printer(tmp_path: Path) -> None:
    pdf = paper(tmp_path / "paper.pdf")

    print_pages(file_printer(tmp_path / "printed.pdf", 1200), [pdf], silent())

    assert unlike(picture((tmp_path / "printed.pdf").read_bytes(), 150), picture(pdf, 150)) < 0.002


def test_everything_is_moved_by_the_millimetres_asked_for(tmp_path: Path) -> None:
    pdf = paper(tmp_path / "paper.pdf")

    run_all(PrintRun(file_printer(tmp_path / "printed.pdf", 300), (2.5, -1.0)), pdf)

    moved = picture((tmp_path / "printed.pdf").read_bytes(), 300)
    right, down = round(2.5 / 25.4 * 300), round(-1.0 / 25.4 * 300)
    expected = ImageChops.offset(picture(pdf, 300), right, down)
    assert unlike(moved, expected) < 0.002
    assert unlike(moved, picture(pdf, 300)) > 0.01


def test_an_overlay_lies_on_the_first_page_only(tmp_path: Path) -> None:
    pdf = paper(tmp_path / "paper.pdf", pages=2)
    canvas = Canvas(str(tmp_path / "overlay.pdf"), WIDE)
    canvas.rect(600, 500, 100, 30, fill=1)
    canvas.save()

    run_all(
        PrintRun(file_printer(tmp_path / "printed.pdf", 150)), pdf, (tmp_path / "overlay.pdf").read_bytes()
    )

    printed = (tmp_path / "printed.pdf").read_bytes()
    at = round(650 / 72 * 150), round((WIDE[1] - 515) / 72 * 150)
    assert picture(printed, 150, 0).getpixel(at) == 0
    assert picture(printed, 150, 1).getpixel(at) == 255
    assert unlike(picture(printed, 150, 1), picture(pdf, 150, 1)) < 0.002


def test_a_grey_printer_is_given_grey(tmp_path: Path) -> None:
    pdf = paper(tmp_path / "paper.pdf")
    printer = file_printer(tmp_path / "printed.pdf", 150)
    printer.setColorMode(QPrinter.ColorMode.GrayScale)

    print_pages(printer, [pdf], silent())

    assert unlike(picture((tmp_path / "printed.pdf").read_bytes(), 150), picture(pdf, 150)) < 0.002


def test_a_page_larger_than_the_paper_is_made_smaller_and_stands_in_the_middle(tmp_path: Path) -> None:
    pdf = paper(tmp_path / "paper.pdf")
    printer = file_printer(tmp_path / "printed.pdf", 150)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))

    print_pages(printer, [pdf], silent())

    printed = picture((tmp_path / "printed.pdf").read_bytes(), 150)
    wanted = picture(pdf, 150).resize(printed.size)
    assert printed.width < 1300
    assert unlike(printed, wanted) < 0.02


def test_bands_are_the_whole_page_without_a_seam(tmp_path: Path) -> None:
    pdf = paper(tmp_path / "paper.pdf")
    whole = picture(pdf, 600)
    rows = 0
    for band in bands(pdf, 0, whole.size, is_grey=True):
        image = band.image
        strip = Image.frombytes(
            "L", (image.width(), image.height()), bytes(image.constBits()), "raw", "L", image.bytesPerLine()
        )
        assert band.top == rows
        assert image.sizeInBytes() <= 1_000_000
        assert unlike(strip, whole.crop((0, rows, whole.width, rows + strip.height))) < 0.002
        rows += strip.height
    assert rows == whole.height


def test_memory_stays_small_however_many_pages_are_printed(tmp_path: Path) -> None:
    pdf = paper(tmp_path / "paper.pdf", pages=1)
    print_pages(file_printer(tmp_path / "first.pdf", 600), [pdf], silent())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    print_pages(file_printer(tmp_path / "second.pdf", 600), [pdf] * 4, silent())

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 30_000  # KiB; one page is 104 MB


def test_cancel_ends_the_page_that_was_begun_and_no_more(tmp_path: Path) -> None:
    """A page in the middle of its strips comes out of many printers as half a page, whatever one asks for then."""
    pdf = paper(tmp_path / "paper.pdf", pages=3)
    progress = silent()
    run_steps: list[int] = []

    def tell(done: int, _total: int) -> None:
        run_steps.append(done)
        progress.cancel()

    progress._tell = tell

    with pytest.raises(PagesStopped) as stopped:
        print_pages(file_printer(tmp_path / "printed.pdf", 300), [pdf], progress)

    printed = (tmp_path / "printed.pdf").read_bytes()
    assert run_steps == [0]
    assert len(pypdfium2.PdfDocument(printed)) == 1
    assert unlike(picture(printed, 300), picture(pdf, 300)) < 0.0001
    assert stopped.value.sentence() == "Printing was cancelled: 1 of 3 pages went to the printer."


def test_cancel_before_the_first_page_prints_nothing(tmp_path: Path) -> None:
    pdf = paper(tmp_path / "paper.pdf", pages=3)
    progress = silent()
    progress.cancel()

    with pytest.raises(PagesStopped) as stopped:
        print_pages(file_printer(tmp_path / "printed.pdf", 150), [pdf], progress)

    assert stopped.value.count == 0
    assert not (tmp_path / "printed.pdf").exists()


def test_a_printer_that_takes_nothing_is_a_sentence(tmp_path: Path) -> None:
    pdf = paper(tmp_path / "paper.pdf")

    with pytest.raises(PrinterUnreachable) as problem:
        print_pages(file_printer(tmp_path / "no folder" / "printed.pdf", 150), [pdf], silent())

    assert "switch it on" in problem.value.sentence()
