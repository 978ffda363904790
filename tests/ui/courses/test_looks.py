"""The course pages and dialogs, with and without data: nothing clipped, all named and reached by Tab."""

import pytest
from PySide6.QtWidgets import QDialog

from tests.ui.accessibility import nameless, unreachable
from tests.ui.clipping import clipped
from tests.ui.courses.conftest import Courses, FindDialog, OpenPage
from tests.ui.pictures import save_picture
from ui.courses.course_page import CoursePage
from ui.main_window import MainWindow


@pytest.fixture(params=["en", "pseudo"])
def language(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    if name == "pseudo":
        request.getfixturevalue("pseudo_language")
    return name


def test_pages_without_data(language: str, open_page: OpenPage, main_window: MainWindow) -> None:
    for name, target in (("courses", None), ("course_form", "new")):
        page = open_page(name, target)
        save_picture(main_window, f"{name}_empty_{language}")
        assert clipped(main_window) == []
        assert nameless(page) == []
        assert unreachable(page) == []


def test_pages_with_courses(
    language: str, courses: Courses, open_page: OpenPage, main_window: MainWindow
) -> None:
    for name, target in (
        ("courses", None),
        ("course_form", courses.running),
        ("timetable", courses.running),
        ("course", courses.empty),
        ("course", courses.running),
    ):
        page = open_page(name, target)
        save_picture(main_window, f"{name}_{language}")
        assert clipped(main_window) == []
        assert nameless(page) == []
        assert unreachable(page) == []


@pytest.mark.parametrize(
    "opens", ["add", "edit", "cancel", "enrol", "trainer", "close", "rules", "move", "days"]
)
def test_dialogs(
    language: str, opens: str, courses: Courses, open_page: OpenPage, dialog: FindDialog
) -> None:
    page = open_page("course", courses.running)
    assert isinstance(page, CoursePage)
    page.sessions.table.select({courses.sessions[3]})
    page.people.table.select({courses.people[0]})
    buttons = {
        "add": page.sessions.add,
        "edit": page.sessions.edit,
        "cancel": page.sessions.cancel,
        "enrol": page.people.enrol,
        "trainer": page.trainers.add,
        "close": page.acts.close,
        "rules": page.rules.show,
        "move": page.people.acts.move,
        "days": page.people.acts.days,
    }

    buttons[opens].trigger()
    asked = dialog(QDialog)

    save_picture(asked, f"dialog_{opens}_{language}", width=asked.width(), height=asked.height())
    assert clipped(asked) == []
    assert nameless(asked) == []
    assert unreachable(asked) == []
    assert asked.height() <= 700
    asked.reject()
