"""Every key of the register, pressed on the real page over a real database."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.attendance.conftest import Class, OpenPage, letters_of, marks_of, settle
from tvet_desktop.accounts.models import Role
from tvet_desktop.accounts.queries import UserRow
from tvet_desktop.attendance.mark_attendance import mark_attendance
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.storage.database import Database
from ui.attendance.attendance_page import AttendancePage
from ui.attendance.register_columns import HOURS_COLUMN
from ui.background import ThreadBackground
from ui.context import Context

Key = Qt.Key


def test_letters_mark_and_go_down(
    page: AttendancePage, forty: Class, database: Database, qtbot: QtBot
) -> None:
    qtbot.keyClicks(page.table.view, "plae")

    assert letters_of(database, forty.sessions[0], forty.people) == "PLAE" + "." * 36
    assert page.table.view.currentIndex().row() == 4
    assert page._state.text() == "4 of 40 marked · 36 to go"
    assert page.strip.buttons[forty.sessions[0]].text().endswith("4 of 40")


def texts_of(page: AttendancePage, row: int, *names: str) -> list[str]:
    """What some columns say in one row."""
    columns = {column.name: column for column in page.table.model.columns}
    return [columns[name].text(page.table.model.row_at(row)) for name in names]


def test_hours_and_both_percentages_change_beside_the_name(page: AttendancePage, qtbot: QtBot) -> None:
    shown = ("percent", "hours")
    assert texts_of(page, 0, *shown) == ["", "0 of 40 h · 0 %"]

    qtbot.keyClicks(page.table.view, "pa")

    assert texts_of(page, 0, *shown) == ["100 %", "4 of 40 h · 10 %"]
    assert texts_of(page, 1, *shown) == ["0 %", "0 of 40 h · 0 %"]
    assert texts_of(page, 2, *shown) == ["", "0 of 40 h · 0 %"]


def test_the_small_line_is_told_to_screen_readers(page: AttendancePage, forty: Class, qtbot: QtBot) -> None:
    model = page.table.model
    column = [column.name for column in model.columns].index("percent")
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(0, column).data(spoken) == "No session is decided yet"

    for session_id, key in zip(forty.sessions, "ppla", strict=False):
        page.choose_session(session_id, forty.course)
        qtbot.keyClicks(page.table.view, key)

    assert model.row_at(0).rates == (1, 1, 1, 0.75, *[None] * 6)
    assert model.index(0, column).data(spoken) == (
        "75 %, falling, 4 sessions marked: Present 2, Absent 1, Late 1"
    )


def test_who_cannot_reach_completion_any_more_is_flagged(
    page: AttendancePage, forty: Class, qtbot: QtBot
) -> None:
    for session_id in forty.sessions[:3]:
        page.choose_session(session_id, forty.course)
        qtbot.keyClicks(page.table.view, "a")

    assert texts_of(page, 0, "reach") == ["! cannot reach 80 %"]
    assert texts_of(page, 1, "reach") == [""]


def test_digits_after_l_are_the_minutes_of_that_person(
    page: AttendancePage, forty: Class, database: Database, qtbot: QtBot
) -> None:
    qtbot.keyClicks(page.table.view, "pl25")
    assert page.panel.hint.text() == "Minutes late of INVENTED02 Person: 25"

    qtbot.keyClicks(page.table.view, "p")

    first, second, third = marks_of(database, forty.sessions[0], forty.people[:3])
    assert first is not None
    assert second is not None
    assert third is not None
    assert (second.status, second.minutes_late) == (MarkStatus.LATE, 25)
    assert (first.minutes_late, third.status) == (None, MarkStatus.PRESENT)


def test_enter_ends_minutes_and_a_name_without_opening_a_history(page: AttendancePage, qtbot: QtBot) -> None:
    table, asked = page.table, []
    table.opened.connect(asked.append)
    qtbot.keyClicks(table.view, "l25")
    qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert asked == []

    table.expect_enter()  # the line for finding has just closed by itself
    qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert asked == []

    qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert len(asked) == 1


def test_the_planned_hours_come_back_in_full_when_the_window_is_widened(
    page: AttendancePage, qtbot: QtBot
) -> None:
    view = page.table.view
    page.show()
    page.resize(660, 700)
    qtbot.waitUntil(lambda: view.isColumnHidden(HOURS_COLUMN))
    qtbot.wait(50)  # Qt tells of the hidden column a moment later

    page.resize(1160, 700)

    qtbot.waitUntil(lambda: not view.isColumnHidden(HOURS_COLUMN))
    assert view.columnWidth(HOURS_COLUMN) >= view.horizontalHeader().sectionSizeHint(HOURS_COLUMN)


def test_minutes_are_saved_after_a_pause_too(
    page: AttendancePage, forty: Class, database: Database, qtbot: QtBot
) -> None:
    qtbot.keyClicks(page.table.view, "l7")

    qtbot.waitUntil(
        lambda: getattr(marks_of(database, forty.sessions[0], forty.people)[0], "minutes_late", None) == 7
    )
    assert not page.table.model.row_at(0).is_saving


def test_minutes_can_be_typed_later_on_a_late_person(
    page: AttendancePage, forty: Class, database: Database, qtbot: QtBot
) -> None:
    qtbot.keyClicks(page.table.view, "l")
    qtbot.keyClick(page.table.view, Key.Key_Up)
    qtbot.keyClicks(page.table.view, "12")
    qtbot.keyClick(page.table.view, Key.Key_Backspace)

    qtbot.keyClick(page.table.view, Key.Key_Down)

    (mark,) = marks_of(database, forty.sessions[0], forty.people[:1])
    assert mark is not None
    assert mark.minutes_late == 1


def test_digits_on_somebody_who_is_not_late_do_nothing(
    page: AttendancePage, forty: Class, database: Database, qtbot: QtBot
) -> None:
    qtbot.keyClicks(page.table.view, "p5")

    assert letters_of(database, forty.sessions[0], forty.people[:2]) == "P."


def test_impossible_minutes_are_refused_in_one_sentence(
    page: AttendancePage, forty: Class, database: Database, qtbot: QtBot
) -> None:
    qtbot.keyClicks(page.table.view, "l999p")

    (mark,) = marks_of(database, forty.sessions[0], forty.people[:1])
    assert mark is not None
    assert mark.minutes_late is None
    assert not page.table.model.row_at(0).is_saving


def test_delete_makes_a_gap_again(
    page: AttendancePage, forty: Class, database: Database, qtbot: QtBot
) -> None:
    qtbot.keyClicks(page.table.view, "pp")
    qtbot.keyClick(page.table.view, Key.Key_Up)

    qtbot.keyClick(page.table.view, Key.Key_Delete)

    assert letters_of(database, forty.sessions[0], forty.people[:3]) == "P.."
    assert page.messages.text == "The mark of INVENTED02 Person is cleared."


def test_control_z_takes_back_one_after_the_other(
    page: AttendancePage, forty: Class, database: Database, qtbot: QtBot
) -> None:
    qtbot.keyClicks(page.table.view, "pa")
    assert page.messages.text == "INVENTED02 Person is marked absent."

    qtbot.keyClick(page.table.view, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert letters_of(database, forty.sessions[0], forty.people[:2]) == "P."
    assert page.messages.text == "Undone: INVENTED02 Person is marked absent."
    qtbot.keyClick(page.table.view, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert letters_of(database, forty.sessions[0], forty.people[:2]) == ".."
    assert page.table.model.row_at(0).status is None


def test_the_rest_is_set_and_nothing_already_marked_changes(
    page: AttendancePage, forty: Class, database: Database, qtbot: QtBot
) -> None:
    qtbot.keyClicks(page.table.view, "ale")

    page.rest.trigger()
    settle()
    menu = QApplication.activePopupWidget()
    assert menu is not None
    qtbot.keyClick(menu, "p")

    assert letters_of(database, forty.sessions[0], forty.people) == "ALE" + "P" * 37
    assert page.messages.text == "37 people without a mark are set to present."
    assert page._state.text() == "40 of 40 marked"
    page.messages.undo_last()
    assert letters_of(database, forty.sessions[0], forty.people) == "ALE" + "." * 37


def test_a_mark_counts_as_saved_only_after_the_commit(
    context: Context, forty: Class, database: Database, qtbot: QtBot, runner: ThreadBackground
) -> None:
    page = AttendancePage(Context(**{**vars(context), "background": runner}))
    qtbot.addWidget(page)
    page.go_to(forty.sessions[0])
    page.show()
    qtbot.waitUntil(lambda: bool(page.table.model.rows))

    qtbot.keyClicks(page.table.view, "p")
    assert page.table.model.row_at(0).is_saving
    qtbot.waitUntil(lambda: not page.table.model.row_at(0).is_saving)

    assert letters_of(database, forty.sessions[0], forty.people[:1]) == "P"


def test_undo_leaves_what_somebody_else_changed_meanwhile(
    page: AttendancePage, forty: Class, database: Database, now: datetime, qtbot: QtBot
) -> None:
    qtbot.keyClicks(page.table.view, "p")
    with database.transaction() as db:
        mark_attendance(
            db,
            training_session_id=forty.sessions[0],
            person_id=forty.people[0],
            status=MarkStatus.ABSENT,
            now=now,
        )

    page.messages.undo_last()

    assert letters_of(database, forty.sessions[0], forty.people[:1]) == "A"


def test_an_auditor_marks_nothing(context: Context, forty: Class, database: Database, qtbot: QtBot) -> None:
    auditor = UserRow(1, "eye", "Invented Auditor", Role.AUDITOR, shares_username=False)
    page = AttendancePage(Context(**{**vars(context), "user": auditor}))
    qtbot.addWidget(page)
    page.go_to(forty.sessions[0])
    page.show()

    qtbot.keyClicks(page.table.view, "ppp")

    assert letters_of(database, forty.sessions[0], forty.people) == "." * 40
    assert not page.acts.close.isEnabled()


def test_others_hear_of_a_burst_of_marks_once(page: AttendancePage, qtbot: QtBot) -> None:
    told: list[int] = []
    page.context.changes.attendance.connect(lambda: told.append(1))

    qtbot.keyClicks(page.table.view, "pppppp")
    assert told == []
    qtbot.waitUntil(lambda: bool(told))

    assert told == [1]


def test_leaving_the_page_saves_minutes_and_tells_others(
    page: AttendancePage, forty: Class, database: Database, open_page: OpenPage, qtbot: QtBot
) -> None:
    told: list[int] = []
    page.context.changes.attendance.connect(lambda: told.append(1))
    qtbot.keyClicks(page.table.view, "l8")

    open_page("courses")

    (mark,) = marks_of(database, forty.sessions[0], forty.people[:1])
    assert mark is not None
    assert mark.minutes_late == 8
    assert told == [1]


def test_control_z_while_minutes_are_typed_drops_only_the_digits(
    page: AttendancePage, forty: Class, database: Database, qtbot: QtBot
) -> None:
    qtbot.keyClicks(page.table.view, "l25")

    qtbot.keyClick(page.table.view, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    first = page.table.model.row_at(0)
    assert (first.status, first.minutes_late, first.is_saving) == (MarkStatus.LATE, None, False)
    assert letters_of(database, forty.sessions[0], forty.people[:1]) == "L"
    qtbot.keyClick(page.table.view, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert letters_of(database, forty.sessions[0], forty.people[:1]) == "."
