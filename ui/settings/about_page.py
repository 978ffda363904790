"""What this app is, its version, and what it is made of."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from tvet_desktop import __version__
from tvet_desktop.shared.third_party import Package, third_party
from tvet_desktop.shared.translation import _
from ui.widgets.column import Column
from ui.widgets.page import Page
from ui.widgets.row_table import RowTable
from ui.widgets.words import label


class AboutPage(Page):
    """Opened from the settings; Esc goes back there."""

    def build(self) -> None:
        """Make the words and the table."""
        self.set_title(_("About"))
        self.add_quiet(_("Back to the settings"), self._back, "settings")
        self.body.addWidget(
            label(
                _(
                    "TVET Desktop {version} records attendance, evaluations, project ideas and certificates of the"
                    " training of trainers by diaspora professionals."
                ).format(version=__version__),
                wraps=True,
            )
        )
        self.body.addWidget(label(_("Made with these packages"), "heading"))
        columns: list[Column[Package]] = [
            Column("name", lambda: _("Package"), lambda row: row.name, width=28),
            Column("version", lambda: _("Version"), lambda row: row.version, width=12),
            Column(
                "licence", lambda: _("Licence"), lambda row: row.licence or _("see its package"), width=50
            ),
        ]
        self.table: RowTable[Package] = RowTable(
            "licences",
            columns,
            title=_("Made with these packages"),
            key=lambda row: row.name,
            remembered=self.context.remembered,
        )
        self.body.addWidget(self.table, 1)

    def refresh(self) -> None:
        """Look at what is installed."""
        self.context.background.run(third_party, done=self.table.set_rows, owner=self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self._back()
        else:
            super().keyPressEvent(event)

    def _back(self) -> None:
        self.context.open_page("settings", None)
