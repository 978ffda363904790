from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import nameless, unreachable
from tests.ui.clipping import at_full_size, clipped
from tests.ui.conftest import Journey
from tests.ui.keyboard import activate, press_enter, type_into
from tests.ui.pictures import save_picture
from tvet_desktop.accounts.models import Role
from tvet_desktop.app import App
from tvet_desktop.certificates.drawing.content import Signatory
from tvet_desktop.certificates.setup.queries import setup_of
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.courses.queries import list_courses
from ui.certificates.setup.setup_form import SetupForm
from ui.certificates.setup.setup_page import SetupPage
from ui.context import Context


def course_of(app: App) -> int:
    with app.database.reading() as db:
        return list_courses(db)[0].id


@pytest.fixture
def page(huye: App, context_of: Callable[[App], Context], qtbot: QtBot) -> SetupPage:
    made = SetupPage(context_of(huye))
    qtbot.addWidget(made)
    made.go_to(course_of(huye))
    at_full_size(made)
    activate(made, qtbot)
    return made


def form_of(page: SetupPage) -> SetupForm:
    assert page.form is not None
    return page.form


def choose(page: SetupPage, language: str) -> None:
    form_of(page).language.set_value(language)
    form_of(page).language.on_edited()
    page.show_preview()


def test_the_page_shows_what_follows_from_the_course(page: SetupPage) -> None:
    form = form_of(page)

    assert (form.language.value(), form.place.value(), form.donor.value()) == ("en", "Huye", "")
    assert form.signatories.lines[0][1].placeholderText() == "Principal"
    assert page.preview.picture.pixmap().width() > 400
    assert form.language.box.hasFocus()


def test_what_is_saved_holds_and_can_be_taken_back(page: SetupPage, qtbot: QtBot, huye: App) -> None:
    form = form_of(page)
    choose(page, "en+fr")
    name, position = form.signatories.lines[0]
    type_into(name, "Uwera Chantal", qtbot)
    assert form.signatories.lines[1][1].placeholderText() == ""
    type_into(position, "Principal", qtbot)
    type_into(form.donor.line, "Belgium", qtbot)
    form.second_page.tick.setFocus()
    qtbot.keyClick(form.second_page.tick, Qt.Key.Key_Space)
    press_enter(form.donor.line, qtbot)

    assert page.messages.text.startswith("The next certificates of this course are made so.")
    with huye.database.reading() as db:
        details = setup_of(db, course_of(huye)).details
    assert (details.language, details.financed_by, details.has_second_page) == ("en+fr", "Belgium", True)
    assert details.signatories == (Signatory("Uwera Chantal", "Principal"),)

    page.messages.undo_last()
    assert form_of(page).language.value() == "en"
    assert form_of(page).signatories.value() == ()


def test_the_preview_follows_the_fields_at_a_pause(page: SetupPage, qtbot: QtBot) -> None:
    before = page.preview.picture.pixmap().toImage()
    type_into(form_of(page).donor.line, "Belgium", qtbot)
    assert page._pause.isActive()
    qtbot.waitUntil(lambda: not page._pause.isActive())

    assert page.preview.picture.pixmap().toImage() != before


def test_the_preview_shows_each_kind_and_page(page: SetupPage, qtbot: QtBot) -> None:
    form = form_of(page)
    form.second_page.tick.setChecked(True)
    page.show_preview()
    assert page.preview.page.box.count() == 2
    first = page.preview.picture.pixmap().toImage()
    page.preview.page.box.setFocus()
    qtbot.keyClick(page.preview.page.box, Qt.Key.Key_Down)
    page.preview.page.on_edited()
    assert page.preview.picture.pixmap().toImage() != first

    page.preview.kind.set_value(CertificateKind.APPRECIATION)
    page.preview.kind.on_edited()
    assert page.preview.page.box.count() == 1


def test_a_letter_that_cannot_be_printed_is_named_in_the_preview_and_at_its_field(
    page: SetupPage, qtbot: QtBot
) -> None:
    form = form_of(page)
    form.donor.line.setText("Bel☃gium")  # pasted: the test's keyboard has no snowman
    form.donor.on_edited()
    page.show_preview()
    assert "☃" in page.preview.problem.text()
    press_enter(form.donor.line, qtbot)

    assert "☃" in form.donor.error
    assert form.donor.line.hasFocus()


