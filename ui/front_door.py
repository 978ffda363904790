"""Decides what the window shows: first run, sign-in, the work itself, or why it cannot be opened."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from tvet_desktop.accounts.new_database import DatabaseMissing
from tvet_desktop.app import App
from tvet_desktop.certificates.statements.code_form import begins_like_code
from tvet_desktop.shared.clock import SystemClock
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import LANGUAGES, _, language, use_language
from tvet_desktop.sync.backups.restore import Restored
from ui.accounts.first_run_wizard import FirstRunWizard
from ui.accounts.gate import Gate, Opened, OpenGate
from ui.accounts.sign_in_page import SignInPage
from ui.background import ThreadBackground
from ui.backups.backup_keeper import BackupKeeper
from ui.backups.backup_words import damaged_words, moment_words
from ui.backups.restore_screen import RestoreScreen
from ui.certificates.checking.verify_screen import VerifyScreen
from ui.changes import Changes
from ui.context import Context, Drafts
from ui.findable import find_courses, find_people
from ui.first_look import FirstLook, write_first_look
from ui.main_window import Frame, MainWindow
from ui.message_page import MessagePage
from ui.pages import PAGES, PageEntry, pages_for
from ui.progress_strip import ProgressStrip
from ui.remembered import Remembered
from ui.scan_banner import Said, announce
from ui.scanner import Scanner
from ui.window import Window


class FrontDoor(QObject):
    """Lives as long as the window. Everything a content needs is passed to it from here.

    Args:
        open_gate: imports the core and makes its gate; called on the worker thread.
        pages: the registry; tests pass their own.
    """

    def __init__(
        self,
        window: Window,
        folder: Path,
        open_gate: OpenGate,
        remembered: Remembered,
        pages: Mapping[str, PageEntry] = PAGES,
    ) -> None:
        super().__init__(window)
        self.background = ThreadBackground(self)
        self._window = window
        self._folder = folder
        self._open_gate = open_gate
        self._remembered = remembered
        self._pages = pages
        self._changes = Changes(self)
        self._drafts = Drafts()
        self._gate: Gate | None = None
        self._opened: Opened | None = None
        self._drafts_of: int | None = None
        self._locked_for = ""
        self._news = ""
        self.keeper = BackupKeeper(self)
        self.keeper.made.connect(self._changes.backups)
        self.keeper.damaged.connect(self._on_damaged)
        self._scanner = Scanner(self, lambda: isinstance(self.content, MainWindow))
        self._scanner.scanned.connect(self._on_scan)
        window.closing.connect(self._on_closing)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._make_anew)

    def open(self) -> None:
        """Import the core behind the opening frame, then show what comes first."""
        folder, open_gate = self._folder, self._open_gate

        def work() -> tuple[Gate, bool]:
            gate = open_gate(folder)
            return gate, gate.is_new()

        self.background.run(work, done=self._on_gate, failed=self._on_closed_gate, owner=self)

    @property
    def content(self) -> QWidget | None:
        """What the window shows now; None while opening."""
        return self._window.content

    def lock(self) -> None:
        """Close the data; the same person finds their half-filled forms again."""
        self._leave(locked_for=self._opened.user.username if self._opened else "")

    def switch_user(self) -> None:
        """Close the data for somebody else."""
        self._leave(locked_for="")

    def tell_unknown(self) -> None:
        """Say that something went wrong that should not have."""
        content = self.content
        if isinstance(content, MainWindow):
            content.say(
                _(
                    "Something went wrong that should not have, and it was noted in the log. What was saved is "
                    "safe: try again, and tell the administrator if it comes back."
                )
            )

    def speak(self, code: str) -> None:
        """Change the language and make what is shown anew in it; the one in use leaves everything as it is."""
        is_another = code != language()
        use_language(code)
        self._remembered.language = code
        self._remembered.save()
        if is_another:
            self._window.setWindowTitle(_("TVET Desktop"))
            self._make_anew()

    def _make_anew(self) -> None:
        """Make what is shown again: in another language, or with icons in other colours."""
        content = self.content
        if isinstance(content, MainWindow) and self._opened is not None:
            self._show_work(self._opened, page=content.current)
        elif isinstance(content, SignInPage):
            self._show_sign_in()
        elif isinstance(content, FirstRunWizard):
            self._show_first_run()

    def _on_gate(self, answer: tuple[Gate, bool]) -> None:
        self._gate, is_new = answer
        if is_new:
            self._show_first_run()
        else:
            self._show_sign_in()

    def _on_closed_gate(self, error: UserError) -> None:
        way = (_("Put a backup back"), self._show_restore) if isinstance(error, DatabaseMissing) else None
        self._show(MessagePage(error.sentence(), _("Try again"), self.open, way))

    def _show_first_run(self) -> None:
        assert self._gate is not None
        progress = ProgressStrip(self.background.watch)
        progress.cancel_requested.connect(self.background.cancel)
        wizard = FirstRunWizard(self._gate, self.background, progress=progress)
        wizard.opened.connect(self._on_opened)
        wizard.language_requested.connect(self.speak)
        wizard.put_back_requested.connect(self._show_restore)
        self._show(wizard)

    def _show_sign_in(self, locked_for: str = "") -> None:
        assert self._gate is not None
        self._locked_for = locked_for
        page = SignInPage(self._gate, self.background, locked_for=locked_for)
        page.opened.connect(self._on_opened)
        page.language_requested.connect(self.speak)
        page.verify_requested.connect(lambda: self._show_verify(locked_for))
        page.put_back_requested.connect(self._show_restore)
        if self._news:
            page.messages.show_success(self._news)
            self._news = ""
        self._show(page)

    def _show_verify(self, locked_for: str) -> VerifyScreen:
        progress = ProgressStrip(self.background.watch)
        progress.cancel_requested.connect(self.background.cancel)
        screen = VerifyScreen(self._folder, SystemClock(), self.background, self._remembered, progress)
        screen.left.connect(lambda: self._show_sign_in(locked_for))
        self._show(screen)
        return screen

    def _show_restore(self) -> None:
        progress = ProgressStrip(self.background.watch)
        screen = RestoreScreen(App(self._folder, SystemClock()), self.background, self._remembered, progress)
        screen.left.connect(self.open)
        screen.restored.connect(self._on_restored)
        self._show(screen)

    def _on_restored(self, done: Restored) -> None:
        self._news = _(
            "The backup of {when} is in place: sign in with a password of that time, then read the sync files of"
            " the other PCs."
        ).format(when=moment_words(done.made_at))
        self.open()  # what could not be opened before, can be now

    def _on_damaged(self) -> None:
        content = self.content
        if isinstance(content, MainWindow):
            content.open_page("backups")
            content.say(damaged_words())

    def _on_opened(self, opened: Opened) -> None:
        self._opened = opened
        if self._drafts_of != opened.user.id:
            self._drafts.forget_all()
        self._drafts_of = opened.user.id
        spoken = language()
        self._remembered.use_user(opened.user.id)
        own = self._remembered.language
        if own in LANGUAGES and own != spoken:
            use_language(own)
        self._show_work(opened)
        if opened.backups is not None:
            self.keeper.keep(opened.backups)

    def _show_work(self, opened: Opened, page: str = "") -> None:
        context = Context(
            app=opened.app,
            background=self.background,
            changes=self._changes,
            user=opened.user,
            remembered=self._remembered,
            drafts=self._drafts,
            open_page=lambda _name, _target: None,  # the main window puts its own there
        )
        frame = Frame(opened.is_practice, opened.idle_minutes, opened.status)
        main = MainWindow(context, pages_for(opened.user.role, self._pages), frame, self.background)
        main.add_provider(find_people(main.context))
        main.add_provider(find_courses(main.context))
        main.lock_requested.connect(self.lock)
        main.switch_user_requested.connect(self.switch_user)
        main.language_requested.connect(self.speak)
        main.put_back_requested.connect(self._leave_for_restore)
        self._show(main)
        if page:
            main.open_page(page)
        else:
            main.open_first()

    def _leave_for_restore(self) -> None:
        self._leave(locked_for="")
        self._show_restore()

    def _leave(self, *, locked_for: str) -> None:
        if self._opened is None:
            return
        self.keeper.rest()
        self._close_dialogs()
        if self.content is not None:
            self.content.hide()  # pages save what is half typed, before the data is closed
        opened, self._opened = self._opened, None
        self._remembered.save()
        self._remembered.use_user(None)
        self.background.run(opened.close)  # after everything that still waits to be saved
        if opened.is_practice:
            self.open()  # back to what this PC really is
        else:
            self._show_sign_in(locked_for)

    def _on_scan(self, text: str) -> None:
        content = self.content
        if isinstance(content, MainWindow):
            content.take_scan(text)
        elif begins_like_code(text) and isinstance(content, SignInPage | VerifyScreen):
            screen = content if isinstance(content, VerifyScreen) else self._show_verify(self._locked_for)
            screen.view.check_scanned(text)
        else:
            said = Said("bad", "", _("Nobody is signed in here: sign in first, then scan again."))
            announce(self._window, said, self._remembered)

    def _close_dialogs(self) -> None:
        """A dialog goes with the content that opened it: nobody reads it, or answers it, behind a locked door."""
        for dialog in self._window.findChildren(QDialog, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if dialog.isVisible():
                dialog.reject()

    def _show(self, content: QWidget) -> None:
        self._close_dialogs()
        self._window.show_content(content)
        content.setFocus()

    def _on_closing(self) -> None:
        if self.content is not None:
            self.content.hide()  # pages save what is half typed
        self._remembered.save()
        write_first_look(self._folder, FirstLook(language(), self._window.width(), self._window.height()))
        self._window.hide()  # the last backup may take a moment
        self.keeper.stop()
        self.background.stop()
        if self._opened is not None:
            self._opened.close()
            self._opened = None
