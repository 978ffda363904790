from datetime import date, datetime

import pypdfium2
import pytest

from tests.attendance.paper.papers import page_image
from tests.attendance.paper.test_print_sheet import text_of
from tests.courses.factories import MONDAY, a_running_course, some_people
from tests.ui.pseudo_language import PseudoTranslations
from tvet_desktop.attendance.paper.badge_content import badges_of, names_to_check
from tvet_desktop.attendance.paper.draw_badges import draw_badges
from tvet_desktop.attendance.paper.draw_name_list import draw_name_list
from tvet_desktop.attendance.paper.draw_sheet import PrintedBy
from tvet_desktop.attendance.paper.paper_code import BadgeCode, programme_tag, read_code
from tvet_desktop.attendance.paper.sheet_content import NobodyToPrint, paper_head
from tvet_desktop.courses.assign_trainer import assign_trainer
from tvet_desktop.courses.models import TrainerRole
from tvet_desktop.courses.withdraw_enrolment import withdraw_enrolment
from tvet_desktop.documents.qr import read_codes
from tvet_desktop.people.confirm_name import confirm_name
from tvet_desktop.programme.queries import the_programme
from tvet_desktop.shared import translation
from tvet_desktop.storage.database import Database

TEN = [f"INVENTED{number} Person" for number in range(10)]
LONG = "NTIBARUTAYE TWAGIRAYEZU HABYARIMANA Jean Baptiste Emmanuel Fidèle Marie de la Croix"


def test_eight_badges_stand_on_a_page_and_each_code_names_its_person(
    database: Database, now: datetime
) -> None:
    with database.transaction() as db:
        course, _sessions, people = a_running_course(db, TEN)
    with database.reading() as db:
        tag = programme_tag(db)
        pdf = draw_badges(
            paper_head(db, course), badges_of(db, course), "en", PrintedBy("Invented Clerk", now)
        )

    pages = text_of(pdf)
    found = [text for page in (1, 2) for text in read_codes(page_image(pdf, page, 150))]
    assert len(pages) == 2
    assert "No. 8" in pages[0]
    assert "No. 9" in pages[1]
    assert "IPRC Huye" in pages[0]
    assert {read_code(text, tag) for text in found} == {BadgeCode(course, person) for person in people}


def test_chosen_people_get_badges_and_who_left_does_not(database: Database) -> None:
    with database.transaction() as db:
        course, _sessions, people = a_running_course(db, TEN)
        withdraw_enrolment(db, course_id=course, person_id=people[3], left_on=MONDAY, reason="moved away")
    with database.reading() as db:
        everybody = badges_of(db, course)
        chosen = badges_of(db, course, people[2:5])
        with pytest.raises(NobodyToPrint):
            badges_of(db, course, [people[3]])

    assert len(everybody) == 9
    assert [badge.seat for badge in chosen] == [3, 5]


def test_a_practice_badge_says_so(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        course, _sessions, _people = a_running_course(db, TEN[:2])
        the_programme(db).practice = True
    with database.reading() as db:
        head = paper_head(db, course)
        badges = draw_badges(head, badges_of(db, course), "en", PrintedBy("", now))
        names = draw_name_list(head, names_to_check(db, course), "en", PrintedBy("", now))

    assert text_of(badges)[0].count("PRACTICE") == 2
    assert "PRACTICE" in text_of(names)[0]


def test_names_are_printed_as_the_certificate_will_have_them(
    database: Database, administrator_id: int, now: datetime
) -> None:
    with database.transaction() as db:
        course, _sessions, people = a_running_course(db, ["KEZA Aline", "MUGABO Jean"])
        confirm_name(
            db,
            person_id=people[1],
            certificate_name="Jean-Bosco MUGABO",
            confirmed_on=date(2027, 3, 5),
            by=administrator_id,
        )
    with database.reading() as db:
        names = names_to_check(db, course)
        (page,) = text_of(
            draw_name_list(paper_head(db, course), names, "en", PrintedBy("Invented Clerk", now))
        )

    assert [name.name_to_print for name in names] == ["KEZA Aline", "Jean-Bosco MUGABO"]
    for words in ("KEZA Aline", "Jean-Bosco MUGABO", "05/03/2027", "If wrong: the right name", "Page 1 of 1"):
        assert words in page


@pytest.mark.parametrize("words", ["usual", "long"])
@pytest.mark.parametrize("kind", ["badges", "names"])
def test_long_names_and_words_stay_on_the_paper(
    database: Database, now: datetime, monkeypatch: pytest.MonkeyPatch, kind: str, words: str
) -> None:
    if words == "long":
        monkeypatch.setattr(translation, "_catalogue", lambda _code: PseudoTranslations())
    with database.transaction() as db:
        course, _sessions, _people = a_running_course(db, [LONG, *TEN, *some_names()])
    with database.reading() as db:
        head, printed = paper_head(db, course), PrintedBy("Invented Clerk", now)
        if kind == "badges":
            pdf = draw_badges(head, badges_of(db, course), "rw", printed)
        else:
            pdf = draw_name_list(head, names_to_check(db, course), "rw", printed)

    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        text = page.get_textpage()
        boxes = [text.get_rect(number) for number in range(text.count_rects())]
        assert min(box[0] for box in boxes) >= 33
        assert max(box[2] for box in boxes) <= 595.28 - 33
        assert min(box[1] for box in boxes) >= 30
    document.close()


def some_names() -> list[str]:
    return [f"{'W' * 30}{number}" for number in range(12)]


def test_people_of_the_course_only(database: Database) -> None:
    with database.transaction() as db:
        course, _sessions, _people = a_running_course(db, TEN[:1])
        others = some_people(db, ["OTHER One"])
    with database.reading() as db, pytest.raises(NobodyToPrint):
        names_to_check(db, course, others)


def test_trainers_sign_their_names_below_the_people(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        course, _sessions, people = a_running_course(db, TEN[:2])
        (trainer,) = some_people(db, ["UWERA Chantal"])
        for person_id in (trainer, people[0]):
            assign_trainer(db, course_id=course, person_id=person_id, role=TrainerRole.DIASPORA)
    with database.reading() as db:
        names = names_to_check(db, course)
        only = names_to_check(db, course, [trainer])
        (page,) = text_of(draw_name_list(paper_head(db, course), names, "en", PrintedBy("", now)))

    assert [name.seat for name in names] == [1, 2, None]
    assert [name.name_to_print for name in only] == ["UWERA Chantal"]
    assert "UWERA Chantal" in page
