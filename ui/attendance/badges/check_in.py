"""Marks the person of a scanned badge in the session that is shown, and says so in very large type."""

from functools import partial

from PySide6.QtCore import QObject

from tvet_desktop.accounts.rules import NotAllowed, may
from tvet_desktop.attendance.badges.check_in import HERE, CheckedIn, check_in
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.attendance.paper.paper_code import BadgeCode
from tvet_desktop.attendance.registers import SessionRegister, register_of
from tvet_desktop.shared.errors import UserError
from ui.attendance.badges.check_in_view import CheckInView
from ui.attendance.badges.check_in_words import arrived_of, said_of
from ui.attendance.register_panel import RegisterPanel
from ui.attendance.words import marked_sentence, session_named
from ui.scan_banner import Said, announce, beep
from ui.widgets.page import Page


class CheckIn(QObject):
    """Between the scanner and the register. While the view at the door is open, it says what scans did."""

    def __init__(self, page: Page, panel: RegisterPanel) -> None:
        super().__init__(page)
        self._page = page
        self._panel = panel
        self.view: CheckInView | None = None
        panel.changed.connect(self._on_register)

    def on_code(self, code: object) -> bool:
        """Mark the person of a badge; everything else is for others."""
        register = self._panel.register
        if not isinstance(code, BadgeCode) or register is None:
            return False
        if may(self._page.context.user.role, "mark"):
            self._mark(code, register.column.session.id)
        else:
            self._refuse(NotAllowed())
        return True

    def on_refused(self, error: UserError) -> bool:
        """Say in the open view why a scan was no code for us."""
        if self.view is not None:
            self._refuse(error)
        return self.view is not None

    def open_view(self, heading: str) -> CheckInView | None:
        """Cover the window for the door; the keyboard comes back to the register afterwards."""
        register = self._panel.register
        if register is None:
            return None
        session = register.column.session
        self._panel.table.end_minutes()
        view = CheckInView(self._page, f"{heading} · {session_named(session)}", session.minutes)
        view.undo_requested.connect(self._page.messages.undo_last)
        view.finished.connect(self._on_left)
        self.view = view
        self._on_register(register)
        view.open()
        return view

    def _mark(self, badge: BadgeCode, session_id: int) -> None:
        context = self._page.context
        database, user_id = context.app.database, context.user.id
        choice = None if self.view is None else self.view.choice
        use_case = partial(
            check_in,
            training_session_id=session_id,
            badge=badge,
            status=MarkStatus.PRESENT if choice is None else choice.status,
            minutes_late=None if choice is None else choice.minutes_late,
            now=context.app.clock.now(),
        )

        def work() -> tuple[CheckedIn, SessionRegister]:
            with database.transaction(user_id=user_id) as db:
                result = use_case(db)
            with database.reading() as db:
                return result, register_of(db, session_id)

        context.background.run(
            work, done=lambda answer: self._on_done(*answer), failed=self._refuse, owner=self
        )

    def _on_done(self, done: CheckedIn, register: SessionRegister) -> None:
        shown = self._panel.register
        if shown is not None and shown.column.session.id == done.training_session_id:
            self._panel.show_register(register)  # the current person stays: the next key is for them
            if done.marked is not None:
                sentence = marked_sentence(done.name, done.mark.status, done.mark.minutes_late)
                self._panel.saving.adopt(done.marked, sentence)
        else:
            self._panel.marking.tell_soon()
        if self.view is not None and done.marked is not None:
            self.view.add(arrived_of(done))
        self._say(said_of(done))

    def _refuse(self, error: UserError) -> None:
        self._say(Said("bad", "", error.sentence()))

    def _say(self, said: Said) -> None:
        remembered = self._page.context.remembered
        if self.view is None:
            announce(self._page, said, remembered)
        else:
            self.view.say(said)
            beep(said.tone, remembered)

    def _on_register(self, register: SessionRegister) -> None:
        """The view counts what the store has, also after an undo."""
        if self.view is None:
            return
        here = {row.person.person_id for row in register.rows if row.mark and row.mark.status in HERE}
        expected = {row.person.person_id for row in register.rows if row.is_expected}
        self.view.show_count(len(here & expected), len(expected))
        self.view.keep_only(here)

    def _on_left(self, _result: int) -> None:
        self.view = None
        self._page.focus()
