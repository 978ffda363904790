"""A logo's way: given at the national office with the keyboard, carried by a stick, printed at a college."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tests.attendance.paper.papers import NAMES
from tests.attendance.paper.test_logos_on_papers import boxes_of
from tests.courses.factories import a_running_course
from tests.programme.logos.pictures import BLUE, ORANGE, logo_file
from tests.sync.conftest import JoinPc, Pc, founder, join_pc, meet
from tests.ui.choosing import drop
from tests.ui.clipping import at_full_size
from tests.ui.keyboard import activate, type_into
from tvet_desktop.app import App
from ui.attendance.paper.paper_dialog import PaperDialog
from ui.background import ThreadBackground
from ui.context import Context
from ui.courses.course_page import CoursePage
from ui.courses.partners_dialog import PartnersDialog
from ui.main_window import Frame, MainWindow
from ui.pages import PAGES
from ui.settings.logo_dialog import LogoDialog
from ui.settings.logos_page import LogosPage
from ui.settings.settings_page import SettingsPage

__all__ = ["founder", "join_pc", "meet"]

OpenWindow = Callable[[App], MainWindow]


@pytest.fixture
def open_window(context_of: Callable[[App], Context], runner: ThreadBackground, qtbot: QtBot) -> OpenWindow:
    def open_it(app: App) -> MainWindow:
        context = context_of(app)
        main = MainWindow(context, PAGES, Frame(), runner)
        qtbot.addWidget(main)
        at_full_size(main)
        activate(main, qtbot)
        return main

    return open_it


def settle() -> None:
    for _round in range(3):
        QApplication.processEvents()


def page_of(main: MainWindow, name: str, target: object = None) -> object:
    main.open_page(name, target)
    settle()
    return main.page


def dialog_of(main: MainWindow, kind: type[QDialog]) -> QDialog:
    settle()
    (found,) = [dialog for dialog in main.findChildren(kind) if dialog.isVisible()]
    return found


def give(main: MainWindow, file: Path, owner: str, qtbot: QtBot, *, is_partner: bool) -> None:
    """Drop a picture, type its owner, tick with Space where it is a partner's, and press Enter."""
    assert isinstance(main.page, LogosPage)
    drop(main.page, [file])
    asked = dialog_of(main, LogoDialog)
    assert isinstance(asked, LogoDialog)
    activate(asked, qtbot)
    type_into(asked.owner.line, owner, qtbot)
    if is_partner:
        asked.is_partner.tick.setFocus()
        qtbot.keyClick(asked.is_partner.tick, Qt.Key.Key_Space)
    qtbot.keyClick(asked.owner.line, Qt.Key.Key_Return)
    settle()
    assert main.page.messages.text == "The logo was added."


def test_a_logo_goes_from_the_national_office_to_the_sheet_of_a_college(
    founder: Pc,
    join_pc: JoinPc,
    meet: Callable[..., None],
    open_window: OpenWindow,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    college = join_pc("college")
    national = open_window(founder.app)
    settings = page_of(national, "settings")
    assert isinstance(settings, SettingsPage)
    settings.logos.trigger()
    settle()
    for name, colour, is_partner in (("Rwanda Polytechnic", BLUE, False), ("Invented Partner", ORANGE, True)):
        file = tmp_path / "picture.png"
        file.write_bytes(logo_file(colour, (900, 600)))
        give(national, file, name, qtbot, is_partner=is_partner)
    national.hide()
    meet(founder, college)

    with college.app.database.transaction() as db:
        course, _sessions, _people = a_running_course(db, NAMES)
    there = open_window(college.app)
    logos = page_of(there, "logos")
    assert isinstance(logos, LogosPage)
    logos.table.view.selectRow(0)
    assert logos.remove.whatsThis() == "This logo is the programme's: the national office changes it."

    page = page_of(there, "course", course)
    assert isinstance(page, CoursePage)
    page.partners.button.trigger()
    asked = dialog_of(there, PartnersDialog)
    assert isinstance(asked, PartnersDialog)
    asked.form.fields[0].set_value(True)
    asked.form.submit()
    settle()
    page.print.trigger()
    printing = dialog_of(there, PaperDialog)
    assert isinstance(printing, PaperDialog)
    file = tmp_path / "sheet.pdf"
    qtbot.waitUntil(printing.save.isEnabled)
    printing.save_as(file)
    qtbot.waitUntil(file.exists)

    assert len(boxes_of(file.read_bytes())[0]) == 2
