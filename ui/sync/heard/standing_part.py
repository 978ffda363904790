"""The PCs of the programme on the page Sync: last heard of, clock, receipts, what is missing."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from PySide6.QtWidgets import QLabel

from tvet_desktop.shared.translation import _
from tvet_desktop.sync.heard.standings import PcStanding, Standings
from ui.remembered import Remembered
from ui.sync.heard.standing_words import (
    clock_words,
    gap_words,
    has_words,
    heard_words,
    is_quiet,
    missing_words,
    own_clock_words,
)
from ui.sync.part import Part
from ui.widgets.column import Column
from ui.widgets.row_table import RowTable
from ui.widgets.words import label, permit


class StandingPart(Part):
    """What is missing in sentences, below it a table of PCs; Enter opens what one PC has confirmed.

    Args:
        remembered: where the widths of the columns are kept.
        open_pc: is given the id of a PC.
    """

    def __init__(self, remembered: Remembered, open_pc: Callable[[bytes], object]) -> None:
        super().__init__(_("Where the exchange stands"))
        self._colleges: Mapping[int, str] = {}
        self._now = datetime.min.replace(tzinfo=UTC)
        self.sentences: QLabel = label("", wraps=True)
        self.table: RowTable[PcStanding] = RowTable(
            "pc_standings",
            self._columns(),
            title=_("Where the exchange stands"),
            key=lambda row: row.id,
            remembered=remembered,
            type_to_filter=False,
        )
        self.show_receipts = self.add_button(_("What a PC has confirmed…"), self._open, "check")
        self._open_pc = open_pc
        self.table.set_actions([self.show_receipts])
        self.table.opened.connect(lambda _row: self._open())
        self.table.selection_changed.connect(self._follow)
        self.column.addWidget(self.sentences)
        self.column.addWidget(self.table, 1)
        self._follow()

    def show_standings(self, standings: Standings, colleges: Mapping[int, str], now: datetime) -> None:
        """Show the PCs; ``colleges`` names scopes."""
        self._colleges, self._now = colleges, now
        sentences = [*filter(None, [own_clock_words(standings.own_clock)]), *gap_words(standings)]
        self.sentences.setText("\n".join(sentences))
        self.sentences.setVisible(bool(sentences))
        self.table.set_rows(standings.pcs)
        self._follow()

    def _columns(self) -> list[Column[PcStanding]]:
        return [
            Column("name", lambda: _("PC"), self._name, width=28),
            Column("rights", lambda: _("Writes for"), self._rights, width=24),
            Column(
                "heard",
                lambda: _("Last heard of"),
                lambda row: heard_words(row, self._now),
                sort_key=lambda row: row.heard_at or datetime.min.replace(tzinfo=UTC),
                width=18,
                tone=lambda row: "attention" if is_quiet(row, self._now) else "",
            ),
            Column(
                "clock",
                lambda: _("Its clock"),
                lambda row: clock_words(row.clock),
                sort_key=lambda row: abs(row.clock or 0),
                width=15,
                tone=lambda row: "attention" if row.clock else "",
            ),
            Column(
                "has",
                lambda: _("Has what we sent"),
                has_words,
                sort_key=lambda row: row.lacks_own[1],
                width=20,
                tone=lambda row: "" if row.is_this_pc or row.is_withdrawn or row.lacks_own[0] else "good",
            ),
            Column(
                "missing",
                lambda: _("Missing here"),
                missing_words,
                sort_key=lambda row: row.missing + row.waiting,
                width=22,
                tone=lambda row: "attention" if row.missing or row.waiting else "",
            ),
        ]

    def _name(self, row: PcStanding) -> str:
        if row.is_this_pc:
            return _("{name} (this one)").format(name=row.name)
        return _("{name} (withdrawn)").format(name=row.name) if row.is_withdrawn else row.name

    def _rights(self, row: PcStanding) -> str:
        if row.is_national:
            return _("All colleges (national)")
        return ", ".join(self._colleges.get(scope, str(scope)) for scope in row.scopes)

    def _open(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self._open_pc(row.id)

    def _follow(self) -> None:
        permit(
            self.show_receipts, "" if self.table.selected_rows() else _("Choose a line of the table first.")
        )
