"""The logos of papers and certificates: the programme's, the colleges', and those of partners."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from tvet_desktop.programme.logos.queries import LogoRow, list_logos
from tvet_desktop.programme.logos.rules import changeable_scopes
from tvet_desktop.programme.queries import CollegeRow, list_colleges
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.ids import Scope
from tvet_desktop.sync.own_colleges import own_colleges
from tvet_desktop.sync.writes_for_all import writes_for_all
from ui.settings.logo_acts import LogoActs
from ui.settings.logo_columns import PICTURE, LogoLine, logo_columns
from ui.settings.logo_words import not_yours, not_yours_at_all, state_of_logos
from ui.widgets.file_drop import FileDrop
from ui.widgets.logo_pictures import LogoDelegate, LogoStrip
from ui.widgets.page import Page
from ui.widgets.row_table import RowTable
from ui.widgets.words import label, permit

_ROW = 52


@dataclass(frozen=True)
class _Content:
    """All logos, and whose logos this user may change here."""

    rows: list[LogoRow]
    colleges: list[CollegeRow]
    own: list[CollegeRow]
    for_all: bool


class LogosPage(Page):
    """Opened from the settings; a picture may be dropped anywhere on it."""

    def build(self) -> None:
        """Make the table, the buttons, and the strip that shows a paper's head."""
        self._own: list[CollegeRow] = []
        self._scopes: frozenset[int] = frozenset()
        self._lists: list[tuple[int, str]] = []
        self.acts = LogoActs(self)
        self.set_title(_("Logos"))
        self.add = self.set_primary(_("Add a logo"), self._choose, "add")
        self.add_quiet(_("Back to the settings"), self._go_back, "settings")
        self.change = self.add_quiet(_("Change"), self._change_row, "edit")
        self.up = self.add_quiet(_("Move up"), partial(self._move, -1), "up")
        self.up.setShortcut("Alt+Up")
        self.down = self.add_quiet(_("Move down"), partial(self._move, 1), "down")
        self.down.setShortcut("Alt+Down")
        self.remove = self.add_quiet(_("Remove"), self._on_remove, "remove")
        self._build_table()
        self._strip_words = label("", "muted", wraps=True)
        self.strip = LogoStrip()
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._strip_words)
        self.body.addWidget(self.strip)
        self.drop = FileDrop(self, self.take, is_open=True)
        self.listen(self.context.changes.courses, self.context.changes.sync)

    def refresh(self) -> None:
        """Ask for the logos."""
        self.read(_content, self._show)

    def take(self, file: Path) -> None:
        """Read a picture and ask whose it is."""
        if not self.add.isEnabled():
            self.messages.show_attention(self.add.whatsThis())
            return
        self.acts.take(file, self._lists)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nobody below wanted goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self._go_back()
        else:
            super().keyPressEvent(event)

    def _build_table(self) -> None:
        self.table: RowTable[LogoLine] = RowTable(
            "logos",
            logo_columns(),
            title=_("Logos"),
            key=lambda line: line.row.id,
            remembered=self.context.remembered,
            type_to_filter=False,
        )
        view = self.table.view
        view.setSelectionMode(view.SelectionMode.SingleSelection)
        view.setItemDelegateForColumn(PICTURE, LogoDelegate(lambda line: line.row.data, view))
        view.verticalHeader().setDefaultSectionSize(_ROW)
        view.horizontalHeader().setSectionsClickable(False)  # the order is the order on paper
        view.horizontalHeader().setSortIndicatorShown(False)
        self.table.set_actions([self.change, self.up, self.down, self.remove])
        self.table.set_empty(
            _("No logo yet: drop a picture here or choose one, and papers and certificates will carry it."),
            self.add,
        )
        self.table.selection_changed.connect(self._follow_selection)
        self.table.opened.connect(lambda _line: self.change.trigger())

    def _show(self, content: _Content) -> None:
        role = self.context.user.role
        self._own = content.own
        self._scopes = changeable_scopes(
            role, [college.scope for college in content.own], writes_for_all=content.for_all
        )
        names = {Scope.SHARED: _("All colleges")}
        names |= {college.scope: college.official_name for college in (*content.own, *content.colleges)}
        self._lists = [(scope, name) for scope, name in names.items() if scope in self._scopes]
        self.table.set_rows([LogoLine(row, names.get(row.scope, "")) for row in content.rows])
        self.set_state(state_of_logos(content.rows, content.own, self._scopes))
        permit(self.add, not_yours_at_all(self._scopes))
        self.table.empty_button.setVisible(bool(self._scopes))
        self._show_strip(content)
        self._follow_selection()

    def _show_strip(self, content: _Content) -> None:
        home = content.own[0] if content.own else content.colleges[0]
        shown = [
            row for row in content.rows if not row.is_partner and row.scope in {Scope.SHARED, home.scope}
        ]
        words = _("At the head of the papers of {college}, before the partners of the course:").format(
            college=home.official_name
        )
        self._strip_words.setText(words)
        self.strip.show_logos([row.data for row in shown], words)
        for widget in (self._strip_words, self.strip):
            widget.setVisible(bool(shown))

    def _follow_selection(self) -> None:
        row = self._selected()
        why = (
            _("Choose a logo in the list first.") if row is None else not_yours(row, self._scopes, self._own)
        )
        siblings = self._siblings(row) if row else []
        at_end = _("This logo stands at the end of its list.")
        permit(self.change, why)
        permit(self.remove, why)
        permit(self.up, why or (at_end if row and siblings[0] == row.id else ""))
        permit(self.down, why or (at_end if row and siblings[-1] == row.id else ""))

    def _selected(self) -> LogoRow | None:
        lines = self.table.selected_rows()
        return lines[0].row if lines else None

    def _siblings(self, row: LogoRow) -> list[int]:
        return [line.row.id for line in self.table.model.rows if line.row.scope == row.scope]

    def _choose(self) -> None:
        self.acts.choose(self.take)

    def _change_row(self) -> None:
        row = self._selected()
        if row is not None:
            self.acts.change(row)

    def _on_remove(self) -> None:
        row = self._selected()
        if row is not None:
            self.acts.remove(row)

    def _move(self, by: int) -> None:
        row = self._selected()
        if row is not None:
            ids = self._siblings(row)
            place = ids.index(row.id)
            ids[place], ids[place + by] = ids[place + by], ids[place]
            self.acts.order(ids)

    def _go_back(self) -> None:
        self.context.open_page("settings", None)


def _content(db: Any) -> _Content:  # noqa: ANN401  the core's session
    return _Content(list_logos(db), list_colleges(db), own_colleges(db), writes_for_all(db))
