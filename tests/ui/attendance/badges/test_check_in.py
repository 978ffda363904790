"""Badges at the door: what a scan does to the register, and what it says, whatever has the keyboard."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.courses.factories import MONDAY, a_course, some_people
from tests.ui.accessibility import nameless, unreachable
from tests.ui.attendance.conftest import Class, FindDialog, letters_of, marks_of, settle
from tests.ui.clipping import at_full_size, clipped
from tests.ui.keyboard import activate
from tests.ui.pictures import save_picture
from tests.ui.scanning import Typist, scan
from tvet_desktop.accounts.queries import UserRow
from tvet_desktop.attendance.close_session import close_session
from tvet_desktop.attendance.mark_rest import mark_rest
from tvet_desktop.attendance.models import MarkSource, MarkStatus
from tvet_desktop.attendance.paper.paper_code import BadgeCode, SheetCode, programme_tag, write_code
from tvet_desktop.attendance.rules import Mark
from tvet_desktop.courses.cancel_session import cancel_session
from tvet_desktop.courses.enrol_people import enrol_people
from tvet_desktop.courses.withdraw_enrolment import withdraw_enrolment
from tvet_desktop.people.models import Person
from tvet_desktop.storage.database import Database
from ui import style, theme
from ui.attendance.attendance_page import AttendancePage
from ui.attendance.badges.check_in_view import CheckInView
from ui.attendance.mark_dialog import MarkDialog
from ui.background import ThreadBackground
from ui.context import Context
from ui.finder import Finder
from ui.main_window import Frame, MainWindow
from ui.pages import PAGES
from ui.people.person_page import PersonPage
from ui.scan_banner import ScanBanner
from ui.scanner import Scanner

Key = Qt.Key
Badge = Callable[[int], str]
P, L = MarkStatus.PRESENT, MarkStatus.LATE
SODA = "5449000000996"
CERTIFICATE = "TVC1:6BF+70790T9WJWG.FKY*4GO0.O1CV2*5E1E0BBVF3"


@pytest.fixture
def scanner(qapp: QApplication) -> Iterator[Scanner]:
    """Made before the window, as the front door does."""
    made = Scanner(qapp, lambda: True)
    yield made
    qapp.removeEventFilter(made)
    made.deleteLater()


@pytest.fixture
def badge(forty: Class, database: Database) -> Badge:
    """Spells the badge of the person with a seat, counted from 0."""
    with database.reading() as db:
        tag = programme_tag(db)
    return lambda seat: write_code(BadgeCode(forty.course, forty.people[seat]), tag)


@pytest.fixture
def register(scanner: Scanner, page: AttendancePage, main_window: MainWindow) -> AttendancePage:
    """The register of the first session, with a scanner plugged in."""
    scanner.scanned.connect(main_window.take_scan)
    return page


def banner_of(window: QWidget) -> ScanBanner:
    settle()
    (found,) = [made for made in window.findChildren(ScanBanner) if made.isVisible()]
    return found


def said_by(window: QWidget) -> tuple[str, str, str]:
    """Tone, name and words of the band."""
    banner = banner_of(window)
    return banner.property("tone"), banner.name.text(), banner.words.text()


def test_forty_badges_in_a_row_with_the_keyboard_in_a_text_field(
    scanner: Scanner,
    context: Context,
    runner: ThreadBackground,
    forty: Class,
    badge: Badge,
    database: Database,
    qtbot: QtBot,
) -> None:
    """One badge is of another course, one is scanned twice; the worker thread is the real one."""
    with database.transaction() as db:
        other = a_course(db, "HUY-2027-02")
        (stranger,) = some_people(db, ["GATO Rita"])
        enrol_people(db, course_id=other, person_ids=[stranger], enrolled_on=MONDAY)
        strangers = write_code(BadgeCode(other, stranger), programme_tag(db))
    main = MainWindow(replace(context, background=runner), PAGES, Frame(), runner)
    qtbot.addWidget(main)
    at_full_size(main)
    activate(main, qtbot)
    scanner.scanned.connect(main.take_scan)
    main.open_page("attendance", forty.sessions[0])
    page = main.page
    assert isinstance(page, AttendancePage)
    qtbot.waitUntil(lambda: page.table.model.rowCount() == 40)
    page.walk_in.trigger()
    line = page.panel.foot.walk_in.line
    qtbot.waitUntil(line.hasFocus)
    said: list[str] = []
    for seat in range(40):
        scan(badge(seat), gap_ms=1 + seat % 5)
        if seat == 10:
            scan(badge(10))
        if seat == 20:
            qtbot.waitUntil(lambda: page.panel.register is not None and page.panel.register.marked == 21)
            scan(strangers)
            qtbot.waitUntil(lambda: "HUY-2027-02" in banner_of(main).words.text())
            said.append(banner_of(main).words.text())

    qtbot.waitUntil(lambda: not runner.is_busy and page._state.text() == "40 of 40 marked", timeout=20_000)
    settle()
    assert said_by(main) == (
        "good",
        page.table.model.row_at(39).name,
        "No. 40 · marked present · 40 of 40 are here",
    )
    assert said == ["This badge is for another course, HUY-2027-02, Irrigation: choose that course first."]
    assert set(marks_of(database, forty.sessions[0], forty.people)) == {Mark(P, source=MarkSource.BADGE)}
    assert line.text() == ""
    assert line.hasFocus()
    main.hide()


def test_a_scan_marks_says_so_and_is_taken_back(
    register: AttendancePage, main_window: MainWindow, forty: Class, badge: Badge, database: Database
) -> None:
    scan(badge(11))

    settle()
    assert said_by(main_window) == (
        "good",
        "INVENTED12 Person",
        "No. 12 · marked present · 1 of 40 are here",
    )
    assert letters_of(database, forty.sessions[0], forty.people) == "." * 11 + "P" + "." * 28
    assert register.messages.text == "INVENTED12 Person is marked present."
    assert register.table.current_row().person_id == forty.people[0]  # type: ignore[union-attr]

    typist = Typist(80)
    typist.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier, "\x1a")
    assert letters_of(database, forty.sessions[0], forty.people) == "." * 40
    typist.press(Key.Key_Y, Qt.KeyboardModifier.ControlModifier, "\x19")
    assert letters_of(database, forty.sessions[0], forty.people[:12]) == "." * 11 + "P"
    assert register.panel.register is not None
    assert register.panel.register.marked == 1


def test_the_keys_of_scans_mark_nobody_else(
    register: AttendancePage, forty: Class, badge: Badge, database: Database
) -> None:
    """A code has the letters P, L, A and E; a certificate's too."""
    for text in (badge(2), CERTIFICATE, SODA, "PALEPALE", badge(2).lower()):
        scan(text)
    settle()

    assert letters_of(database, forty.sessions[0], forty.people) == "..P" + "." * 37
    assert register.table.current_row().person_id == forty.people[0]  # type: ignore[union-attr]


