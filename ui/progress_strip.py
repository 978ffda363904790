"""Above the status line: the name of long work, its bar, and Cancel."""

from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from tvet_desktop.shared.translation import _
from ui import theme
from ui.background import Watch
from ui.widgets.words import Button, label

SHOWN_AFTER_MS = 100


@dataclass(frozen=True)
class _Work:
    name: str
    can_cancel: bool


class ProgressStrip(QFrame):
    """Shows the oldest named work that has taken longer than a moment. `cancel_requested` gives its number."""

    cancel_requested = Signal(object)

    def __init__(self, watch: Watch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("progressStrip")
        self._works: dict[int, _Work] = {}
        self._shown: int | None = None
        self.name = label("")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.cancel = Button(_("Cancel"), "quiet")
        self.cancel.clicked.connect(self._on_cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.AROUND, theme.STEP, theme.AROUND, theme.STEP)
        row.setSpacing(theme.BETWEEN)
        row.addWidget(self.name)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        self._moment = QTimer(self)
        self._moment.setSingleShot(True)
        self._moment.setInterval(SHOWN_AFTER_MS)
        self._moment.timeout.connect(self._show_oldest)
        watch.started.connect(self._on_started)
        watch.stepped.connect(self._on_stepped)
        watch.finished.connect(self._on_finished)
        self.hide()

    def _on_started(self, number: int, name: str, can_cancel: bool) -> None:  # noqa: FBT001  Qt's signal
        if name:
            self._works[number] = _Work(name, can_cancel)
            self._moment.start()

    def _on_stepped(self, number: int, done: int, total: int) -> None:
        if number == self._shown:
            # shares of a thousand: totals may be larger than Qt's whole numbers
            self.bar.setRange(0, 1000)
            self.bar.setValue(1000 * done // max(total, 1))

    def _on_finished(self, number: int) -> None:
        self._works.pop(number, None)
        if number == self._shown:
            self._shown = None
            self._show_oldest()

    def _show_oldest(self) -> None:
        if self._shown is not None:
            return
        if not self._works:
            self.hide()
            return
        self._shown = next(iter(self._works))
        work = self._works[self._shown]
        self.name.setText(work.name)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(work.name)
        self.cancel.setAccessibleName(_("Cancel: {work}").format(work=work.name))
        self.cancel.setVisible(work.can_cancel)
        self.cancel.setEnabled(True)
        self.show()

    def _on_cancel(self) -> None:
        if self._shown is not None:
            self.cancel.setEnabled(False)
            self.cancel_requested.emit(self._shown)
