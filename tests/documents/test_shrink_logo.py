import io
import random
import struct

import pytest
from PIL import Image, ImageDraw

from tvet_desktop.documents.pdf.picture import PictureNotReadable, read_picture
from tvet_desktop.documents.shrink_logo import (
    HIGHEST,
    LARGEST_FILE,
    LARGEST_LOGO,
    WIDEST,
    LogoTooLarge,
    NothingToSee,
    shrink_logo,
)

BLUE = (20, 70, 140)


def a_file(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def a_disc(mode: str = "RGB", side: int = 400, margin: int = 100) -> Image.Image:
    """A blue disc with empty margins."""
    whole = Image.new(
        mode, (side + 2 * margin, side + 2 * margin), "white" if mode == "RGB" else (0, 0, 0, 0)
    )
    ImageDraw.Draw(whole).ellipse((margin, margin, margin + side - 1, margin + side - 1), BLUE)
    return whole


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_a_logo_loses_its_empty_margins_and_what_no_printer_shows(mode: str) -> None:
    data = shrink_logo(a_file(a_disc(mode)))

    kept = opened(data)
    assert kept.size == (HIGHEST, HIGHEST)
    assert kept.mode == mode
    assert len(data) < 10_000
    assert kept.convert("RGB").getpixel((120, 2)) != (255, 255, 255)
    if mode == "RGBA":
        assert kept.getpixel((2, 2))[3] == 0


def test_a_small_one_stays_as_it_is_and_a_kept_one_is_not_written_again() -> None:
    small = a_file(Image.new("RGB", (300, 100), BLUE))
    once = shrink_logo(a_file(a_disc("RGBA")))

    assert shrink_logo(small) == small
    assert shrink_logo(once) == once


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_even_noise_fits(mode: str) -> None:
    noise = Image.merge("RGB", [Image.effect_noise((2000, 700), spread) for spread in (90, 80, 70)])
    if mode == "RGBA":
        noise.putalpha(Image.radial_gradient("L").resize(noise.size))

    data = shrink_logo(a_file(noise))

    assert len(data) <= LARGEST_LOGO
    assert opened(data).width <= WIDEST


def test_a_small_picture_of_nothing_but_noise_fits() -> None:
    noise = Image.frombytes("RGB", (300, 200), random.Random(1).randbytes(180_000))

    assert 20_000 < len(shrink_logo(a_file(noise))) <= LARGEST_LOGO


def test_a_very_wide_one_is_as_wide_as_is_kept() -> None:
    assert opened(shrink_logo(a_file(Image.new("RGB", (3000, 100), BLUE)))).size == (640, 21)


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        *((kind, "RGB") for kind in ("PNG", "JPEG", "GIF", "BMP", "WEBP")),
        *(("PNG", mode) for mode in ("L", "P", "1", "I;16")),
        ("JPEG", "CMYK"),
        ("GIF", "P"),
    ],
)
def test_pictures_of_any_kind_become_png_or_jpeg(kind: str, mode: str) -> None:
    image = Image.new("I;16", (60, 60), 3000) if mode == "I;16" else Image.new("RGB", (60, 60), BLUE)
    if mode not in {"I;16", "RGB"}:
        image = image.quantize() if mode == "P" else image.convert(mode)

    kept = opened(shrink_logo(a_file(image, kind)))

    assert kept.format in {"PNG", "JPEG"}
    assert kept.size == (60, 60)


def test_where_and_by_whom_a_photo_was_taken_is_not_kept() -> None:
    image = Image.new("RGB", (100, 60), BLUE)
    exif = image.getexif()
    exif[0x010F] = "Invented camera"
    exif[0x0112] = 6  # lies on its side

    kept = opened(shrink_logo(a_file(image, "JPEG", exif=exif, comment=b"invented note")))

    assert kept.size == (60, 100)
    assert not kept.getexif()
    assert "comment" not in kept.info


@pytest.mark.parametrize(
    "empty",
    [
        Image.new("RGB", (60, 60), "white"),
        Image.new("RGBA", (60, 60), (0, 0, 0, 0)),
        Image.new("RGBA", (60, 60), (255, 255, 255, 255)),
        Image.new("1", (60, 60), 1),
    ],
)
def test_what_white_paper_swallows_is_refused(empty: Image.Image) -> None:
    with pytest.raises(NothingToSee) as refused:
        shrink_logo(a_file(empty))

    assert "light backgrounds" in refused.value.sentence()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no picture",
        b"%PDF-1.7\n",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        a_file(Image.effect_noise((300, 300), 60))[:2000],
        b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
    ],
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(PictureNotReadable) as refused:
        shrink_logo(data)

    assert "PNG or JPEG" in refused.value.sentence()


@pytest.mark.parametrize(
    "data",
    [
        a_file(Image.new("1", (6000, 6000))),
        b"\x89PNG" + bytes(LARGEST_FILE),
        struct.pack("<2sIHHIIiiHHIIiiII", b"BM", 54, 0, 0, 54, 40, 60_000, 60_000, 1, 24, 0, 0, 0, 0, 0, 0),
    ],
)
def test_a_picture_that_would_fill_the_memory_is_refused(data: bytes) -> None:
    with pytest.raises(LogoTooLarge) as refused:
        shrink_logo(data)

    assert "4,000 dots" in refused.value.sentence()


def test_a_large_photo_is_taken() -> None:
    assert opened(shrink_logo(a_file(Image.new("RGB", (6500, 4300), BLUE), "JPEG"))).size == (363, 240)


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_what_is_kept_can_be_printed(mode: str) -> None:
    assert read_picture(shrink_logo(a_file(a_disc(mode)))).width == HIGHEST