@pytest.mark.usefixtures("register")
def test_a_clerk_goes_on_marking_by_keyboard_between_scans(
    forty: Class, badge: Badge, database: Database, qtbot: QtBot
) -> None:
    typist = Typist(70)
    typist.type("pl15")
    scan(badge(30))
    typist.rest(3000)
    typist.type("a")
    scan(badge(31), end=Key.Key_Tab)

    qtbot.waitUntil(
        lambda: letters_of(database, forty.sessions[0], forty.people) == "PLA" + "." * 27 + "PP" + "." * 8
    )
    late = marks_of(database, forty.sessions[0], forty.people)[1]
    assert late is not None
    assert late.minutes_late == 15


def test_a_second_scan_says_already(
    register: AttendancePage, main_window: MainWindow, badge: Badge, forty: Class, database: Database
) -> None:
    scan(badge(0))
    scan(badge(0))
    settle()

    assert said_by(main_window) == (
        "attention",
        "INVENTED01 Person",
        "No. 1 · already marked present · 1 of 40 are here",
    )
    register.messages.undo_last()
    assert letters_of(database, forty.sessions[0], forty.people[:1]) == "."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (SODA, "This is not a badge or sign-in sheet of TVET Desktop"),
        (CERTIFICATE, "This is not a badge or sign-in sheet of TVET Desktop"),
        ("cut", "The code could not be read whole"),
        ("other programme", "This code was printed for another programme"),
        ("unknown", "This badge is not known on this PC yet"),
    ],
)
def test_what_is_no_badge_is_refused_in_one_sentence(
    register: AttendancePage,
    main_window: MainWindow,
    badge: Badge,
    forty: Class,
    database: Database,
    text: str,
    sentence: str,
) -> None:
    with database.reading() as db:
        tag = programme_tag(db)
    known = {
        "cut": badge(3)[:21],
        "other programme": write_code(BadgeCode(forty.course, forty.people[3]), "ABCD"),
        "unknown": write_code(BadgeCode(forty.course, forty.people[3] + 900_000), tag),
    }

    scan(known.get(text, text))
    settle()

    tone, name, words = said_by(main_window)
    assert (tone, name) == ("bad", "")
    assert words.startswith(sentence)
    assert letters_of(database, forty.sessions[0], forty.people) == "." * 40
    assert not register.messages.can_undo


