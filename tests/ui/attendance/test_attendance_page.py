from datetime import UTC, datetime

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.attendance.conftest import Class, FindDialog, OpenPage, letters_of, marks_of, settle
from tvet_desktop.attendance.mark_rest import mark_rest
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.courses.cancel_session import cancel_session
from tvet_desktop.courses.queries import sessions_of
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.storage.database import Database
from ui.attendance.attendance_page import AttendancePage
from ui.attendance.mark_dialog import MarkDialog
from ui.main_window import MainWindow
from ui.widgets.reason_dialog import ReasonDialog

Key = Qt.Key


def all_present(database: Database, session_id: int, now: datetime, user_id: int) -> None:
    with database.transaction(user_id=user_id) as db:
        mark_rest(db, training_session_id=session_id, status=MarkStatus.PRESENT, now=now)


def test_without_a_course_the_page_leads_to_the_courses(open_page: OpenPage, main_window: MainWindow) -> None:
    page = open_page("attendance")
    assert isinstance(page, AttendancePage)
    assert page.table.empty_words.text() == "There is no course yet: add the first one."

    page.table.empty_button.click()

    assert main_window.current == "courses"


def test_the_first_session_that_is_not_marked_comes_first(
    forty: Class, open_page: OpenPage, database: Database, now: datetime, administrator_id: int
) -> None:
    all_present(database, forty.sessions[0], now, administrator_id)

    page = open_page("attendance")

    assert isinstance(page, AttendancePage)
    assert page.strip.buttons[forty.sessions[1]].isChecked()
    assert page.courses.currentText() == "Irrigation · HUY-2027-01"


def test_the_last_session_is_remembered(page: AttendancePage, forty: Class) -> None:
    page.strip.buttons[forty.sessions[6]].click()

    assert page.context.remembered.last_id("session") == forty.sessions[6]
    assert page.context.remembered.last_id("course") == forty.course
    again = AttendancePage(page.context)
    again.refresh()
    assert again.strip.buttons[forty.sessions[6]].isChecked()
    again.deleteLater()


