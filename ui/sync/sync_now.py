"""The one button of the sync page: look at every place, ask with sizes, send and receive."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt

from tvet_desktop.app import App
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from tvet_desktop.sync.carriers.errors import CarrierUnreachable
from tvet_desktop.sync.carriers.plan_sync import SyncPlan
from tvet_desktop.sync.carriers.run_sync import SyncDone
from tvet_desktop.sync.carriers.set_up import SetUpCarrier, list_carriers, set_up_folder
from tvet_desktop.sync.carriers.words import done_words, files_words, question_words
from ui.background import Progress, WorkCancelled
from ui.metered import line_costs_money
from ui.sync.everybody import tell_everybody
from ui.sync.sync_question import SyncQuestion
from ui.sync.while_signed_in import while_signed_in
from ui.widgets.choose_path import choose_folder
from ui.widgets.page import Page


@dataclass(frozen=True)
class _Looked:
    """What each place would move, and why others cannot be used."""

    plans: list[tuple[SetUpCarrier, SyncPlan]]
    unusable: list[tuple[SetUpCarrier, CarrierUnreachable]]

    @property
    def total(self) -> SyncPlan:
        """All places together."""
        total = self.plans[0][1]
        for _carrier, plan in self.plans[1:]:
            total = total.plus(plan)
        return total


class SyncNow:
    """What "Sync now" does. ``question`` is the one asked last."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.question: SyncQuestion | None = None

    def start(self) -> None:
        """Look at what would move; where no place is set up, ask for one first."""
        app = self._page.context.app
        self._page.context.background.run(
            lambda: _look(app),
            done=self._ask,
            failed=self._page.show_user_error,
            name=_("Looking at what is new"),
            owner=self._page,
        )

    def choose_place(self) -> None:
        """Choose a stick or folder to sync with from now on."""
        folder = self._page.context.remembered.last_folder or str(Path.home())
        choose_folder(self._page, _("Choose the stick or folder to sync with"), folder, self.set_up)

    def set_up(self, folder: Path) -> None:
        """Set up a stick or folder, and look at once what would move."""
        self._page.context.remembered.last_folder = str(folder)

        def done(_made: SetUpCarrier) -> None:
            self._page.context.changes.sync.emit()
            self.start()

        self._page.act(lambda db: set_up_folder(db, folder=folder), done)

    def run(self, carriers: Sequence[SetUpCarrier], total: int, *, with_files: bool) -> None:
        """Send and receive, one place after the other."""
        app = self._page.context.app
        self._page.context.background.run_in_turns(
            lambda progress: _work(app, carriers, total, progress, with_files=with_files),
            name=_("Sending and receiving"),
            done=self._on_done,
            failed=self.on_failed,
            owner=self._page,
        )

    def _ask(self, looked: _Looked) -> None:
        if not looked.plans and not looked.unusable:
            self.choose_place()
            return
        if not looked.plans:
            self._page.messages.show_error(_unusable_words(looked))
            return
        carriers, total = [carrier for carrier, _plan in looked.plans], looked.total
        if total.is_empty:
            self.run(carriers, 0, with_files=True)
            return
        self.question = dialog = SyncQuestion(
            self._page.window(),
            question=question_words(total),
            places=_places_words(looked),
            files=files_words(total),
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        moved = total.send_bytes + total.receive_bytes
        files = total.files.send_bytes + total.files.receive_bytes

        def accepted() -> None:
            with_files = dialog.with_files
            self.run(carriers, moved + (files if with_files else 0), with_files=with_files)

        dialog.accepted.connect(accepted)
        dialog.open()

    def _on_done(self, results: list[tuple[SetUpCarrier, SyncDone]]) -> None:
        words = " ".join(
            done_words(done)
            if len(results) == 1
            else _("{place}: {words}").format(place=carrier.label, words=done_words(done))
            for carrier, done in results
        )
        dones = [done for _carrier, done in results]
        messages = self._page.messages
        if any(done.stopped or done.imported.refused for done in dones):
            messages.show_error(words)
        elif any(
            done.lacking or done.imported.waiting or done.imported.new_conflicts or done.imported.held
            for done in dones
        ):
            messages.show_attention(words)
        else:
            messages.show_success(words)
        tell_everybody(self._page.context.changes)

    def on_failed(self, error: UserError) -> None:
        """Say why it ended; what came before is shown."""
        if isinstance(error, WorkCancelled):
            self._page.messages.show_attention(
                _("Stopped. What has arrived stays, and “Sync now” goes on from there.")
            )
        else:
            self._page.show_user_error(error)
        tell_everybody(self._page.context.changes)


def _look(app: App) -> _Looked:
    with app.database.reading() as db:
        carriers = list_carriers(db)
    looked = _Looked([], [])
    for carrier in carriers:
        try:
            looked.plans.append((carrier, app.plan_sync(carrier)))
        except CarrierUnreachable as error:
            looked.unusable.append((carrier, error))
    return looked


def _work(
    app: App, carriers: Sequence[SetUpCarrier], total: int, progress: Progress, *, with_files: bool
) -> Generator[None, None, list[tuple[SetUpCarrier, SyncDone]]]:
    done_bytes = 0

    def moved(size: int) -> None:
        nonlocal done_bytes
        done_bytes += size
        progress.step(min(done_bytes, total), total)

    results = []
    for carrier in carriers:
        steps = app.sync_with(carrier, moved, with_files=with_files)
        done = yield from while_signed_in(app, steps, progress.name)
        results.append((carrier, done))
    return results


def _places_words(looked: _Looked) -> str:
    places = ", ".join(f"{carrier.label} ({carrier.address})" for carrier, _plan in looked.plans)
    words = _("With {places}. You can stop it at any time: what has arrived stays.").format(places=places)
    costs = ""
    if line_costs_money() and any(carrier.is_on_network for carrier, _plan in looked.plans):
        costs = _("The line in use costs money by the megabyte.")
    return " ".join(part for part in (words, costs, _unusable_words(looked)) if part)


def _unusable_words(looked: _Looked) -> str:
    return " ".join(
        _("{place}: {words}").format(place=carrier.label, words=error.sentence())
        for carrier, error in looked.unusable
    )
