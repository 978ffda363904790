"""What each role may do to a course: greyed on the page, and refused behind it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.clipping import at_full_size
from tests.ui.courses.conftest import Courses, FindDialog, OpenPage
from tvet_desktop.accounts.models import Role, User
from tvet_desktop.accounts.queries import user_by_id
from tvet_desktop.accounts.rules import NotAllowed
from tvet_desktop.attendance.close_course import close_course
from tvet_desktop.courses.archive_course import archive_course
from tvet_desktop.courses.cancel_course import cancel_course
from tvet_desktop.courses.models import CourseAct, CourseState
from tvet_desktop.courses.queries import course_row
from tvet_desktop.courses.record_course_act import record_course_act
from tvet_desktop.courses.reopen_course import reopen_course
from tvet_desktop.courses.rules import ReasonMissing, RuleSet
from tvet_desktop.courses.set_course_rules import set_course_rules
from tvet_desktop.storage.database import Database, new_id
from ui.background import ThreadBackground
from ui.context import Context
from ui.courses.course_page import CoursePage
from ui.main_window import Frame, MainWindow
from ui.pages import PAGES
from ui.widgets.reason_dialog import ReasonDialog

DAY = date(2027, 3, 8)


@pytest.fixture
def clerk_id(database: Database) -> int:
    with database.transaction() as db:
        clerk = User(id=new_id(db, 12), username="c", display_name="Invented Clerk", role=Role.CLERK)
        db.add(clerk)
        return clerk.id


@pytest.fixture
def clerks_window(
    context: Context, clerk_id: int, database: Database, runner: ThreadBackground, qtbot: QtBot
) -> Iterator[MainWindow]:
    with database.reading() as db:
        user = user_by_id(db, clerk_id)
    assert user is not None
    main = MainWindow(replace(context, user=user), PAGES, Frame(), runner)
    qtbot.addWidget(main)
    at_full_size(main)
    yield main
    main.hide()


def close(database: Database, course_id: int) -> None:
    with database.transaction() as db:
        record_course_act(db, course_id=course_id, act=CourseAct.CLOSED, on_date=DAY, by=None)


def test_a_clerk_sees_the_buttons_grey(
    courses: Courses, clerks_window: MainWindow, database: Database
) -> None:
    clerks_window.open_page("course", courses.running)
    page = clerks_window.page
    assert isinstance(page, CoursePage)
    assert not page.acts.close.isEnabled()
    assert not page.acts.cancel.isEnabled()
    assert page.edit.isEnabled()
    assert page.sessions.make.isEnabled()

    close(database, courses.running)
    page.context.changes.courses.emit()

    assert page.acts.reopen.isVisible()
    assert not page.acts.reopen.isEnabled()
    assert not page.acts.archive.isEnabled()
    assert not page.edit.isEnabled()


def test_a_clerk_is_refused_behind_the_buttons_too(
    courses: Courses, clerk_id: int, database: Database
) -> None:
    with database.transaction() as db:
        with pytest.raises(NotAllowed):
            close_course(db, course_id=courses.empty, on_date=DAY, by=clerk_id)
        with pytest.raises(NotAllowed):
            cancel_course(db, course_id=courses.running, on_date=DAY, reason="No trainer", by=clerk_id)
        with pytest.raises(NotAllowed):
            set_course_rules(db, course_id=courses.running, rules=RuleSet(), by=clerk_id)
    close(database, courses.running)
    with database.transaction() as db:
        with pytest.raises(NotAllowed):
            reopen_course(db, course_id=courses.running, on_date=DAY, reason="A mark is wrong", by=clerk_id)
        with pytest.raises(NotAllowed):
            archive_course(db, course_id=courses.running, on_date=DAY, by=clerk_id)


def test_reopening_needs_a_reason(courses: Courses, database: Database, administrator_id: int) -> None:
    close(database, courses.running)
    with database.transaction() as db, pytest.raises(ReasonMissing):
        reopen_course(db, course_id=courses.running, on_date=DAY, reason=" ", by=administrator_id)


def test_a_coordinator_archives_a_closed_course_and_takes_that_back(
    courses: Courses, open_page: OpenPage, dialog: FindDialog, database: Database
) -> None:
    close(database, courses.empty)
    page = open_page("course", courses.empty)
    assert isinstance(page, CoursePage)
    page.acts.archive.trigger()
    dialog(ReasonDialog).form.submit()
    with database.reading() as db:
        assert course_row(db, courses.empty).state == CourseState.ARCHIVED
    assert not page.acts.archive.isVisible()

    page.acts.reopen.trigger()
    asked = dialog(ReasonDialog)
    assert isinstance(asked, ReasonDialog)
    asked.form.submit()
    assert asked.reason.error
    asked.reason.set_value("A mark is wrong")
    asked.form.submit()

    with database.reading() as db:
        assert course_row(db, courses.empty).state == CourseState.PLANNED
