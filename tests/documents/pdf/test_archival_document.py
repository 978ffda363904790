import subprocess
from pathlib import Path

import page
import pytest

from tests.documents.papers import SIGNED_AT
from tests.documents.signing_keys import SigningKeys
from tvet_desktop.documents.fonts import Face
from tvet_desktop.documents.pdf.metadata import PaperMetadata
from tvet_desktop.documents.pdf.structure import Role
from tvet_desktop.documents.pdf.tagged_canvas import TaggedCanvas


@pytest.mark.parametrize("profile", ["2a", "ua1"])
def test_signed_paper_is_fit_for_archives_and_screen_readers(signed_pdf: bytes, profile: str) -> None:
    report = page.validate_pdf_bytes(signed_pdf, profile=profile)

    assert [failure.message for failure in report.failures] == []


@pytest.mark.parametrize("profile", ["2a", "ua1"])
def test_paper_of_several_pages_is_fit_for_archives(canvas: TaggedCanvas, profile: str) -> None:
    for number in range(3):
        canvas.showPage()
        with canvas.tagged(Role.HEADING):
            canvas.write_line(f"Page {number}", 72, 700, face=Face.SANS_SEMIBOLD, size=12)
        with canvas.artifact():
            canvas.draw_path("0.5 w 72 690 m 500 690 l S")
        with canvas.tagged(Role.TEXT):
            canvas.write_line("Some words.", 72, 660, face=Face.SANS, size=10)

    report = page.validate_pdf_bytes(canvas.finish(), profile=profile)

    assert [failure.message for failure in report.failures] == []


def test_untagged_paper_is_fit_for_printing() -> None:
    canvas = TaggedCanvas((595, 842), PaperMetadata("A list", "Tests", "fr", SIGNED_AT, is_tagged=False))
    with canvas.form("stamp"):
        canvas.write_line("On every page", 72, 700, face=Face.SERIF, size=12)
    for _page in range(2):
        canvas.doForm("stamp")
        canvas.showPage()

    report = page.validate_pdf_bytes(canvas.finish(), profile="2b")

    assert [failure.message for failure in report.failures] == []


def test_many_papers_are_fit_for_archives_whatever_byte_their_streams_end_with(keys: SigningKeys) -> None:
    for number in range(300):
        canvas = TaggedCanvas((595, 842), PaperMetadata("A paper", "Tests", "en", SIGNED_AT))
        with canvas.tagged(Role.TITLE):
            canvas.write_line(f"Number {number}", 72, 700, face=Face.SANS, size=12)

        report = page.validate_pdf_bytes(
            canvas.finish(keys.signer.seal(SIGNED_AT, "Signature")), profile="2a"
        )

        assert [failure.message for failure in report.failures] == []


def test_qpdf_finds_no_fault(signed_pdf: bytes, tmp_path: Path) -> None:
    (tmp_path / "signed.pdf").write_bytes(signed_pdf)

    answer = subprocess.run(
        ["qpdf", "--check", tmp_path / "signed.pdf"], capture_output=True, text=True, check=True
    )

    assert "No syntax or stream encoding errors found" in answer.stdout


def test_text_comes_back_with_its_accents(signed_pdf: bytes, tmp_path: Path) -> None:
    (tmp_path / "signed.pdf").write_bytes(signed_pdf)

    answer = subprocess.run(
        ["pdftotext", tmp_path / "signed.pdf", "-"], capture_output=True, text=True, check=True
    )

    assert answer.stdout.strip() == "Éloïse Ŋabo"


def test_equal_papers_have_equal_bytes(keys: SigningKeys) -> None:
    def draw() -> bytes:
        canvas = TaggedCanvas((595, 842), PaperMetadata("A paper", "Tests", "en", SIGNED_AT))
        with canvas.tagged(Role.TITLE):
            canvas.write_line("The same", 72, 700, face=Face.SERIF, size=24)
        return canvas.finish(keys.signer.seal(SIGNED_AT, "Signature"))

    assert draw() == draw()
