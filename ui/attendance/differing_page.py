"""Marks that two clerks typed differently on two PCs: which of the two holds?"""

from functools import partial
from typing import Any

from PySide6.QtGui import QKeySequence

from tvet_desktop.accounts.rules import may
from tvet_desktop.courses.rules import day_text, slot_name
from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.sync.conflicts.decide import take_back_decision
from tvet_desktop.sync.mark_differences import MarkDifference, mark_differences
from tvet_desktop.sync.settle_conflict import settle_conflict
from ui.attendance.words import mark_text
from ui.widgets.column import Column
from ui.widgets.page import Page
from ui.widgets.row_table import RowTable
from ui.widgets.why_not import nothing_chosen, role_lacks
from ui.widgets.words import label, permit


class DifferingPage(Page):
    """Enter keeps the mark that holds, Ctrl+Enter takes the other one; either can be taken back."""

    def build(self) -> None:
        """Make the table and its buttons."""
        self.set_title(_("Marks that differ"))
        self.keep = self.set_primary(
            _("Keep the mark that holds"), partial(self._settle, take_lost=False), "check"
        )
        self.take = self.add_quiet(_("Take the other mark"), partial(self._settle, take_lost=True), "undo")
        self.open = self.add_quiet(_("Show in the register"), self._on_open, "attendance")
        self.take.setShortcuts([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
        self.addAction(self.take)
        self.table: RowTable[MarkDifference] = RowTable(
            "differing_marks",
            _columns(),
            title=_("Marks that differ"),
            key=lambda row: row.seq,
            remembered=self.context.remembered,
        )
        self.table.set_empty(
            _("No mark differs between two PCs."),
            self.add_quiet(
                _("Back to the register"), lambda: self.context.open_page("attendance", None), "attendance"
            ),
        )
        self.table.set_actions([self.keep, self.take, self.open])
        self.table.opened.connect(lambda _row: self._settle(take_lost=False))
        self.table.selection_changed.connect(self._follow)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(
            label(
                _(
                    "Enter keeps the mark that holds · Ctrl+Enter takes the other mark · Ctrl+Z takes the decision "
                    "back · typing filters"
                ),
                "muted",
                wraps=True,
            )
        )
        changes = self.context.changes
        self.listen(changes.sync, changes.attendance, changes.people)

    def refresh(self) -> None:
        """Ask which marks differ."""
        self.read(mark_differences, self._show)

    def _show(self, rows: list[MarkDifference]) -> None:
        at = self.table.view.currentIndex().row()
        self.table.set_rows(rows)
        if rows and not self.table.selected_rows():
            self.table.view.selectRow(min(max(at, 0), len(self.table.model.rows) - 1))
        words = ngettext(
            "{count} mark was typed differently on two PCs.",
            "{count} marks were typed differently on two PCs.",
            len(rows),
        )
        self.set_state(words.format(count=len(rows)) if rows else "")
        self._follow()

    def _follow(self) -> None:
        unchosen = nothing_chosen(self.table.selected_rows())
        for act in (self.keep, self.take):
            permit(act, role_lacks(self.context.user.role, "mark") or unchosen)
        permit(self.open, unchosen)

    def _on_open(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.context.open_page("attendance", row.training_session_id)

    def _settle(self, *, take_lost: bool) -> None:
        rows = self.table.selected_rows()
        if not rows or not may(self.context.user.role, "mark"):
            return
        by, now = self.context.user.id, self.context.app.clock.now()

        def settle(db: Any) -> None:  # noqa: ANN401  the database session
            for row in rows:
                settle_conflict(db, seq=row.seq, take_lost=take_lost, by=by, now=now)

        def unsettle(db: Any) -> None:  # noqa: ANN401  the database session
            for row in rows:
                take_back_decision(db, seq=row.seq)

        def settled(_result: None) -> None:
            self.messages.show_success(
                _sentence(rows, take_lost=take_lost),
                partial(self.act, unsettle, self._tell),
                partial(self.act, settle, self._tell),
            )
            self._tell(None)

        self.act(settle, settled)

    def _tell(self, _result: object) -> None:
        self.context.changes.attendance.emit()
        self.context.changes.sync.emit()


def _sentence(rows: list[MarkDifference], *, take_lost: bool) -> str:
    if len(rows) == 1:
        row = rows[0]
        words = _("{name}: “{mark}” holds now.") if take_lost else _("{name}: “{mark}” stays.")
        return words.format(name=row.person, mark=mark_text(row.other if take_lost else row.kept))
    if take_lost:
        words = ngettext("{count} other mark is taken.", "{count} other marks are taken.", len(rows))
    else:
        words = ngettext("{count} mark stays as it is.", "{count} marks stay as they are.", len(rows))
    return words.format(count=len(rows))


def _columns() -> list[Column[MarkDifference]]:
    return [
        Column("person", lambda: _("Name"), lambda row: row.person, width=24),
        Column(
            "session",
            lambda: _("Session"),
            lambda row: f"{day_text(row.held_on)} {slot_name(row.slot)}",
            sort_key=lambda row: (row.held_on, row.slot),
            width=18,
        ),
        Column("course", lambda: _("Course"), lambda row: row.course, width=18),
        Column("kept", lambda: _("Holds now"), lambda row: mark_text(row.kept), width=18),
        Column("kept_by", lambda: _("Typed by"), lambda row: row.kept_by or _("unknown here"), width=16),
        Column("other", lambda: _("Other mark"), lambda row: mark_text(row.other), width=18),
        Column(
            "other_by", lambda: _("Other typed by"), lambda row: row.other_by or _("unknown here"), width=16
        ),
    ]
