from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from tests.courses.factories import MONDAY
from tests.ui.courses.conftest import Courses, FindDialog, OpenPage, settle
from tests.ui.keyboard import activate
from tvet_desktop.attendance.mark_rest import mark_rest
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.courses.models import CourseState, EnrolmentStatus, TrainerRole
from tvet_desktop.courses.queries import course_row, enrolled_people, sessions_of, trainers_of
from tvet_desktop.people.queries import people_by_id
from tvet_desktop.storage.database import Database
from ui.courses.course_page import CoursePage
from ui.courses.enrol_dialog import EnrolDialog
from ui.courses.session_dialogs import SessionDialog
from ui.courses.timetable_page import TimetablePage
from ui.courses.trainer_dialog import TrainerDialog
from ui.main_window import MainWindow
from ui.widgets.reason_dialog import ReasonDialog


def course_page(open_page: OpenPage, course_id: int) -> CoursePage:
    page = open_page("course", course_id)
    assert isinstance(page, CoursePage)
    return page


def test_a_session_is_added_changed_and_a_clash_is_told_in_the_dialog(
    courses: Courses, open_page: OpenPage, dialog: FindDialog, database: Database
) -> None:
    page = course_page(open_page, courses.running)
    page.sessions.add.trigger()
    asked = dialog(SessionDialog)
    asked.day.set_value(MONDAY)
    asked.form.submit()
    assert "already has a session" in asked.messages.text
    asked.day.set_value(date(2027, 3, 6))
    asked.topic.set_value("Pumps")
    asked.form.submit()
    with database.reading() as db:
        added = sessions_of(db, courses.running)[-1]
    assert (added.held_on, added.topic) == (date(2027, 3, 6), "Pumps")

    page.sessions.table.select({added.id})
    page.sessions.edit.trigger()
    asked = dialog(SessionDialog)
    asked.minutes.set_value(180)
    asked.form.submit()

    with database.reading() as db:
        assert sessions_of(db, courses.running)[-1].minutes == 180
    page.messages.undo_last()
    with database.reading() as db:
        assert sessions_of(db, courses.running)[-1].minutes == 240


def test_a_session_is_cancelled_with_a_reason_and_held_after_all(
    courses: Courses, open_page: OpenPage, dialog: FindDialog, database: Database
) -> None:
    page = course_page(open_page, courses.running)
    page.sessions.table.select({courses.sessions[4]})
    page.sessions.cancel.trigger()
    asked = dialog(ReasonDialog)
    asked.form.submit()
    assert asked.reason.error
    asked.reason.set_value("Trainer ill")
    asked.form.submit()
    with database.reading() as db:
        assert sessions_of(db, courses.running)[4].cancelled_reason == "Trainer ill"

    page.sessions.table.select({courses.sessions[4]})
    assert page.sessions.restore.isVisible()
    page.sessions.restore.trigger()

    with database.reading() as db:
        assert not sessions_of(db, courses.running)[4].is_cancelled


def test_only_sessions_without_marks_are_removed(
    courses: Courses, open_page: OpenPage, database: Database
) -> None:
    page = course_page(open_page, courses.running)
    page.sessions.table.select({courses.sessions[0]})
    assert not page.sessions.remove.isEnabled()
    page.sessions.table.view.clearSelection()
    page.sessions.table.select({courses.sessions[5], courses.sessions[6]})

    page.sessions.remove.trigger()

    assert page.messages.text == "2 sessions removed."
    with database.reading() as db:
        assert len(sessions_of(db, courses.running)) == 8
    page.messages.undo_last()
    with database.reading() as db:
        assert len(sessions_of(db, courses.running)) == 10


def test_many_are_enrolled_by_keyboard_and_that_is_undone(
    courses: Courses, open_page: OpenPage, dialog: FindDialog, database: Database, qtbot: QtBot
) -> None:
    page = course_page(open_page, courses.running)
    page.people.enrol.trigger()
    asked = dialog(EnrolDialog)
    assert [row.person.id for row in asked.table.model.rows] == courses.others
    view = asked.table.view
    qtbot.keyClick(view, Qt.Key.Key_Space)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert asked.form.primary.text() == "Enrol 2 people"

    qtbot.keyClick(view, Qt.Key.Key_Return)

    assert page.messages.text == "2 people enrolled."
    with database.reading() as db:
        people = enrolled_people(db, courses.running)
    assert [row.name for row in people[4:]] == ["HABIMANA Luc", "KALISA Eric"]
    assert [row.seat for row in people[4:]] == [5, 6]
    page.messages.undo_last()
    with database.reading() as db:
        assert len(enrolled_people(db, courses.running)) == 4


def test_searching_keeps_who_was_chosen_before(
    courses: Courses, open_page: OpenPage, dialog: FindDialog, qtbot: QtBot
) -> None:
    page = course_page(open_page, courses.running)
    page.people.enrol.trigger()
    asked = dialog(EnrolDialog)
    qtbot.keyClick(asked.table.view, Qt.Key.Key_Space)
    qtbot.keyClicks(asked.table.view, "kal")
    qtbot.keyClick(asked.table.filter, Qt.Key.Key_Down)
    qtbot.keyClick(asked.table.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)

    assert asked.chosen_ids == [courses.others[0], courses.others[2]]
    asked.reject()


