"""What a clerk does at the register with the keyboard only: find, reason, walk-in, undo and redo, history."""

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.courses.factories import some_people
from tests.ui.attendance.conftest import Class, FindDialog, letters_of, marks_of, settle
from tests.ui.keyboard import activate
from tvet_desktop.attendance.close_session import close_session
from tvet_desktop.attendance.mark_attendance import mark_attendance
from tvet_desktop.attendance.mark_rest import mark_rest
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.attendance.registers import register_of
from tvet_desktop.courses.enrol_people import enrol_people
from tvet_desktop.courses.queries import enrolled_people
from tvet_desktop.courses.withdraw_enrolment import withdraw_enrolment
from tvet_desktop.people.models import Person
from tvet_desktop.people.queries import list_people
from tvet_desktop.storage.database import Database
from ui.attendance.attendance_page import AttendancePage
from ui.attendance.mark_dialog import MarkDialog

Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def hands(page: AttendancePage, qtbot: QtBot) -> "Hands":
    return Hands(page, qtbot)


class Hands:
    """Presses keys on whatever has the keyboard."""

    def __init__(self, page: AttendancePage, qtbot: QtBot) -> None:
        self.page, self.qtbot = page, qtbot

    @property
    def at(self) -> QWidget:
        settle()
        found = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert found is not None
        return found

    def type(self, letters: str) -> None:
        for letter in letters:
            self.qtbot.keyClicks(self.at, letter)

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            self.qtbot.keyClick(self.at, key, modifier)

    def undo(self, times: int = 1) -> None:
        self.press(*[Key.Key_Z] * times, modifier=CONTROL)

    def redo(self, times: int = 1) -> None:
        self.press(*[Key.Key_Y] * times, modifier=CONTROL)

    @property
    def row(self) -> int:
        return self.page.table.view.currentIndex().row()

    @property
    def is_marking(self) -> bool:
        return self.at is self.page.table.view


@pytest.fixture
def names(forty: Class, database: Database) -> list[str]:
    """Names that people have, in place of the numbered ones."""
    given = {3: ("UWASE", "Aline"), 7: ("UWERA", "Chantal"), 20: ("KALISA", "Éric"), 30: ("NGABO", "Paul")}
    with database.transaction() as db:
        for seat, (family, first) in given.items():
            person = db.get_one(Person, forty.people[seat])
            person.family_name, person.given_name = family, first
    return [" ".join(name) for name in given.values()]


@pytest.mark.usefixtures("names")
class TestFinding:
    def test_three_letters_jump_and_the_next_key_marks(
        self, hands: Hands, forty: Class, database: Database, page: AttendancePage
    ) -> None:
        page.refresh()
        hands.type("fuwaP")

        assert letters_of(database, forty.sessions[0], forty.people) == "..." + "P" + "." * 36
        assert (hands.row, hands.is_marking) == (4, True)

    def test_letters_that_go_on_with_the_name_do_not_mark(
        self, hands: Hands, forty: Class, database: Database, page: AttendancePage, qtbot: QtBot
    ) -> None:
        page.refresh()
        hands.type("fkalisa")
        assert letters_of(database, forty.sessions[0], forty.people) == "." * 40

        qtbot.waitUntil(page.table.view.hasFocus)  # one stops typing: back to marking
        hands.type("a")

        assert letters_of(database, forty.sessions[0], forty.people)[20] == "A"

    def test_accents_r_and_l_and_any_part_of_the_name(self, hands: Hands, page: AttendancePage) -> None:
        page.refresh()
        for typed, row in (("eri", 20), ("kar", 20), ("cha", 7), ("gabo", 30), ("40", 39), ("UWE", 7)):
            hands.press(Key.Key_F)
            hands.type(typed)
            hands.press(Key.Key_Return)
            assert (typed, hands.row, hands.is_marking) == (typed, row, True)

    def test_several_are_walked_through_and_escape_goes_back(
        self, hands: Hands, page: AttendancePage
    ) -> None:
        page.refresh()
        hands.type("pp")
        hands.type("/uw")
        assert page.panel.foot.finding.words.text() == "UWASE Aline, 1 of 2: ↑ ↓ choose, Enter goes there."
        assert hands.row == 3
        hands.press(Key.Key_Down)
        assert hands.row == 7
        hands.press(Key.Key_Down, Key.Key_Up)
        assert hands.row == 7

        hands.press(Key.Key_Escape)

        assert (hands.row, hands.is_marking) == (2, True)
        assert page.panel.hint.isVisible()

    def test_nobody_of_that_name_is_said_and_nothing_moves(self, hands: Hands, page: AttendancePage) -> None:
        page.refresh()
        hands.type("fzzz")

        assert "Nobody here is called like that" in page.panel.foot.finding.words.text()
        assert hands.row == 0
        assert not hands.is_marking

    def test_the_order_of_the_table_does_not_matter(
        self, hands: Hands, forty: Class, database: Database, page: AttendancePage
    ) -> None:
        page.refresh()
        page.table.view.horizontalHeader().setSortIndicator(1, Qt.SortOrder.DescendingOrder)
        page.table.view.selectionModel().clear()

        hands.type("fuwaP")

        assert letters_of(database, forty.sessions[0], forty.people) == "..." + "P" + "." * 36
        current = page.table.current_row()
        assert current is not None
        assert current.name == "NGABO Paul"  # the next name from Z to A

    def test_the_key_stands_in_the_hint(self, page: AttendancePage) -> None:
        assert "F find" in page.panel.hint.text()


