"""What one PC has confirmed: how much it has of what every PC wrote."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.sync.heard.receipts import Receipt, receipts_of
from tvet_desktop.sync.heard.standings import PcStanding, standings
from ui.sync.heard.standing_words import clock_words, day_words
from ui.widgets.column import Column
from ui.widgets.page import Page
from ui.widgets.row_table import RowTable


@dataclass(frozen=True)
class _Content:
    pc: PcStanding
    receipts: list[Receipt]


class ReceiptsPage(Page):
    """Opened from the page Sync with the id of a PC; Esc goes back."""

    def build(self) -> None:
        """Make the table and the way back."""
        self._pc = b""
        self.set_title(_("What a PC has confirmed"))
        self.back = self.add_quiet(_("Back to Sync"), self._go_back, "sync")
        columns: list[Column[Receipt]] = [
            Column("writer", lambda: _("Written by"), _writer, width=34),
            Column(
                "here",
                lambda: _("Parts here"),
                lambda row: str(row.here),
                sort_key=lambda row: row.here,
                is_number=True,
                width=12,
            ),
            Column(
                "confirmed",
                lambda: _("Confirmed"),
                lambda row: str(row.confirmed),
                sort_key=lambda row: row.confirmed,
                is_number=True,
                width=12,
            ),
            Column(
                "changes",
                lambda: _("Not yet"),
                _not_yet,
                sort_key=lambda row: row.changes,
                width=40,
                tone=lambda row: "good" if row.confirmed == row.here else "",
            ),
        ]
        self.table: RowTable[Receipt] = RowTable(
            "receipts",
            columns,
            title=_("What a PC has confirmed"),
            key=lambda row: row.writer,
            remembered=self.context.remembered,
            type_to_filter=False,
        )
        self.table.set_empty(_("No PC has written anything yet."))
        self.body.addWidget(self.table, 1)
        self.listen(self.context.changes.sync)

    def go_to(self, target: object) -> None:
        """Show the PC with this id."""
        assert isinstance(target, bytes)
        self._pc = target
        if self.isVisible():
            self.refresh()
        else:
            self._is_stale = True

    def refresh(self) -> None:
        """Ask what it has."""
        if self._pc:
            pc, now = self._pc, self.context.app.now()

            def ask(db: Any) -> _Content:  # noqa: ANN401  the database session
                receipts = receipts_of(db, pc)
                return _Content(next(row for row in standings(db, now).pcs if row.id == pc), receipts)

            self.read(ask, self._show)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nobody below wanted goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self._go_back()
        else:
            super().keyPressEvent(event)

    def _show(self, content: _Content) -> None:
        pc = content.pc
        self.set_title(_("What {name} has confirmed").format(name=pc.name))
        parts = []
        if pc.is_this_pc:
            parts.append(_("This PC has everything that is here."))
        elif pc.heard_at is None:
            parts.append(_("Nothing has been heard of it yet."))
        else:
            heard = day_words(pc.heard_at, self.context.app.now())
            parts.append(_("Last heard of: {when}").format(when=heard))
        if pc.clock:
            parts.append(_("its clock: {offset}").format(offset=clock_words(pc.clock)))
        if pc.waiting_there:
            words = ngettext(
                "{count} part waits there for others", "{count} parts wait there for others", pc.waiting_there
            )
            parts.append(words.format(count=pc.waiting_there))
        self.set_state(" · ".join(parts))
        self.table.set_rows(content.receipts)

    def _go_back(self) -> None:
        self.context.open_page("sync", None)


def _writer(row: Receipt) -> str:
    return _("{name} (this one)").format(name=row.name) if row.is_this_pc else row.name


def _not_yet(row: Receipt) -> str:
    parts = row.here - row.confirmed
    if not parts:
        return _("✓ has everything")
    words = ngettext("{count} part with {changes}", "{count} parts with {changes}", parts)
    changes = ngettext("{count} change", "{count} changes", row.changes).format(count=row.changes)
    return words.format(count=parts, changes=changes)
