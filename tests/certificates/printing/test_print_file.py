"""The print file: every page as it was issued, by seat, moved and marked if wanted."""

import subprocess
from pathlib import Path

import page
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter

from tests.certificates.factories import Course
from tests.certificates.printing.test_prints import issue
from tvet_desktop.certificates.printing.draw_test_page import draw_test_page
from tvet_desktop.certificates.printing.issued_pdf import pdf_of
from tvet_desktop.certificates.printing.print_file import print_file
from tvet_desktop.certificates.printing.printer_offset import (
    NO_OFFSET,
    Offset,
    OffsetTooLarge,
    PrinterUnnamed,
    list_offsets,
    offset_of,
    set_offset,
)
from tvet_desktop.certificates.printing.rules import NothingToPrint
from tvet_desktop.certificates.printing.sheet import sheet_of
from tvet_desktop.documents.qr import read_codes
from tvet_desktop.people.models import Person
from tvet_desktop.storage.local_tables import Change


def pictures(pdf: bytes, dots: int = 72) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    drawn = [sheet.render(scale=dots / 72).to_pil().convert("L") for sheet in document]
    document.close()
    return drawn


def words(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    found = [" ".join(sheet.get_textpage().get_text_range().split()) for sheet in document]
    document.close()
    return found


def unlike(one: Image.Image, other: Image.Image) -> float:
    soft = ImageFilter.GaussianBlur(2)
    difference = ImageChops.difference(one.filter(soft), other.filter(soft))
    return sum(difference.histogram()[40:]) / (one.width * one.height)


def test_pages_look_as_they_were_issued(course: Course) -> None:
    first, second, third, _last = course.people
    ids = issue(course, first, second, third)

    with course.app.database.reading() as db:
        pdf = print_file(db, certificate_ids=ids, now=course.now)
        issued = [pdf_of(db, one, course.app.files) for one in ids]

    printed = pictures(pdf)
    assert len(printed) == 3
    for sheet, single in zip(printed, issued, strict=True):
        assert unlike(sheet, pictures(single)[0]) == 0


def test_two_kinds_stand_in_one_file_in_the_order_given(course: Course, tmp_path: Path) -> None:
    first, _second, third, _last = course.people
    ids = issue(course, third, first)

    with course.app.database.reading() as db:
        pdf = print_file(db, certificate_ids=ids, now=course.now)

    texts = words(pdf)
    assert "Participation" in texts[0]
    assert "Completion" in texts[1]
    (tmp_path / "print.pdf").write_bytes(pdf)
    subprocess.run(["qpdf", "--check", tmp_path / "print.pdf"], check=True, capture_output=True)
    report = page.validate_pdf_bytes(pdf, profile="2b")
    assert [failure.message for failure in report.failures] == []


def test_a_later_name_does_not_change_the_paper(course: Course) -> None:
    (one,) = issue(course, course.people[0])
    with course.app.database.transaction() as db:
        db.get_one(Person, course.people[0]).certificate_name = "Somebody Else"
    for file in course.app.files.folder.iterdir():
        file.unlink()

    with course.app.database.reading() as db:
        (text,) = words(print_file(db, certificate_ids=[one], now=course.now))
        sheet = sheet_of(db, one, course.app.files, is_duplicate=False)

    assert "KEZA Aline" in text
    assert not sheet.is_as_issued
    assert "KEZA Aline" in words(sheet.pdf)[0]


def test_the_file_that_was_issued_is_what_is_printed(course: Course) -> None:
    (one,) = issue(course, course.people[0])

    with course.app.database.reading() as db:
        sheet = sheet_of(db, one, course.app.files, is_duplicate=True)
        assert sheet.pdf == pdf_of(db, one, course.app.files)

    assert sheet.is_as_issued
    assert words(sheet.overlay) == ["DUPLICATE"]
    assert "DUPLICATE" not in words(sheet.pdf)[0]


def test_only_duplicates_say_so_and_their_codes_still_read(course: Course) -> None:
    first, second, *_ = course.people
    one, other = issue(course, first, second)

    with course.app.database.reading() as db:
        pdf = print_file(db, certificate_ids=[one, other], now=course.now, duplicates=[other])

    assert [("DUPLICATE" in text) for text in words(pdf)] == [False, True]
    assert all(read_codes(sheet) for sheet in pictures(pdf, 150))


def test_every_page_is_moved_as_the_printer_needs(course: Course) -> None:
    first, second, *_ = course.people
    ids = issue(course, first, second)
    offset = Offset(right=25, down=-10)

    with course.app.database.reading() as db:
        plain = pictures(print_file(db, certificate_ids=ids, now=course.now), 254)
        moved = pictures(print_file(db, certificate_ids=ids, now=course.now, offset=offset), 254)

    for one, other in zip(plain, moved, strict=True):
        assert unlike(ImageChops.offset(one, 25, -10), other) < 0.001
        assert unlike(one, other) > 0.005


def test_nothing_to_print_is_a_sentence(course: Course) -> None:
    with course.app.database.reading() as db, pytest.raises(NothingToPrint) as problem:
        print_file(db, certificate_ids=[], now=course.now)
    assert "issue certificates first" in problem.value.sentence()


def test_an_offset_belongs_to_one_printer_of_this_pc_and_never_travels(course: Course) -> None:
    with course.app.database.transaction() as db:
        before = db.query(Change).count()
        done = set_offset(db, printer="Office", offset=Offset(15, -8), by=None)
        set_offset(db, printer="Library", offset=Offset(-1, 0), by=None)

    with course.app.database.reading() as db:
        assert (offset_of(db, "Office"), offset_of(db, "Hall")) == (Offset(15, -8), NO_OFFSET)
        assert list(list_offsets(db)) == ["Library", "Office"]
        assert db.query(Change).count() == before
    assert done.before == NO_OFFSET
    with course.app.database.transaction() as db:
        assert set_offset(db, printer="Office", offset=NO_OFFSET, by=None).before == Offset(15, -8)
        assert list(list_offsets(db)) == ["Library"]


@pytest.mark.parametrize("offset", [Offset(151, 0), Offset(0, -151)])
def test_an_offset_further_than_any_printer_is_refused(course: Course, offset: Offset) -> None:
    with course.app.database.transaction() as db, pytest.raises(OffsetTooLarge) as problem:
        set_offset(db, printer="Office", offset=offset, by=None)
    assert "at most 15 mm" in problem.value.sentence()


def test_an_offset_without_a_printer_is_refused(course: Course) -> None:
    with course.app.database.transaction() as db, pytest.raises(PrinterUnnamed):
        set_offset(db, printer="", offset=Offset(1, 1), by=None)


def test_the_test_page_has_its_scales_where_a_ruler_finds_them(course: Course) -> None:
    pdf = draw_test_page(printer="Invented Printer", printed_by="Invented Clerk", now=course.now)

    assert page.validate_pdf_bytes(pdf, profile="2b").failures == []
    (text,) = words(pdf)
    assert "Invented Printer" in text
    assert text.count("200 mm") >= 2
    (sheet,) = pictures(pdf, 254)  # ten dots a millimetre
    assert abs(sheet.width - 2970) <= 2
    for x, y in ((1485, 1050), (1485, 900 + 1), (1335 + 1, 1050), (485, 600), (2485, 600), (1485, 50)):
        around = sheet.crop((x - 3, y - 3, x + 4, y + 4))
        assert around.getextrema()[0] < 100, (x, y)
