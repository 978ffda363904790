"""Send and receive, and where the exchange stands with each PC: heard of, clocks, receipts, what is missing."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtGui import QDragEnterEvent, QDropEvent

from tvet_desktop.accounts.rules import may
from tvet_desktop.programme.queries import CollegeRow, list_colleges
from tvet_desktop.shared.translation import _
from tvet_desktop.sync.heard.standings import Standings, standings
from tvet_desktop.sync.queries import SyncState, sync_state
from ui.sync.exchange import Exchange
from ui.sync.heard.standing_part import StandingPart
from ui.sync.sync_now import SyncNow
from ui.sync.words import state_words
from ui.widgets.page import Page
from ui.widgets.why_not import role_lacks
from ui.widgets.words import label, permit


@dataclass(frozen=True)
class _Content:
    state: SyncState
    standings: Standings
    colleges: list[CollegeRow]


class SyncPage(Page):
    """Files that are dropped anywhere on the page are read."""

    def build(self) -> None:
        """Make the buttons and the table."""
        self.set_title(_("Sync"))
        self.exchange = Exchange(self)
        exchange = self.exchange
        self.sync_now = SyncNow(self)
        self.sync = self.set_primary(_("Sync now"), self.sync_now.start, "sync")
        self.places = self.add_quiet(
            _("Places…"), lambda: self.context.open_page("sync_places", None), "settings"
        )
        self.write = self.add_quiet(_("Write sync file…"), exchange.ask_where_to_write, "export")
        self.write_folder = self.add_quiet(
            _("Write to folder or stick…"), exchange.ask_for_folder_to_write, "export"
        )
        self.read_files = self.add_quiet(_("Read sync files…"), exchange.ask_what_to_read, "import")
        self.read_folder = self.add_quiet(
            _("Read folder or stick…"), exchange.ask_for_folder_to_read, "import"
        )
        self.members = self.add_quiet(
            _("PCs of the programme…"), lambda: self.context.open_page("sync_pcs", None), "settings"
        )
        self.decide = self.add_quiet(
            _("Changed on two PCs…"), lambda: self.context.open_page("sync_conflicts", None), "warning"
        )
        self.held = self.add_quiet(
            _("Removals to look at…"), lambda: self.context.open_page("held_removals", None), "warning"
        )
        self.board = self.add_quiet(
            _("Board of the colleges…"), lambda: self.context.open_page("sync_colleges", None), "home"
        )
        self.held.setVisible(False)
        self.board.setVisible(False)
        by_file = (self.write, self.write_folder, self.read_files, self.read_folder)
        self.by_file = self.gather(_("By file or stick"), by_file, "export")
        self._may = may(self.context.user.role, "sync")
        for button in (self.sync, self.write, self.write_folder, self.read_files, self.read_folder):
            permit(button, role_lacks(self.context.user.role, "sync"))
        self.setAcceptDrops(self._may)
        self.pcs = StandingPart(
            self.context.remembered, lambda pc: self.context.open_page("sync_receipts", pc)
        )
        self.body.addWidget(self.pcs, 1)
        self.body.addWidget(label(_("Sync files can also be dropped anywhere on this page."), "muted"))
        changes = self.context.changes
        self.listen(changes.sync, changes.people, changes.courses, changes.attendance)
        self.listen(changes.evaluation, changes.ideas, changes.certificates, changes.accounts)

    def refresh(self) -> None:
        """Ask where the exchange stands."""
        now = self.context.app.now()
        self.read(lambda db: _content(db, now), self._show)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome local files and folders."""
        if _paths_of(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read them."""
        paths = _paths_of(event)
        if paths:
            event.acceptProposedAction()
            self.exchange.look(paths)

    def _show(self, content: _Content) -> None:
        now = self.context.app.now()
        self.set_state(state_words(content.state, now))
        self.board.setVisible(content.state.is_national)
        self.held.setVisible(bool(content.state.held_removals))
        count = content.state.open_conflicts
        self.decide.setText(
            _("Changed on two PCs ({count})…").format(count=count) if count else _("Changed on two PCs…")
        )
        names = {row.scope: row.short_name for row in content.colleges}
        self.pcs.show_standings(content.standings, names, now)


def _content(db: Any, now: datetime) -> _Content:  # noqa: ANN401  the database session
    return _Content(sync_state(db), standings(db, now), list_colleges(db))


def _paths_of(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
