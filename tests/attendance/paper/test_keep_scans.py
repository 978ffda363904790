import io
import time
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import func, select

from tests.attendance.paper.papers import (
    PrintedClass,
    a_printed_week,
    as_file,
    page_image,
    phone_photo,
    print_it,
)
from tests.certificates.paper_scan import scan_paper
from tests.courses.factories import a_running_course
from tvet_desktop.attendance.paper.keep_scans import NoCodeOnPage, ScansKept, keep_scans
from tvet_desktop.attendance.paper.load_sheet import NotASheet, SheetUnknown
from tvet_desktop.attendance.paper.models import SheetScan
from tvet_desktop.attendance.paper.paper_code import (
    BadgeCode,
    CodeOfOtherProgramme,
    SheetCode,
    programme_tag,
    write_code,
)
from tvet_desktop.attendance.paper.pen import LONG_SIDE, SHORT_SIDE, Pen
from tvet_desktop.attendance.paper.remove_scans import remove_scans
from tvet_desktop.attendance.paper.restore_scans import restore_scans
from tvet_desktop.attendance.paper.scans import picture_of_scan, scans_of_page, scans_of_session
from tvet_desktop.documents.page_pictures import (
    read_page_pictures,
)
from tvet_desktop.documents.pdf.metadata import PaperMetadata
from tvet_desktop.documents.qr import make_qr, read_codes
from tvet_desktop.documents.shrink_picture import LARGEST_PICTURE
from tvet_desktop.storage.database import Database
from tvet_desktop.storage.files import FileMissing, FileStore


@pytest.fixture
def week(database: Database, administrator_id: int, now: datetime) -> PrintedClass:
    return a_printed_week(database, administrator_id, now)


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "files")


def keep(
    database: Database, files: FileStore, data: bytes, now: datetime, session: int | None = None
) -> ScansKept:
    pages = read_page_pictures(data)
    with database.transaction() as db:
        return keep_scans(db, files=files, pages=pages, training_session_id=session, by=None, now=now)


def count(database: Database) -> int:
    with database.reading() as db:
        return db.scalar(select(func.count()).select_from(SheetScan)) or 0


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "PDF"])
def test_a_scan_in_any_format_finds_its_page(
    database: Database, week: PrintedClass, files: FileStore, now: datetime, kind: str
) -> None:
    image = scan_paper(week.sheet.pdf, dots_per_inch=150, seed=4)
    options = {"resolution": 150.0} if kind == "PDF" else {}

    kept = keep(database, files, as_file(image, kind, **options), now)

    assert kept.first == SheetCode(week.sheet.sheet_id, 1, tuple(week.sessions))
    assert len(kept.new) == 1


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_photo_of_twelve_megapixels_is_kept_upright_small_and_legible(
    database: Database, week: PrintedClass, files: FileStore, now: datetime, turned: int
) -> None:
    photo = phone_photo(week.sheet.pdf, 2, seed=turned).rotate(turned, expand=True)
    exif = Image.Exif()
    exif[0x010F] = "Invented Camera"
    exif.get_ifd(0x8825)[1] = "S"
    data = as_file(photo, quality=85, exif=exif.tobytes())

    start = time.perf_counter()
    kept = keep(database, files, data, now)
    seconds = time.perf_counter() - start

    with database.reading() as db:
        (row,) = scans_of_page(db, week.sheet.sheet_id, 2)
        picture = picture_of_scan(db, row.id, files)
    small = Image.open(io.BytesIO(picture))
    (stored,) = list(files.folder.iterdir())
    print(
        f"photo {photo.size} of {len(data)} bytes: {small.size}, {len(picture)} bytes in {seconds:.2f} s,"
        f" {stored.stat().st_size} on disk"
    )
    assert kept.first is not None
    assert kept.first.page == 2
    assert len(picture) <= LARGEST_PICTURE
    assert small.mode == "L"
    assert small.width > small.height  # upright
    assert small.width >= 1500
    assert not small.getexif()
    assert b"Invented Camera" not in picture
    assert read_codes(small)  # still legible: the finest print of the page
    sealed = stored.read_bytes()
    assert b"JFIF" not in sealed
    assert b"\xff\xd8\xff" not in sealed[:16]


def test_the_same_picture_is_kept_once(
    database: Database, week: PrintedClass, files: FileStore, now: datetime
) -> None:
    data = as_file(page_image(week.sheet.pdf), "PNG")

    first, second = keep(database, files, data, now), keep(database, files, data, now)

    assert (len(first.new), first.already_there) == (1, 0)
    assert (len(second.new), second.already_there) == (0, 1)
    assert count(database) == 1
    assert len(list(files.folder.iterdir())) == 1


