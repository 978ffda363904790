"""Names of marked sheets that wait until somebody says whose marks they are."""

from collections import Counter
from collections.abc import Sequence
from functools import partial

from tvet_desktop.attendance.marked_sheets.dismiss_waiting_marks import dismiss_waiting_marks, wait_again
from tvet_desktop.attendance.marked_sheets.link_waiting_marks import (
    WaitingMarksLinked,
    link_waiting_marks,
    unlink_waiting_marks,
)
from tvet_desktop.attendance.marked_sheets.waiting_names import WaitingName, waiting_names
from tvet_desktop.people.queries import PersonRow, list_people
from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.storage.ids import scope_of
from ui.attendance.marked_sheets.sheet_words import names_wait_words, reason_words
from ui.attendance.marked_sheets.whose_dialog import WhoseDialog
from ui.widgets.column import Column
from ui.widgets.page import Page
from ui.widgets.row_table import RowTable
from ui.widgets.why_not import nothing_chosen, role_lacks
from ui.widgets.words import permit

COURSE = "course"  # under which the last one is remembered


class WaitingPage(Page):
    """`go_to` takes the id of a course. Enter on a name asks who it is."""

    def build(self) -> None:
        """Make the table and the buttons."""
        self._course_id = self.context.remembered.last_id(COURSE) or 0
        self.set_title(_("Names that wait"))
        self.decide = self.set_primary(_("This is…"), self._on_decide, "person")
        self.nobody = self.add_quiet(_("Nobody of ours"), self._on_nobody, "close")
        self.add_quiet(
            _("Back to the register"), lambda: self.context.open_page("attendance", None), "attendance"
        )
        self.table: RowTable[WaitingName] = RowTable(
            "waiting_marks",
            _columns(),
            title=_("Names that wait"),
            key=lambda row: row.waiting_mark_ids[0],
            remembered=self.context.remembered,
        )
        self.table.set_empty(_("No name waits: every mark of the imported sheets has its person."))
        self.table.set_actions([self.decide, self.nobody])
        self.table.opened.connect(lambda _row: self._on_decide())
        self.table.selection_changed.connect(self._follow_selection)
        self.body.addWidget(self.table, 1)
        changes = self.context.changes
        self.listen(changes.attendance, changes.people, changes.sync)

    def go_to(self, target: object) -> None:
        """Show the names of a course."""
        if isinstance(target, int):
            self._course_id = target
        if self.isVisible():
            self.refresh()
        else:
            self._is_stale = True

    def refresh(self) -> None:
        """Ask for the names."""
        course_id = self._course_id
        self.read(lambda db: waiting_names(db, course_id), self._show)

    def _show(self, rows: Sequence[WaitingName]) -> None:
        self.table.set_rows(rows)
        self.set_state(names_wait_words(len(rows)) if rows else "")
        if rows and not self.table.view.currentIndex().isValid():
            self.table.view.selectRow(0)
        self._follow_selection()

    def _follow_selection(self) -> None:
        chosen = [] if self.table.current_row() is None else [self.table.current_row()]
        for act in (self.decide, self.nobody):
            permit(act, role_lacks(self.context.user.role, "mark") or nothing_chosen(chosen))

    def _on_decide(self) -> None:
        name = self.table.current_row()
        if name is not None and self.decide.isEnabled():
            scope = scope_of(self._course_id)
            self.read(lambda db: list_people(db, college_scope=scope).rows, partial(self._ask, name))

    def _ask(self, name: WaitingName, people: Sequence[PersonRow]) -> None:
        dialog = WhoseDialog(self, name, people)
        dialog.ask(
            self,
            lambda: partial(
                link_waiting_marks,
                waiting_mark_ids=name.waiting_mark_ids,
                person_id=dialog.person_id,
                now=self.context.app.clock.now(),
            ),
            partial(self._on_linked, name),
        )

    def _on_linked(self, name: WaitingName, done: WaitingMarksLinked) -> None:
        count = len(done.marked)
        words = ngettext(
            "{count} mark of “{name}” has its person.", "{count} marks of “{name}” have their person.", count
        ).format(count=count, name=name.name)
        if done.differing:
            kept = len(done.differing)
            more = ngettext(
                "{count} that was marked otherwise stays as it is.",
                "{count} that were marked otherwise stay as they are.",
                kept,
            ).format(count=kept)
            words = f"{words} {more}"
        undo = partial(unlink_waiting_marks, linked=done, now=self.context.app.clock.now())
        self.messages.show_success(words, partial(self.act, undo, self._tell))
        self._tell(done)

    def _on_nobody(self) -> None:
        name = self.table.current_row()
        if name is None:
            return
        ids = name.waiting_mark_ids

        def done(_result: object) -> None:
            undo = partial(wait_again, waiting_mark_ids=ids)
            words = _("The marks of “{name}” are put aside.").format(name=name.name)
            self.messages.show_success(words, partial(self.act, undo, self._tell))
            self._tell(None)

        self.act(partial(dismiss_waiting_marks, waiting_mark_ids=ids), done)

    def _tell(self, _result: object) -> None:
        self.context.changes.attendance.emit()


def _columns() -> list[Column[WaitingName]]:
    return [
        Column("name", lambda: _("Name in the sheet"), lambda row: row.name, width=28),
        Column("why", lambda: _("Why it waits"), lambda row: reason_words(row.waiting_for), width=30),
        Column("marks", lambda: _("Marks"), _marks, width=18),
        Column(
            "who",
            lambda: _("Who may be meant"),
            lambda row: ", ".join(candidate.name for candidate in row.candidates) or "–",
            width=40,
        ),
    ]


def _marks(row: WaitingName) -> str:
    counts = Counter(cell.status.value for cell in row.cells)
    return ", ".join(f"{count} {letter}" for letter, count in counts.items())
