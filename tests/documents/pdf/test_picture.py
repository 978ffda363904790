import io
import zlib

import page
import pypdfium2
import pytest
from PIL import Image

from tvet_desktop.documents.pdf.picture import LONGEST_SIDE, PictureNotReadable, read_picture
from tvet_desktop.documents.pdf.structure import Role
from tvet_desktop.documents.pdf.tagged_canvas import TaggedCanvas

BOX = (100.0, 100.0, 200.0, 200.0)
ORANGE = (230, 120, 20)


def _file(image: Image.Image, file_format: str = "PNG", **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, file_format, **options)
    return file.getvalue()


def _colour_on_paper(canvas: TaggedCanvas, data: bytes) -> tuple[int, ...]:
    """The colour in the middle of the picture, once it is drawn, validated and rendered."""
    with canvas.tagged(Role.PICTURE, alternative="A picture", box=BOX):
        canvas.draw_picture(read_picture(data), BOX)
    pdf = canvas.finish()
    assert page.is_pdf_compliant_bytes(pdf, profile="2a")
    document = pypdfium2.PdfDocument(pdf)
    picture = document[0].render(scale=1).to_pil()
    document.close()
    return picture.getpixel((150, 842 - 150))


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "L", "LA", "1", "CMYK", "I;16"])
def test_read_picture_keeps_the_look_of_every_kind_of_picture(canvas: TaggedCanvas, mode: str) -> None:
    if mode == "I;16":
        image = Image.new("I;16", (60, 60), 30000)
    else:
        colour = Image.new("RGB", (60, 60), "white" if mode == "1" else ORANGE)
        image = colour.quantize() if mode == "P" else colour.convert(mode)
    wanted = image.convert("RGB").getpixel((30, 30)) if mode != "I;16" else (117, 117, 117)

    found = _colour_on_paper(canvas, _file(image, "TIFF" if mode == "CMYK" else "PNG"))

    assert found == pytest.approx(wanted, abs=2)


def test_read_picture_shows_transparent_places_as_white(canvas: TaggedCanvas) -> None:
    assert _colour_on_paper(canvas, _file(Image.new("RGBA", (60, 60), (*ORANGE, 0)))) == (255, 255, 255)


def test_read_picture_passes_a_jpeg_through() -> None:
    data = _file(Image.new("RGB", (60, 60), ORANGE), "JPEG")

    assert data in read_picture(data).body


def test_read_picture_keeps_many_colours(canvas: TaggedCanvas) -> None:
    image = Image.new("RGB", (100, 100))
    image.putdata([(x * 2, y * 2, (x * y) % 256) for y in range(100) for x in range(100)])

    found = _colour_on_paper(canvas, _file(image))

    assert found == pytest.approx(image.getpixel((50, 50)), abs=60)


def test_read_picture_makes_a_large_logo_small() -> None:
    picture = read_picture(_file(Image.effect_noise((2000, 1000), 50).convert("RGB")))

    assert (picture.width, picture.height) == (LONGEST_SIDE, LONGEST_SIDE // 2)


@pytest.mark.parametrize(
    "data",
    [b"", b"no picture", zlib.compress(b"x" * 1000), _file(Image.new("RGB", (60, 60)))[:60]],
)
def test_read_picture_refuses_what_is_none(data: bytes) -> None:
    with pytest.raises(PictureNotReadable) as refused:
        read_picture(data)

    assert "PNG or JPEG" in refused.value.sentence()


@pytest.mark.parametrize(("form", "mode"), [("PNG", "RGB"), ("PNG", "RGBA"), ("PNG", "L"), ("JPEG", "RGB")])
def test_read_picture_takes_white_and_transparent_edges_away(form: str, mode: str) -> None:
    image = Image.new(mode, (200, 120), (255, 255, 255, 0) if mode == "RGBA" else "white")
    image.paste((20, 60, 90, 255) if mode == "RGBA" else "navy" if mode == "RGB" else 30, (50, 30, 150, 90))
    file = io.BytesIO()
    image.save(file, form)

    picture = read_picture(file.getvalue(), without_margins=True)

    assert (picture.width, picture.height) == pytest.approx((100, 60), abs=4)
    whole = read_picture(file.getvalue())
    assert (whole.width, whole.height) == (200, 120)


def test_read_picture_keeps_a_white_picture() -> None:
    file = io.BytesIO()
    Image.new("RGB", (50, 40), "white").save(file, "PNG")

    picture = read_picture(file.getvalue(), without_margins=True)

    assert (picture.width, picture.height) == (50, 40)
