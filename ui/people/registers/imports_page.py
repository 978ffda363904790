"""The registers that were taken in, and taking one out again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tvet_desktop.accounts.queries import list_users
from tvet_desktop.people.queries import ImportRow, list_imports
from tvet_desktop.people.registers.undo_import import ImportUndone
from tvet_desktop.shared.translation import _, ngettext
from ui.people.registers.take_in import taking_out
from ui.people.registers.undone_words import undone_words
from ui.people.sub_page import SubPage
from ui.widgets.column import Column
from ui.widgets.question_dialog import QuestionDialog, ask
from ui.widgets.row_table import RowTable
from ui.widgets.why_not import not_one_chosen, role_lacks
from ui.widgets.words import permit


@dataclass(frozen=True)
class _Line:
    made: ImportRow
    by: str


class ImportsPage(SubPage):
    """The newest first. Taking one out asks before, because only the file brings its people back."""

    def build(self) -> None:
        """Make the buttons and the table."""
        self.set_title(_("Imported registers"))
        self.question: QuestionDialog | None = None
        self.add_way_back()
        take_in = self.set_primary(
            _("Import a register"), lambda: self.context.open_page("register", None), "import"
        )
        self.undo = self.add_quiet(_("Undo this import"), self._ask_to_undo, "undo")
        self.table: RowTable[_Line] = RowTable(
            "register_imports",
            _columns(),
            title=_("Imported registers"),
            key=lambda line: line.made.id,
            remembered=self.context.remembered,
            type_to_filter=False,
        )
        self.table.set_empty(_("No register was imported yet."), take_in)
        self.table.set_actions([self.undo])
        self.table.selection_changed.connect(self._on_selection)
        self.table.opened.connect(lambda _line: self._ask_to_undo())
        self.body.addWidget(self.table, 1)
        permit(take_in, role_lacks(self.context.user.role, "edit_people"))
        self._on_selection()
        self.listen(self.context.changes.people)

    def refresh(self) -> None:
        """Ask for the imports."""
        self.read(_ask_core, self._show)

    def _show(self, lines: list[_Line]) -> None:
        self.table.set_rows(lines)
        count = len(lines)
        words = ngettext("{count} register", "{count} registers", count)
        self.set_state(words.format(count=count) if count else "")
        if lines and not self.table.selected_rows():
            self.table.select({lines[0].made.id})
        self._on_selection()

    def _on_selection(self) -> None:
        lines = self.table.selected_rows()
        why = role_lacks(self.context.user.role, "edit_people") or not_one_chosen(lines)
        is_undone = not why and lines[0].made.undone_on is not None
        permit(self.undo, why or (_("This import was undone already.") if is_undone else ""))

    def _ask_to_undo(self) -> None:
        if not self.undo.isEnabled():
            return
        made = self.table.selected_rows()[0].made
        self.question = ask(
            self,
            question=_("Undo the import of “{file}”?").format(file=made.file_label),
            explanation=_(
                "The people and waiting rows that it made are taken off the list. Those who were edited or who"
                " are in a course stay, and are named. What it corrected is as before. To bring the others back, import the file again."
            ),
            verb=_("Undo this import"),
            then=lambda: self._undo(made.id),
        )

    def _undo(self, import_id: int) -> None:
        app = self.context.app
        self.context.background.run_with_progress(
            taking_out(app.database, import_id, by=self.context.user.id, now=app.clock.now()),
            name=_("Undoing the import"),
            done=self._on_undone,
            failed=self.show_user_error,
            owner=self,
        )

    def _on_undone(self, undone: ImportUndone) -> None:
        self.messages.show_success(undone_words(undone))
        self.context.changes.people.emit()


def _columns() -> list[Column[_Line]]:
    return [
        Column("file", lambda: _("File"), lambda line: line.made.file_label, width=28),
        Column("sheet", lambda: _("Sheet"), lambda line: line.made.sheet, width=14),
        Column(
            "day",
            lambda: _("Imported"),
            lambda line: f"{line.made.imported_on:%d/%m/%Y}",
            sort_key=lambda line: line.made.imported_on,
            width=15,
        ),
        Column("by", lambda: _("By"), lambda line: line.by, width=16),
        _number("people", lambda: _("People"), lambda line: line.made.people),
        _number("waiting", lambda: _("Waiting"), lambda line: line.made.waiting),
        _number("bad", lambda: _("Bad cells"), lambda line: line.made.bad_cells),
        Column("state", lambda: _("State"), _state, width=18, tone=_tone),
    ]


def _number(name: str, header: Callable[[], str], count: Callable[[_Line], int]) -> Column[_Line]:
    return Column(name, header, lambda line: str(count(line)), sort_key=count, is_number=True, width=13)


def _state(line: _Line) -> str:
    if line.made.undone_on is None:
        return _("on the list")
    return _("undone on {day}").format(day=f"{line.made.undone_on:%d/%m/%Y}")


def _tone(line: _Line) -> str:
    return "muted" if line.made.undone_on else ""


def _ask_core(db: Any) -> list[_Line]:  # noqa: ANN401  the database session
    names = {user.id: user.display_name for user in list_users(db)}
    return [_Line(made, names.get(made.imported_by or 0, "")) for made in list_imports(db)]
