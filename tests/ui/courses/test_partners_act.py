import pytest

from tests.courses.factories import MONDAY
from tests.programme.logos.pictures import GREEN, ORANGE, logo_file
from tests.ui.accessibility import nameless, unreachable
from tests.ui.clipping import clipped
from tests.ui.courses.conftest import Courses, FindDialog, OpenPage
from tests.ui.pictures import save_picture
from tvet_desktop.courses.cancel_course import cancel_course
from tvet_desktop.courses.partners import partners_of
from tvet_desktop.programme.logos.add_logo import add_logo
from tvet_desktop.storage.database import Database
from tvet_desktop.storage.ids import Scope
from ui.courses.course_page import CoursePage
from ui.courses.partners_dialog import PartnersDialog
from ui.main_window import MainWindow

NAMES = ("Invented Development Agency", "Invented Industry Partner")


@pytest.fixture(params=["en", "pseudo"])
def language(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    if name == "pseudo":
        request.getfixturevalue("pseudo_language")
    return name


@pytest.fixture
def partners(database: Database) -> list[int]:
    with database.transaction() as db:
        return [
            add_logo(
                db,
                scope=Scope.SHARED,
                owner=owner,
                picture=logo_file(colour, (600, 200)),
                is_partner=True,
                by=None,
            ).logo_id
            for owner, colour in zip(NAMES, (GREEN, ORANGE), strict=True)
        ]


def named(database: Database, course: int) -> list[int]:
    with database.reading() as db:
        return [partner.id for partner in partners_of(db, course)]


def course_page(open_page: OpenPage, course: int) -> CoursePage:
    page = open_page("course", course)
    assert isinstance(page, CoursePage)
    return page


def test_partners_are_ticked_and_taken_back(
    courses: Courses, partners: list[int], open_page: OpenPage, dialog: FindDialog, database: Database
) -> None:
    page = course_page(open_page, courses.running)
    page.partners.button.trigger()
    asked = dialog(PartnersDialog)
    assert isinstance(asked, PartnersDialog)
    assert asked.chosen == []
    asked.form.fields[1].set_value(True)
    asked.form.submit()

    assert named(database, courses.running) == partners[1:]
    assert "with Invented Industry Partner" in page._state.text()
    assert page.messages.text == "The partners of the course were changed."
    page.messages.undo_last()
    assert named(database, courses.running) == []
    assert "with Invented" not in page._state.text()


def test_without_a_partner_it_says_who_adds_one(courses: Courses, open_page: OpenPage) -> None:
    page = course_page(open_page, courses.running)
    page.partners.button.trigger()

    assert "Settings, Logos" in page.messages.text


def test_a_cancelled_course_says_why_its_partners_stay(
    courses: Courses, open_page: OpenPage, database: Database
) -> None:
    with database.transaction() as db:
        cancel_course(db, course_id=courses.empty, on_date=MONDAY, reason="no water", by=None)
    page = course_page(open_page, courses.empty)

    assert not page.partners.button.isEnabled()
    assert "nothing is printed" in page.partners.button.whatsThis()


def test_it_looks_right(
    language: str,
    courses: Courses,
    partners: list[int],
    open_page: OpenPage,
    dialog: FindDialog,
    main_window: MainWindow,
) -> None:
    assert partners
    page = course_page(open_page, courses.running)
    page.partners.button.trigger()
    asked = dialog(PartnersDialog)
    assert isinstance(asked, PartnersDialog)
    asked.form.fields[0].set_value(True)
    save_picture(asked, f"dialog_partners_{language}", width=asked.width(), height=asked.height())
    assert clipped(asked) == []
    assert nameless(asked) == []
    assert unreachable(asked) == []
    asked.form.submit()
    save_picture(main_window, f"course_with_partner_{language}")
    assert clipped(main_window) == []