def test_home_end_and_page_keys_move(hands: Hands) -> None:
    hands.press(Key.Key_End)
    assert hands.row == 39
    hands.press(Key.Key_Home)
    assert hands.row == 0
    hands.press(Key.Key_PageDown)
    assert 10 < hands.row < 30
    hands.press(Key.Key_PageUp)
    assert hands.row == 0


def test_a_reason_is_one_key_away_and_enter_goes_on(
    hands: Hands, forty: Class, database: Database, page: AttendancePage
) -> None:
    hands.type("e")
    hands.press(Key.Key_Up)
    hands.type("rFuneral in Gisagara")
    hands.press(Key.Key_Return)

    (mark,) = marks_of(database, forty.sessions[0], forty.people[:1])
    assert mark is not None
    assert (mark.status, mark.reason) == (MarkStatus.EXCUSED, "Funeral in Gisagara")
    assert (hands.row, hands.is_marking) == (1, True)
    assert page.messages.text == "The reason of INVENTED01 Person is written: Funeral in Gisagara"
    hands.undo()
    assert getattr(marks_of(database, forty.sessions[0], forty.people)[0], "reason", None) == ""
    hands.redo()
    assert getattr(marks_of(database, forty.sessions[0], forty.people)[0], "reason", "") != ""


def test_a_reason_needs_a_mark_and_escape_writes_nothing(
    hands: Hands, forty: Class, database: Database, page: AttendancePage
) -> None:
    hands.type("r")
    assert page.panel.hint.text() == ("INVENTED01 Person has no mark yet: mark first, then write the reason.")
    hands.type("a")
    hands.press(Key.Key_Up)
    hands.type("rill")
    hands.press(Key.Key_Escape)

    assert getattr(marks_of(database, forty.sessions[0], forty.people)[0], "reason", None) == ""
    assert (hands.row, hands.is_marking) == (0, True)


def test_a_reason_that_is_being_typed_is_saved_when_another_session_is_shown(
    hands: Hands, forty: Class, database: Database, page: AttendancePage
) -> None:
    hands.type("e")
    hands.press(Key.Key_Up)
    hands.type("rFuneral")

    hands.press(Key.Key_Right, modifier=Qt.KeyboardModifier.AltModifier)

    assert getattr(marks_of(database, forty.sessions[0], forty.people)[0], "reason", None) == "Funeral"
    assert page.strip.buttons[forty.sessions[1]].isChecked()
    assert letters_of(database, forty.sessions[1], forty.people) == "." * 40


def test_minutes_typed_later_leave_the_reason(hands: Hands, forty: Class, database: Database) -> None:
    hands.type("l5")
    hands.press(Key.Key_Up)
    hands.type("rbus")
    hands.press(Key.Key_Return, Key.Key_Up)
    hands.type("25")
    hands.press(Key.Key_Down)

    (mark,) = marks_of(database, forty.sessions[0], forty.people[:1])
    assert mark is not None
    assert (mark.minutes_late, mark.reason) == (25, "bus")


