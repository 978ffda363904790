import io
import zlib

import pytest
from PIL import Image

from tests.documents.codes_in_file import codes_in_file
from tests.documents.papers import SIGNED_AT, open_paper
from tvet_desktop.documents.fonts import Face
from tvet_desktop.documents.page_images import NoPageInFile
from tvet_desktop.documents.pdf.metadata import PaperMetadata
from tvet_desktop.documents.pdf.structure import Role
from tvet_desktop.documents.pdf.tagged_canvas import TaggedCanvas
from tvet_desktop.documents.qr import make_qr, read_codes

TEXT = "RPT1:" + "6BFOXN%TSMAHN-HKTGX94G-IC+8E 8WU7U:Q6VLU%BJ1MK7V3ABC" * 4


@pytest.fixture
def pdf_with_code() -> bytes:
    canvas = open_paper()
    box = (72.0, 400.0, 171.2, 499.2)  # 35 mm
    with canvas.tagged(Role.PICTURE, alternative="A code", box=box):
        canvas.ink((0, 0, 0))
        canvas.draw_image_body(make_qr(TEXT).mask, box)
    with canvas.tagged(Role.TEXT):
        canvas.write_line("Below the code", 72, 380, face=Face.SANS, size=9)
    return canvas.finish()


def test_codes_in_file_reads_a_page_of_a_pdf(pdf_with_code: bytes) -> None:
    assert codes_in_file(pdf_with_code) == [TEXT]


def test_codes_in_file_survives_a_page_as_large_as_a_field() -> None:
    canvas = TaggedCanvas((14_400, 14_400), PaperMetadata("Large", "Tests", "en", SIGNED_AT))
    with canvas.artifact():
        canvas.draw_path("0 0 100 100 re f")

    assert codes_in_file(canvas.finish()) == []


@pytest.mark.parametrize("angle", [0, 7, 90, 180, 263])
def test_read_codes_reads_a_turned_picture(angle: int) -> None:
    picture = _picture_of_code(scale=4).rotate(angle, expand=True, fillcolor=255)

    assert read_codes(picture) == [TEXT]


@pytest.mark.parametrize("file_format", ["PNG", "JPEG", "TIFF", "BMP"])
def test_codes_in_file_reads_pictures(file_format: str) -> None:
    file = io.BytesIO()
    _picture_of_code(scale=3).save(file, file_format)

    assert codes_in_file(file.getvalue()) == [TEXT]


def test_codes_in_file_finds_nothing_on_a_white_sheet() -> None:
    file = io.BytesIO()
    Image.new("L", (300, 300), 255).save(file, "PNG")

    assert codes_in_file(file.getvalue()) == []


@pytest.mark.parametrize("data", [b"", b"no picture", b"%PDF-1.7 cut short", b"\x89PNG\r\n\x1a\n cut short"])
def test_codes_in_file_says_what_can_be_read(data: bytes) -> None:
    with pytest.raises(NoPageInFile) as refused:
        codes_in_file(data)

    assert "PNG, WebP, TIFF or PDF" in refused.value.sentence()


def test_make_qr_takes_capitals_densely() -> None:
    assert make_qr(TEXT).modules < make_qr(TEXT.lower()).modules


def _picture_of_code(scale: int) -> Image.Image:
    code = make_qr(TEXT)
    bits = _bits(code.mask, code.modules)
    bare = Image.frombytes("1", (code.modules, code.modules), bits).convert("L")
    sheet = Image.new("L", (code.modules + 16, code.modules + 16), 255)
    sheet.paste(bare, (8, 8))
    return sheet.resize((sheet.width * scale, sheet.height * scale), Image.Resampling.NEAREST)


def _bits(mask: bytes, modules: int) -> bytes:
    data = mask.split(b"stream\n", 1)[1]
    bits = zlib.decompress(data[: data.rindex(b"endstream")])
    assert len(bits) == modules * ((modules + 7) // 8)
    return bits