def test_closed_cancelled_left_and_merged(
    register: AttendancePage,
    main_window: MainWindow,
    badge: Badge,
    forty: Class,
    database: Database,
    administrator_id: int,
) -> None:
    with database.transaction(user_id=administrator_id) as db:
        cancel_session(db, training_session_id=forty.sessions[1], reason="strike")
        mark_rest(db, training_session_id=forty.sessions[2], status=P, now=register.context.app.clock.now())
        close_session(
            db, training_session_id=forty.sessions[2], on_date=MONDAY + timedelta(days=1), by=administrator_id
        )
        withdraw_enrolment(db, course_id=forty.course, person_id=forty.people[5], left_on=MONDAY)
        db.get_one(Person, forty.people[7]).merged_into = forty.people[6]
    register.context.changes.people.emit()

    register.go_to(forty.sessions[1])
    scan(badge(0))
    settle()
    assert "is cancelled" in said_by(main_window)[2]
    register.go_to(forty.sessions[2])
    scan(badge(0))
    settle()
    assert "is closed" in said_by(main_window)[2]
    register.go_to(forty.sessions[4])
    scan(badge(5))
    settle()
    assert said_by(main_window)[2].startswith("INVENTED06 Person left this course on 01/03/2027")
    scan(badge(7))
    settle()
    assert said_by(main_window)[:2] == ("good", "INVENTED07 Person")
    assert letters_of(database, forty.sessions[4], forty.people[:8]) == "......P."


def test_with_a_dialog_open_the_badge_marks_and_the_dialog_stays_as_it_is(
    register: AttendancePage, badge: Badge, forty: Class, database: Database, dialog: FindDialog, qtbot: QtBot
) -> None:
    register.details.trigger()
    asked = dialog(MarkDialog)
    assert isinstance(asked, MarkDialog)
    activate(asked, qtbot)
    before = [field.typed() for field in asked.form.fields]

    scan(badge(4))
    settle()

    assert letters_of(database, forty.sessions[0], forty.people[:5]) == "....P"
    assert asked.isVisible()
    assert [field.typed() for field in asked.form.fields] == before
    assert said_by(asked)[1] == "INVENTED05 Person"
    asked.reject()


def test_with_the_menu_of_the_rest_open_a_badge_chooses_nothing_there(
    register: AttendancePage, badge: Badge, forty: Class, database: Database, qtbot: QtBot
) -> None:
    """Its keys are P, L, A and E as well."""
    menu = register.panel.open_rest_menu()
    assert menu is not None

    scan(badge(4))
    settle()

    assert letters_of(database, forty.sessions[0], forty.people) == "....P" + "." * 35
    assert menu.isVisible()
    Typist(80).type("a")
    qtbot.waitUntil(lambda: letters_of(database, forty.sessions[0], forty.people) == "AAAAP" + "A" * 35)


def test_at_the_door_ctrl_z_leaves_alone_what_was_typed_before(
    register: AttendancePage, forty: Class, database: Database, qtbot: QtBot
) -> None:
    Typist(80).type("a")
    qtbot.waitUntil(lambda: letters_of(database, forty.sessions[0], forty.people[:1]) == "A")
    view = open_door(register, qtbot)

    Typist(80).press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier, "\x1a")
    settle()

    assert letters_of(database, forty.sessions[0], forty.people[:1]) == "A"
    view.reject()


