"""The head of every paper with none, one or many logos: on one baseline, nothing clipped, stored once."""

from datetime import datetime
from itertools import pairwise
from time import process_time

import page
import pypdfium2
import pypdfium2.raw
import pytest

from tests.attendance.paper.papers import NAMES, page_image, print_it
from tests.attendance.paper.test_print_sheet import text_of
from tests.courses.factories import a_running_course
from tests.programme.logos.pictures import BLUE, GREEN, ORANGE, logo_file
from tests.ui.pseudo_language import PseudoTranslations
from tvet_desktop.attendance.paper.pen import MARGIN
from tvet_desktop.attendance.paper.print_paper import PaperKind, PaperWanted, preview_paper
from tvet_desktop.attendance.paper.sheet_places import TABLE_TOP
from tvet_desktop.courses.models import Course
from tvet_desktop.courses.set_partners import set_partners
from tvet_desktop.documents.qr import read_codes
from tvet_desktop.programme.logos.add_logo import add_logo
from tvet_desktop.programme.logos.remove_logo import remove_logo
from tvet_desktop.programme.models import Logo
from tvet_desktop.programme.queries import the_programme
from tvet_desktop.shared import translation
from tvet_desktop.storage.database import Database
from tvet_desktop.storage.ids import Scope

SQUARE, WIDE, VERY_WIDE, HIGH = (240, 240), (640, 160), (640, 60), (60, 240)
SHAPES = {"none": [], "one": [SQUARE], "wide": [VERY_WIDE, WIDE, VERY_WIDE, WIDE], "high": [HIGH] * 4}
COLOURS = (BLUE, GREEN, ORANGE, (90, 0, 90))
Box = tuple[float, float, float, float]


def a_course_with_logos(
    database: Database, shapes: list[tuple[int, int]], *, is_partner: bool = False
) -> PaperWanted:
    with database.transaction() as db:
        course, sessions, _people = a_running_course(db, NAMES)
        logos = [
            add_logo(
                db,
                scope=Scope.SHARED,
                owner=f"Owner {number}",
                picture=logo_file(COLOURS[number], shape),
                is_partner=is_partner,
                by=None,
            ).logo_id
            for number, shape in enumerate(shapes)
        ]
        if is_partner:
            db.flush()
            set_partners(db, course_id=course, logo_ids=logos, by=None)
    return PaperWanted(PaperKind.SHEET, course, "rw", tuple(sessions), with_sex=True)


def drawn(database: Database, wanted: PaperWanted, kind: PaperKind, now: datetime) -> bytes:
    asked = PaperWanted(kind, wanted.course_id, wanted.language, wanted.training_session_ids, with_sex=True)
    with database.reading() as db:
        return preview_paper(db, wanted=asked, by=None, now=now)


def boxes_of(pdf: bytes) -> tuple[list[Box], list[Box]]:
    """The boxes of the logos and of the words of the first page; codes are masks of one bit."""
    document = pypdfium2.PdfDocument(pdf)
    first = document[0]
    images = [
        image.get_bounds()
        for image in first.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)
        if image.get_metadata().bits_per_pixel > 1
    ]
    text = first.get_textpage()
    words = [text.get_rect(number) for number in range(text.count_rects())]
    document.close()
    return images, words


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize("words", ["usual", "long"])
@pytest.mark.parametrize("shapes", SHAPES)
@pytest.mark.parametrize("kind", PaperKind)
def test_logos_stand_on_one_line_within_the_margins_and_beside_the_words(
    database: Database,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
    kind: PaperKind,
    shapes: str,
    words: str,
) -> None:
    if words == "long":
        monkeypatch.setattr(translation, "_catalogue", lambda _code: PseudoTranslations())
    wanted = a_course_with_logos(database, SHAPES[shapes])
    with database.transaction() as db:
        the_programme(db).practice = kind == PaperKind.BADGES

    logos, lines = boxes_of(drawn(database, wanted, kind, now))

    on_badges = 8 if kind == PaperKind.BADGES else 1
    assert len(logos) == len(SHAPES[shapes]) * on_badges
    for place in range(0, len(logos), max(len(SHAPES[shapes]), 1)):
        row = logos[place : place + len(SHAPES[shapes])]
        assert {round(box[1], 1) for box in row} == {round(row[0][1], 1)}
        assert all(before[2] < after[0] for before, after in pairwise(row))
    width = 842 if kind == PaperKind.SHEET else 595.28
    for logo in logos:
        assert MARGIN - 0.1 <= logo[0] < logo[2] <= width - MARGIN + 0.1
        assert logo[3] - logo[1] >= (4 if kind == PaperKind.BADGES else 6)
        assert not [line for line in lines if overlap(logo, line)]


