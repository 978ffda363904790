"""The places to sync with: sticks, folders and places on the network that are set up on this PC."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.sync.carriers.network_place import is_outside_rwanda
from tvet_desktop.sync.carriers.set_up import (
    SetUpCarrier,
    list_carriers,
    put_back_carrier,
    set_up_folder,
    switch_automatic,
    take_away_carrier,
)
from ui.sync.network_places import NetworkPlaces
from ui.widgets.choose_path import choose_folder
from ui.widgets.column import Column
from ui.widgets.page import Page
from ui.widgets.row_table import RowTable
from ui.widgets.why_not import not_one_chosen, role_lacks
from ui.widgets.words import permit


class PlacesPage(Page):
    """A table of places; one is added by choosing its folder or typing its address, and forgotten without touching what lies there."""

    def build(self) -> None:
        """Make the table and the buttons."""
        self.set_title(_("Places to sync with"))
        self.add = self.set_primary(_("Add a stick or folder…"), self._on_add, "add")
        self.network = NetworkPlaces(self)
        self.add_network = self.add_quiet(_("Add a place on the network…"), self.network.describe, "add")
        self.back = self.add_quiet(_("Back to Sync"), self._go_back, "sync")
        self.test = self.add_quiet(_("Try it"), lambda: self.network.try_again(self._chosen()), "check")
        self.change = self.add_quiet(
            _("New password…"), lambda: self.network.describe(self._chosen()), "edit"
        )
        self.by_itself = self.add_quiet(_("Sync by itself"), partial(self._switch, True), "sync")
        self.when_asked = self.add_quiet(_("Only when asked"), partial(self._switch, False), "lock")
        self.forget = self.add_quiet(_("Forget this place"), self._on_forget, "remove")
        columns: list[Column[SetUpCarrier]] = [
            Column("label", lambda: _("Place"), lambda row: row.label, width=30),
            Column(
                "when",
                lambda: _("When"),
                _when_words,
                width=32,
            ),
            Column("address", lambda: _("Where it is"), lambda row: row.address, width=48),
            Column(
                "country",
                lambda: _("Country"),
                lambda row: _("outside Rwanda, or not known") if is_outside_rwanda(row) else "",
                width=28,
            ),
        ]
        self.table: RowTable[SetUpCarrier] = RowTable(
            "places",
            columns,
            title=_("Places to sync with"),
            key=lambda row: (row.kind, row.address),
            remembered=self.context.remembered,
            type_to_filter=False,
        )
        self.table.set_empty(
            _("No place is set up yet: add the stick or the shared folder that goes between the PCs."),
            self.add,
        )
        self.table.set_actions([self.test, self.change, self.by_itself, self.when_asked, self.forget])
        self.table.selection_changed.connect(self._follow)
        self.body.addWidget(self.table, 1)
        self.listen(self.context.changes.sync)
        self._follow()

    def refresh(self) -> None:
        """Ask what is set up."""
        self.read(list_carriers, self._show)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nobody below wanted goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self._go_back()
        else:
            super().keyPressEvent(event)

    def set_up(self, folder: Path) -> None:
        """Set up the chosen folder."""
        self.context.remembered.last_folder = str(folder)

        def done(made: SetUpCarrier) -> None:
            self.messages.show_success(_("“{place}” is set up.").format(place=made.label))
            self.context.changes.sync.emit()

        self.act(lambda db: set_up_folder(db, folder=folder), done)

    def _show(self, rows: list[SetUpCarrier]) -> None:
        self.table.set_rows(rows)
        self.set_state(
            ngettext("{count} place is set up.", "{count} places are set up.", len(rows)).format(
                count=len(rows)
            )
            if rows
            else ""
        )
        self._follow()

    def _follow(self) -> None:
        why = role_lacks(self.context.user.role, "sync")
        permit(self.add, why)
        permit(self.add_network, why)
        rows = self.table.selected_rows()
        why = why or not_one_chosen(rows)
        already = _("It is so already.")
        permit(self.by_itself, why or (already if rows[0].automatic else ""))
        permit(self.when_asked, why or ("" if rows[0].automatic else already))
        permit(self.forget, why)
        permit(self.test, why)
        permit(
            self.change, why or ("" if rows[0].is_on_network else _("A stick or folder needs no password."))
        )

    def _chosen(self) -> SetUpCarrier:
        return self.table.selected_rows()[0]

    def _on_add(self) -> None:
        folder = self.context.remembered.last_folder or str(Path.home())
        choose_folder(self, _("Choose the stick or folder to sync with"), folder, self.set_up)

    def _switch(self, automatic: bool) -> None:  # noqa: FBT001  one of two buttons
        row = self.table.selected_rows()[0]
        words = _("“{place}” syncs by itself.") if automatic else _("“{place}” syncs only when asked.")

        def done(_result: None) -> None:
            self.messages.show_success(words.format(place=row.label))
            self.context.changes.sync.emit()

        self.act(partial(switch_automatic, carrier=row, automatic=automatic), done)

    def _on_forget(self) -> None:
        row = self.table.selected_rows()[0]

        def forgotten(_result: None) -> None:
            undo = partial(put_back_carrier, carrier=row)
            self.messages.show_success(
                _("“{place}” is forgotten; what lies there stays.").format(place=row.label),
                partial(self.act, undo, lambda _made: self.context.changes.sync.emit()),
            )
            self.context.changes.sync.emit()

        self.act(partial(take_away_carrier, carrier=row), forgotten)

    def _go_back(self) -> None:
        self.context.open_page("sync", None)


def _when_words(row: SetUpCarrier) -> str:
    if not row.automatic:
        return _("when somebody asks")
    if row.is_on_network:
        return _("every half hour, unless the line costs money")
    return _("every half hour, by itself")
