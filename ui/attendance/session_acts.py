"""Close the marking of a session, and reopen it."""

from functools import partial

from tvet_desktop.attendance.close_session import SessionClosed, close_session
from tvet_desktop.attendance.reopen_session import SessionReopened, reopen_session
from tvet_desktop.attendance.rules import local_day
from tvet_desktop.courses.queries import TrainingSessionRow
from tvet_desktop.shared.translation import _
from ui.attendance.choice import Chosen
from ui.attendance.notes import why_not_marked
from ui.attendance.words import session_named
from ui.widgets.page import Page
from ui.widgets.reason_dialog import ReasonDialog
from ui.widgets.words import permit


class SessionActs:
    """The main button "Close session", and "Reopen session" in the quiet row."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._session: TrainingSessionRow | None = None
        self.close = page.set_primary(_("Close session"), self._on_close, "check")
        self.reopen = page.add_quiet(_("Reopen session"), self._on_reopen, "undo")
        self.reopen.setVisible(False)

    def follow(self, chosen: Chosen) -> None:
        """Offer what the states of course and session and the role allow."""
        register = chosen.register
        self._session = None if register is None else register.column.session
        is_closed = self._session is not None and self._session.is_closed
        why = why_not_marked(chosen, self._page.context.user.role)
        self.close.setVisible(not is_closed)
        permit(self.close, why)
        self.reopen.setVisible(is_closed)
        permit(self.reopen, why)

    def _on_close(self) -> None:
        session = self._session
        if session is None:
            return
        now = self._page.context.app.clock.now()
        dialog = ReasonDialog(
            self._page,
            heading=_("Close the session of {session}?").format(session=session_named(session)),
            explanation=_("Everybody must have a mark. Afterwards a mark changes only with a reason."),
            verb=_("Close session"),
            asks_reason=False,
            day=local_day(now),
        )
        dialog.finished.connect(lambda _result: self._page.focus())  # the next key marks somebody
        by = self._page.context.user.id
        use_case = partial(close_session, training_session_id=session.id, by=by)
        dialog.ask(self._page, lambda: partial(use_case, on_date=dialog.confirmed_day), self._on_closed)

    def _on_closed(self, done: SessionClosed) -> None:
        reopen = partial(
            reopen_session,
            training_session_id=done.training_session_id,
            on_date=local_day(self._page.context.app.clock.now()),
            reason=_("The closing was undone at once"),
            by=self._page.context.user.id,
        )
        undo = partial(self._page.act, reopen, lambda _done: self._tell())
        self._page.messages.show_success(_("The session is closed."), undo)
        self._tell()

    def _on_reopen(self) -> None:
        session = self._session
        if session is None:
            return
        dialog = ReasonDialog(
            self._page,
            heading=_("Reopen the session of {session}?").format(session=session_named(session)),
            explanation=_("The closing and your reason stay on record."),
            verb=_("Reopen session"),
            day=local_day(self._page.context.app.clock.now()),
        )
        dialog.finished.connect(lambda _result: self._page.focus())  # the next key marks somebody
        by = self._page.context.user.id
        use_case = partial(reopen_session, training_session_id=session.id, by=by)

        def reopened(_done: SessionReopened) -> None:
            self._page.messages.show_success(_("The session is open again."))
            self._tell()

        dialog.ask(
            self._page,
            lambda: partial(use_case, on_date=dialog.confirmed_day, reason=dialog.reason.value()),
            reopened,
        )

    def _tell(self) -> None:
        self._page.context.changes.attendance.emit()
