"""Who may only read people finds the buttons of these pages grey."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

import pytest
from pytestqt.qtbot import QtBot

from tests.courses.factories import a_running_course
from tests.ui.clipping import at_full_size
from tvet_desktop.accounts.models import Role, User
from tvet_desktop.accounts.queries import user_by_id
from tvet_desktop.attendance.walk_ins.add_walk_in import add_walk_in
from tvet_desktop.storage.database import Database, new_id
from tvet_desktop.storage.ids import Scope
from ui.background import ThreadBackground
from ui.context import Context
from ui.main_window import Frame, MainWindow
from ui.pages import PAGES
from ui.people.consents.consents_page import ConsentsPage
from ui.people.consents.course_consents_page import CourseConsentsPage
from ui.people.walk_ins_page import WalkInsPage

WindowOf = Callable[[Role], MainWindow]


@pytest.fixture
def window_of(
    context: Context, database: Database, runner: ThreadBackground, qtbot: QtBot
) -> Iterator[WindowOf]:
    shown: list[MainWindow] = []

    def make(role: Role) -> MainWindow:
        with database.transaction() as db:
            user = User(id=new_id(db, Scope.SHARED), username="u", display_name="Invented", role=role)
            db.add(user)
            user_id = user.id
        with database.reading() as db:
            row = user_by_id(db, user_id)
        assert row is not None
        main = MainWindow(replace(context, user=row), PAGES, Frame(), runner)
        qtbot.addWidget(main)
        at_full_size(main)
        shown.append(main)
        return main

    yield make
    for main in shown:
        main.hide()


@pytest.mark.parametrize(("role", "may"), [(Role.AUDITOR, ()), (Role.CLERK, ("all",))])
def test_only_who_may_edit_people_settles_walk_ins_and_records_consents(
    role: Role, may: tuple[str, ...], window_of: WindowOf, database: Database, now: datetime
) -> None:
    with database.transaction() as db:
        course_id, sessions, people = a_running_course(db, ("KEZA Aline", "HIRWA Luc"))
        add_walk_in(db, training_session_id=sessions[0], name="Luc HILWA", now=now)
    main = window_of(role)

    main.open_page("walk_ins", None)
    walk_ins = main.page
    assert isinstance(walk_ins, WalkInsPage)
    assert walk_ins.is_one.isEnabled() is bool(may)
    assert walk_ins.is_new.isEnabled() is bool(may)
    main.open_page("consents", people[0])
    consents = main.page
    assert isinstance(consents, ConsentsPage)
    assert consents.record.isEnabled() is bool(may)
    main.open_page("course_consents", course_id)
    course = main.page
    assert isinstance(course, CourseConsentsPage)
    course.not_asked.trigger()
    assert course.record.isEnabled() is bool(may)
