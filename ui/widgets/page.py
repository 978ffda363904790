"""The frame of every page: title, one sentence of state, buttons, messages, and the way to the core."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtGui import QAction, QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QTableView, QVBoxLayout, QWidget

from tvet_desktop.shared.errors import UserError
from ui import theme
from ui.context import Context
from ui.icons import tinted
from ui.widgets.action_menu import ActionMenu
from ui.widgets.field import Field
from ui.widgets.flow_row import FlowRow
from ui.widgets.form import Form
from ui.widgets.message_strip import MessageStrip
from ui.widgets.row_table import RowTable
from ui.widgets.words import ActionButton, action, label

T = TypeVar("T")


class Page(QWidget):
    """What a page inherits: build widgets in `build`, ask the core in `refresh`, never decide.

    A page is made when it is first opened. `refresh` runs when it is shown and something that it listens to has
    changed meanwhile, so a constructor never asks the core.
    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._is_stale = True
        self._title = label("", "title")
        self._state = label("", "muted", wraps=True)
        self.messages = MessageStrip()
        self.body = QVBoxLayout()
        self.primary: QAction | None = None
        self._actions: list[QAction] = []
        self._lay_out()
        undo = QShortcut(QKeySequence.StandardKey.Undo, self)  # from the menu too, while the page is shown
        undo.activated.connect(self.messages.undo_last)
        for keys in ("Ctrl+Y", "Ctrl+Shift+Z"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.messages.redo_last)
        self.messages.left.connect(self.focus)
        self.build()

    def build(self) -> None:
        """Make title, buttons and widgets. Called once; asks the core nothing."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Ask the core and show the answer. Pages without data leave it out."""

    def go_to(self, target: object) -> None:
        """Show what ``target`` (an id) names. Pages about one thing override it."""

    def on_code(self, code: object) -> bool:  # noqa: ARG002  the pages that override it look at it
        """Take what a scanner read, a `BadgeCode` or a `SheetCode`; False leaves it to the window."""
        return False

    def on_refused_scan(self, error: UserError) -> bool:  # noqa: ARG002  same
        """Say why a scan was no code for us; False lets the window say it."""
        return False

    def focus(self) -> None:
        """Put the keyboard where the work is: on the table or what fills it, or on the first field of the body."""
        tables = [table for table in self.findChildren(QTableView) if table.isVisibleTo(self)]
        in_order = [field for form in self.findChildren(Form) for field in form.fields]  # as one reads
        in_order += self.findChildren(Field)
        fields = [field.control for field in in_order if field.isVisibleTo(self)]
        fills = [table.empty_button for table in self.findChildren(RowTable)]
        fills = [button for button in fills if button.isVisibleTo(self)]
        (tables or fields or fills or [self])[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def set_title(self, text: str) -> None:
        """Name the page."""
        self._title.setText(text)
        self.setAccessibleName(text)

    @property
    def title(self) -> str:
        """The name of the page."""
        return self._title.text()

    def set_state(self, sentence: str) -> None:
        """Say in one sentence where things stand: "38 of 40 marked · 2 to go"."""
        self._state.setText(sentence)
        self._state.setVisible(bool(sentence))

    def add_below_title(self, widget: QWidget) -> None:
        """Put a widget where the sentence of state stands: for a sentence whose parts are buttons."""
        self._words.addWidget(widget)

    def set_primary(self, text: str, do: Callable[[], object], icon: str = "") -> QAction:
        """Put the one main button at the right of the title."""
        self.primary = self._action(text, do, icon, on_accent=True)
        self._head.addWidget(ActionButton(self.primary, "primary"), 0, Qt.AlignmentFlag.AlignTop)
        return self.primary

    def add_quiet(self, text: str, do: Callable[[], object], icon: str = "") -> QAction:
        """Add a button to the quiet row below the title."""
        made = self._action(text, do, icon)
        self._quiet.add(ActionButton(made, "quiet"))
        self._quiet.show()
        return made

    def gather(self, text: str, actions: Sequence[QAction], icon: str = "") -> ActionMenu:
        """Put the buttons of some quiet actions into the menu of one button, which stands last for now."""
        for button in self._quiet.findChildren(ActionButton):
            if button.shows in actions:
                self._quiet.take(button)
        menu = ActionMenu(text, actions)
        if icon:
            menu.setIcon(tinted(icon, theme.colours_of(self).accent))
        self._quiet.add(menu)
        return menu

    def actions_to_find(self) -> list[QAction]:
        """The actions of this page that can be done now, for Ctrl+K."""
        return [made for made in self._actions if made.isEnabled() and made.isVisible()]

    def listen(self, *signals: SignalInstance) -> None:
        """Refresh after these changes: at once when visible, otherwise when shown again."""
        for signal in signals:
            signal.connect(self._on_change)

    def read(self, query: Callable[[Any], T], done: Callable[[T], None], *, name: str = "") -> None:
        """Ask a query in the background: ``query`` is given the database session, ``done`` the answer."""
        database = self.context.app.database

        def work() -> T:
            with database.reading() as db:
                return query(db)

        self.context.background.run(work, done=done, failed=self.show_user_error, name=name, owner=self)

    def act(
        self,
        use_case: Callable[[Any], T],
        done: Callable[[T], None],
        *,
        failed: Callable[[UserError], None] | None = None,
        name: str = "",
    ) -> None:
        """Run a use case in the background, in one transaction that names the user in the history.

        ``done`` is given the result after the commit: it shows the message and emits the change. Without
        ``failed`` the sentence of a UserError is shown at the top of the page.
        """
        database, user_id = self.context.app.database, self.context.user.id

        def work() -> T:
            with database.transaction(user_id=user_id) as db:
                return use_case(db)

        self.context.background.run(
            work, done=done, failed=failed or self.show_user_error, name=name, owner=self
        )

    def show_user_error(self, error: UserError) -> None:
        """Show what went wrong at the top of the page."""
        self.messages.show_error(error.sentence())

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while another page was shown."""
        super().showEvent(event)
        if self._is_stale:
            self._is_stale = False
            self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """A message about an earlier moment does not wait for the next visit."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.messages.clear()

    def _lay_out(self) -> None:
        self._head = QHBoxLayout()
        self._head.setSpacing(theme.BETWEEN)
        self._words = QVBoxLayout()
        self._words.setSpacing(0)
        self._words.addWidget(self._title)
        self._words.addWidget(self._state)
        self._state.hide()
        self._head.addLayout(self._words, 1)
        self._quiet = FlowRow()
        self._quiet.hide()
        self.body.setSpacing(theme.BETWEEN)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.AROUND, theme.AROUND, theme.AROUND, theme.BETWEEN)
        column.setSpacing(theme.INSIDE + theme.STEP)
        column.addLayout(self._head)
        column.addWidget(self._quiet)
        column.addWidget(self.messages)
        column.addLayout(self.body, 1)

    def _action(self, text: str, do: Callable[[], object], icon: str, *, on_accent: bool = False) -> QAction:
        made = action(text, do, self)
        self._actions.append(made)
        if icon:
            colours = theme.colours_of(self)
            made.setIcon(tinted(icon, colours.on_accent if on_accent else colours.accent))
        return made

    def _on_change(self) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._is_stale = True
