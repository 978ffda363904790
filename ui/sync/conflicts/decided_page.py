"""What was decided on this PC about values that two PCs had changed, and taking it back."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.sync.conflicts.decide import take_back_decision
from tvet_desktop.sync.conflicts.decided import DecidedConflict, decided_conflicts
from ui.sync.conflicts.conflict_columns import decided_columns
from ui.sync.everybody import tell_everybody
from ui.widgets.page import Page
from ui.widgets.row_table import RowTable
from ui.widgets.why_not import nothing_chosen, role_lacks
from ui.widgets.words import permit


class DecidedPage(Page):
    """The newest first; what is asked again stands on the page before this one."""

    def build(self) -> None:
        """Make the table and its buttons."""
        self.set_title(_("What was decided"))
        self.again = self.set_primary(_("Take back and ask again"), self._on_again, "undo")
        back = self.add_quiet(_("Back to the open ones"), self._go_back, "earlier")
        self.table: RowTable[DecidedConflict] = RowTable(
            "decided_conflicts",
            decided_columns(),
            title=_("What was decided"),
            key=lambda row: row.seq,
            remembered=self.context.remembered,
        )
        self.table.set_empty(_("Nothing was decided on this PC yet."), back)
        self.table.set_actions([self.again])
        self.table.selection_changed.connect(self._follow)
        self.body.addWidget(self.table, 1)
        self.listen(self.context.changes.sync)
        self._follow()

    def refresh(self) -> None:
        """Ask for the decisions."""
        self.read(decided_conflicts, self._show)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nobody below wanted goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self._go_back()
        else:
            super().keyPressEvent(event)

    def _show(self, rows: list[DecidedConflict]) -> None:
        self.table.set_rows(rows)
        if rows and not self.table.selected_rows():
            self.table.view.selectRow(0)
        words = ngettext("{count} decision", "{count} decisions", len(rows)).format(count=len(rows))
        self.set_state(words if rows else "")
        self._follow()

    def _follow(self) -> None:
        why = role_lacks(self.context.user.role, "sync")
        permit(self.again, why or nothing_chosen(self.table.selected_rows()))

    def _on_again(self) -> None:
        rows = self.table.selected_rows()

        def take_back(db: Any) -> None:  # noqa: ANN401  the database session
            for row in rows:
                take_back_decision(db, seq=row.seq)

        self.act(take_back, partial(self._done, len(rows)))

    def _done(self, count: int, _result: None) -> None:
        words = ngettext(
            "{count} decision is taken back: it is asked again.",
            "{count} decisions are taken back: they are asked again.",
            count,
        )
        self.messages.show_success(words.format(count=count))
        tell_everybody(self.context.changes)

    def _go_back(self) -> None:
        self.context.open_page("sync_conflicts", None)
