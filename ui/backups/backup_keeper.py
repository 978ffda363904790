"""Makes backups while somebody works, and looks at the data file after sign-in: never in the way of the work."""

from PySide6.QtCore import QObject, QTimer, Signal

from tvet_desktop.shared.errors import UserError
from tvet_desktop.storage.engine import DatabaseUnreadable
from tvet_desktop.sync.backups.backups import Backups
from ui.background import ThreadBackground

MINUTES = 30


class BackupKeeper(QObject):
    """Works on a thread of its own. Says `made` after a backup, `damaged` when the data file is."""

    made = Signal()
    damaged = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._background = ThreadBackground(self)
        self._backups: Backups | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(MINUTES * 60 * 1000)
        self._timer.timeout.connect(self.back_up)

    def keep(self, backups: Backups) -> None:
        """Look at the data once, then make a backup every half hour in which something changed."""
        self._backups = backups
        self._timer.start()
        self._background.run(backups.damage, done=self._on_looked, failed=self._on_failed, owner=self)

    def rest(self) -> None:
        """Stop: nobody works any more."""
        self._timer.stop()
        self._backups = None

    def stop(self) -> None:
        """Wait for what runs; the app is being closed."""
        self.rest()
        self._background.stop()

    @property
    def is_busy(self) -> bool:
        """Whether it makes a backup, or looks at the data."""
        return self._background.is_busy

    def back_up(self) -> None:
        """Make what is due."""
        backups = self._backups
        if backups is not None:
            self._background.run(
                backups.make_if_changed, done=self._on_made, failed=self._on_failed, owner=self
            )

    def _on_looked(self, damage: list[str]) -> None:
        if damage and self._backups is not None:
            self.damaged.emit()

    def _on_made(self, _made: object) -> None:
        if self._backups is not None:
            self.made.emit()

    def _on_failed(self, error: UserError) -> None:
        if isinstance(error, DatabaseUnreadable) and self._backups is not None:
            self.damaged.emit()
