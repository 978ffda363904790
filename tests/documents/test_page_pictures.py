import io

import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from tvet_desktop.documents import page_pictures
from tvet_desktop.documents.page_images import NoPageInFile, PdfLocked, PhotoOfPhone, PictureTooLarge
from tvet_desktop.documents.page_pictures import TooManyPages, read_page_pictures
from tvet_desktop.documents.shrink_picture import LARGEST_PICTURE, shrink_picture


def a_locked_pdf() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("secret", canPrint=0))
    canvas.drawString(100, 100, "invented")
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def many_pages() -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _page in range(61):
        document.new_page(100, 100)
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def a_bomb() -> bytes:
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", NoPageInFile),
        (b"not a picture", NoPageInFile),
        (b"%PDF-1.7 broken", NoPageInFile),
        (b"\xff\xd8\xff\xe0 cut off", NoPageInFile),
        (a_locked_pdf(), PdfLocked),
        (a_bomb(), PictureTooLarge),
        (many_pages(), TooManyPages),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", PhotoOfPhone),
    ],
    ids=["empty", "text", "broken pdf", "broken jpeg", "locked", "bomb", "many pages", "heic"],
)
def test_files_that_are_no_page_say_so_in_one_sentence(data: bytes, problem: type[Exception]) -> None:
    with pytest.raises(problem) as caught:
        read_page_pictures(data)

    assert str(caught.value).endswith(".")


def test_a_file_of_hundreds_of_megabytes_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_pictures, "LARGEST_FILE", 1000)

    with pytest.raises(PictureTooLarge):
        read_page_pictures(b"x" * 1001)


def test_noise_is_shrunk_until_it_is_small_enough() -> None:
    noise = Image.effect_noise((4000, 3000), 120)

    kept = shrink_picture(noise)

    assert len(kept) <= LARGEST_PICTURE
    assert Image.open(io.BytesIO(kept)).width >= 700


def test_a_small_picture_is_not_enlarged() -> None:
    kept = Image.open(io.BytesIO(shrink_picture(Image.new("RGB", (300, 200), "white"))))

    assert (kept.size, kept.mode) == ((300, 200), "L")


def test_a_see_through_picture_lies_on_white_and_is_turned_as_the_phone_was_held() -> None:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGBA", (400, 200), (0, 0, 0, 0)).save(out, "PNG", exif=exif)

    (page,) = read_page_pictures(out.getvalue())

    kept = Image.open(io.BytesIO(page.jpeg))
    assert kept.size == (200, 400)
    assert kept.getpixel((100, 200)) == 255
    assert page.codes == ()


def test_a_cancelled_reading_ends_the_child() -> None:
    class Cancelled(Exception):
        pass

    def stop(_done: int, _in_all: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_page_pictures(b"%PDF-1.7", stop)
