"""What two PCs changed without knowing of each other, to be decided by a person."""

from collections.abc import Callable, Sequence

from tvet_desktop.accounts.rules import NotAllowed
from tvet_desktop.shared.translation import _
from tvet_desktop.sync.describe_conflicts import DescribedConflict
from ui.remembered import Remembered
from ui.sync.part import Part
from ui.widgets.column import Column
from ui.widgets.row_table import RowTable
from ui.widgets.why_not import nothing_chosen
from ui.widgets.words import permit


class ConflictsPart(Part):
    """A table of conflicts and the two ways to settle them.

    Args:
        settle: is given the chosen rows, and whether the other value is to be taken.
        may_settle: whether this user decides.
    """

    def __init__(
        self,
        remembered: Remembered,
        settle: Callable[[Sequence[DescribedConflict], bool], object],
        *,
        may_settle: bool,
    ) -> None:
        super().__init__(_("Changed on two PCs"))
        self._may_settle = may_settle
        self.keep = self.add_button(
            _("Keep what holds"), lambda: settle(self.table.selected_rows(), False), "check"
        )
        self.take = self.add_button(
            _("Take the other value"), lambda: settle(self.table.selected_rows(), True), "undo"
        )
        columns: list[Column[DescribedConflict]] = [
            Column("name", lambda: _("Whose"), lambda row: row.name or row.kind, width=34),
            Column("kind", lambda: _("What"), lambda row: f"{row.kind}: {row.fields}", width=26),
            Column("kept", lambda: _("Holds now"), lambda row: row.kept, width=20),
            Column("lost", lambda: _("Other value"), lambda row: row.lost, width=20),
            Column("by", lambda: _("Other value typed by"), lambda row: row.lost_by or "–", width=20),
        ]
        self.table: RowTable[DescribedConflict] = RowTable(
            "conflicts",
            columns,
            title=_("Changed on two PCs"),
            key=lambda row: row.seq,
            remembered=remembered,
            type_to_filter=False,
        )
        self.table.set_empty(
            _("Nothing has to be decided: no value was changed on two PCs at the same time.")
        )
        self.table.set_actions([self.keep, self.take])
        self.table.selection_changed.connect(self._follow)
        self.column.addWidget(self.table, 1)
        self._follow()

    def show_conflicts(self, rows: Sequence[DescribedConflict]) -> None:
        """Show what has to be decided; the first one is selected."""
        self.table.set_rows(rows)
        if rows and not self.table.selected_rows():
            self.table.select({rows[0].seq})
        self._follow()

    def _follow(self) -> None:
        why = "" if self._may_settle else NotAllowed().sentence()
        for act in (self.keep, self.take):
            permit(act, why or nothing_chosen(self.table.selected_rows()))
