from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.courses.factories import MONDAY, some_people
from tests.ui.accessibility import nameless, unreachable
from tests.ui.clipping import clipped
from tests.ui.courses.conftest import Courses, OpenPage, settle
from tests.ui.keyboard import activate, type_into
from tests.ui.pictures import save_picture
from tvet_desktop.courses.assign_trainer import assign_trainer
from tvet_desktop.courses.cancel_course import cancel_course
from tvet_desktop.courses.edit_session import SessionDetails, edit_session
from tvet_desktop.courses.models import Slot, TrainerRole
from tvet_desktop.courses.queries import sessions_of
from tvet_desktop.storage.database import Database
from ui.courses.course_page import CoursePage
from ui.courses.timetable_page import TimetablePage
from ui.courses.timetable_preview import note_of
from ui.main_window import MainWindow
from ui.settings.holiday_dialog import HolidayDialog
from ui.settings.holidays_page import HolidaysPage


def timetable(open_page: OpenPage, course_id: int) -> TimetablePage:
    page = open_page("timetable", course_id)
    assert isinstance(page, TimetablePage)
    return page


def notes(page: TimetablePage) -> list[str]:
    return [note_of(line) for line in page.preview.lines]


def test_a_past_week_of_sessions_is_made_and_undone(
    courses: Courses, open_page: OpenPage, main_window: MainWindow, database: Database, qtbot: QtBot
) -> None:
    page = timetable(open_page, courses.empty)
    activate(main_window, qtbot)
    assert page.form.first_day.value() == MONDAY
    type_into(page.form.first_day.line, "4.2.2027", qtbot)
    assert page.form.primary.text() == "Make 10 sessions"

    qtbot.keyClick(page.form.first_day.line, Qt.Key.Key_Return)

    shown = main_window.page
    assert isinstance(shown, CoursePage)
    assert shown.messages.text == "10 sessions made."
    with database.reading() as db:
        days = [(row.held_on.day, row.slot) for row in sessions_of(db, courses.empty)]
    assert days[:3] == [(4, Slot.AM), (4, Slot.PM), (5, Slot.AM)]
    assert days[4] == (8, Slot.AM)  # the weekend is left out
    shown.messages.undo_last()
    assert shown.sessions.table.model.count_unfiltered == 0


def test_a_holiday_is_named_left_out_by_space_and_made_up_for(
    courses: Courses, open_page: OpenPage, main_window: MainWindow, database: Database, qtbot: QtBot
) -> None:
    page = timetable(open_page, courses.empty)
    activate(main_window, qtbot)
    page.form.first_day.set_value(date(2027, 3, 25))
    page.form.first_day.on_edited()
    assert notes(page)[2:6] == ["day off: Good Friday"] * 2 + ["day off: Easter Monday"] * 2
    assert "4 with warnings" in page.preview.summary.text()

    view = page.preview.table.view
    view.setFocus()
    view.setCurrentIndex(page.preview.table.model.index(2, 0))
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert notes(page)[2] == "left out · day off: Good Friday"
    assert page.form.primary.text() == "Make 8 sessions"
    page.preview.leave_out_all.trigger()
    assert page.form.primary.text() == "Make 6 sessions"
    page.preview.keep.setChecked(True)
    assert page.form.primary.text() == "Make 10 sessions"
    qtbot.keyClick(view, Qt.Key.Key_Return)

    with database.reading() as db:
        days = sorted({row.held_on for row in sessions_of(db, courses.empty)})
    assert days == [
        date(2027, 3, 25),
        *(date(2027, 3, day) for day in (30, 31)),
        date(2027, 4, 1),
        date(2027, 4, 2),
    ]


def test_a_day_is_taken_in_again(courses: Courses, open_page: OpenPage) -> None:
    page = timetable(open_page, courses.empty)
    page.preview.table.select({(MONDAY, Slot.AM)})
    page.preview.leave_out.trigger()
    assert page.preview.leave_out.text() == "Take the day in again"

    page.preview.leave_out.trigger()

    assert page.form.primary.text() == "Make 10 sessions"


def test_taken_rooms_and_trainers_are_told(
    courses: Courses, open_page: OpenPage, database: Database, administrator_id: int
) -> None:
    with database.transaction(user_id=administrator_id) as db:
        (trainer,) = some_people(db, ("KEZA Grace",))
        for course_id in (courses.running, courses.empty):
            assign_trainer(db, course_id=course_id, person_id=trainer, role=TrainerRole.DIASPORA)
        edit_session(
            db,
            training_session_id=courses.sessions[3],
            details=SessionDetails(date(2027, 3, 2), Slot.PM, 240, "Lab 2"),
        )
    page = timetable(open_page, courses.empty)
    page.form.room.set_value("lab 2")
    page.form.room.on_edited()

    assert notes(page)[0] == "KEZA Grace teaches in HUY-2027-01 then"
    assert notes(page)[3] == "KEZA Grace teaches in HUY-2027-01 then · HUY-2027-01 is in Lab 2 then"
    assert page.form.primary.isEnabled()


def test_sessions_that_are_there_already_stay_and_are_told(
    courses: Courses, open_page: OpenPage, main_window: MainWindow
) -> None:
    page = timetable(open_page, courses.running)
    assert page.form.first_day.value() is None
    page.form.submit()
    assert "First day" in page.form.first_day.error
    page.form.first_day.set_value(MONDAY)
    page.form.days.set_value(6)
    page.form.days.on_edited()
    assert notes(page)[0] == "has a session already, which stays"
    assert page.form.primary.text() == "Make 3 sessions"

    page.form.submit()

    shown = main_window.page
    assert isinstance(shown, CoursePage)
    assert shown.messages.text == "3 sessions made, 9 were there already."


