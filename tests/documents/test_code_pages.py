"""Codes on the pages of files from anywhere: how far it is, how it is stopped, and what breaks a reader."""

import io
from random import Random

import pypdfium2
import pytest
from PIL import Image

from tests.documents.papers import open_paper
from tvet_desktop.documents import child_process
from tvet_desktop.documents.code_pages import read_code_pages
from tvet_desktop.documents.page_images import (
    FileNotReadable,
    NoPageInFile,
    PhotoOfPhone,
    PictureTooLarge,
    read_page_file,
)
from tvet_desktop.documents.qr import make_qr
from tvet_desktop.shared.errors import UserError

TEXT = "RPT1:6BF A CODE"


def pdf_of(pages: int) -> bytes:
    canvas = open_paper()
    for number in range(pages - 1):
        canvas.showPage()
        with canvas.artifact():
            canvas.draw_path(f"0 0 {10 + number} 10 re f")
    with canvas.artifact():
        canvas.draw_image_body(make_qr(TEXT).mask, (100, 100, 220, 220))
    return canvas.finish()


def test_every_page_has_its_codes_and_its_letters() -> None:
    first, *others, last = read_code_pages(pdf_of(3))

    assert (first.codes, first.text) == ((), "Éloïse Ŋabo")
    assert [page.codes for page in others] == [()]
    assert last.codes == (TEXT,)


def test_it_tells_how_far_it_is() -> None:
    steps: list[tuple[int, int]] = []

    read_code_pages(pdf_of(30), lambda *step: steps.append(step))

    assert {in_all for _done, in_all in steps} <= {0, 30}
    assert max(done for done, _in_all in steps) > 5
    assert steps == sorted(steps)


def test_cancel_ends_the_child_in_the_middle() -> None:
    class Cancelled(Exception):
        pass

    def stop(done: int, _in_all: int) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        read_code_pages(pdf_of(200), stop)


def test_a_page_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child_process, "SECONDS", 0)

    with pytest.raises(NoPageInFile):
        read_code_pages(pdf_of(2))


def test_files_that_are_no_pictures_say_so() -> None:
    bomb = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(bomb, "PNG")

    for data, problem in (
        (b"", NoPageInFile),
        (b"%PDF-1.7 broken", NoPageInFile),
        (b"\0\0\0\x18ftypheic", PhotoOfPhone),
        (bomb.getvalue(), PictureTooLarge),
    ):
        with pytest.raises(problem):
            read_code_pages(data)


def test_a_damaged_file_never_breaks_the_app() -> None:
    random = Random(3)
    files = [pdf_of(1)]
    for form in ("PNG", "JPEG", "TIFF", "GIF", "WEBP", "BMP"):
        out = io.BytesIO()
        Image.effect_noise((60, 60), 80).save(out, form)
        files.append(out.getvalue())
    for data in files:
        altered = bytearray(data)
        for _each in range(20):
            altered[random.randrange(len(altered))] = random.randrange(256)
        for content in (bytes(altered), data[: len(data) // 2]):
            try:
                read_code_pages(content)
            except UserError as refused:
                assert refused.sentence().endswith((".", "”."))  # noqa: PT017


def test_a_page_as_large_as_a_field_does_not_fill_the_memory() -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(14_400, 14_400)
    out = io.BytesIO()
    document.save(out)
    document.close()

    assert read_code_pages(out.getvalue())[0].codes == ()


@pytest.mark.parametrize("name", ["missing.pdf", "a\0b.pdf", "."])
def test_a_file_that_cannot_be_opened_is_named(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(FileNotReadable) as refused:
        read_page_file(tmp_path_factory.mktemp("files") / name)

    assert "cannot be opened" in refused.value.sentence()
