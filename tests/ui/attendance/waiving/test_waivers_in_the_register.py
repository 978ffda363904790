"""A waiver stands beside the name in the register and in the course, and is given from a person's details."""

from dataclasses import replace
from datetime import date, datetime

from pytestqt.qtbot import QtBot

from tests.ui.attendance.conftest import Class, FindDialog, OpenPage, settle
from tests.ui.clipping import at_full_size, clipped
from tests.ui.keyboard import activate, press_enter, type_into
from tests.ui.pictures import save_picture
from tvet_desktop.accounts.models import Role
from tvet_desktop.attendance.mark_attendance import mark_attendance
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.attendance.waiving.queries import waivers_of
from tvet_desktop.attendance.waiving.waive import waive
from tvet_desktop.storage.database import Database
from ui.attendance.attendance_page import AttendancePage
from ui.attendance.course_tests.tests_page import CourseTestsPage
from ui.attendance.mark_dialog import MarkDialog
from ui.attendance.register_columns import note_of
from ui.attendance.waiving.waiver_dialog import WaiverDialog
from ui.background import ThreadBackground
from ui.context import Context
from ui.courses.course_page import CoursePage
from ui.main_window import Frame, MainWindow
from ui.pages import PAGES


def test_points_are_waived_from_the_details_of_a_person(
    page: AttendancePage, forty: Class, database: Database, dialog: FindDialog, qtbot: QtBot
) -> None:
    qtbot.keyClicks(page.table.view, "pa")
    page.table.view.selectRow(1)
    page.details.trigger()
    details = dialog(MarkDialog)
    assert isinstance(details, MarkDialog)
    press_enter(details.waive, qtbot)
    asked = dialog(WaiverDialog)
    assert isinstance(asked, WaiverDialog)
    type_into(asked.points.line, "4", qtbot)
    assert asked.effect.text() == "4 points are not enough: 80 are missing."
    type_into(asked.reason.line, "Was ill", qtbot)
    press_enter(asked.reason.line, qtbot)
    settle()

    assert "4 points are waived for INVENTED02 Person" in page.messages.text
    with database.reading() as db:
        assert waivers_of(db, forty.course) == {forty.people[1]: 4}
    line = page.table.line_of(forty.people[1])
    assert line is not None
    assert note_of(line).endswith("4 points waived")
    assert line.hours.percent == 0
    page.messages.undo_last()
    settle()
    with database.reading() as db:
        assert waivers_of(db, forty.course) == {}


def test_a_clerk_reads_what_was_waived_and_gives_nothing(
    context: Context, forty: Class, runner: ThreadBackground, qtbot: QtBot
) -> None:
    clerk = replace(context, user=replace(context.user, role=Role.CLERK))  # type: ignore[type-var]  # a frozen row
    main = MainWindow(clerk, PAGES, Frame(), runner)
    qtbot.addWidget(main)
    at_full_size(main)
    main.open_page("attendance", forty.sessions[0])
    settle()
    page = main.page
    assert isinstance(page, AttendancePage)
    page.details.trigger()
    settle()
    (details,) = main.findChildren(MarkDialog)

    assert details.waive.text() == "Waived points…"
    activate(details, qtbot)
    press_enter(details.waive, qtbot)
    settle()
    (asked,) = main.findChildren(WaiverDialog)

    assert not asked.points.isEnabled()
    assert not asked.form.primary.isEnabled()
    assert asked.form.back.hasFocus()
    asked.reject()
    main.hide()


def test_the_course_names_what_is_waived_and_leads_to_the_tests(
    forty: Class,
    database: Database,
    open_page: OpenPage,
    main_window: MainWindow,
    administrator_id: int,
    now: datetime,
) -> None:
    with database.transaction() as db:
        for session in forty.sessions[:2]:
            for number, person in enumerate(forty.people):
                status = MarkStatus.ABSENT if number == 1 else MarkStatus.PRESENT
                mark_attendance(
                    db,
                    training_session_id=session,
                    person_id=person,
                    status=status,
                    now=now,
                )
        waive(
            db,
            course_id=forty.course,
            person_id=forty.people[1],
            points=10,
            reason="Was ill",
            on_date=date(2027, 3, 8),
            by=administrator_id,
        )
    register = open_page("attendance", forty.sessions[1])
    save_picture(main_window, "register_waived")
    assert clipped(main_window) == []
    assert isinstance(register, AttendancePage)
    register.tests.trigger()
    assert isinstance(main_window.page, CourseTestsPage)
    page = open_page("course", forty.course)
    assert isinstance(page, CoursePage)
    notes = [page.people.table.model.index(row, 3).data() for row in range(3)]
    assert [words.startswith("10 points waived · ") for words in notes] == [False, True, False]
    save_picture(main_window, "course_waived")
    assert clipped(main_window) == []
    page.tests.trigger()
    settle()
    assert isinstance(main_window.page, CourseTestsPage)
