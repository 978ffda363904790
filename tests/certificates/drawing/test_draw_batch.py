import subprocess
from dataclasses import replace
from pathlib import Path

import page
import pypdfium2
import pytest

from tests.certificates.examples import (
    NAMES,
    example_content,
    example_logos,
    example_second_page,
    example_statement,
)
from tvet_desktop.certificates.drawing.content import CertificateContent
from tvet_desktop.certificates.drawing.draw_batch import draw_batch
from tvet_desktop.certificates.drawing.draw_certificate import draw_certificate
from tvet_desktop.certificates.drawing.second_page import SecondPage
from tvet_desktop.certificates.statements.number import next_number
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.certificates.templates.template import template_for
from tvet_desktop.documents.qr import read_codes

COMPLETION = template_for(CertificateKind.COMPLETION)


def _contents(count: int) -> list[CertificateContent]:
    names = [*NAMES.values(), *(f"Invented Person {n}" for n in range(count))][:count]
    contents, counter = [], 0
    for name in names:
        number = next_number("HUY", 2027, "K7QX", counter)
        counter = number.counter
        contents.append(example_content(example_statement(name=name, number=str(number))))
    return contents


def test_draw_batch_prints_each_in_the_order_given(tmp_path: Path) -> None:
    contents = _contents(12)
    file = tmp_path / "batch.pdf"
    file.write_bytes(draw_batch(contents, COMPLETION, "en", example_logos()))

    pages = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True).stdout.split(
        "\f"
    )

    for content, text in zip(contents, pages[:-1], strict=True):
        flat = " ".join(text.split())
        assert content.statement.name in flat
        assert content.statement.number in flat
        assert "Solar photovoltaic installation and maintenance" in flat


def test_draw_batch_prints_the_right_code_on_each_page() -> None:
    contents = _contents(6)

    document = pypdfium2.PdfDocument(draw_batch(contents, COMPLETION, "en"))

    found = [read_codes(sheet.render(scale=150 / 72, grayscale=True).to_pil()) for sheet in document]
    document.close()
    assert found == [[content.code_text] for content in contents]


def test_draw_batch_looks_like_the_single_certificates() -> None:
    contents = _contents(3)
    batch = pypdfium2.PdfDocument(draw_batch(contents, COMPLETION, "rw", example_logos()))
    for content, sheet in zip(contents, batch, strict=True):
        single = pypdfium2.PdfDocument(draw_certificate(content, COMPLETION, "rw", None, example_logos()))
        assert sheet.render(scale=1).to_pil().tobytes() == single[0].render(scale=1).to_pil().tobytes()
        single.close()
    batch.close()


@pytest.mark.parametrize("count", [1, 2, 60])
def test_draw_batch_is_fit_for_any_printer(count: int, tmp_path: Path) -> None:
    pdf = draw_batch(_contents(count), COMPLETION, "en", example_logos())
    (tmp_path / "batch.pdf").write_bytes(pdf)

    report = page.validate_pdf_bytes(pdf, profile="2b")

    assert [failure.message for failure in report.failures] == []
    subprocess.run(["qpdf", "--check", tmp_path / "batch.pdf"], check=True, capture_output=True)
    assert pdf.count(b"/Subtype /Form") <= 2  # one for names in one line, one for names in two


def test_draw_batch_stores_the_common_part_once() -> None:
    small, large = (
        len(draw_batch(_contents(count), COMPLETION, "en", example_logos())) for count in (60, 120)
    )

    assert (large - small) / 60 < 2_500


def test_draw_batch_prints_second_pages_behind_their_certificates() -> None:
    contents = [
        replace(content, second_page=example_second_page(4 + index % 3))
        for index, content in enumerate(_contents(9))
    ]
    pdf = draw_batch(contents, COMPLETION, "en+fr", example_logos())

    assert page.validate_pdf_bytes(pdf, profile="2b").failures == []
    batch = pypdfium2.PdfDocument(pdf)
    pictures = [sheet.render(scale=1).to_pil().tobytes() for sheet in batch]
    batch.close()
    alone = []
    for content in contents:
        single = pypdfium2.PdfDocument(draw_certificate(content, COMPLETION, "en+fr", None, example_logos()))
        alone += [sheet.render(scale=1).to_pil().tobytes() for sheet in single]
        single.close()
    assert pictures == alone


def test_draw_batch_stores_what_second_pages_share_once() -> None:
    def size(count: int) -> int:
        contents = [
            replace(content, second_page=_own_page(index)) for index, content in enumerate(_contents(count))
        ]
        return len(draw_batch(contents, COMPLETION, "en", example_logos()))

    assert (size(60) - size(30)) / 30 < 5_500


def _own_page(index: int) -> SecondPage:
    """Nobody attended the same hours as anybody else."""
    page = example_second_page(10)
    modules = tuple(
        replace(module, attended=30 * (index >> n & 1) + 180) for n, module in enumerate(page.modules)
    )
    return replace(page, modules=modules)


def test_draw_batch_needs_something_to_print() -> None:
    with pytest.raises(ValueError, match="at least one"):
        draw_batch([], COMPLETION, "en")
