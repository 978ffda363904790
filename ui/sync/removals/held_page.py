"""What other PCs removed in large numbers: a coordinator agrees, or lets it come back."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget

from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.sync.removals.decide import decide_removal, set_removed
from tvet_desktop.sync.removals.held import Held, RemovedRows, list_held
from ui import theme
from ui.sync.everybody import tell_everybody
from ui.widgets.column import Column
from ui.widgets.page import Page
from ui.widgets.row_table import RowTable
from ui.widgets.why_not import not_one_chosen, role_lacks
from ui.widgets.words import label, permit

_NAMES_HEIGHT = 60 * theme.STEP


class HeldRemovalsPage(Page):
    """Nothing is removed here before a coordinator agrees; either decision can be taken back."""

    def build(self) -> None:
        """Make the table, the names below it and the two buttons."""
        self.set_title(_("Removals to look at"))
        self.put_back = self.set_primary(_("Put them back"), partial(self._decide, put_back=True), "undo")
        self.agree = self.add_quiet(_("Agree: remove them"), partial(self._decide, put_back=False), "check")
        self.add_quiet(_("Back to Sync"), self._go_back, "sync")
        self.table: RowTable[Held] = RowTable(
            "held_removals",
            _columns(),
            title=_("Removals to look at"),
            key=lambda row: row.id,
            remembered=self.context.remembered,
            type_to_filter=False,
        )
        self.table.set_empty(_("No PC has removed so much that somebody must agree."))
        self.table.set_actions([self.put_back, self.agree])
        self.table.selection_changed.connect(self._follow)
        self.heading = label("", "heading")
        self.names = QListWidget()
        self.names.setAccessibleName(_("What would be removed"))
        self.names.setMinimumHeight(_NAMES_HEIGHT)
        self.body.addWidget(
            label(
                _(
                    "More than 5 % of a list was removed on another PC. Nothing of it is removed here until a "
                    "coordinator agrees; what that PC sent after it waits too."
                ),
                "muted",
                wraps=True,
            )
        )
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.heading)
        self.body.addWidget(self.names, 2)
        self.listen(self.context.changes.sync)
        self._follow()

    def refresh(self) -> None:
        """Ask what is held."""
        self.read(list_held, self._show)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nobody below wanted goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self._go_back()
        else:
            super().keyPressEvent(event)

    def _show(self, rows: list[Held]) -> None:
        self.table.set_rows(rows)
        if rows and not self.table.selected_rows():
            self.table.view.selectRow(0)
        words = ngettext("{count} PC waits for a decision.", "{count} PCs wait for a decision.", len(rows))
        self.set_state(words.format(count=len(rows)) if rows else "")
        self._follow()

    def _follow(self) -> None:
        rows = self.table.selected_rows()
        why = role_lacks(self.context.user.role, "agree_removals") or not_one_chosen(rows)
        permit(self.put_back, why)
        permit(self.agree, why)
        some = rows[0].rows if len(rows) == 1 else ()
        self.heading.setText(_("What would be removed") if some else "")
        self.names.clear()
        for one in some:
            self.names.addItem(_rows_words(one))
            self.names.addItems([_("      {name}").format(name=name) for name in one.names])
            if len(one.names) < one.count:
                self.names.addItem(_("      and others"))
        for part in (self.heading, self.names):
            part.setVisible(bool(some))

    def _decide(self, *, put_back: bool) -> None:
        held = self.table.selected_rows()[0]
        app, by = self.context.app, self.context.user.id
        count = sum(one.count for one in held.rows)
        if put_back:
            words = ngettext(
                "{count} row comes back on every PC.", "{count} rows come back on every PC.", count
            )
        else:
            words = ngettext("{count} row is removed.", "{count} rows are removed.", count)

        def work() -> None:
            with app.database.transaction(user_id=by) as db:
                decide_removal(db, held_id=held.id, put_back=put_back, by=by, now=app.clock.now())
            app.settle_received()

        def done(_result: None) -> None:
            self.messages.show_success(
                words.format(count=count),
                partial(self._set_removed, held.id, removed=put_back),
                partial(self._set_removed, held.id, removed=not put_back),
            )
            tell_everybody(self.context.changes)

        self.context.background.run(
            work, done=done, failed=self._on_failed, name=_("Reading what the others sent"), owner=self
        )

    def _set_removed(self, held_id: int, *, removed: bool) -> None:
        def use_case(db: Any) -> int:  # noqa: ANN401  the database session
            return set_removed(db, held_id=held_id, removed=removed)

        self.act(use_case, lambda _count: tell_everybody(self.context.changes))

    def _on_failed(self, error: Any) -> None:  # noqa: ANN401  a UserError
        self.show_user_error(error)
        self.refresh()

    def _go_back(self) -> None:
        self.context.open_page("sync", None)


def _columns() -> list[Column[Held]]:
    return [
        Column("pc", lambda: _("PC"), lambda row: row.pc or _("a PC that is unknown here"), width=26),
        Column(
            "what",
            lambda: _("What it removed"),
            lambda row: " · ".join(_rows_words(one) for one in row.rows),
            width=70,
        ),
    ]


def _rows_words(one: RemovedRows) -> str:
    words = _("{kind}, {college}: {count} of {of} ({share} %)")
    return words.format(kind=one.kind, college=one.college, count=one.count, of=one.of, share=one.share)
