"""The PCs of the programme."""

from collections.abc import Mapping, Sequence

from tvet_desktop.shared.translation import _
from tvet_desktop.sync.queries import PcRow
from ui.remembered import Remembered
from ui.sync.part import Part
from ui.sync.words import rights_words
from ui.widgets.column import Column
from ui.widgets.row_table import RowTable


class PcsPart(Part):
    """A table of PCs; this one first."""

    def __init__(self, remembered: Remembered) -> None:
        super().__init__(_("PCs of the programme"))
        self._colleges: Mapping[int, str] = {}
        columns: list[Column[PcRow]] = [
            Column(
                "name",
                lambda: _("PC"),
                lambda row: _("{name} (this one)").format(name=row.name) if row.is_this_pc else row.name,
                width=26,
            ),
            Column(
                "rights", lambda: _("Writes for"), lambda row: rights_words(row, self._colleges), width=36
            ),
            Column(
                "known",
                lambda: _("Membership"),
                lambda row: _("✓ confirmed") if row.is_confirmed else _("by its invitation"),
                width=16,
                tone=lambda row: "good" if row.is_confirmed else "muted",
            ),
            Column(
                "parts",
                lambda: _("Parts here"),
                lambda row: str(row.bundles_received),
                sort_key=lambda row: row.bundles_received,
                is_number=True,
                width=9,
            ),
        ]
        self.table: RowTable[PcRow] = RowTable(
            "pcs",
            columns,
            title=_("PCs of the programme"),
            key=lambda row: row.name,
            remembered=remembered,
            type_to_filter=False,
        )
        self.column.addWidget(self.table, 1)

    def show_pcs(self, rows: Sequence[PcRow], colleges: Mapping[int, str]) -> None:
        """Show the PCs; ``colleges`` names scopes."""
        self._colleges = colleges
        self.table.set_rows(rows)