def test_a_removed_picture_comes_back_with_undo_and_when_it_is_taken_in_again(
    database: Database, week: PrintedClass, files: FileStore, now: datetime
) -> None:
    data = as_file(page_image(week.sheet.pdf), "PNG")
    (scan,) = keep(database, files, data, now).new

    def shown() -> int:
        with database.reading() as db:
            return len(scans_of_session(db, week.sessions[0]))

    with database.transaction() as db:
        remove_scans(db, scan_ids=[scan])
    assert shown() == 0
    with database.transaction() as db:
        restore_scans(db, scan_ids=[scan])
    assert shown() == 1
    with database.transaction() as db:
        remove_scans(db, scan_ids=[scan])
    assert keep(database, files, data, now).new == (scan,)
    assert shown() == 1


def test_all_pages_of_a_scanned_pdf_are_kept_and_the_first_is_opened(
    database: Database, week: PrintedClass, files: FileStore, now: datetime
) -> None:
    pages = [page_image(week.sheet.pdf, number) for number in (2, 3, 1)]
    blank = Image.new("L", (800, 600), 255)
    data = as_file(pages[0], "PDF", save_all=True, append_images=[blank, *pages[1:]], resolution=150.0)

    kept = keep(database, files, data, now)

    assert kept.first is not None
    assert kept.first.page == 2
    assert len(kept.new) == 3
    assert [type(problem) for problem in kept.problems] == [NoCodeOnPage]
    with database.reading() as db:
        rows = scans_of_session(db, week.sessions[3])
    assert [(row.page, row.first, row.last, row.pages) for row in rows] == [
        (1, 1, 15, 3),
        (2, 16, 30, 3),
        (3, 31, 44, 3),
    ]


def test_pages_of_other_sessions_of_a_wide_sheet_are_not_shown(
    database: Database, files: FileStore, administrator_id: int, now: datetime
) -> None:
    with database.transaction() as db:
        course, sessions, _people = a_running_course(db, days=7)
    sheet = print_it(database, administrator_id, now, course, sessions)
    assert sheet.pages == 2

    keep(database, files, as_file(page_image(sheet.pdf, 2), "PNG"), now)

    with database.reading() as db:
        assert scans_of_session(db, sessions[0]) == []
        assert len(scans_of_session(db, sessions[-1])) == 1


def test_a_page_without_code_goes_to_a_session_and_needs_one(
    database: Database, week: PrintedClass, files: FileStore, now: datetime
) -> None:
    data = as_file(Image.new("L", (1200, 800), 230))
    with pytest.raises(NoCodeOnPage):
        keep(database, files, data, now)
    assert count(database) == 0
    assert not files.folder.exists()

    kept = keep(database, files, data, now, week.sessions[2])

    assert kept.first is None
    with database.reading() as db:
        assert [row.sheet_id for row in scans_of_session(db, week.sessions[2])] == [None]
        assert scans_of_session(db, week.sessions[1]) == []


@pytest.mark.parametrize("case", ["programme", "unknown", "badge"])
def test_a_code_of_something_else_changes_nothing(
    database: Database, week: PrintedClass, files: FileStore, now: datetime, case: str
) -> None:
    with database.reading() as db:
        tag = programme_tag(db)
    code, expected = {
        "programme": (SheetCode(week.sheet.sheet_id, 1, tuple(week.sessions)), CodeOfOtherProgramme),
        "unknown": (SheetCode(week.sheet.sheet_id + 5, 1, tuple(week.sessions)), SheetUnknown),
        "badge": (BadgeCode(week.course, week.people[0]), NotASheet),
    }[case]
    text = write_code(code, "QQQQ" if case == "programme" else tag)

    with pytest.raises(expected):
        keep(database, files, as_file(_picture_of(text), "PNG"), now, week.sessions[0])

    assert count(database) == 0


def _picture_of(text: str) -> Image.Image:
    pen = Pen(
        (LONG_SIDE, SHORT_SIDE),
        PaperMetadata("x", "x", "en", datetime(2027, 1, 1).astimezone(), is_tagged=False),
    )
    pen.code(text, 300, 300, 100)
    pen.end_page()
    assert make_qr(text)
    return page_image(pen.finish())


def test_a_picture_whose_file_is_on_another_pc_says_so(
    database: Database, week: PrintedClass, files: FileStore, now: datetime
) -> None:
    (scan,) = keep(database, files, as_file(page_image(week.sheet.pdf), "PNG"), now).new
    for file in files.folder.iterdir():
        file.unlink()

    with database.reading() as db, pytest.raises(FileMissing):
        picture_of_scan(db, scan, files)

    again = keep(database, files, as_file(page_image(week.sheet.pdf), "PNG"), now)
    assert (again.new, again.already_there) == ((), 1)
    with database.reading() as db:
        assert picture_of_scan(db, scan, files)  # taken in here as well, it is here as well


def test_only_the_same_content_is_put_back(files: FileStore) -> None:
    stored = files.put(b"invented")

    with pytest.raises(ValueError, match=stored.hash):
        files.put_back(b"something else", stored)