def test_topics_and_half_hours(courses: Courses, open_page: OpenPage, database: Database) -> None:
    page = timetable(open_page, courses.empty)
    page.form.hours.set_value(210)
    page.form.topics.set_value("Pumps\nPipes")
    page.form.topic_each_day.set_value(True)

    page.form.submit()

    with database.reading() as db:
        rows = sessions_of(db, courses.empty)
    assert [row.topic for row in rows[:5]] == ["Pumps", "Pumps", "Pipes", "Pipes", ""]
    assert rows[0].minutes == 210


def test_a_slip_in_the_year_is_said_beside_the_day(courses: Courses, open_page: OpenPage) -> None:
    page = timetable(open_page, courses.empty)
    page.form.first_day.set_value(date(3027, 3, 8))
    page.form.first_day.on_edited()

    assert "year" in page.form.first_day.error
    page.form.submit()
    assert page.isVisible()


def test_what_cannot_be_read_is_said_beside_its_field(
    courses: Courses, open_page: OpenPage, main_window: MainWindow, qtbot: QtBot
) -> None:
    page = timetable(open_page, courses.empty)
    activate(main_window, qtbot)
    type_into(page.form.first_day.line, "30/2/2027", qtbot)
    type_into(page.form.hours.line, "13", qtbot)
    page.form.weekdays.set_value(())
    qtbot.keyClick(page.form.hours.line, Qt.Key.Key_Return)

    assert "is not a date" in page.form.first_day.error
    assert "Enter hours" in page.form.hours.error
    assert "at least one day" in page.form.weekdays.error


def test_a_plan_with_every_day_left_out_makes_nothing(courses: Courses, open_page: OpenPage) -> None:
    page = timetable(open_page, courses.empty)
    page.preview.table.view.selectAll()
    page.preview.leave_out.trigger()

    assert not page.form.primary.isEnabled()


def test_the_page_over_easter_fits(courses: Courses, open_page: OpenPage, main_window: MainWindow) -> None:
    page = timetable(open_page, courses.empty)
    page.form.first_day.set_value(date(2027, 3, 25))
    page.form.days.set_value(12)
    page.form.days.on_edited()
    page.form.show_optional()
    page.preview.leave_out_all.trigger()
    settle()

    save_picture(main_window, "timetable_easter")
    assert clipped(main_window) == []
    assert nameless(page) == []
    assert unreachable(page) == []


def test_a_holiday_is_typed_on_the_way_and_what_was_filled_in_stays(
    courses: Courses, open_page: OpenPage, main_window: MainWindow
) -> None:
    page = timetable(open_page, courses.empty)
    page.form.room.set_value("Lab 2")
    page.preview.table.select({(MONDAY, Slot.AM)})
    page.preview.leave_out.trigger()
    page.holidays.trigger()
    settle()
    holidays = main_window.page
    assert isinstance(holidays, HolidaysPage)
    assert holidays.back.isVisible()
    holidays.add.trigger()
    (asked,) = [dialog for dialog in main_window.findChildren(HolidayDialog) if dialog.isVisible()]
    asked.day.set_value(date(2027, 3, 3))
    asked.name.set_value("Eid al-Fitr")
    asked.form.submit()

    holidays.back.trigger()
    settle()

    assert main_window.page is page
    assert page.form.room.value() == "Lab 2"
    assert notes(page)[0] == "left out"
    assert notes(page)[4] == "day off: Eid al-Fitr"


def test_a_course_that_is_closed_takes_no_timetable(
    courses: Courses, open_page: OpenPage, database: Database
) -> None:
    with database.transaction() as db:
        cancel_course(db, course_id=courses.empty, on_date=MONDAY, reason="No trainer", by=None)

    assert not timetable(open_page, courses.empty).form.isEnabled()


def test_esc_goes_back_and_nothing_is_lost(
    courses: Courses, open_page: OpenPage, main_window: MainWindow, qtbot: QtBot
) -> None:
    page = timetable(open_page, courses.empty)
    activate(main_window, qtbot)
    page.form.room.set_value("Lab 2")
    page.preview.table.view.setFocus()
    qtbot.keyClick(page.preview.table.view, Qt.Key.Key_Escape)
    settle()
    assert isinstance(main_window.page, CoursePage)

    assert timetable(open_page, courses.empty).form.room.value() == "Lab 2"


def test_the_first_warning_is_named_in_sight_and_the_next_one_key_away(
    courses: Courses, open_page: OpenPage, main_window: MainWindow, qtbot: QtBot
) -> None:
    page = timetable(open_page, courses.empty)
    activate(main_window, qtbot)
    page.form.days.set_value(33)
    page.form.first_day.set_value(date(2027, 2, 15))
    page.form.first_day.on_edited()
    settle()
    view = page.preview.table.view
    summary = page.preview.summary.text()
    assert summary.endswith(
        "4 with warnings · Fri 26/03/2027 (day off: Good Friday) · Mon 29/03/2027 (day off: Easter Monday)"
    )
    rows = [number for number, line in enumerate(page.preview.lines) if line.clashes]
    assert rows[0] > 40
    for row in rows:
        assert view.viewport().rect().contains(view.visualRect(view.model().index(row, 0)))

    gone_to = []
    for _press in range(5):
        qtbot.keyClick(page.form.first_day.line, Qt.Key.Key_F8)
        gone_to.append(view.currentIndex().row())
    assert gone_to == [*rows, rows[0]]
    assert view.hasFocus()

    view.scrollToTop()
    page.preview.leave_out.trigger()
    settle()
    assert view.verticalScrollBar().value() == 0
    page.preview.leave_out_all.trigger()
    assert not page.preview.next_warning.isEnabled()
