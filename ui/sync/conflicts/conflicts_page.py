"""What two PCs changed without knowing of each other, side by side, to be decided by a person."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QSplitter

from tvet_desktop.shared.translation import _
from tvet_desktop.sync.conflicts.decide import Choice, decide_conflict, take_back_decision
from tvet_desktop.sync.conflicts.for_many import Picked, decide_many
from tvet_desktop.sync.describe_conflicts import DescribedConflict, describe_conflicts
from ui import theme
from ui.sync.conflicts.conflict_columns import conflict_columns
from ui.sync.conflicts.conflict_words import count_words, decided_words, many_words
from ui.sync.conflicts.many_dialog import ManyDialog
from ui.sync.conflicts.side_by_side import SideBySide
from ui.sync.everybody import tell_everybody
from ui.widgets.page import Page
from ui.widgets.row_table import RowTable
from ui.widgets.why_not import nothing_chosen, role_lacks
from ui.widgets.words import label, permit


class ConflictsPage(Page):
    """Enter keeps what holds, Ctrl+Enter takes the other value, Ctrl+B keeps both texts; all can be taken back."""

    def build(self) -> None:
        """Make the buttons, the table and the place for the values."""
        self.set_title(_("Changed on two PCs"))
        self.dialog: ManyDialog | None = None
        self.keep = self.set_primary(_("Keep what holds"), partial(self.decide, Choice.KEPT), "check")
        self.take = self.add_quiet(_("Take the other value"), partial(self.decide, Choice.OTHER), "undo")
        self.both = self.add_quiet(_("Keep both texts"), partial(self.decide, Choice.BOTH), "add")
        self.many = self.add_quiet(_("Decide many…"), self._ask_for_many, "check")
        self.decided = self.add_quiet(
            _("What was decided…"), lambda: self.context.open_page("decided_conflicts", None), "earlier"
        )
        self.add_quiet(_("Back to Sync"), self._go_back, "sync")
        self.take.setShortcuts([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
        self.both.setShortcut(QKeySequence("Ctrl+B"))
        self.addActions([self.take, self.both])
        self.table: RowTable[DescribedConflict] = RowTable(
            "conflicts",
            conflict_columns(),
            title=_("Changed on two PCs"),
            key=lambda row: row.seq,
            remembered=self.context.remembered,
        )
        self.table.set_empty(
            _("Nothing has to be decided: no value was changed on two PCs at the same time."), self.decided
        )
        self.table.set_actions([self.keep, self.take, self.both])
        self.table.opened.connect(lambda _row: self._on_enter())
        self.table.selection_changed.connect(self._follow)
        self.values = SideBySide(self._decide_one)
        both = QSplitter(Qt.Orientation.Vertical)
        both.setChildrenCollapsible(False)
        both.setHandleWidth(theme.BETWEEN)
        both.addWidget(self.table)
        both.addWidget(self.values)
        both.setStretchFactor(0, 1)
        both.setStretchFactor(1, 1)
        self.body.addWidget(both, 1)
        self.hint = label(
            _(
                "Enter keeps what holds · Ctrl+Enter takes the other value · Ctrl+B keeps both texts · Ctrl+Z takes "
                "the decision back · typing filters"
            ),
            "muted",
            wraps=True,
        )
        self.body.addWidget(self.hint)
        changes = self.context.changes
        self.listen(changes.sync, changes.people, changes.courses, changes.attendance, changes.ideas)
        self._follow()

    def refresh(self) -> None:
        """Ask what is to decide."""
        self.read(describe_conflicts, self._show)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nobody below wanted goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self._go_back()
        else:
            super().keyPressEvent(event)

    def decide(self, choice: Choice) -> None:
        """Decide the chosen rows alike."""
        rows = self.table.selected_rows()
        action = {Choice.KEPT: self.keep, Choice.OTHER: self.take, Choice.BOTH: self.both}[choice]
        if action.isEnabled():
            self._decide(rows, choice, rows[0].others[0].seq)

    def _on_enter(self) -> None:
        """Enter keeps; Ctrl+Enter comes here only where taking is grey, and then says why."""
        if QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier:
            self.messages.show_attention(self.take.whatsThis())
        else:
            self.decide(Choice.KEPT)

    def _decide_one(self, choice: Choice, taken: int) -> None:
        rows = self.table.selected_rows()[:1]
        self._decide(rows, choice, taken)

    def _decide(self, rows: Sequence[DescribedConflict], choice: Choice, taken: int) -> None:
        by, now = self.context.user.id, self.context.app.clock.now()

        def use_case(db: Any) -> None:  # noqa: ANN401  the database session
            for row in rows:
                value = taken if len(rows) == 1 else row.others[0].seq
                decide_conflict(db, conflict=row.conflict, choice=choice, by=by, now=now, taken=value)

        said = next((one for one in rows[0].others if one.seq == taken), rows[0].others[0])
        held = said if choice is Choice.OTHER else rows[0].holds
        self._run(use_case, rows, decided_words(rows, choice, held.text))

    def _decide_many(self, picked: Sequence[Picked]) -> None:
        by, now = self.context.user.id, self.context.app.clock.now()
        stay = sum(not one.taken for one in picked)
        self._run(
            lambda db: decide_many(db, picked=picked, by=by, now=now),
            [one.conflict for one in picked],
            many_words(len(picked), stay),
        )

    def _run(self, use_case: Any, rows: Sequence[DescribedConflict], words: str) -> None:  # noqa: ANN401  takes the database session
        def take_back(db: Any) -> None:  # noqa: ANN401  the database session
            for row in rows:
                take_back_decision(db, seq=row.seq)

        def done(_result: None) -> None:
            self.messages.show_success(
                words, partial(self.act, take_back, self._tell), partial(self.act, use_case, self._tell)
            )
            self._tell(None)

        self.act(use_case, done, failed=self._on_failed)

    def _on_failed(self, error: Any) -> None:  # noqa: ANN401  a UserError
        self.show_user_error(error)
        self.refresh()

    def _ask_for_many(self) -> None:
        dialog = ManyDialog(self, self.table.model.rows, self.table.selected_rows())
        self.dialog = dialog

        def submitted() -> None:
            picked = dialog.picked
            dialog.accept()
            self._decide_many(picked)

        dialog.form.submitted.connect(submitted)
        dialog.open()

    def _show(self, rows: list[DescribedConflict]) -> None:
        at = self.table.view.currentIndex().row()
        self.table.set_rows(rows)
        if rows and not self.table.selected_rows():
            self.table.view.selectRow(min(max(at, 0), len(self.table.model.rows) - 1))
        self.set_state(count_words(len(rows)))
        self.hint.setVisible(bool(rows))
        self._follow()

    def _follow(self) -> None:
        rows = self.table.selected_rows()
        lacks = role_lacks(self.context.user.role, "sync")
        why = lacks or nothing_chosen(rows)
        several = any(len(row.others) > 1 for row in rows)
        permit(self.keep, why)
        permit(self.take, why or (_("There are several other values: choose one below.") if several else ""))
        no_text = (
            "" if all(row.can_keep_both for row in rows) else _("Both can stand only where they are texts.")
        )
        permit(self.both, why or no_text)
        permit(self.many, lacks or ("" if self.table.model.rows else _("There is nothing to decide.")))
        self.values.show_conflict(self.table.current_row() if rows else None, lacks)

    def _tell(self, _result: object) -> None:
        tell_everybody(self.context.changes)

    def _go_back(self) -> None:
        self.context.open_page("sync", None)
