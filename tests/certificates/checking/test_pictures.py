"""Certificates in pictures: scans at any angle, photos from a hand, screens, files of many pages."""

import io
import os

import pytest
from PIL import Image

from tests.certificates.checking.camera import as_file, of_screen, photographed, printed, scanned
from tests.certificates.checking.lists import a_list
from tests.certificates.examples import example_content, example_keys, example_logos, long_statement
from tvet_desktop.certificates.checking.verdict import Proof, Verdict
from tvet_desktop.certificates.checking.verify import verify
from tvet_desktop.certificates.drawing.draw_certificate import draw_certificate
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.certificates.templates.template import template_for
from tvet_desktop.documents.page_images import PhotoOfPhone
from tvet_desktop.documents.qr import Effort, find_codes

IS_LONG = bool(os.environ.get("TVET_LONG"))
CONTENT = example_content(long_statement())


@pytest.fixture(scope="module")
def paper() -> Image.Image:
    """The longest real statement, whose code is the densest; at 35 mm."""
    template = template_for(CertificateKind.COMPLETION)
    assert template.code_mm == 35
    return printed(draw_certificate(CONTENT, template, "fr", example_keys().signer, example_logos()))


def is_read(image: Image.Image) -> bool:
    return [code.text for code in find_codes(image, Effort.THOROUGH)] == [CONTENT.code_text]


@pytest.mark.parametrize("turn", range(72 if IS_LONG else 12))
def test_scans_at_150_dots_are_read_at_any_angle(paper: Image.Image, turn: int) -> None:
    assert is_read(scanned(paper, turn * 31.7, seed=turn))


@pytest.mark.parametrize("seed", range(24 if IS_LONG else 2))
def test_photos_from_a_hand_are_read(paper: Image.Image, seed: int) -> None:
    assert is_read(photographed(paper, seed))


@pytest.mark.parametrize("seed", range(12 if IS_LONG else 1))
def test_photos_of_a_screen_are_read(paper: Image.Image, seed: int) -> None:
    assert is_read(of_screen(paper, seed))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF"])
def test_a_scan_is_checked_in_every_form(paper: Image.Image, form: str) -> None:
    found = verify(as_file(scanned(paper, 3), form=form), a_list())

    assert (found.verdict, found.proof) == (Verdict.VALID, Proof.CODE)
    assert found.statement == long_statement()


@pytest.mark.parametrize(("form", "proof"), [("TIFF", Proof.CODE), ("PDF", Proof.UNSIGNED_FILE)])
def test_the_last_page_of_many_is_read_too(paper: Image.Image, form: str, proof: Proof) -> None:
    empty = Image.new("L", (300, 200), 255)

    found = verify(as_file(*[empty] * 25, scanned(paper, -2), form=form), a_list())

    assert (found.verdict, found.proof, found.others) == (Verdict.VALID, proof, ())


def test_a_photo_that_lies_on_its_side_is_read(paper: Image.Image) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    out = io.BytesIO()
    scanned(paper, 90).save(out, "JPEG", exif=exif)

    assert verify(out.getvalue(), a_list()).verdict == Verdict.VALID


@pytest.mark.parametrize("brand", [b"heic", b"heix", b"mif1", b"avif"])
def test_a_heic_photo_is_refused_with_a_way_out(brand: bytes) -> None:
    with pytest.raises(PhotoOfPhone) as refused:
        verify(b"\0\0\0\x18ftyp" + brand + b"\0\0\0\0mif1heic" + bytes(2000), a_list())

    assert "send it to yourself by e-mail or WhatsApp" in refused.value.sentence()
