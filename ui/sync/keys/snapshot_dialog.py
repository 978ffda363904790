"""What a snapshot means, which PCs lack the newest one, and the button that takes one."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout

from tvet_desktop.shared.translation import _
from tvet_desktop.sync.errors import NoAuthority
from tvet_desktop.sync.snapshots.standing import SnapshotStanding, snapshot_standing
from tvet_desktop.sync.snapshots.words import standing_words
from ui import theme
from ui.widgets.fitting_dialog import FittingDialog
from ui.widgets.page import Page
from ui.widgets.why_not import role_lacks
from ui.widgets.words import Button, label, permit

_MOST_LINES = 8


class SnapshotDialog(FittingDialog):
    """Accepted when a snapshot shall be taken; opened again, it shows who lacks that one."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.window())
        self.setObjectName("question")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._page = page
        heading = _("Snapshot")
        explanation = _(
            "A snapshot is all data as it stands, sealed with new keys: once every PC has it, older sync files, their"
            " keys and older backups are destroyed everywhere, with what they still hold of people who were erased."
        )
        self.setWindowTitle(heading)
        self.setAccessibleName(heading)
        self.setAccessibleDescription(explanation)
        self.standing = label("", wraps=True)
        self.lacking_label = label(_("Not known to have it yet"), "label")
        self.lacking = QPlainTextEdit()
        self.lacking.setReadOnly(True)
        self.lacking.setTabChangesFocus(True)
        self.lacking.setAccessibleName(self.lacking_label.text())
        self.lacking_label.setBuddy(self.lacking)
        self.never = label(
            _(
                "Nothing is destroyed while one of these is waited for: read what they send back, and withdraw on this"
                " page a PC that will never sync again."
            ),
            wraps=True,
        )
        self.take = Button(_("Take a snapshot"), "primary")
        self.take.clicked.connect(self.accept)
        self.close_it = Button(_("Close"))
        self.close_it.clicked.connect(self.reject)
        self._lay_out(heading, explanation)
        self._show_lacking(())
        self.take.setEnabled(False)  # until it is known whether this PC may

    def open(self) -> None:
        """Show the dialog and ask how far the newest snapshot has come."""
        super().open()
        self.close_it.setFocus()
        background, database = self._page.context.background, self._page.context.app.database

        def work() -> SnapshotStanding:
            with database.reading() as db:
                return snapshot_standing(db)

        background.run(work, done=self._show, failed=self._page.show_user_error, owner=self)

    def _lay_out(self, heading: str, explanation: str) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.INSIDE)
        buttons.addStretch(1)
        buttons.addWidget(self.close_it)
        buttons.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.AROUND, theme.AROUND, theme.AROUND, theme.BETWEEN)
        column.setSpacing(theme.BETWEEN)
        column.addWidget(label(heading, "heading", wraps=True))
        column.addWidget(label(explanation, wraps=True))
        for widget in (self.standing, self.lacking_label):
            column.addWidget(widget)
        column.addWidget(self.lacking, 1)
        column.addWidget(self.never)
        column.addLayout(buttons)
        self.setMinimumWidth(130 * theme.STEP)

    def _show(self, standing: SnapshotStanding) -> None:
        if standing.lacking:
            self.standing.setText(
                _("The newest snapshot is on its way; another one would begin the waiting anew.")
            )
        else:
            self.standing.setText("\n".join(standing_words(standing)))
        self._show_lacking(standing.lacking)
        role = role_lacks(self._page.context.user.role, "users")
        permit(self.take, role or ("" if standing.may_take else NoAuthority().sentence()))

    def _show_lacking(self, names: tuple[str, ...]) -> None:
        self.lacking.setPlainText("\n".join(names))
        lines = min(max(len(names), 2), _MOST_LINES)
        self.lacking.setFixedHeight(lines * self.lacking.fontMetrics().lineSpacing() + 20)
        for widget in (self.lacking_label, self.lacking, self.never):
            widget.setVisible(bool(names))
