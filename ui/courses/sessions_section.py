"""The sessions of a course: make, add, change, cancel, hold after all, remove."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from tvet_desktop.attendance.put_back_sessions import put_back_sessions
from tvet_desktop.attendance.queries import SessionProgress
from tvet_desktop.attendance.remove_sessions import SessionsRemoved, remove_sessions
from tvet_desktop.courses.add_session import SessionAdded, add_session
from tvet_desktop.courses.cancel_session import SessionCancelled, cancel_session
from tvet_desktop.courses.clashes import Clash, Occasion, clashes_in_course
from tvet_desktop.courses.edit_session import SessionEdited, edit_session
from tvet_desktop.courses.make_sessions import SessionsMade
from tvet_desktop.courses.models import SessionState
from tvet_desktop.courses.queries import TrainingSessionRow
from tvet_desktop.courses.restore_session import SessionRestored, restore_session
from tvet_desktop.courses.rules import day_text, slot_name
from tvet_desktop.shared.translation import _, ngettext
from ui.courses.clash_words import clash_sentence
from ui.courses.section import Section
from ui.courses.session_columns import session_columns
from ui.courses.session_dialogs import SessionDialog
from ui.widgets.page import Page
from ui.widgets.reason_dialog import ReasonDialog
from ui.widgets.row_table import RowTable
from ui.widgets.why_not import not_one_chosen, nothing_chosen
from ui.widgets.words import permit


class SessionsSection(Section):
    """A table of half-days; Enter goes to the marks of one."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, _("Sessions"))
        self._course_id = 0
        self._first_day: date | None = None
        self._why_not = ""
        self.make = self.add_button(_("Make sessions"), self._on_make, "calendar")
        self.add = self.add_button(_("Add one"), self._on_add, "add")
        self.edit = self.add_button(_("Change"), self._on_edit, "edit")
        self.cancel = self.add_button(_("Cancel session"), self._on_cancel, "close")
        self.restore = self.add_button(_("Hold it after all"), self._on_restore, "undo")
        self.remove = self.add_button(_("Remove"), self._on_remove, "remove")
        self.table: RowTable[SessionProgress] = RowTable(
            "course_sessions",
            session_columns(),
            title=_("Sessions"),
            key=lambda row: row.session.id,
            remembered=page.context.remembered,
            type_to_filter=False,
        )
        self.table.set_empty(_("No session yet: make those of a whole week in one go."), self.make)
        self.table.set_actions(self.actions_here)
        self.table.opened.connect(lambda row: page.context.open_page("attendance", row.session.id))
        self.table.selection_changed.connect(self._follow_selection)
        self.column.addWidget(self.table, 1)

    def show_sessions(
        self, course_id: int, first_day: date | None, rows: Sequence[SessionProgress], *, why_not: str
    ) -> None:
        """Show the sessions of a course; ``why_not`` says what role or state forbid, "" where they do not."""
        self._course_id, self._first_day, self._why_not = course_id, first_day, why_not
        self.table.set_rows(rows)
        self._follow_selection()

    def _follow_selection(self) -> None:
        rows = self.table.selected_rows()
        states = {row.state for row in rows}
        closed = any(row.session.is_closed for row in rows)
        why = self._why_not or nothing_chosen(rows)
        why = why or (_("The marking of this session is closed: reopen it first.") if closed else "")
        why_one = why or not_one_chosen(rows)
        is_cancelled = states == {SessionState.CANCELLED}
        permit(self.make, self._why_not)
        permit(self.add, self._why_not)
        permit(
            self.edit, why_one or (_("This session is cancelled: restore it first.") if is_cancelled else "")
        )
        permit(self.cancel, why_one)
        self.cancel.setVisible(not is_cancelled)
        permit(self.restore, why_one)
        self.restore.setVisible(is_cancelled)
        has_marks = any(row.marked for row in rows)
        permit(self.remove, why or (_("This session has marks: cancel it instead.") if has_marks else ""))

    def _on_make(self) -> None:
        self.page.context.open_page("timetable", self._course_id)

    def say_made(self, made: SessionsMade) -> None:
        """Say what the page of the timetable has made."""
        count, there = len(made.training_session_ids), len(made.already_there)
        words = ngettext("{count} session made.", "{count} sessions made.", count).format(count=count)
        if there:
            words = ngettext(
                "{count} session made, {there} was there already.",
                "{count} sessions made, {there} were there already.",
                count,
            ).format(count=count, there=there)
        self.say(words, _removing(made.training_session_ids) if count else None)

    def _on_add(self) -> None:
        dialog = SessionDialog(self.page, None, self._next_day(), self._look)

        def prepare() -> Callable[[Any], SessionAdded]:
            return partial(add_session, course_id=self._course_id, **vars(dialog.details()))

        def added(result: SessionAdded) -> None:
            words = (_("The session was added."), clash_sentence(dialog.clashes))
            self.say(" ".join(words).strip(), _removing((result.training_session_id,)))

        dialog.ask(self.page, prepare, added)

    def _on_edit(self) -> None:
        session = self._selected()
        dialog = SessionDialog(self.page, session, None, self._look)
        change = partial(edit_session, training_session_id=session.id)

        def changed(result: SessionEdited) -> None:
            words = (
                _("The session of {session} was changed.").format(session=_named(session)),
                clash_sentence(dialog.clashes),
            )
            self.say(" ".join(words).strip(), partial(change, details=result.earlier))

        dialog.ask(self.page, lambda: partial(change, details=dialog.details()), changed)

    def _on_cancel(self) -> None:
        session = self._selected()
        dialog = ReasonDialog(
            self.page,
            heading=_("Cancel the session of {session}?").format(session=_named(session)),
            explanation=_("It counts no more in anybody’s hours. Marks that it has are kept."),
            verb=_("Cancel session"),
        )

        def cancelled(_result: SessionCancelled) -> None:
            words = _("The session of {session} was cancelled.").format(session=_named(session))
            self.say(words, partial(restore_session, training_session_id=session.id))

        dialog.ask(
            self.page,
            lambda: partial(cancel_session, training_session_id=session.id, reason=dialog.reason.value()),
            cancelled,
        )

    def _on_restore(self) -> None:
        session = self._selected()

        def restored(result: SessionRestored) -> None:
            words = _("The session of {session} counts again.").format(session=_named(session))
            undo = partial(cancel_session, training_session_id=session.id, reason=result.earlier_reason)
            self.say(words, undo)

        self.page.act(partial(restore_session, training_session_id=session.id), restored)

    def _on_remove(self) -> None:
        session_ids = tuple(row.session.id for row in self.table.selected_rows())

        def removed(result: SessionsRemoved) -> None:
            count = len(result.training_session_ids)
            words = ngettext("{count} session removed.", "{count} sessions removed.", count)
            self.say(words.format(count=count), partial(put_back_sessions, training_session_ids=session_ids))

        self.page.act(_removing(session_ids), removed)

    def _look(self, occasion: Occasion, tell: Callable[[tuple[Clash, ...]], None]) -> None:
        """Ask what speaks against a time for a session of this course."""
        course_id = self._course_id
        self.page.read(lambda db: clashes_in_course(db, course_id, occasion), tell)

    def _selected(self) -> TrainingSessionRow:
        return self.table.selected_rows()[0].session

    def _next_day(self) -> date | None:
        """The day to propose: the last one that has a session, else the first day of the course."""
        days = [row.session.held_on for row in self.table.model.rows]
        return max(days) if days else self._first_day


def _removing(session_ids: tuple[int, ...]) -> Callable[[Any], SessionsRemoved]:
    return partial(remove_sessions, training_session_ids=session_ids)


def _named(session: TrainingSessionRow) -> str:
    return f"{day_text(session.held_on)} {slot_name(session.slot)}"