def test_everything_is_undone_and_redone_step_by_step(
    hands: Hands, forty: Class, database: Database, page: AttendancePage
) -> None:
    def state() -> tuple[str, list[str]]:
        with database.reading() as db:
            rows = register_of(db, forty.sessions[0]).rows
        letters = "".join("." if row.mark is None else row.mark.status.value for row in rows)
        return letters, [row.mark.reason for row in rows if row.mark and row.mark.reason]

    states = [state()]
    hands.type("p")
    states.append(state())
    hands.type("a")
    states.append(state())
    hands.press(Key.Key_Up)
    hands.press(Key.Key_Delete)
    states.append(state())
    hands.press(Key.Key_Up)
    hands.type("rlate bus")
    hands.press(Key.Key_Return)
    states.append(state())
    hands.press(Key.Key_N, modifier=CONTROL)
    hands.type("HIRWA Luc")
    hands.press(Key.Key_Return)
    states.append(state())
    hands.press(Key.Key_R, modifier=CONTROL)
    hands.type("e")
    states.append(state())
    assert states[-1] == ("P" + "E" * 39 + "P", ["late bus"])

    for earlier in reversed(states[:-1]):
        hands.undo()
        assert state() == earlier
    assert not page.messages.can_undo
    for later in states[1:]:
        hands.redo()
        assert state() == later
    assert not page.messages.can_redo
    hands.press(*[Key.Key_Z] * 6, modifier=CONTROL)
    hands.press(*[Key.Key_Z] * 2, modifier=CONTROL | SHIFT)
    assert state() == states[2]
    hands.type("e")
    assert not page.messages.can_redo
    assert page.messages.text.endswith("is marked excused.")


def test_undo_says_so_where_the_mark_is_another_one_by_now(
    hands: Hands, forty: Class, database: Database, page: AttendancePage, now: datetime
) -> None:
    hands.type("p")
    with database.transaction() as db:
        mark_attendance(
            db,
            training_session_id=forty.sessions[0],
            person_id=forty.people[0],
            status=MarkStatus.ABSENT,
            now=now,
        )

    hands.undo()

    assert letters_of(database, forty.sessions[0], forty.people[:1]) == "A"
    assert page.messages.text == "Nothing was changed: the mark is another one by now."
    assert not page.messages.can_redo


def test_each_session_has_its_own_undo(
    hands: Hands, forty: Class, database: Database, page: AttendancePage
) -> None:
    hands.type("p")
    hands.press(Key.Key_Right, modifier=Qt.KeyboardModifier.AltModifier)
    hands.undo()
    assert letters_of(database, forty.sessions[0], forty.people[:1]) == "P"

    hands.press(Key.Key_Left, modifier=Qt.KeyboardModifier.AltModifier)
    hands.undo()

    assert letters_of(database, forty.sessions[0], forty.people[:1]) == "."
    assert page.messages.text.startswith("Undone: INVENTED01 Person")


def test_a_walk_in_is_one_line_and_present_at_once(
    hands: Hands, forty: Class, database: Database, page: AttendancePage
) -> None:
    hands.type("pp")
    hands.press(Key.Key_Insert)
    hands.type("HIRWA Luc")
    hands.press(Key.Key_Return)

    with database.reading() as db:
        row = enrolled_people(db, forty.course)[-1]
        person = db.get_one(Person, row.person_id)
    assert (row.name, row.seat, row.enrolled_on) == ("HIRWA Luc", 41, date(2027, 3, 1))
    assert (person.sex, person.walk_in_on) == ("N", date(2027, 3, 1))
    last = page.table.model.row_at(40)
    assert (last.name, last.status, last.is_walk_in) == ("HIRWA Luc", MarkStatus.PRESENT, True)
    assert page.messages.text == "HIRWA Luc is added as a walk-in and marked present."
    assert (hands.row, hands.is_marking) == (2, True)  # marking goes on where it was
    assert page._state.text() == "3 of 41 marked · 38 to go"
    assert page.strip.buttons[forty.sessions[1]].text().endswith("0 of 41")

    hands.undo()
    assert page.table.model.rowCount() == 40
    with database.reading() as db:
        assert list_people(db, text="hirwa").total == 0


def test_a_known_person_is_offered_chosen_and_not_made_twice(
    hands: Hands, forty: Class, database: Database, page: AttendancePage
) -> None:
    with database.transaction() as db:
        known, _other = some_people(db, ["HIRWA Luc", "HIRWA Lucie"])
    hands.press(Key.Key_N, modifier=CONTROL)
    hands.type("hirwa l")
    offered = page.panel.foot.walk_in.offered
    words = [offered.item(number).text() for number in range(offered.count())]
    assert words == ["HIRWA Luc", "HIRWA Lucie", "New person: hirwa l"]
    assert offered.currentRow() == 2

    hands.press(Key.Key_Up, Key.Key_Up, Key.Key_Return)

    with database.reading() as db:
        assert enrolled_people(db, forty.course)[-1].person_id == known
        assert list_people(db, text="hirwa").total == 2
    assert page.messages.text == "HIRWA Luc is enrolled from that day and marked present."


