from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from tests.ui.people.conftest import SAMPLES, OpenPage
from tvet_desktop.accounts.models import Role
from tvet_desktop.people.duplicates.find_duplicates import DuplicatePair, find_duplicates
from tvet_desktop.people.queries import PersonRow
from tvet_desktop.people.registers.import_people import PeopleImported
from ui.context import Context
from ui.main_window import MainWindow
from ui.people import people_page
from ui.people.people_page import PeoplePage
from ui.people.registers.register_page import RegisterPage


@pytest.fixture
def page(both_registers: PeopleImported, open_page: OpenPage) -> PeoplePage:  # noqa: ARG001  fills the list
    page = open_page("people")
    assert isinstance(page, PeoplePage)
    return page


def _found(page: PeoplePage, qtbot: QtBot, typed: str) -> list[str]:
    page.table.filter.setText(typed)
    qtbot.waitUntil(lambda: not page.table._typing.isActive())
    return [row.name for row in page.table.model.rows]


def test_count_sentence_opens_what_waits(page: PeoplePage, main_window: MainWindow) -> None:
    waits, doubles = page.counts.buttons
    assert (waits.text(), doubles.text()) == ("2 rows wait", "1 likely duplicate")
    waits.click()
    assert main_window.current == "waiting_rows"
    main_window.open_page("people")
    page.counts.buttons[1].click()
    assert main_window.current == "duplicates"


@pytest.mark.parametrize(
    "typed", ["harerimana eric", "HALELIMANA Éric", "eric hare", "0784151952", "784 151 952", "+250784151952"]
)
def test_search_forgives_accents_r_and_l_order_and_gaps(page: PeoplePage, qtbot: QtBot, typed: str) -> None:
    assert _found(page, qtbot, typed) == ["HARERIMANA Eric"]


def test_national_ids_are_masked(page: PeoplePage) -> None:
    numbers = [row.id_number for row in page.table.model.rows if row.id_number]
    assert numbers
    assert all("*******" in number for number in numbers)


def test_college_is_named_only_where_there_are_several(
    huye_register: PeopleImported,  # noqa: ARG001  fills the list
    open_page: OpenPage,
) -> None:
    page = open_page("people")
    assert isinstance(page, PeoplePage)
    assert page.table.view.isColumnHidden(7)


def test_a_dropped_file_is_previewed(open_page: OpenPage, main_window: MainWindow) -> None:
    page = open_page("people")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(SAMPLES / "trainees_huye.xlsx"))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(9, 9), copy, data, left, none)
    page.dragEnterEvent(entering)
    assert entering.isAccepted()
    page.dropEvent(QDropEvent(QPointF(9, 9), copy, data, left, none))
    assert isinstance(main_window.page, RegisterPage)
    assert main_window.page.title == "trainees_huye.xlsx"


def test_enter_opens_the_person(page: PeoplePage, main_window: MainWindow, qtbot: QtBot) -> None:
    row: PersonRow = page.table.model.rows[2]
    page.table.select({row.id})
    qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
    assert main_window.current == "person"
    assert main_window.page is not None
    assert main_window.page.title == row.name


def test_a_reviewer_may_look_but_not_add(context: Context, qtbot: QtBot) -> None:
    page = PeoplePage(replace(context, user=replace(context.user, role=Role.REVIEWER)))
    qtbot.addWidget(page)
    page.show()
    assert not page.take_in.isEnabled()
    assert not page.add.isEnabled()
    assert not page.acceptDrops()


def test_pairs_are_counted_after_the_list_and_again_only_when_people_have_changed(
    page: PeoplePage, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown_rows: list[int] = []

    def counted(db: Session) -> list[DuplicatePair]:
        shown_rows.append(len(page.table.model.rows))
        return find_duplicates(db)

    monkeypatch.setattr(people_page, "find_duplicates", counted)
    page.go_to(page.table.model.rows[3].id)
    QApplication.processEvents()
    assert shown_rows == []
    assert page.counts.buttons[1].text() == "1 likely duplicate"

    context.changes.people.emit()
    assert shown_rows == []  # the list stands there first
    QApplication.processEvents()
    assert shown_rows == [len(page.table.model.rows)]
    assert page.counts.buttons[1].text() == "1 likely duplicate"
