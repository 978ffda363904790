"""Sessions of a course to be ticked for printing."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from tvet_desktop.courses.queries import TrainingSessionRow
from tvet_desktop.shared.translation import _
from ui import theme
from ui.attendance.words import session_named
from ui.widgets.words import Button, label

_ID = Qt.ItemDataRole.UserRole
_ROWS_SHOWN = 7


class SessionTicks(QWidget):
    """A list with a tick for each session, and three buttons that tick many. Space ticks. `changed` afterwards."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sessions: list[TrainingSessionRow] = []
        self.list = QListWidget()
        self.list.setAccessibleName(_("Sessions on the sheet"))
        self.list.setAccessibleDescription(_("Arrow keys move, Space ticks"))
        self.list.setFixedHeight(_ROWS_SHOWN * (theme.ROW_HEIGHT + theme.STEP))
        self.list.installEventFilter(self)
        self.list.itemChanged.connect(lambda _item: self.changed.emit())
        self.week = Button(_("The week"), "link")
        self.all = Button(_("All"), "link")
        self.none = Button(_("None"), "link")
        self.week.clicked.connect(self._on_week)
        self.all.clicked.connect(lambda: self.tick({session.id for session in self._sessions}))
        self.none.clicked.connect(lambda: self.tick(set()))
        name = label(_("Sessions"), "label")
        name.setBuddy(self.list)
        head = QHBoxLayout()
        head.setSpacing(theme.INSIDE)
        head.addWidget(name)
        head.addStretch(1)
        for button in (self.week, self.all, self.none):
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.STEP)
        column.addLayout(head)
        column.addWidget(self.list)

    def set_sessions(self, sessions: Sequence[TrainingSessionRow], ticked: set[int]) -> None:
        """Show the sessions that can be printed; the first ticked one is in sight."""
        self._sessions = list(sessions)
        self.list.blockSignals(True)
        self.list.clear()
        for session in sessions:
            item = QListWidgetItem(_words(session))
            item.setData(_ID, session.id)
            item.setFlags(
                Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            )
            item.setCheckState(Qt.CheckState.Checked if session.id in ticked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self._go_to_first()

    def ticked(self) -> tuple[int, ...]:
        """The ids of the ticked sessions, in the order of the timetable."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return tuple(item.data(_ID) for item in items if item.checkState() == Qt.CheckState.Checked)

    def tick(self, ids: set[int]) -> None:
        """Tick these and no others."""
        self.list.blockSignals(True)
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setCheckState(Qt.CheckState.Checked if item.data(_ID) in ids else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)
        self._go_to_first()
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter belongs to the dialog; the list would swallow it."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if watched is self.list and isinstance(event, QKeyEvent) and event.key() in keys:
            event.ignore()
            return event.type() == QEvent.Type.KeyPress
        return super().eventFilter(watched, event)

    def _on_week(self) -> None:
        """The week of the session that the list stands on."""
        row = max(self.list.currentRow(), 0)
        if self._sessions:
            self.tick(week_of(self._sessions, self._sessions[row].held_on))

    def _go_to_first(self) -> None:
        ticked = self.ticked()
        for row in range(self.list.count()):
            if self.list.item(row).data(_ID) in ticked[:1]:
                self.list.setCurrentRow(row)
                return
        self.list.setCurrentRow(0)


def week_of(sessions: Sequence[TrainingSessionRow], day: date) -> set[int]:
    """Return the ids of the sessions from Monday to Sunday around a day."""
    monday = day - timedelta(days=day.weekday())
    return {session.id for session in sessions if monday <= session.held_on <= monday + timedelta(days=6)}


def _words(session: TrainingSessionRow) -> str:
    words = session_named(session)
    return f"{words} · {session.topic}" if session.topic else words
