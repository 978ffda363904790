"""What a signed-in user sees: menu, the page in hand, progress, status line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout

from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from ui import theme
from ui.accounts.gate import StatusWords
from ui.background import ThreadBackground
from ui.context import Context
from ui.finder import Finder, Found, Provider
from ui.idle_lock import IdleLock
from ui.kept_focus import KeptFocus
from ui.navigation import MOST_SHORTCUTS, Navigation
from ui.pages import PageEntry
from ui.pane_keys import PaneKeys
from ui.progress_strip import ProgressStrip
from ui.scan_desk import ScanDesk
from ui.status_line import Status, StatusLine
from ui.sync.automatic_sync import AutomaticSync
from ui.widgets.page import Page
from ui.widgets.words import label

NARROW_BELOW = 1100


@dataclass(frozen=True)
class Frame:
    """What the frame around the pages needs to know.

    Args:
        is_practice: shows the amber frame and the word PRACTICE.
        idle_minutes: locks after this long without a touch; 0 never.
        status: asks for the words of the status line, in the background; at the start and after every change.
    """

    is_practice: bool = False
    idle_minutes: float = 0
    status: Callable[[], StatusWords] = Status


class MainWindow(QFrame):
    """Makes pages when they are first opened and keeps them.

    `lock_requested` and `switch_user_requested` come from the status line, Ctrl+L or the idle lock;
    `language_requested` gives a code: whoever listens changes the language and shows a new main window.
    """

    lock_requested = Signal()
    switch_user_requested = Signal()
    language_requested = Signal(str)
    put_back_requested = Signal()

    def __init__(
        self, context: Context, pages: Mapping[str, PageEntry], frame: Frame, runner: ThreadBackground
    ) -> None:
        super().__init__()
        self._context = replace(
            context,
            open_page=self.open_page,
            speak=self.language_requested.emit,
            put_back=self.put_back_requested.emit,
        )
        self._entries = pages
        self._frame = frame
        self._made: dict[str, Page] = {}
        self._providers: list[Provider] = []
        self.current = ""
        self.navigation = Navigation(pages)
        self.status_line = StatusLine(context.user.display_name)
        self._stack = QStackedWidget()
        self._progress = ProgressStrip(runner.watch)
        self._lay_out()
        self._connect(runner)
        self._add_shortcuts()
        self._idle = IdleLock(frame.idle_minutes, self)
        self._idle.idle.connect(self.lock_requested)
        self._automatic_sync = AutomaticSync(self._context, self)
        self._pane_keys = PaneKeys(self, lambda: self.page, self.status_line, self.navigation)
        self._kept_focus = KeptFocus(self, lambda: self.page)
        self._scan_desk = ScanDesk(self, self._context, lambda: self.page, pages)
        self.show_status()

    def open_page(self, name: str, target: object = None) -> None:
        """Show a page; ``target`` is an id that it is about, or None."""
        if name not in self._entries:
            return
        entry = self._entries[name]
        page = self._made.get(name)
        if page is None:
            page = entry.factory(self._context)
            self._made[name] = page
            self._stack.addWidget(page)
        if target is not None:
            page.go_to(target)
        self.current = name
        self._stack.setCurrentWidget(page)
        self.navigation.show_current(entry.below or name)
        page.focus()
        if target is None:
            self._context.remembered.last_page = name

    def open_first(self) -> None:
        """Show the page on which this user stopped, or the first one."""
        last = self._context.remembered.last_page or ""
        in_menu = last in self._entries and bool(self._entries[last].icon)
        self.open_page(last if in_menu else next(iter(self._entries), ""))

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        return self._made.get(self.current)

    @property
    def context(self) -> Context:
        """What its pages are given."""
        return self._context

    def add_provider(self, provider: Provider) -> None:
        """Let Ctrl+K find more."""
        self._providers.append(provider)

    def open_finder(self) -> Finder:
        """Open Ctrl+K."""
        finder = Finder(self, self._findable(), self._providers, self.take_scan)
        finder.open()
        return finder

    def take_scan(self, text: str) -> None:
        """Act on what a scanner read, or on a code that was pasted."""
        self._scan_desk.take(text)

    def show_status(self) -> None:
        """Ask for the words of the status line again."""
        self._context.background.run(
            self._frame.status, done=self.status_line.show_status, owner=self.status_line
        )

    def show_user_error(self, error: UserError) -> None:
        """Show an error that no page asked to know at the top of the page in hand."""
        if self.page is not None:
            self.page.show_user_error(error)

    def say(self, sentence: str) -> None:
        """Show a message that belongs to no page in particular."""
        if self.page is not None:
            self.page.messages.show_attention(sentence)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow windows keep the icons of the menu only."""
        super().resizeEvent(event)
        self.navigation.set_narrow(self.width() < NARROW_BELOW)

    def _findable(self) -> list[Found]:
        pages = [
            Found(entry.word(), _("Page"), partial(self.open_page, name), entry.icon)
            for name, entry in self._entries.items()
            if entry.icon
        ]
        page = self.page
        actions = [] if page is None else page.actions_to_find()
        here = [Found(action.text(), _("Action"), action.trigger) for action in actions]
        always = [
            Found(_("Lock"), _("Action"), self.lock_requested.emit, "lock"),
            Found(_("Switch user"), _("Action"), self.switch_user_requested.emit, "person"),
        ]
        return [*pages, *here, *always]

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        if self._frame.is_practice:
            self.setObjectName("practiceFrame")
            word = label(_("PRACTICE – nothing here is real"))
            word.setObjectName("practiceWord")
            right.addWidget(word)
        right.addWidget(self._stack, 1)
        right.addWidget(self._progress)
        right.addWidget(self.status_line)
        row = QHBoxLayout(self)
        edge = theme.STEP if self._frame.is_practice else 0
        row.setContentsMargins(edge, edge, edge, edge)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addLayout(right, 1)

    def _connect(self, runner: ThreadBackground) -> None:
        self.navigation.chosen.connect(self.open_page)
        self._progress.cancel_requested.connect(runner.cancel)
        runner.watch.busy_changed.connect(self.status_line.show_working)
        runner.watch.unhandled.connect(self.show_user_error)
        self.status_line.page_requested.connect(self.open_page)
        self.status_line.language_requested.connect(self.language_requested)
        self.status_line.lock_requested.connect(self.lock_requested)
        self.status_line.switch_user_requested.connect(self.switch_user_requested)
        changes = self._context.changes
        for changed in (
            changes.people,
            changes.courses,
            changes.attendance,
            changes.evaluation,
            changes.ideas,
            changes.certificates,
            changes.sync,
            changes.accounts,
            changes.backups,
        ):
            changed.connect(self.show_status)

    def _add_shortcuts(self) -> None:
        for number, name in enumerate(list(self.navigation.entries)[:MOST_SHORTCUTS], 1):
            jump = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            jump.activated.connect(partial(self.open_page, name))
        QShortcut(QKeySequence("Ctrl+K"), self).activated.connect(self.open_finder)
        QShortcut(QKeySequence("Ctrl+L"), self).activated.connect(self.lock_requested)
