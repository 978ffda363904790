import time
from datetime import datetime

import pypdfium2
import pytest
from sqlalchemy import func, select

from tests.attendance.paper.papers import NAMES, a_printed_week, page_image, phone_photo, print_it
from tests.certificates.paper_scan import scan_paper
from tests.courses.factories import MONDAY, a_running_course, some_people
from tests.ui.pseudo_language import PseudoTranslations
from tvet_desktop.attendance.paper.models import SheetLine, SheetSession, SignInSheet
from tvet_desktop.attendance.paper.paper_code import SheetCode, programme_tag, read_code
from tvet_desktop.attendance.paper.print_sheet import print_sheet
from tvet_desktop.attendance.paper.sheet_content import NobodyToPrint, NothingToSign, SheetTooLong
from tvet_desktop.courses.cancel_session import cancel_session
from tvet_desktop.courses.enrol_people import enrol_people
from tvet_desktop.documents.qr import read_codes
from tvet_desktop.shared import translation
from tvet_desktop.shared.text import nfc
from tvet_desktop.storage.database import Database


def text_of(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [nfc(page.get_textpage().get_text_range()) for page in document]
    finally:
        document.close()


def test_a_week_is_kept_with_its_lines_and_columns_in_order(
    database: Database, administrator_id: int, now: datetime
) -> None:
    made = a_printed_week(database, administrator_id, now)

    with database.reading() as db:
        sheet = db.get_one(SignInSheet, made.sheet.sheet_id)
        lines = db.execute(select(SheetLine.line, SheetLine.person_id).order_by(SheetLine.line)).all()
        columns = db.scalars(select(SheetSession.training_session_id).order_by(SheetSession.place)).all()
    assert (sheet.pages, sheet.lines_on_page, sheet.people, sheet.walk_in_lines) == (3, 15, 40, 4)
    assert [tuple(row) for row in lines] == list(enumerate(made.people, 1))
    assert list(columns) == made.sessions


def test_every_page_says_what_it_is(database: Database, administrator_id: int, now: datetime) -> None:
    made = a_printed_week(database, administrator_id, now)

    pages = text_of(made.sheet.pdf)

    assert len(pages) == 3
    for number, page in enumerate(pages, 1):
        for words in (
            "IPRC Huye",
            "Sign-in sheet: Irrigation",
            "HUY-2027-01",
            "01/03/2027 to 05/03/2027",
            "Mon 01/03/2027",
            f"Page {number} of 3",
            "Printed on 08/03/2027 by Invented Admin",
            "crossed out once and initialled",
            "Scan this code with TVET Desktop",
        ):
            assert words in page
        assert "PRACTICE" not in page
    assert "INVENTED15 Person" in pages[0]
    assert "INVENTED16 Person" in pages[1]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_code_of_a_page_is_read_from_a_poor_scan_and_from_a_photo(
    database: Database, administrator_id: int, now: datetime, seed: int
) -> None:
    made = a_printed_week(database, administrator_id, now)
    expected = SheetCode(made.sheet.sheet_id, 1, tuple(made.sessions))
    with database.reading() as db:
        tag = programme_tag(db)

    for image in (
        scan_paper(made.sheet.pdf, dots_per_inch=150, seed=seed),
        scan_paper(made.sheet.pdf, dots_per_inch=150, seed=seed).rotate(90, expand=True),
        phone_photo(made.sheet.pdf, seed=seed),
    ):
        assert [read_code(text, tag) for text in read_codes(image)] == [expected]


def test_printing_the_same_again_uses_the_same_sheet(
    database: Database, administrator_id: int, now: datetime
) -> None:
    made = a_printed_week(database, administrator_id, now)

    again = print_it(database, administrator_id, now, made.course, made.sessions)

    assert again.is_reprint
    assert (again.sheet_id, again.pdf) == (made.sheet.sheet_id, made.sheet.pdf)
    with database.reading() as db:
        assert db.scalar(select(func.count()).select_from(SignInSheet)) == 1


def test_a_changed_course_gets_a_new_sheet(database: Database, administrator_id: int, now: datetime) -> None:
    made = a_printed_week(database, administrator_id, now)
    with database.transaction() as db:
        enrol_people(db, course_id=made.course, person_ids=some_people(db, ["LATER One"]), enrolled_on=MONDAY)

    other_people = print_it(database, administrator_id, now, made.course, made.sessions)
    other_language = print_it(database, administrator_id, now, made.course, made.sessions, "fr")
    other_sessions = print_it(database, administrator_id, now, made.course, made.sessions[:2])

    ids = {made.sheet.sheet_id, other_people.sheet_id, other_language.sheet_id, other_sessions.sheet_id}
    assert len(ids) == 4


def test_a_cancelled_session_has_no_column(database: Database, administrator_id: int, now: datetime) -> None:
    with database.transaction() as db:
        course, sessions, _people = a_running_course(db)
        cancel_session(db, training_session_id=sessions[0], reason="no water")

    made = print_it(database, administrator_id, now, course, sessions[:3])

    with database.reading() as db:
        kept = db.scalars(select(SheetSession.training_session_id).order_by(SheetSession.place)).all()
    assert list(kept) == sessions[1:3]
    assert made.pages == 1


@pytest.mark.parametrize(("walk_in_lines", "days"), [(4, 0), (0, 1)])
def test_nothing_to_sign_and_nobody_to_print(
    database: Database, administrator_id: int, now: datetime, walk_in_lines: int, days: int
) -> None:
    with database.transaction() as db:
        course, sessions, _nobody = a_running_course(db, ())

    with pytest.raises(NobodyToPrint if days else NothingToSign), database.transaction() as db:
        print_sheet(
            db,
            course_id=course,
            training_session_ids=sessions[:days],
            language="en",
            walk_in_lines=walk_in_lines,
            with_sex=False,
            by=administrator_id,
            now=now,
        )

    assert print_it(database, administrator_id, now, course, sessions).pages == 1  # empty lines only


@pytest.mark.parametrize("language", ["en", "fr", "rw", "long"])
def test_all_text_stays_on_the_paper_in_every_language(
    database: Database, administrator_id: int, now: datetime, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if language == "long":
        monkeypatch.setattr(translation, "_catalogue", lambda _code: PseudoTranslations())
    names = [
        *NAMES[:20],
        "NTIBARUTAYE TWAGIRAYEZU HABYARIMANA Jean Baptiste Emmanuel Fidèle Marie de la Croix",
        "Ŋ",
    ]
    with database.transaction() as db:
        course, sessions, _people = a_running_course(db, names)

    made = print_it(
        database, administrator_id, now, course, sessions, "rw" if language == "long" else language
    )

    margin = 12 * 72 / 25.4 - 1
    document = pypdfium2.PdfDocument(made.pdf)
    for page in document:
        text = page.get_textpage()
        boxes = [text.get_rect(number) for number in range(text.count_rects())]
        assert min(box[0] for box in boxes) >= margin
        assert max(box[2] for box in boxes) <= 841.89 - margin
        assert min(box[1] for box in boxes) >= margin - 3
        assert max(box[3] for box in boxes) <= 595.28 - margin + 3
    document.close()


def test_a_sheet_of_hundreds_of_pages_is_refused(
    database: Database, administrator_id: int, now: datetime
) -> None:
    with database.transaction() as db:
        course, sessions, _people = a_running_course(db, [f"INVENTED{n}" for n in range(400)], days=60)

    with pytest.raises(SheetTooLong):
        print_it(database, administrator_id, now, course, sessions)


def test_there_are_no_large_black_areas(database: Database, administrator_id: int, now: datetime) -> None:
    made = a_printed_week(database, administrator_id, now)

    page = page_image(made.sheet.pdf, 1, 72)

    dark = sum(page.histogram()[:128])
    assert dark / (page.width * page.height) < 0.03


def test_a_sheet_of_forty_people_and_ten_sessions_is_quick_and_small(
    database: Database, administrator_id: int, now: datetime
) -> None:
    made = a_printed_week(database, administrator_id, now)
    times = []
    for _round in range(5):
        start = time.perf_counter()
        again = print_it(database, administrator_id, now, made.course, made.sessions)
        times.append(time.perf_counter() - start)

    print(f"sheet of 40 x 10: {min(times) * 1000:.0f} ms, {len(again.pdf)} bytes, {again.pages} pages")
    assert min(times) < 0.25
    assert len(again.pdf) < 60_000