def test_what_was_typed_and_not_saved_is_there_again(
    page: SetupPage, qtbot: QtBot, huye: App, journey: Journey
) -> None:
    type_into(form_of(page).donor.line, "Belgium", qtbot)
    type_into(form_of(page).place.line, "x", qtbot)
    qtbot.keyClick(form_of(page).place.line, Qt.Key.Key_Backspace)
    qtbot.keyClick(form_of(page).donor.line, Qt.Key.Key_Escape)
    assert journey.pages == [("certificates", course_of(huye))]
    page.hide()

    again = SetupPage(page.context)
    qtbot.addWidget(again)
    again.go_to(course_of(huye))
    at_full_size(again)
    assert (form_of(again).donor.value(), form_of(again).place.value()) == ("Belgium", "")


def test_news_of_others_leaves_what_is_being_typed(page: SetupPage, qtbot: QtBot) -> None:
    type_into(form_of(page).donor.line, "Belgium", qtbot)
    page.context.changes.sync.emit()

    assert form_of(page).donor.value() == "Belgium"
    assert form_of(page).donor.line.hasFocus()


def test_a_trainer_only_looks(huye: App, context_of: Callable[[App], Context], qtbot: QtBot) -> None:
    page = SetupPage(replace(context_of(huye), user=replace(huye.user, role=Role.TRAINER)))
    qtbot.addWidget(page)
    page.go_to(course_of(huye))
    at_full_size(page)

    assert not page.save.isEnabled()
    assert not form_of(page).language.isEnabled()
    assert page.preview.kind.isEnabled()


def test_tab_goes_as_one_reads(page: SetupPage, qtbot: QtBot) -> None:
    form = form_of(page)
    form.language.box.setFocus()
    reached = []
    for _press in range(13):
        at = page.window().focusWidget()
        assert at is not None
        reached.append(at)
        qtbot.keyClick(at, Qt.Key.Key_Tab)
    signing = [line for pair in form.signatories.lines for line in pair]

    assert reached == [
        form.language.box,
        *signing,
        form.place.line,
        form.donor.line,
        form.second_page.tick,
        form.more,
    ]


def test_the_field_that_more_goes_to_is_in_sight(page: SetupPage, qtbot: QtBot) -> None:
    page.resize(1166, 640)
    form_of(page).show_optional()
    first = QApplication.focusWidget()

    assert first is not None
    qtbot.waitUntil(lambda: first.visibleRegion().boundingRect() == first.rect())


def test_a_name_keeps_the_position_of_its_line(page: SetupPage, qtbot: QtBot) -> None:
    signatories = form_of(page).signatories
    name, position = signatories.lines[1]
    type_into(name, "Uwera Chantal", qtbot)

    assert position.placeholderText() == "Trainer"
    assert signatories.lines[0][1].placeholderText() == ""
    assert signatories.value() == (Signatory("Uwera Chantal", "Trainer"),)
    type_into(signatories.lines[2][0], "Gasana Paul", qtbot)
    assert signatories.lines[2][1].placeholderText() == "Trainer", "it is printed second"
    type_into(signatories.lines[2][0], "\b", qtbot)
    type_into(signatories.lines[0][0], "Mugisha Eric", qtbot)
    assert signatories.value() == (Signatory("Mugisha Eric"), Signatory("Uwera Chantal"))


def test_every_control_has_a_name_and_is_reached(page: SetupPage) -> None:
    form_of(page).show_optional()
    assert nameless(page) == []
    assert unreachable(page) == []
    choose(page, "en+fr")
    save_picture(page, "setup_page/setup_en")


@pytest.mark.usefixtures("pseudo_language")
def test_nothing_is_clipped_in_a_language_that_needs_room(page: SetupPage) -> None:
    form_of(page).show_optional()
    at_full_size(page)
    assert clipped(page) == []
    save_picture(page, "setup_page/setup_pseudo")