def test_the_whole_register_is_enrolled_once(courses: Courses, open_page: OpenPage) -> None:
    page = course_page(open_page, courses.running)

    page.people.enrol_all.trigger()
    assert page.messages.text == "3 people enrolled."
    page.people.enrol_all.trigger()

    assert "enrolled already" in page.messages.text


def test_somebody_leaves_and_comes_back_by_undo(
    courses: Courses, open_page: OpenPage, dialog: FindDialog, database: Database
) -> None:
    page = course_page(open_page, courses.running)
    page.people.table.select({courses.people[2]})
    page.people.acts.left.trigger()
    asked = dialog(ReasonDialog)
    asked.reason.set_value("Moved away")
    asked.day.set_value(date(2027, 3, 3))
    asked.form.submit()

    assert page.messages.text == "UWASE has left the course."
    with database.reading() as db:
        assert enrolled_people(db, courses.running)[2].status == EnrolmentStatus.DROPPED
    page.messages.undo_last()
    with database.reading() as db:
        assert enrolled_people(db, courses.running)[2].status == EnrolmentStatus.ENROLLED


def test_a_trainer_of_the_register_is_added_and_removed(
    courses: Courses, open_page: OpenPage, dialog: FindDialog, database: Database, qtbot: QtBot
) -> None:
    page = course_page(open_page, courses.running)
    page.trainers.add.trigger()
    asked = dialog(TrainerDialog)
    asked.table.select({courses.others[1]})
    asked.role.set_value(TrainerRole.COUNTERPART)
    qtbot.keyClick(asked.table.view, Qt.Key.Key_Return)
    with database.reading() as db:
        (trainer,) = trainers_of(db, courses.running)
    assert (trainer.person_id, trainer.role) == (courses.others[1], TrainerRole.COUNTERPART)

    page.trainers.table.select({trainer.person_id})
    page.trainers.remove.trigger()

    with database.reading() as db:
        assert trainers_of(db, courses.running) == []
    page.messages.undo_last()
    with database.reading() as db:
        assert trainers_of(db, courses.running) == [trainer]


def test_a_trainer_who_is_in_no_list_is_added_by_name(
    courses: Courses, open_page: OpenPage, dialog: FindDialog, database: Database
) -> None:
    page = course_page(open_page, courses.running)
    page.trainers.add.trigger()
    asked = dialog(TrainerDialog)
    asked.form.show_optional()
    asked.name.set_value("MUKAMANA Claire")

    asked.form.submit()

    with database.reading() as db:
        (trainer,) = trainers_of(db, courses.running)
        person = people_by_id(db, [trainer.person_id])[trainer.person_id]
    assert (trainer.name, trainer.role) == ("MUKAMANA Claire", TrainerRole.DIASPORA)
    assert person.college_scope == 12


def test_closing_says_what_is_missing_then_closes_and_reopens(
    courses: Courses, open_page: OpenPage, dialog: FindDialog, database: Database
) -> None:
    page = course_page(open_page, courses.running)
    page.acts.close.trigger()
    asked = dialog(ReasonDialog)
    asked.form.submit()
    assert "cannot be closed yet" in asked.messages.text
    asked.reject()
    with database.transaction() as db:
        for session_id in courses.sessions[2:9]:
            mark_rest(
                db,
                training_session_id=session_id,
                status=MarkStatus.PRESENT,
                now=page.context.app.clock.now(),
            )

    page.acts.close.trigger()
    dialog(ReasonDialog).form.submit()
    with database.reading() as db:
        assert course_row(db, courses.running).state == CourseState.CLOSED
    assert not page.sessions.make.isEnabled()
    page.acts.reopen.trigger()
    asked = dialog(ReasonDialog)
    asked.reason.set_value("A mark is wrong")
    asked.form.submit()

    with database.reading() as db:
        assert course_row(db, courses.running).state == CourseState.PLANNED
    assert page.acts.close.isVisible()


def test_a_course_is_cancelled_with_a_reason(
    courses: Courses, open_page: OpenPage, dialog: FindDialog, database: Database
) -> None:
    page = course_page(open_page, courses.empty)
    page.acts.cancel.trigger()
    asked = dialog(ReasonDialog)
    asked.reason.set_value("No trainer")
    asked.form.submit()

    with database.reading() as db:
        assert course_row(db, courses.empty).state == CourseState.CANCELLED


def test_the_main_button_opens_the_first_session_that_is_not_marked(
    courses: Courses, open_page: OpenPage, main_window: MainWindow
) -> None:
    page = course_page(open_page, courses.running)

    page.mark.trigger()

    assert main_window.current == "attendance"
    assert page.context.remembered.last_id("session") == courses.sessions[2]


def test_the_keyboard_of_a_new_course_is_on_its_sessions_first_and_then_on_its_people(
    courses: Courses, open_page: OpenPage, main_window: MainWindow, qtbot: QtBot
) -> None:
    activate(main_window, qtbot)
    page = course_page(open_page, courses.running)
    assert isinstance(main_window.focusWidget(), QTableView)

    open_page("course", courses.empty)
    assert page.sessions.table.empty_button.hasFocus()

    page.sessions.make.trigger()
    timetable = main_window.page
    assert isinstance(timetable, TimetablePage)
    timetable.form.submit()
    settle()
    assert main_window.page is page
    assert page.people.table.empty_button.hasFocus()
    page.people.enrol_all.trigger()
    settle()
    assert page.people.table.view.hasFocus()
