"""The sessions of a course as a strip: day, half, and how far the marking is."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from tvet_desktop.attendance.queries import SessionProgress
from tvet_desktop.courses.models import SessionState
from tvet_desktop.courses.rules import slot_name
from tvet_desktop.shared.translation import _
from ui import theme
from ui.attendance.words import session_named
from ui.widgets.words import EntryButton


class SessionStrip(QScrollArea):
    """Says `chosen` with the id of a session. Arrow keys move between sessions."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[int, QToolButton] = {}
        self._ids: list[int] = []
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout()
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.STEP)
        self._row.addStretch(1)
        inner = QWidget()
        inner.setLayout(self._row)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Sessions"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fit()

    def set_sessions(self, sessions: Sequence[SessionProgress], current: int | None) -> None:
        """Show the sessions of a course; the buttons stay while their sessions do."""
        ids = [progress.session.id for progress in sessions]
        if ids != self._ids:
            self._make_buttons(ids)
        for progress in sessions:
            self.show_progress(progress, progress.marked, progress.expected)
        if current in self.buttons:
            self.buttons[current].setChecked(True)
        self._fit()
        QTimer.singleShot(0, self, self._show_checked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The chosen session stays in sight."""
        super().resizeEvent(event)
        self._show_checked()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """More or fewer sessions have their place only now."""
        done = super().eventFilter(watched, event)
        if watched is self.widget() and event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._show_checked)
        return done

    def _show_checked(self) -> None:
        checked = self._group.checkedButton()
        if checked is not None:
            self.ensureWidgetVisible(checked, checked.width(), 0)

    def show_progress(self, progress: SessionProgress, marked: int, expected: int) -> None:
        """Write how far one session is."""
        session = progress.session
        button = self.buttons[session.id]
        count = _("{marked} of {count}").format(marked=marked, count=expected)
        if progress.state == SessionState.CANCELLED:
            count = _("cancelled")
        elif session.is_closed:
            count = _("{marked} of {count}, closed").format(marked=marked, count=expected)
        button.setText(f"{session.held_on:%d/%m} {slot_name(session.slot)}\n{count}")
        button.setAccessibleName(f"{session_named(session)}, {count}")

    def _make_buttons(self, ids: list[int]) -> None:
        for button in self.buttons.values():
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons, self._ids = {}, ids
        for number, session_id in enumerate(ids):
            button = EntryButton()
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            button.clicked.connect(lambda _checked=False, session_id=session_id: self.chosen.emit(session_id))
            self._group.addButton(button)
            self._row.insertWidget(number, button)
            self.buttons[session_id] = button

    def _fit(self) -> None:
        """As high as two lines and the scroll bar that a long course needs."""
        lines = 2 * self.fontMetrics().lineSpacing()
        self.setFixedHeight(lines + theme.BETWEEN + 2 * theme.INSIDE)