def test_who_may_not_mark_is_told(
    scanner: Scanner, context: Context, runner: ThreadBackground, forty: Class, badge: Badge, qtbot: QtBot
) -> None:
    assert isinstance(context.user, UserRow)
    reader = replace(context, user=replace(context.user, role="OF A LATER VERSION"))
    main = MainWindow(reader, PAGES, Frame(), runner)
    qtbot.addWidget(main)
    at_full_size(main)
    activate(main, qtbot)
    scanner.scanned.connect(main.take_scan)
    main.open_page("attendance", forty.sessions[0])
    settle()

    scan(badge(0))
    settle()

    assert said_by(main)[2].startswith("Your role does not allow this")
    main.hide()


@pytest.mark.usefixtures("register")
def test_from_another_page_a_badge_opens_its_person(
    main_window: MainWindow, badge: Badge, forty: Class, database: Database
) -> None:
    main_window.open_page("courses")
    settle()

    scan(badge(8))
    settle()

    assert main_window.current == "person"
    assert isinstance(main_window.page, PersonPage)
    assert main_window.page.title == "INVENTED09 Person"
    assert said_by(main_window) == (
        "attention",
        "INVENTED09 Person",
        "Badge of course HUY-2027-01. To mark, open the register under Attendance and scan there.",
    )
    assert letters_of(database, forty.sessions[0], forty.people) == "." * 40


@pytest.mark.usefixtures("register")
def test_under_a_dialog_of_another_page_nothing_is_opened(
    main_window: MainWindow, badge: Badge, qtbot: QtBot
) -> None:
    main_window.open_page("courses")
    blocking = QDialog(main_window)
    blocking.open()
    activate(blocking, qtbot)

    scan(badge(8))
    settle()

    assert main_window.current == "courses"
    assert said_by(blocking)[2] == "A window is open in front: close it first, then scan again."
    blocking.reject()


@pytest.mark.usefixtures("register")
def test_a_code_is_pasted_or_scanned_into_the_finder(
    main_window: MainWindow,
    badge: Badge,
    forty: Class,
    database: Database,
    qtbot: QtBot,
) -> None:
    finder = main_window.open_finder()
    activate(finder, qtbot)
    QApplication.clipboard().setText(badge(3))
    qtbot.keyClick(finder.line, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [finder.list.item(n).text() for n in range(finder.list.count())] == [
        "Code of a badge or a sheet   ·   Action"
    ]
    qtbot.keyClick(finder.line, Key.Key_Return)
    settle()
    assert letters_of(database, forty.sessions[0], forty.people[:5]) == "...P."

    finder = main_window.open_finder()
    activate(finder, qtbot)
    scan(badge(4))
    settle()
    assert letters_of(database, forty.sessions[0], forty.people[:5]) == "...PP"
    assert not [open_ for open_ in main_window.findChildren(Finder) if open_.isVisible()]


@pytest.mark.usefixtures("register")
def test_a_sheet_opens_where_its_sessions_are(
    main_window: MainWindow, forty: Class, database: Database
) -> None:
    with database.reading() as db:
        code = write_code(SheetCode(forty.course + 5, 1, tuple(forty.sessions[2:4])), programme_tag(db))
    main_window.open_page("courses")
    settle()

    scan(code)
    settle()

    assert main_window.current == "marks_from_sheet"


def open_door(register: AttendancePage, qtbot: QtBot) -> CheckInView:
    Typist(80).press(Key.Key_D, Qt.KeyboardModifier.ControlModifier, "\x04")
    view = register.check_in.view
    assert view is not None
    activate(view, qtbot)
    return view


def test_at_the_door_the_name_fills_the_window_and_esc_leaves(
    register: AttendancePage,
    main_window: MainWindow,
    badge: Badge,
    forty: Class,
    database: Database,
    qtbot: QtBot,
) -> None:
    view = open_door(register, qtbot)
    assert view.size() == main_window.size()
    assert view.name.text() == "Scan a badge"
    assert view.count.text() == "0 of 40 are here"

    for seat in range(7):
        scan(badge(seat))
    settle()
    assert view.name.text() == "INVENTED07 Person"
    assert view.words.text() == "No. 7 · marked present · 7 of 40 are here"
    assert view.count.text() == "7 of 40 are here"
    assert [line.text() for line in view.lines] == [
        f"INVENTED{number:02} Person  ·  No. {number}, Present" for number in (7, 6, 5, 4, 3)
    ]
    scan(SODA)
    settle()
    assert view.card.property("tone") == "bad"
    assert view.words.text().startswith("This is not a badge")
    assert not main_window.findChildren(ScanBanner) or not banner_visible(main_window)

    Typist(80).press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier, "\x1a")
    settle()
    assert view.count.text() == "6 of 40 are here"
    assert view.lines[0].text().startswith("INVENTED06")
    assert (view.name.text(), view.words.text()) == ("INVENTED07 Person", "The mark was taken back.")
    Typist(80).press(Key.Key_Escape)
    settle()
    assert register.check_in.view is None
    assert letters_of(database, forty.sessions[0], forty.people[:8]) == "PPPPPP.."
    activate(main_window, qtbot)
    assert register.table.view.hasFocus()


