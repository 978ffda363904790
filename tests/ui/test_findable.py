from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.courses.factories import a_running_course
from tests.ui.conftest import Journey
from ui.context import Context
from ui.findable import find_courses, find_people
from ui.finder import Finder, Found


def test_people_and_courses_are_found_whatever_the_spelling(context: Context, qtbot: QtBot) -> None:
    with context.app.database.transaction() as db:
        course_id, _sessions, people = a_running_course(db, ["HARERIMANA Eric", "KEZA Aline"])
    found: list[Found] = []

    find_people(context)("eric hareri", found.extend)
    qtbot.waitUntil(lambda: bool(found))
    find_courses(context)("irrigation", found.extend)
    qtbot.waitUntil(lambda: len(found) > 1)

    assert [line.words for line in found] == ["HARERIMANA Eric", "Irrigation · HUY-2027-01"]
    assert course_id
    assert people


def test_enter_opens_what_was_found(context: Context, qtbot: QtBot, journey: Journey) -> None:
    with context.app.database.transaction() as db:
        _course, _sessions, people = a_running_course(db, ["HARERIMANA Eric"])
    finder = Finder(None, [], [find_people(context)], lambda _text: None)  # type: ignore[arg-type]
    qtbot.addWidget(finder)
    finder.show()

    qtbot.keyClicks(finder.line, "harerimana")
    qtbot.waitUntil(lambda: finder.list.count() == 1)
    qtbot.keyClick(finder.line, Qt.Key.Key_Return)

    assert journey.pages == [("person", people[0])]
