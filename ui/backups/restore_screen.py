"""Putting a backup back: the whole window, while nobody is signed in."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from tvet_desktop.app import App
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.backup.place import FoundBackup, find_backups
from tvet_desktop.sync.backups.known_backups import known_backups
from ui import theme
from ui.background import Background
from ui.backups.backup_columns import backup_columns
from ui.remembered import Remembered
from ui.widgets.choose_path import choose_folder
from ui.widgets.fields import TextField
from ui.widgets.form import Form
from ui.widgets.message_strip import MessageStrip
from ui.widgets.password_field import PasswordField
from ui.widgets.row_table import RowTable
from ui.widgets.words import Button, label

_FORM_WIDTH = 100 * theme.STEP


class RestoreScreen(QWidget):
    """Says `left` when the user goes back, and `restored` with what was done.

    Args:
        app: of the data folder; nobody is signed in to it.
        background: where files are read.
        remembered: where widths of columns are kept.
        progress: shows that work goes on, below everything.
    """

    left = Signal()
    restored = Signal(object)

    def __init__(
        self, app: App, background: Background, remembered: Remembered, progress: QWidget | None = None
    ) -> None:
        super().__init__()
        self._app, self._background, self._remembered = app, background, remembered
        self.dialog: QFileDialog | None = None
        self.setAccessibleName(_("Put a backup back"))
        self.back = Button(_("Back"))
        self.other = Button(_("Look in another folder…"))
        self.messages = MessageStrip()
        self.table: RowTable[FoundBackup] = RowTable(
            "backups_to_put_back",
            backup_columns(),
            title=_("Backups"),
            key=lambda row: str(row.folder),
            remembered=remembered,
            type_to_filter=False,
        )
        self.table.set_empty(_("No backup was found: connect the stick or drive that holds them."))
        view = self.table.view
        view.setSelectionMode(view.SelectionMode.SingleSelection)
        self.form = Form(_("Put this backup back"))
        self.username = self.form.add(TextField(_("User name"), width=32, required=True))
        self.secret = self.form.add(
            PasswordField(
                _("Password of that time, or recovery code"),
                hint=_("An administrator’s, as it was when the backup was made."),
            )
        )
        self.form.setMaximumWidth(_FORM_WIDTH)
        self._lay_out(progress)
        self.back.clicked.connect(self.left)
        self.other.clicked.connect(self._on_other)
        self.form.submitted.connect(self._on_submitted)
        self.setFocusProxy(view)
        self.search()

    def search(self) -> None:
        """Look where this PC makes backups."""
        folder = self._app.data_dir
        self._background.run(lambda: known_backups(folder), done=self._show, failed=self._say, owner=self)

    def look_in(self, folder: Path) -> None:
        """Look in a folder that somebody chose."""
        self._remembered.last_folder = str(folder)
        self._background.run(lambda: find_backups(folder), done=self._show, failed=self._say, owner=self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self, progress: QWidget | None) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.INSIDE)
        head.addWidget(label(_("Put a backup back"), "title"), 1)
        head.addWidget(self.other)
        head.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * theme.AROUND, 2 * theme.AROUND, 2 * theme.AROUND, theme.AROUND)
        column.setSpacing(theme.BETWEEN)
        column.addLayout(head)
        column.addWidget(
            label(
                _(
                    "The backup is tried before anything is replaced. What is here now is kept in a folder aside."
                    " Afterwards read the sync files of the other PCs: they bring back what was sent after the"
                    " backup. What was typed after it and never sent must be typed again."
                ),
                "muted",
                wraps=True,
            )
        )
        column.addWidget(self.messages)
        column.addWidget(self.table, 1)
        column.addWidget(self.form)
        if progress is not None:
            column.addWidget(progress)

    def _show(self, found: list[FoundBackup]) -> None:
        self.messages.clear()
        self.table.set_rows(found)
        if found:
            self.table.select({str(found[0].folder)})

    def _on_other(self) -> None:
        self.dialog = choose_folder(
            self,
            _("Choose the folder in which backups were made"),
            self._remembered.last_folder or "",
            self.look_in,
        )

    def _on_submitted(self) -> None:
        chosen = self.table.selected_rows()
        if not chosen:
            self.messages.show_attention(_("Choose a backup in the list first."))
            return
        username, secret = self.username.value(), self.secret.value()
        self.form.set_busy(True)
        self._background.run(
            lambda: self._app.restore(chosen[0], username=username, secret=secret),
            done=self.restored.emit,
            failed=self._say,
            name=_("Putting the backup back"),
            owner=self,
        )

    def _say(self, error: UserError) -> None:
        self.form.set_busy(False)
        self.messages.show_error(error.sentence())