@pytest.mark.parametrize("kind", PaperKind)
def test_a_long_title_beside_logos_is_whole_and_stays_above_the_table(
    database: Database, now: datetime, kind: PaperKind
) -> None:
    wanted = a_course_with_logos(database, [SQUARE, WIDE, VERY_WIDE, HIGH])
    title = "Training of trainers in solar-powered drip irrigation, water harvesting and maintenance of pumps"
    with database.transaction() as db:
        db.get_one(Course, wanted.course_id).title = title

    pdf = drawn(database, wanted, kind, now)

    assert " ".join(text_of(pdf)[0].split()).count(title) == (
        9 if kind == PaperKind.BADGES else 1
    )  # badges name it in their foot too
    if kind == PaperKind.SHEET:
        _logos, words = boxes_of(pdf)
        assert not [box for box in words if box[1] < TABLE_TOP < box[3]]


@pytest.mark.parametrize("kind", PaperKind)
def test_a_logo_is_in_the_file_once_however_often_it_is_drawn(
    database: Database, now: datetime, kind: PaperKind
) -> None:
    wanted = a_course_with_logos(database, [SQUARE, WIDE])

    pdf = drawn(database, wanted, kind, now)

    assert page.is_pdf_compliant_bytes(pdf, profile="2b")
    assert len(text_of(pdf)) > 1
    colours = pdf.count(b"/ColorSpace [/Indexed") + pdf.count(b"/ColorSpace /DeviceRGB")
    assert colours == 2


def test_a_sheet_with_logos_stays_quick_and_small(database: Database, now: datetime) -> None:
    wanted = a_course_with_logos(database, [SQUARE, WIDE])
    drawn(database, wanted, PaperKind.SHEET, now)
    began = process_time()
    pdf = drawn(database, wanted, PaperKind.SHEET, now)
    spent = process_time() - began
    with database.transaction() as db:
        for logo in db.query(Logo):
            remove_logo(db, logo_id=logo.id, by=None)
    without = drawn(database, wanted, PaperKind.SHEET, now)

    assert spent < 0.2  # 16 ms here: the pictures were made ready by the first one
    assert len(pdf) - len(without) < 25_000


def test_partners_stand_on_papers_of_a_course_that_names_them(database: Database, now: datetime) -> None:
    wanted = a_course_with_logos(database, [SQUARE], is_partner=True)
    assert len(boxes_of(drawn(database, wanted, PaperKind.SHEET, now))[0]) == 1

    with database.transaction() as db:
        set_partners(db, course_id=wanted.course_id, logo_ids=[], by=None)
    assert boxes_of(drawn(database, wanted, PaperKind.SHEET, now))[0] == []


def test_the_code_of_a_sheet_with_logos_is_read_and_a_broken_logo_stops_no_paper(
    database: Database, administrator_id: int, now: datetime
) -> None:
    wanted = a_course_with_logos(database, [SQUARE, WIDE])
    with database.transaction() as db:
        db.query(Logo).first().picture = "bm8gcGljdHVyZQ=="  # "no picture"

    sheet = print_it(database, administrator_id, now, wanted.course_id, list(wanted.training_session_ids))

    assert len(boxes_of(sheet.pdf)[0]) == 1
    assert len(read_codes(page_image(sheet.pdf))) == 1
