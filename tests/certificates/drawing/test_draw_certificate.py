import re
import subprocess
from pathlib import Path

import page
import pytest

from tests.certificates.examples import (
    ISSUED_AT,
    NAMES,
    example_content,
    example_keys,
    example_logos,
    example_second_page,
    example_statement,
    long_statement,
)
from tests.certificates.paper_scan import scan_paper
from tests.documents.codes_in_file import codes_in_file
from tvet_desktop.certificates.drawing.draw_certificate import draw_certificate
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.certificates.templates.languages import language_choices
from tvet_desktop.certificates.templates.template import template_for
from tvet_desktop.documents.pdf_signature import PdfState, check_pdf
from tvet_desktop.documents.qr import read_codes
from tvet_desktop.shared.translation import LANGUAGES

COMPLETION = template_for(CertificateKind.COMPLETION)


def _draw(**changes: object) -> bytes:
    return draw_certificate(
        example_content(**changes), COMPLETION, "en", example_keys().signer, example_logos()
    )


@pytest.fixture(scope="module")
def certificate() -> bytes:
    return _draw()


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", CertificateKind)
def test_draw_certificate_is_valid_in_every_language(kind: CertificateKind, language: str, name: str) -> None:
    statement = example_statement(kind=kind, name=name)

    pdf = draw_certificate(
        example_content(statement), template_for(kind), language, example_keys().signer, example_logos()
    )

    for profile in ("2a", "ua1"):
        report = page.validate_pdf_bytes(pdf, profile=profile)
        assert [failure.message for failure in report.failures] == []
    assert check_pdf(pdf, example_keys().root).state is PdfState.UNCHANGED


@pytest.mark.parametrize("language", [choice for choice in language_choices() if "+" in choice])
@pytest.mark.parametrize("kind", CertificateKind)
def test_draw_certificate_is_valid_in_two_languages_with_more_pages(
    kind: CertificateKind, language: str, tmp_path: Path
) -> None:
    content = example_content(
        example_statement(kind=kind, name=NAMES["accents"]), second_page=example_second_page(20)
    )

    pdf = draw_certificate(content, template_for(kind), language, example_keys().signer, example_logos())

    for profile in ("2a", "ua1"):
        report = page.validate_pdf_bytes(pdf, profile=profile)
        assert [failure.message for failure in report.failures] == []
    assert check_pdf(pdf, example_keys().root).state is PdfState.UNCHANGED
    (tmp_path / "pages.pdf").write_bytes(pdf)
    assert "No syntax or stream encoding errors found" in _run("qpdf", "--check", tmp_path / "pages.pdf")
    lead, second = language.split("+")
    assert f"/Lang ({lead})".encode() in pdf
    assert f"/Lang ({second})".encode() in pdf
    assert f"<rdf:li>{lead}</rdf:li><rdf:li>{second}</rdf:li>".encode() in pdf


@pytest.mark.parametrize("modules", [0, 3, 45])
def test_draw_certificate_is_valid_with_a_second_page(modules: int, tmp_path: Path) -> None:
    pdf = _draw(second_page=example_second_page(modules))

    for profile in ("2a", "ua1"):
        report = page.validate_pdf_bytes(pdf, profile=profile)
        assert [failure.message for failure in report.failures] == []
    (tmp_path / "pages.pdf").write_bytes(pdf)
    structure = _run("pdfinfo", "-struct", tmp_path / "pages.pdf")
    pages_behind = int(re.search(r"Pages: +(\d+)", _run("pdfinfo", tmp_path / "pages.pdf"))[1]) - 1
    assert structure.count("Table (block)") == pages_behind + 1  # the last page has the figures as well
    assert "/Scope /Column" in structure
    assert "/Scope /Row" in structure
    assert "Signature is Valid" in _run("pdfsig", tmp_path / "pages.pdf")
    assert codes_in_file(pdf) == [example_content().code_text]


def test_wrapped_lines_are_read_aloud_as_separate_words(tmp_path: Path) -> None:
    file = tmp_path / "certificate.pdf"
    file.write_bytes(_draw(statement=example_statement(name=NAMES["long"])))

    assert f'"{NAMES["long"]}"' in _run("pdfinfo", "-struct-text", file)


def test_draw_certificate_is_valid_in_practice_without_logos_or_signature() -> None:
    pdf = draw_certificate(example_content(is_practice=True), COMPLETION, "fr")

    for profile in ("2a", "ua1"):
        assert page.is_pdf_compliant_bytes(pdf, profile=profile)
    assert check_pdf(pdf, example_keys().root).state is PdfState.UNSIGNED


def test_draw_certificate_gives_equal_bytes_for_equal_input(certificate: bytes) -> None:
    assert _draw() == certificate


def test_draw_certificate_is_small(certificate: bytes) -> None:
    assert len(certificate) <= 90_000


def test_draw_certificate_is_signed_when_it_was_issued(certificate: bytes) -> None:
    check = check_pdf(certificate, example_keys().root)

    assert check.signer == example_keys().chain[0]
    assert check.signed_at == ISSUED_AT


def test_draw_certificate_is_accepted_by_other_programs(certificate: bytes, tmp_path: Path) -> None:
    file = tmp_path / "certificate.pdf"
    file.write_bytes(certificate)

    assert "Signature is Valid" in _run("pdfsig", file)
    assert "Total document signed" in _run("pdfsig", file)
    assert "No syntax or stream encoding errors found" in _run("qpdf", "--check", file)
    assert "Tagged:          yes" in _run("pdfinfo", file)


def test_draw_certificate_can_be_searched_and_read_aloud(tmp_path: Path) -> None:
    file = tmp_path / "certificate.pdf"
    file.write_bytes(_draw(statement=example_statement(name=NAMES["accents"])))

    assert NAMES["accents"] in _run("pdftotext", "-layout", file, "-")
    structure = _run("pdfinfo", "-struct-text", file)
    assert structure.index("Certificate of Completion") < structure.index(NAMES["accents"])


def test_code_is_read_from_the_file() -> None:
    content = example_content(long_statement())

    pdf = draw_certificate(content, COMPLETION, "en", example_keys().signer)

    assert codes_in_file(pdf) == [content.code_text]


@pytest.mark.parametrize("seed", range(12))
def test_code_of_the_longest_statement_is_read_from_a_poor_scan(seed: int) -> None:
    content = example_content(long_statement())
    pdf = draw_certificate(content, COMPLETION, "fr", example_keys().signer, example_logos())

    scan = scan_paper(pdf, dots_per_inch=150, seed=seed)

    assert read_codes(scan) == [content.code_text]


def _run(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
