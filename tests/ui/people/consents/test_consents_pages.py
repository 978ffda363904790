"""Consents are recorded and withdrawn on a person's page, and for a whole course at once, by keyboard."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.courses.factories import a_running_course
from tests.ui.accessibility import nameless, unreachable
from tests.ui.clipping import at_full_size, clipped
from tests.ui.people.conftest import HUYE, OpenPage
from tests.ui.people.keyboard import enter_on, press, tab_to, type_text
from tests.ui.pictures import save_picture
from tvet_desktop.people.add_person import add_person
from tvet_desktop.people.consents.queries import ConsentRow, ConsentState, consents_of
from tvet_desktop.people.models import ConsentPurpose
from tvet_desktop.people.register import Details
from tvet_desktop.storage.database import Database
from ui.main_window import MainWindow
from ui.people.consents.consent_dialog import ConsentDialog
from ui.people.consents.consents_page import ConsentsPage
from ui.people.consents.course_consents_page import CourseConsentsPage
from ui.people.consents.withdraw_dialog import WithdrawDialog
from ui.widgets.page import Page

CONTROL = Qt.KeyboardModifier.ControlModifier
NAMES = ("KEZA Aline", "MUGABO Jean", "HIRWA Luc", "NSENGA Paul", "UWASE Ange")


@pytest.fixture(params=["en", "pseudo"])
def language(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    if name == "pseudo":
        request.getfixturevalue("pseudo_language")
    return name


def _add(database: Database, year: int) -> int:
    with database.transaction() as db:
        return add_person(db, college_scope=HUYE, details=Details("KEZA", "Aline", "F", year)).person_id


@pytest.fixture
def keza(database: Database) -> int:
    return _add(database, 1990)


@pytest.fixture
def class_of_five(database: Database) -> tuple[int, list[int]]:
    with database.transaction() as db:
        course_id, _sessions, people = a_running_course(db, NAMES)
    return course_id, people


def _open(open_page: OpenPage, person_id: int) -> ConsentsPage:
    page = open_page("consents", person_id)
    assert isinstance(page, ConsentsPage)
    page.table.setFocus()
    return page


def _dialog(kind: type[ConsentDialog | WithdrawDialog]) -> ConsentDialog | WithdrawDialog:
    QApplication.processEvents()
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    return found


def _consent(database: Database, person_id: int, purpose: ConsentPurpose) -> ConsentRow:
    with database.reading() as db:
        return next(row for row in consents_of(db, person_id) if row.purpose is purpose)


def test_a_spoken_consent_is_recorded_withdrawn_and_both_undone(
    open_page: OpenPage, keza: int, database: Database
) -> None:
    page = _open(open_page, keza)
    page.table.select({ConsentPurpose.PHOTO})
    press(Qt.Key.Key_Return)
    dialog = _dialog(ConsentDialog)
    assert isinstance(dialog, ConsentDialog)
    assert "Pictures and films" in dialog.windowTitle()
    assert "withdraw this consent at any time" in dialog.text.text()
    dialog.language.set_value("fr")
    dialog.language.on_edited()
    assert "retirer ce consentement" in dialog.text.text()
    enter_on("Record consent")
    assert "needs a witness" in dialog.witness.error
    type_text("Ms Uwera")
    press(Qt.Key.Key_Return)

    given = _consent(database, keza, ConsentPurpose.PHOTO)
    assert (given.state, given.witness, given.language) == (ConsentState.GIVEN, "Ms Uwera", "fr")
    assert given.given_on == date(2027, 3, 8)
    assert page.messages.text == "Recorded: Pictures and films."
    assert not page.record.isEnabled()

    page.withdraw.trigger()
    asked = _dialog(WithdrawDialog)
    assert "off the web" in asked.accessibleDescription()
    enter_on("Withdraw")
    assert _consent(database, keza, ConsentPurpose.PHOTO).state is ConsentState.WITHDRAWN
    assert "off the web" in page.messages.text
    assert page._follows.isVisible()

    page.activateWindow()
    QTest.qWaitForWindowActive(page.window())
    press(Qt.Key.Key_Z, CONTROL)
    assert _consent(database, keza, ConsentPurpose.PHOTO).state is ConsentState.GIVEN
    press(Qt.Key.Key_Z, CONTROL)
    assert _consent(database, keza, ConsentPurpose.PHOTO).state is ConsentState.NOT_ASKED


def test_withdrawing_before_the_day_of_the_consent_is_refused_in_the_dialog(
    open_page: OpenPage, keza: int, database: Database
) -> None:
    page = _open(open_page, keza)
    press(Qt.Key.Key_Return)
    dialog = _dialog(ConsentDialog)
    assert isinstance(dialog, ConsentDialog)
    dialog.witness.set_value("Ms Uwera")
    dialog.form.submit()
    page.withdraw.trigger()
    asked = _dialog(WithdrawDialog)
    asked.day.set_value(date(2027, 3, 1))
    asked.form.submit()
    assert "cannot be before it" in asked.messages.text
    assert asked.isVisible()
    press(Qt.Key.Key_Escape)
    assert _consent(database, keza, ConsentPurpose.TRAINING).state is ConsentState.GIVEN


def test_for_a_child_the_guardian_is_asked_for(open_page: OpenPage, database: Database) -> None:
    child = _add(database, 2013)
    page = _open(open_page, child)
    assert "Under 16" in page._state.text()
    press(Qt.Key.Key_Return)
    dialog = _dialog(ConsentDialog)
    assert isinstance(dialog, ConsentDialog)
    dialog.witness.set_value("Ms Uwera")
    dialog.form.submit()
    assert dialog.guardian.error
    dialog.guardian.set_value("MUGABO Jean")
    dialog.form.submit()
    assert _consent(database, child, ConsentPurpose.TRAINING).given_by == "MUGABO Jean"


def test_papers_signed_in_class_are_recorded_at_once(
    open_page: OpenPage, class_of_five: tuple[int, list[int]], database: Database
) -> None:
    course_id, people = class_of_five
    page = open_page("course_consents", course_id)
    assert isinstance(page, CourseConsentsPage)
    assert "5 people were not asked yet" in page._state.text()
    page.purpose.set_value(ConsentPurpose.PHOTO)
    page.purpose.on_edited()
    page.table.setFocus()
    press(Qt.Key.Key_A, CONTROL)
    press(Qt.Key.Key_Space)  # the first one has not signed
    assert page.record.text() == "4 people agreed…"
    press(Qt.Key.Key_Return)
    dialog = _dialog(ConsentDialog)
    assert isinstance(dialog, ConsentDialog)
    tab_to("Agreed on")
    press(Qt.Key.Key_A, CONTROL)
    type_text("01/03/2027")
    press(Qt.Key.Key_Return)

    assert page.messages.text == "The consents of 4 people were recorded."
    assert _consent(database, people[0], ConsentPurpose.PHOTO).state is ConsentState.NOT_ASKED
    signed = _consent(database, people[1], ConsentPurpose.PHOTO)
    assert (signed.form, signed.given_on) == ("PAPER", date(2027, 3, 1))
    assert "1 person was not asked yet" in page._state.text()

    page.activateWindow()
    QTest.qWaitForWindowActive(page.window())
    press(Qt.Key.Key_Z, CONTROL)
    assert _consent(database, people[1], ConsentPurpose.PHOTO).state is ConsentState.NOT_ASKED
    page.not_asked.trigger()
    assert page.chosen_ids == people


def test_looks(
    language: str,
    open_page: OpenPage,
    class_of_five: tuple[int, list[int]],
    main_window: MainWindow,
) -> None:
    course_id, people = class_of_five
    page = _open(open_page, people[0])
    page.record.trigger()
    dialog = _dialog(ConsentDialog)
    assert isinstance(dialog, ConsentDialog)
    assert dialog.height() <= 700
    _check(dialog, f"consent_dialog_{language}")
    dialog.witness.set_value("Ms Uwera")
    dialog.form.submit()
    _check(page, f"consents_{language}", main_window)
    page.withdraw.trigger()
    asked = _dialog(WithdrawDialog)
    _check(asked, f"withdraw_dialog_{language}")
    asked.form.submit()
    _check(page, f"consents_withdrawn_{language}", main_window)
    course = open_page("course_consents", course_id)
    _check(course, f"course_consents_{language}", main_window)


def test_looks_without_a_course(language: str, open_page: OpenPage, main_window: MainWindow) -> None:
    _check(open_page("course_consents"), f"course_consents_empty_{language}", main_window)


def _check(what: Page | ConsentDialog | WithdrawDialog, name: str, window: MainWindow | None = None) -> None:
    whole = window if window is not None else what
    size = (1366, 768) if window is not None else (what.width(), what.height())
    at_full_size(whole, *size)  # words that changed have settled
    save_picture(whole, name, width=size[0], height=size[1])
    assert clipped(whole) == []
    assert nameless(what) == []
    if window is not None:
        assert unreachable(what) == []
