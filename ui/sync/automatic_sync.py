"""Syncs by itself with the places for which that is switched on, and with no others."""

from collections.abc import Callable, Generator

from PySide6.QtCore import QObject, QTimer

from tvet_desktop.accounts.rules import may
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from tvet_desktop.sync.carriers.run_sync import SyncDone
from tvet_desktop.sync.carriers.set_up import list_carriers
from ui.background import Progress
from ui.context import Context
from ui.metered import line_costs_money
from ui.sync.everybody import tell_everybody
from ui.sync.while_signed_in import while_signed_in

FIRST_MINUTES = 1
MINUTES = 30


class AutomaticSync(QObject):
    """Lives as long as somebody is signed in: a minute after that, then every half hour.

    A place that is not there is left for the next time without a word; "Sync now" says why. So is one on the network
    while the line costs money: there only "Sync now" goes, which says so before anything moves.
    """

    def __init__(
        self, context: Context, parent: QObject, costs_money: Callable[[], bool] = line_costs_money
    ) -> None:
        super().__init__(parent)
        self._costs_money = costs_money
        self._context = context
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.sync)
        if may(context.user.role, "sync"):
            self._timer.start(FIRST_MINUTES * 60_000)

    def sync(self) -> None:
        """Sync now with those places."""
        self._timer.setInterval(MINUTES * 60_000)
        self._context.background.run_in_turns(
            self._work, name=_("Sending and receiving"), done=self._on_done, failed=_leave, owner=self
        )

    def _work(self, progress: Progress) -> Generator[None, None, list[SyncDone]]:
        app = self._context.app
        with app.database.reading() as db:
            carriers = [carrier for carrier in list_carriers(db) if carrier.automatic]
        if self._costs_money():
            carriers = [carrier for carrier in carriers if not carrier.is_on_network]
        results = []
        for carrier in carriers:
            steps = app.sync_with(carrier, lambda _size: progress.step(0, 0))
            done = yield from while_signed_in(app, steps, progress.name)
            results.append(done)
        return results

    def _on_done(self, results: list[SyncDone]) -> None:
        if any(done.imported.new_bundles for done in results):
            tell_everybody(self._context.changes)
        elif any(done.sent_bundles for done in results):
            self._context.changes.sync.emit()


def _leave(_error: UserError) -> None:
    """Cancelled, or something that "Sync now" says when somebody is there to read it."""
