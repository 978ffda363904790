"""Marks that a sheet has otherwise than the course: ours stay, unless somebody takes the sheet's."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tvet_desktop.attendance.marked_sheets.sheet_marks import DifferenceKey, DifferingMark
from tvet_desktop.courses.rules import day_text, slot_name
from tvet_desktop.shared.translation import _, ngettext
from ui import theme
from ui.attendance.words import mark_text
from ui.remembered import Remembered
from ui.widgets.column import Column
from ui.widgets.row_table import RowTable
from ui.widgets.words import ActionButton, action, label


@dataclass(frozen=True)
class Decision:
    """One difference, and whether the sheet's mark is taken."""

    mark: DifferingMark
    is_taken: bool


class DifferingMarks(QWidget):
    """Enter changes the decision on a row; the buttons that on all selected rows. `changed` after each."""

    changed = Signal()

    def __init__(self, remembered: Remembered) -> None:
        super().__init__()
        self.take = action(_("Take the sheet's"), lambda: self._decide(taken=True), self)
        self.keep = action(_("Keep ours"), lambda: self._decide(taken=False), self)
        self.table: RowTable[Decision] = RowTable(
            "sheet_differing",
            _columns(),
            title=_("Marks that differ"),
            key=lambda row: row.mark.key,
            remembered=remembered,
            type_to_filter=False,
        )
        self.table.filter.hide()
        self.table.set_actions([self.take, self.keep])
        self.table.opened.connect(lambda row: self._set({row.mark.key}, taken=not row.is_taken))
        self._heading = label("", "heading", wraps=True)
        head = QHBoxLayout()
        head.setSpacing(theme.INSIDE)
        head.addWidget(self._heading, 1)
        for made in (self.take, self.keep):
            head.addWidget(ActionButton(made, "quiet"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.STEP)
        column.addLayout(head)
        column.addWidget(self.table, 1)

    @property
    def taken(self) -> frozenset[DifferenceKey]:
        """The differences in which the sheet's mark is taken."""
        return frozenset(row.mark.key for row in self.table.model.rows if row.is_taken)

    def show_marks(self, differing: tuple[DifferingMark, ...]) -> None:
        """Show differences, ours kept in all of them."""
        self.table.set_rows([Decision(mark, is_taken=False) for mark in differing])
        words = ngettext(
            "{count} mark differs: ours stays", "{count} marks differ: ours stay", len(differing)
        )
        self._heading.setText(words.format(count=len(differing)))
        self.setVisible(bool(differing))
        may_take = any(not mark.is_closed for mark in differing)
        self.take.setEnabled(may_take)
        self.keep.setEnabled(may_take)
        if differing and self.table.current_row() is None:
            self.table.view.selectRow(0)

    def _decide(self, *, taken: bool) -> None:
        self._set({row.mark.key for row in self.table.selected_rows()}, taken=taken)

    def _set(self, keys: set[DifferenceKey], *, taken: bool) -> None:
        rows = [
            Decision(row.mark, taken and not row.mark.is_closed) if row.mark.key in keys else row
            for row in self.table.model.rows
        ]
        self.table.set_rows(rows)
        self.changed.emit()


def _columns() -> list[Column[Decision]]:
    return [
        Column("name", lambda: _("Name in the sheet"), lambda row: row.mark.name, width=22),
        Column(
            "session",
            lambda: _("Session"),
            lambda row: f"{day_text(row.mark.held_on)} {slot_name(row.mark.slot)}",
            sort_key=lambda row: (row.mark.held_on, row.mark.slot),
            width=19,
        ),
        Column("ours", lambda: _("Ours"), lambda row: mark_text(row.mark.kept), width=11),
        Column("theirs", lambda: _("In the sheet"), lambda row: mark_text(row.mark.in_sheet), width=12),
        Column("fate", lambda: _("What happens"), _fate, width=16, tone=_tone),
    ]


def _fate(row: Decision) -> str:
    if row.mark.is_closed:
        return _("closed: ours stays")
    return _("the sheet's is taken") if row.is_taken else _("ours stays")


def _tone(row: Decision) -> str:
    return "attention" if row.is_taken else "muted"