def test_the_whole_name_of_a_known_person_is_chosen_by_itself(
    hands: Hands, forty: Class, database: Database, page: AttendancePage
) -> None:
    hands.type("a")
    hands.press(Key.Key_N, modifier=CONTROL)
    hands.type("person invented01")
    chosen = page.panel.foot.walk_in.offered.currentItem()
    assert chosen.text() == "INVENTED01 Person · on this register, no. 1 · Absent"

    hands.press(Key.Key_Return)

    assert letters_of(database, forty.sessions[0], forty.people[:2]) == "P."
    with database.reading() as db:
        assert len(enrolled_people(db, forty.course)) == 40


def test_no_name_makes_nobody_and_escape_leaves(
    hands: Hands, forty: Class, database: Database, page: AttendancePage
) -> None:
    hands.press(Key.Key_N, modifier=CONTROL)
    hands.type("x")
    hands.press(Key.Key_Return)
    assert page.panel.foot.walk_in.words.text() == "Write at least two letters of the name."

    hands.press(Key.Key_Escape)

    assert hands.is_marking
    with database.reading() as db:
        assert len(enrolled_people(db, forty.course)) == 40


def test_a_correction_keeps_the_earlier_mark_and_can_be_taken_back(
    hands: Hands,
    forty: Class,
    database: Database,
    page: AttendancePage,
    dialog: FindDialog,
    now: datetime,
    administrator_id: int,
    qtbot: QtBot,
) -> None:
    with database.transaction(user_id=administrator_id) as db:
        mark_rest(db, training_session_id=forty.sessions[0], status=MarkStatus.PRESENT, now=now)
        close_session(db, training_session_id=forty.sessions[0], on_date=date(2027, 3, 1), by=None)
    page.refresh()
    settle()
    hands.type("a")
    asked = dialog(MarkDialog)
    assert asked.reason.control.hasFocus()
    hands.type("Left before noon")
    hands.press(Key.Key_Return)
    assert letters_of(database, forty.sessions[0], forty.people[:2]) == "AP"
    activate(page.window(), qtbot)
    assert hands.is_marking

    hands.press(Key.Key_Return)  # the history is one Enter away
    asked = dialog(MarkDialog)
    (table,) = [t for t in asked.findChildren(type(page.table).__mro__[1]) if t.isVisible()]
    said = [[column.text(row) for column in table.model.columns] for row in table.model.rows]
    assert [row[1:3] for row in said] == [
        ["Invented Admin", "– → Present"],
        ["Invented Admin", "Present → Absent (Left before noon)"],
    ]
    hands.press(Key.Key_Escape)
    activate(page.window(), qtbot)

    hands.undo()
    assert letters_of(database, forty.sessions[0], forty.people[:2]) == "PP"
    hands.redo()
    assert letters_of(database, forty.sessions[0], forty.people[:2]) == "AP"


def test_who_left_is_grey_with_the_day_and_not_asked_for_later(
    hands: Hands, forty: Class, database: Database, page: AttendancePage, now: datetime
) -> None:
    with database.transaction() as db:
        for session_id in forty.sessions[:4]:
            mark_attendance(
                db,
                training_session_id=session_id,
                person_id=forty.people[1],
                status=MarkStatus.PRESENT,
                now=now,
            )
        withdraw_enrolment(db, course_id=forty.course, person_id=forty.people[1], left_on=date(2027, 3, 1))

    page.choose_session(forty.sessions[2], forty.course)
    settle()
    columns = {column.name: column for column in page.table.model.columns}
    second = page.table.model.row_at(1)
    assert columns["reach"].text(second) == "left on 01/03/2027"
    assert columns["name"].tone is not None
    assert columns["name"].tone(second) == "muted"
    assert page._state.text() == "0 of 39 marked · 39 to go"
    page.table.view.selectRow(0)
    hands.type("pp")  # the key after the first person passes over who has left
    assert letters_of(database, forty.sessions[2], forty.people[:4]) == "PPP."

    page.choose_session(forty.sessions[5], forty.course)
    assert forty.people[1] not in [line.person_id for line in page.table.model.rows]


def test_who_joined_later_is_told_in_words(forty: Class, database: Database, page: AttendancePage) -> None:
    with database.transaction() as db:
        (late,) = some_people(db, ["HIRWA Luc"])
        enrol_people(db, course_id=forty.course, person_ids=[late], enrolled_on=date(2027, 3, 3))
    page.choose_session(forty.sessions[0], forty.course)

    assert page.panel.note.text().startswith("1 person was enrolled after this day and has no mark")
    columns = {column.name: column for column in page.table.model.columns}
    assert columns["reach"].text(page.table.model.row_at(40)) == "joined 03/03/2027"
    page.choose_session(forty.sessions[4], forty.course)
    assert page.panel.note.text() == ""
