"""Saves what was done in the register, says it in words, and takes it back and does it again."""

from functools import partial
from typing import TYPE_CHECKING

from tvet_desktop.attendance.mark_attendance import AttendanceMarked
from tvet_desktop.attendance.mark_rest import RestMarked
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.attendance.registers import SessionRegister
from tvet_desktop.attendance.walk_ins.add_walk_in import WalkInAdded
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from ui.attendance.marking import Marking, MarkWanted, Saved
from ui.attendance.register_line import RegisterLine
from ui.attendance.register_steps import Step, WalkInStep
from ui.attendance.words import marked_sentence, reason_sentence, rest_sentence
from ui.widgets.message_strip import Undoable
from ui.widgets.page import Page

if TYPE_CHECKING:
    from ui.attendance.register_panel import RegisterPanel


class Saving:
    """Between the register's panel, its messages and `Marking`.

    A step can be taken back from the moment it is asked for; it is said once the store has it.
    """

    def __init__(self, page: Page, panel: "RegisterPanel") -> None:
        self._page = page
        self._panel = panel
        self._undoables: dict[Step, Undoable] = {}
        self.marking = Marking(page.context, panel)
        self.marking.saved.connect(self._on_saved)
        self.marking.refused.connect(self._on_refused)

    def mark(self, wanted: MarkWanted, name: str, *, is_about_reason: bool = False) -> None:
        """Save one mark of ``name``, or only another reason beside it."""
        sentence = marked_sentence(name, wanted.status, wanted.minutes_late)
        if is_about_reason:
            sentence = reason_sentence(name, wanted.reason)
        self._do(self.marking.mark(wanted), sentence)

    def clear(self, session_id: int, person_id: int, name: str) -> None:
        """Make a gap of a mark."""
        sentence = _("The mark of {name} is cleared.").format(name=name)
        self._do(self.marking.clear(session_id, person_id), sentence)

    def mark_rest(self, session_id: int, status: MarkStatus) -> None:
        """Give everybody without a mark the same one."""
        self._do(self.marking.mark_rest(session_id, status), rest_sentence(status, 0))

    def walk_in(self, session_id: int, name: str, person_id: int | None) -> None:
        """Take in somebody who stands on no list."""
        self._do(self.marking.walk_in(session_id, name, person_id), name)

    def adopt(self, done: AttendanceMarked, sentence: str) -> None:
        """A badge has made this mark already: it is said and can be taken back as if it had been typed."""
        self._page.messages.show_step(self._remember(self.marking.scanned(done), sentence))
        self.marking.tell_soon()

    def _do(self, step: Step, sentence: str) -> None:
        self._remember(step, sentence)
        self.marking.do(step)

    def _remember(self, step: Step, sentence: str) -> Undoable:
        undoable = Undoable(
            sentence,
            undo=partial(self.marking.undo, step),
            redo=partial(self.marking.redo, step),
        )
        self._undoables[step] = undoable
        self._page.messages.remember(undoable)
        return undoable

    def _on_saved(self, saved: Saved) -> None:
        """The store has it: show it as saved, and say in words how to take it back."""
        register = self._panel.register
        if register is not None and saved.step.session_id == register.column.session.id:
            self._show(saved, register)
        messages, undoable, result = self._page.messages, self._undoables[saved.step], saved.result
        if isinstance(result, tuple) and not result:
            messages.show_attention(_("Nothing was changed: the mark is another one by now."))
            messages.forget_step(undoable)
            return
        if isinstance(result, RestMarked):
            if not result.marked:
                messages.forget_step(undoable)
                messages.show_attention(_("Everybody has a mark already: nothing was changed."))
                return
            after = result.marked[0].after
            assert after is not None
            undoable.sentence = rest_sentence(after.status, len(result.marked))
        elif isinstance(result, WalkInAdded):
            undoable.sentence = _walk_in_sentence(result)
        if not saved.is_back:
            messages.show_step(undoable)
        if isinstance(saved.step, WalkInStep):
            self._page.refresh()  # every session of the course expects one person more or less

    def _show(self, saved: Saved, register: SessionRegister) -> None:
        news = saved.news
        if isinstance(news, SessionRegister):
            self._panel.show_register(news)
        elif any(row.person.person_id == news.person.person_id for row in register.rows):
            register = register.with_row(news)
            self._panel.register = register
            self._panel.table.show_line(RegisterLine.of(news, register), self.marking.busy)
            self._panel.changed.emit(register)
        else:
            self._page.refresh()

    def _on_refused(self, step: Step, error: UserError) -> None:
        self._page.messages.forget_step(self._undoables[step])
        self._page.show_user_error(error)
        self._page.refresh()


def _walk_in_sentence(added: WalkInAdded) -> str:
    if added.is_new:
        words = _("{name} is added as a walk-in and marked present.")
    elif added.enrolled is not None:
        words = _("{name} is enrolled from that day and marked present.")
    elif added.marked is not None:
        words = _("{name} is marked present.")
    else:
        words = _("{name} was marked already: nothing was changed.")
    return words.format(name=added.name)
