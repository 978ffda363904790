"""Every grey button of a page says why it is grey, to whoever rests the mouse on it and to screen readers."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.clipping import at_full_size
from tvet_desktop.accounts.models import Role
from tvet_desktop.accounts.queries import UserRow
from tvet_desktop.app import App
from tvet_desktop.courses.queries import list_courses
from tvet_desktop.people.queries import list_people
from ui.context import Context
from ui.pages import PAGES
from ui.widgets.page import Page
from ui.widgets.words import ActionButton, action, permit


def targets(app: App) -> dict[str, object]:
    """What each page is about."""
    with app.database.reading() as db:
        courses, people = list_courses(db), list_people(db).rows
    course = courses[0].id if courses else None
    person = people[0].id if people else None
    about_course = (
        "course",
        "course_form",
        "copy_course",
        "timetable",
        "course_tests",
        "course_consents",
        "certificates",
        "certificate_setup",
    )
    return dict.fromkeys(about_course, course) | dict.fromkeys(
        ("person", "person_history", "consents"), person
    )


def silent(page: Page) -> list[str]:
    """The visible grey buttons that say nothing."""
    return [
        button.text()
        for button in page.findChildren(ActionButton)
        if button.isVisible() and not button.isEnabled() and not button.toolTip()
    ]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("role", [Role.AUDITOR, Role.CLERK, Role.ADMINISTRATOR])
def test_a_grey_button_says_why(
    huye: App, context_of: Callable[[App], Context], qtbot: QtBot, name: str, role: Role
) -> None:
    user = UserRow(huye.user.id, "u", "Invented User", role, shares_username=False)
    page = PAGES[name].factory(replace(context_of(huye), user=user))
    qtbot.addWidget(page)
    target = targets(huye).get(name)
    if target is not None:
        page.go_to(target)
    at_full_size(page)
    QApplication.processEvents()

    assert silent(page) == []


def test_the_mouse_is_told(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    doing = action("Remove", lambda: None, window)
    button = ActionButton(doing, "quiet", window)
    window.show()
    permit(doing, "Choose a line of the table first.")
    middle = button.rect().center()
    QApplication.sendEvent(button, QHelpEvent(QEvent.Type.ToolTip, middle, button.mapToGlobal(middle)))

    assert not button.isEnabled()
    assert QToolTip.text() == "Choose a line of the table first."
    assert button.accessibleDescription() == QToolTip.text()
    permit(doing)
    assert button.isEnabled()
    assert (button.toolTip(), button.accessibleDescription()) == ("", "")