def test_alt_and_arrows_go_from_session_to_session(page: AttendancePage, forty: Class, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.table.view, "pp")

    qtbot.keyClick(page.table.view, Key.Key_Right, Qt.KeyboardModifier.AltModifier)

    assert page.strip.buttons[forty.sessions[1]].isChecked()
    assert page.table.view.currentIndex().row() == 0
    assert not page.messages.can_undo
    qtbot.keyClick(page.table.view, Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.table.view.currentIndex().row() == 2  # the first gap


def test_closing_names_who_is_not_marked(page: AttendancePage, dialog: FindDialog, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.table.view, "p" * 38)

    page.acts.close.trigger()
    asked = dialog(ReasonDialog)
    asked.form.submit()

    assert asked.messages.text == (
        "2 people have no mark yet (INVENTED39 Person, INVENTED40 Person): mark them or set the rest, then close."
    )
    asked.reject()


def test_a_closed_session_asks_a_reason_for_every_change(
    page: AttendancePage,
    forty: Class,
    dialog: FindDialog,
    database: Database,
    now: datetime,
    administrator_id: int,
    qtbot: QtBot,
) -> None:
    all_present(database, forty.sessions[0], now, administrator_id)
    page.refresh()
    page.acts.close.trigger()
    dialog(ReasonDialog).form.submit()
    assert page.messages.text == "The session is closed."
    assert page.acts.reopen.isVisible()

    qtbot.keyClicks(page.table.view, "a")
    asked = dialog(MarkDialog)
    assert asked.status.value() == MarkStatus.ABSENT
    asked.form.submit()
    assert asked.reason.error
    asked.reason.set_value("Was in the workshop")
    asked.form.submit()

    (mark,) = marks_of(database, forty.sessions[0], forty.people[:1])
    assert mark is not None
    assert (mark.status, mark.reason) == (MarkStatus.ABSENT, "Was in the workshop")


def test_a_session_is_reopened_with_a_reason_and_closing_is_undone(
    page: AttendancePage,
    forty: Class,
    dialog: FindDialog,
    database: Database,
    now: datetime,
    administrator_id: int,
) -> None:
    all_present(database, forty.sessions[0], now, administrator_id)
    page.refresh()
    page.acts.close.trigger()
    dialog(ReasonDialog).form.submit()
    page.messages.undo_last()
    assert page.acts.close.isVisible()
    page.acts.close.trigger()
    dialog(ReasonDialog).form.submit()

    page.acts.reopen.trigger()
    asked = dialog(ReasonDialog)
    asked.reason.set_value("One mark is wrong")
    asked.form.submit()

    with database.reading() as db:
        assert not sessions_of(db, forty.course)[0].is_closed
    assert page.acts.close.isVisible()


def test_the_history_is_one_key_away_and_says_who_when_before_and_after(
    page: AttendancePage, dialog: FindDialog, qtbot: QtBot
) -> None:
    qtbot.keyClicks(page.table.view, "p")
    qtbot.keyClick(page.table.view, Key.Key_Up)
    qtbot.keyClicks(page.table.view, "l5")
    qtbot.keyClick(page.table.view, Key.Key_Up)

    qtbot.keyClick(page.table.view, Key.Key_Return)

    asked = dialog(MarkDialog)
    (table,) = [child for child in asked.findChildren(type(page.table).__mro__[1]) if child.isVisible()]
    rows = [[column.text(row) for column in table.model.columns] for row in table.model.rows]
    assert rows == [
        ["08/03/2027 09:30", "Invented Admin", "– → Present", "typed later"],
        ["08/03/2027 09:30", "Invented Admin", "Present → Late", "typed later"],
        ["08/03/2027 09:30", "Invented Admin", "Late → Late, 5 min", "typed later"],
    ]
    asked.reject()


def test_a_reason_is_written_in_the_dialog(
    page: AttendancePage, forty: Class, dialog: FindDialog, database: Database
) -> None:
    page.details.trigger()
    asked = dialog(MarkDialog)
    asked.status.set_value(MarkStatus.EXCUSED)
    asked.reason.set_value("Funeral")
    asked.form.submit()

    (mark,) = marks_of(database, forty.sessions[0], forty.people[:1])
    assert mark is not None
    assert (mark.status, mark.reason) == (MarkStatus.EXCUSED, "Funeral")
    assert page.table.model.row_at(0).reason == "Funeral"


def test_marks_typed_later_are_told_with_name_and_day(
    page: AttendancePage, forty: Class, database: Database, now: datetime, administrator_id: int
) -> None:
    all_present(database, forty.sessions[0], now, administrator_id)

    page.refresh()

    assert page.panel.note.text() == "40 marks were typed later, on 08/03/2027, by Invented Admin."


def test_a_clock_before_the_session_is_told(page: AttendancePage, forty: Class, clock: FixedClock) -> None:
    clock.moment = datetime(2009, 1, 1, tzinfo=UTC)

    page.choose_session(forty.sessions[1], forty.course)

    assert "the clock of this PC says 01/01/2009" in page.panel.note.text()


def test_a_cancelled_session_takes_no_marks(
    page: AttendancePage, forty: Class, database: Database, qtbot: QtBot
) -> None:
    with database.transaction() as db:
        cancel_session(db, training_session_id=forty.sessions[1], reason="Rain")
    page.choose_session(forty.sessions[1], forty.course)

    qtbot.keyClicks(page.table.view, "p")

    assert letters_of(database, forty.sessions[1], forty.people) == "." * 40
    assert "“Rain”" in page.panel.note.text()


def test_marks_of_another_page_or_pc_are_shown(
    page: AttendancePage, forty: Class, database: Database, now: datetime, administrator_id: int
) -> None:
    all_present(database, forty.sessions[0], now, administrator_id)

    page.context.changes.sync.emit()
    settle()

    assert page._state.text() == "40 of 40 marked"
