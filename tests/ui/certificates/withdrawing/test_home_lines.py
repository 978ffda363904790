"""What the start page says about certificates that were wrong, to each of those who can do something about it."""

from collections.abc import Callable

import pytest

from tests.ui.certificates.withdrawing.conftest import MakePage, certify_again
from tests.ui.clipping import clipped
from tests.ui.pictures import save_picture
from tvet_desktop.accounts.models import Role
from tvet_desktop.app import App
from tvet_desktop.courses.queries import list_courses
from ui.home.home_page import HomePage

WAITS = "Decide about 3 revocations that colleges ask for"
ANSWERED = "Read the answer of the national office: 1 revocation was decided lately"
Lines = Callable[[App, Role], list[str]]


@pytest.fixture
def lines(make_page: MakePage) -> Lines:
    def said(app: App, role: Role) -> list[str]:
        page = make_page(HomePage, app, role=role)
        assert isinstance(page, HomePage)
        save_picture(page, f"withdrawing/home_{role.lower()}")
        assert clipped(page) == []
        return [row.task.words for row in page.rows]

    return said


@pytest.mark.usefixtures("asked")
def test_the_office_is_told_what_waits_for_it(issued: App, lines: Lines) -> None:
    assert WAITS in lines(issued, Role.NATIONAL)
    assert ANSWERED not in lines(issued, Role.NATIONAL)
    assert WAITS not in lines(issued, Role.COORDINATOR)
    assert WAITS not in lines(issued, Role.CLERK)


@pytest.mark.usefixtures("asked")
def test_a_college_is_told_what_was_answered(college: App, lines: Lines) -> None:
    assert ANSWERED in lines(college, Role.COORDINATOR)
    assert WAITS not in lines(college, Role.ADMINISTRATOR)
    assert ANSWERED not in lines(college, Role.TRAINER)


def test_who_was_certified_twice_is_named_and_opens_the_course(issued: App, make_page: MakePage) -> None:
    certify_again(issued)
    page = make_page(HomePage, issued, role=Role.COORDINATOR)
    assert isinstance(page, HomePage)

    (row,) = [row for row in page.rows if "certified twice" in row.task.words]
    with issued.database.reading() as db:
        course_id = list_courses(db)[0].id
    assert (row.task.page, row.task.target) == ("certificates", course_id)
    assert row.task.detail
