import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.courses.conftest import Courses, OpenPage
from tvet_desktop.accounts.models import Role
from tvet_desktop.accounts.queries import UserRow
from tvet_desktop.courses.archive_course import archive_course
from tvet_desktop.courses.models import CourseAct
from tvet_desktop.courses.queries import course_row
from tvet_desktop.courses.record_course_act import record_course_act
from tvet_desktop.storage.database import Database
from ui.context import Context
from ui.courses.course_page import CoursePage
from ui.courses.courses_page import CoursesPage
from ui.main_window import MainWindow


def cells(page: CoursesPage) -> list[list[str]]:
    model = page.table.model
    return [[column.text(row) for column in model.columns] for row in model.rows]


@pytest.mark.usefixtures("courses")
def test_the_list_shows_people_and_marked_sessions(open_page: OpenPage) -> None:
    page = open_page("courses")

    assert isinstance(page, CoursesPage)
    assert sorted(row[1:2] + row[5:] for row in cells(page)) == [
        ["HUY-2027-01", "4", "2 of 9"],
        ["HUY-2027-02", "0", "0 of 0"],
    ]


def test_enter_opens_the_course(
    courses: Courses, open_page: OpenPage, main_window: MainWindow, qtbot: QtBot
) -> None:
    page = open_page("courses")
    assert isinstance(page, CoursesPage)
    page.table.select({courses.running})

    qtbot.keyClick(page.table.view, Qt.Key.Key_Return)

    assert isinstance(main_window.page, CoursePage)
    assert main_window.page.sessions.table.model.count_unfiltered == 10


def test_archived_courses_are_shown_on_request(
    courses: Courses, open_page: OpenPage, database: Database
) -> None:
    with database.transaction() as db:
        day = course_row(db, courses.running).details.starts_on
        assert day is not None
        record_course_act(db, course_id=courses.empty, act=CourseAct.CLOSED, on_date=day, by=None)
        db.flush()
        archive_course(db, course_id=courses.empty, on_date=day, by=None)
    page = open_page("courses")
    assert isinstance(page, CoursesPage)
    assert page.table.model.count_unfiltered == 1

    page.archived.trigger()

    assert page.table.model.count_unfiltered == 2
    assert page.archived.text() == "Hide archived courses"


def test_an_empty_list_says_what_fills_it(open_page: OpenPage, main_window: MainWindow) -> None:
    page = open_page("courses")
    assert isinstance(page, CoursesPage)
    assert "add the first one" in page.table.empty_words.text()

    page.table.empty_button.click()

    assert main_window.current == "course_form"


def test_an_auditor_adds_nothing(context: Context, qtbot: QtBot) -> None:
    auditor = UserRow(1, "eye", "Invented Auditor", Role.AUDITOR, shares_username=False)
    page = CoursesPage(Context(**{**vars(context), "user": auditor}))
    qtbot.addWidget(page)

    assert not page.new.isEnabled()