def banner_visible(window: QWidget) -> bool:
    return any(made.isVisible() for made in window.findChildren(ScanBanner))


def test_at_the_door_scans_mark_late_with_the_minutes_that_were_typed(
    register: AttendancePage, badge: Badge, forty: Class, database: Database, qtbot: QtBot
) -> None:
    view = open_door(register, qtbot)
    typist = Typist(90)
    typist.press(Key.Key_Right)
    typist.press(Key.Key_Tab, text="\t")
    assert view.choice.minutes.hasFocus()
    scan(badge(0))
    settle()
    typist.type("20")
    qtbot.waitUntil(lambda: view.choice.minutes.text() == "20")
    scan(badge(1))
    scan(badge(2).lower())
    settle()

    assert view.choice.minutes.text() == "20"
    assert view.words.text() == "No. 3 · marked late by 20 minutes · 3 of 40 are here"
    assert marks_of(database, forty.sessions[0], forty.people[:3]) == [
        Mark(L, None, source=MarkSource.BADGE),
        Mark(L, 20, source=MarkSource.BADGE),
        Mark(L, 20, source=MarkSource.BADGE),
    ]
    view.reject()
    activate(register.window(), qtbot)
    scan(badge(3))
    settle()
    assert letters_of(database, forty.sessions[0], forty.people[:4]) == "LLLP"


def test_minutes_that_cannot_be_mark_nobody(
    register: AttendancePage, badge: Badge, forty: Class, database: Database, qtbot: QtBot
) -> None:
    view = open_door(register, qtbot)
    view.choice.buttons[L].click()
    view.choice.minutes.setText("0")

    scan(badge(0))
    settle()

    assert view.words.text().startswith("0 minutes late cannot be")
    assert letters_of(database, forty.sessions[0], forty.people[:1]) == "."
    view.reject()


def test_scans_beep_once_and_refusals_twice_unless_switched_off(
    register: AttendancePage, badge: Badge, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    beeps: list[int] = []
    monkeypatch.setattr(QApplication, "beep", lambda: beeps.append(1))
    scan(badge(0))
    qtbot.waitUntil(lambda: len(beeps) == 1)
    scan(SODA)
    qtbot.waitUntil(lambda: len(beeps) == 3)
    register.context.remembered.beeps = False
    scan(badge(1))
    scan(SODA)
    qtbot.wait(300)
    assert len(beeps) == 3


@pytest.mark.parametrize("language", ["en", "pseudo"])
@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_it_looks_right(
    request: pytest.FixtureRequest, qapp: QApplication, badge: Badge, language: str, colours: theme.Colours
) -> None:
    if language == "pseudo":
        request.getfixturevalue("pseudo_language")
    style.use_colours(qapp, colours)
    qtbot: QtBot = request.getfixturevalue("qtbot")
    register: AttendancePage = request.getfixturevalue("register")
    main: MainWindow = request.getfixturevalue("main_window")
    shade = "dark" if colours is theme.DARK else "light"
    assert clipped(main) == []
    for name, text in (("ok", badge(5)), ("already", badge(5)), ("refused", SODA)):
        scan(text)
        settle()
        assert clipped(banner_of(main)) == []
        save_picture(main, f"scanner/register_{name}_{language}_{shade}")
    view = open_door(register, qtbot)
    for name, text in (("ok", badge(6)), ("already", badge(6)), ("refused", badge(6)[:15])):
        scan(text)
        settle()
        assert clipped(view) == []
        save_picture(view, f"scanner/door_{name}_{language}_{shade}")
    view.choice.buttons[L].click()
    settle()
    assert clipped(view) == []
    assert nameless(view) == []
    assert unreachable(view) == []
    view.reject()
