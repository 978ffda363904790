from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Journey
from tests.ui.demo import DemoEmptyPage, DemoListPage
from tvet_desktop.accounts.add_user import add_user
from tvet_desktop.accounts.models import Role
from tvet_desktop.accounts.queries import UserRow, list_users
from tvet_desktop.shared.errors import UserError
from ui.context import Context
from ui.widgets.page import Page


class UsersPage(Page):
    """Reads from and writes to the real database."""

    def build(self) -> None:
        self.set_title("Users")
        self.seen: list[list[UserRow]] = []
        self.listen(self.context.changes.accounts)

    def refresh(self) -> None:
        self.read(list_users, self.seen.append)


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> DemoListPage:
    made = DemoListPage(context)
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    return made


def test_page_asks_the_core_when_shown_and_after_changes(context: Context, qtbot: QtBot) -> None:
    page = UsersPage(context)
    qtbot.addWidget(page)
    assert page.seen == []

    page.show()
    context.changes.accounts.emit()
    page.hide()
    context.changes.accounts.emit()
    context.changes.accounts.emit()
    assert len(page.seen) == 2

    page.show()
    assert len(page.seen) == 3
    assert page.seen[0][0].username == "admin"


def test_act_commits_and_answers(context: Context, qtbot: QtBot) -> None:
    page = UsersPage(context)
    qtbot.addWidget(page)
    page.show()
    answers: list[object] = []
    page.act(
        lambda db: add_user(db, scope=12, username="uwera", display_name="Uwera", role=Role.CLERK),
        answers.append,
    )
    context.changes.accounts.emit()

    assert len(answers) == 1
    assert [user.username for user in page.seen[-1]] == ["admin", "uwera"]


def test_user_error_is_shown_at_the_top(context: Context, qtbot: QtBot) -> None:
    class Closed(UserError):
        def sentence(self) -> str:
            return "The course is closed: ask a coordinator to open it."

    def refuse(_db: object) -> None:
        raise Closed

    page = UsersPage(context)
    qtbot.addWidget(page)
    page.show()
    page.act(refuse, lambda _done: None)

    assert page.messages.text == "The course is closed: ask a coordinator to open it."


def test_undo_is_offered_in_words_and_by_ctrl_z(page: DemoListPage, qtbot: QtBot) -> None:
    page.table.view.selectRow(0)
    page.remove.trigger()
    assert page.messages.text == "Removed 1 person."
    assert len(page.table.model.rows) == 39

    page.table.setFocus()
    page.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.table.view)
    qtbot.keyClick(page.table.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert len(page.table.model.rows) == 40
    assert page.messages.text == "Undone: Removed 1 person."


def test_several_changes_are_undone_one_by_one(page: DemoListPage) -> None:
    for _round in range(3):
        page.table.view.selectRow(0)
        page.remove.trigger()
    undo: Callable[[], None] = page.messages.undo_last

    undo()
    undo()

    assert len(page.table.model.rows) == 39
    assert page.messages.can_undo


def test_buttons_follow_their_actions(page: DemoListPage, journey: Journey) -> None:
    assert not page.remove.isEnabled()
    page.table.view.selectRow(1)
    assert page.remove.isEnabled()
    assert page.primary is not None

    page.primary.trigger()

    assert journey.pages == [("form", None)]
    assert page.primary in page.actions_to_find()


def test_empty_page_offers_what_fills_it(context: Context, qtbot: QtBot, journey: Journey) -> None:
    page = DemoEmptyPage(context)
    qtbot.addWidget(page)
    page.show()

    page.table.empty_button.click()

    assert journey.pages == [("form", None)]
