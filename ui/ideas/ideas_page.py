"""The list of project ideas: searched, filtered, opened, removed."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from tvet_desktop.accounts.rules import may
from tvet_desktop.ideas.import_ideas import IdeasImported
from tvet_desktop.ideas.models import IdeaState
from tvet_desktop.ideas.queries import IdeaRow, list_ideas
from tvet_desktop.ideas.remove_idea import remove_idea
from tvet_desktop.ideas.restore_idea import restore_idea
from tvet_desktop.ideas.undo_import_ideas import IdeasImportUndone, undo_import_ideas
from tvet_desktop.programme.queries import SkillAreaRow, list_skill_areas
from tvet_desktop.shared.translation import _, ngettext
from ui.ideas.idea_filters import IdeaFilters
from ui.ideas.ideas_table import ideas_columns
from ui.ideas.import_words import imported_words, undone_words
from ui.widgets.page import Page
from ui.widgets.row_table import RowTable
from ui.widgets.why_not import not_one_chosen, role_lacks
from ui.widgets.words import permit


@dataclass(frozen=True)
class _Content:
    rows: list[IdeaRow]
    total: int
    to_link: int
    skill_areas: list[SkillAreaRow]


class IdeasPage(Page):
    """Enter opens an idea. `go_to` takes what an import made, to say so and offer its undo."""

    def build(self) -> None:
        """Make the buttons, the filters and the table."""
        self.set_title(_("Ideas"))
        self._may = may(self.context.user.role, "edit_ideas")
        self.new = self.set_primary(_("New idea"), lambda: self.context.open_page("idea", "new"), "add")
        self.imports = self.add_quiet(
            _("Import a list"), lambda: self.context.open_page("ideas_import", None), "import"
        )
        self.leaders = self.add_quiet(
            _("Link team leaders"), lambda: self.context.open_page("idea_leaders", None), "person"
        )
        self.remove = self.add_quiet(_("Remove"), self._on_remove, "remove")
        for act in (self.new, self.imports, self.leaders):
            permit(act, role_lacks(self.context.user.role, "edit_ideas"))
        self.filters = IdeaFilters()
        self.filters.changed.connect(self.refresh)
        self.filters.left.connect(self._go_to_table)
        self.body.addWidget(self.filters)
        self.table: RowTable[IdeaRow] = RowTable(
            "ideas",
            ideas_columns(),
            title=_("Ideas"),
            key=lambda row: row.id,
            remembered=self.context.remembered,
            type_to_filter=False,
        )
        self.table.set_actions([self.new, self.imports, self.remove])
        self.table.opened.connect(lambda row: self.context.open_page("idea", row.id))
        self.table.selection_changed.connect(self._follow_selection)
        self.table.view.installEventFilter(self)
        self.table.set_empty("", self.new)
        self.body.addWidget(self.table, 1)
        self.setFocusProxy(self.table)
        self.listen(self.context.changes.ideas, self.context.changes.people, self.context.changes.sync)
        self._follow_selection()

    def go_to(self, target: object) -> None:
        """Say what an import has made."""
        if isinstance(target, IdeasImported):
            import_id = target.import_id
            undo = None if import_id is None else lambda: self._undo_import(import_id)
            self.messages.show_success(imported_words(target), undo)

    def refresh(self) -> None:
        """Ask for the ideas that fit search and filters."""
        text, state, area = self.filters.text, self.filters.state, self.filters.skill_area_id
        self.read(lambda db: _content(db, text, state, area), self._show)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Letters typed on the table go to the search; Esc takes the search away."""
        if (
            watched is self.table.view
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
        ):
            plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
            typed = event.text()
            if plain and typed.isprintable() and typed.strip():
                self.filters.type_more(typed)
                return True
            if event.key() == Qt.Key.Key_Escape and self.filters.text:
                self.filters.clear_search()
                return True
        return super().eventFilter(watched, event)

    def _show(self, content: _Content) -> None:
        self.filters.offer_areas(content.skill_areas)
        self.filters.setVisible(content.total > 0)
        self.table.set_rows(content.rows)
        self._say_why_empty(content.total)
        words = ngettext("{count} idea", "{count} ideas", content.total).format(count=content.total)
        if len(content.rows) != content.total:
            words = _("{shown} of {count} ideas").format(shown=len(content.rows), count=content.total)
        self.set_state(words if content.total else "")
        link = ngettext("Link {count} team leader", "Link {count} team leaders", content.to_link)
        self.leaders.setText(link.format(count=content.to_link))
        self.leaders.setVisible(content.to_link > 0)
        self._follow_selection()

    def _say_why_empty(self, total: int) -> None:
        words = _("No idea fits: change the search or the filters above.")
        if not total:
            words = _("No idea is recorded yet: write the first one, or import a list.")
        self.table.empty_words.setText(words)
        self.table.empty_button.setVisible(not total)

    def _follow_selection(self) -> None:
        why = role_lacks(self.context.user.role, "edit_ideas")
        permit(self.remove, why or not_one_chosen(self.table.selected_rows()))

    def _go_to_table(self) -> None:
        self.table.view.setFocus()

    def _on_remove(self) -> None:
        row = self.table.selected_rows()[0]
        self.act(lambda db: remove_idea(db, idea_id=row.id), lambda _nothing: self._on_removed(row))

    def _on_removed(self, row: IdeaRow) -> None:
        def undo() -> None:
            self.act(
                lambda db: restore_idea(db, idea_id=row.id),
                lambda _nothing: self.context.changes.ideas.emit(),
            )

        self.messages.show_success(_("Removed “{title}”.").format(title=row.title), undo)
        self.context.changes.ideas.emit()

    def _undo_import(self, import_id: int) -> None:
        def done(undone: IdeasImportUndone) -> None:
            self.messages.show_success(undone_words(undone))
            self.context.changes.ideas.emit()

        now = self.context.app.clock.now()
        self.act(lambda db: undo_import_ideas(db, import_id=import_id, now=now), done)


def _content(db: Any, text: str, state: IdeaState | None, area: int | None) -> _Content:  # noqa: ANN401  the core's session
    everything = list_ideas(db)
    rows = list_ideas(db, text=text, state=state, skill_area_id=area)
    to_link = sum(bool(row.leader) and not row.leader_is_linked for row in everything)
    return _Content(rows, len(everything), to_link, list_skill_areas(db))
