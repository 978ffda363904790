"""The PCs of the programme."""

from collections.abc import Mapping, Sequence
from datetime import date

from tvet_desktop.shared.translation import _
from tvet_desktop.sync.keys.ending import WARNING
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
        self._today = date.max
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
            Column("known", lambda: _("Membership"), _membership, width=16, tone=_membership_tone),
            Column(
                "signs",
                lambda: _("Signs certificates until"),
                self._signs_until,
                sort_key=lambda row: row.signs_until,
                width=20,
                tone=lambda row: "attention" if self._ends_soon(row) else "",
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
            key=lambda row: row.id,
            remembered=remembered,
            type_to_filter=False,
        )
        self.column.addWidget(self.table, 1)

    def show_pcs(self, rows: Sequence[PcRow], colleges: Mapping[int, str], today: date) -> None:
        """Show the PCs; ``colleges`` names scopes."""
        self._colleges, self._today = colleges, today
        self.table.set_rows(rows)

    def _signs_until(self, row: PcRow) -> str:
        if row.is_withdrawn:
            return "–"
        day = row.signs_until.strftime("%d/%m/%Y")
        return _("{date}: renew soon").format(date=day) if self._ends_soon(row) else day

    def _ends_soon(self, row: PcRow) -> bool:
        return not row.is_withdrawn and row.signs_until - WARNING <= self._today


def _membership(row: PcRow) -> str:
    if row.is_withdrawn:
        return _("withdrawn")
    return _("✓ confirmed") if row.is_confirmed else _("by its invitation")


def _membership_tone(row: PcRow) -> str:
    if row.is_withdrawn:
        return "bad"
    return "good" if row.is_confirmed else "muted"
