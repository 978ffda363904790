"""The door: what the latest badge did fills the window; below it the last five, and how many are here."""

from collections import deque
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from tvet_desktop.shared.translation import _
from ui import theme
from ui.attendance.badges.scans_mark_as import ScansMarkAs
from ui.icons import picture
from ui.scan_banner import SIGNS, Said
from ui.widgets.words import Button, label, restyle

_SIGN_SIZE = 96
MOST_SHOWN = 5


@dataclass(frozen=True)
class Arrived:
    """One of the last who came: name, and number and mark in words."""

    person_id: int
    name: str
    words: str


class CheckInView(QDialog):
    """Covers the window until Esc. `undo_requested` comes from Ctrl+Z or its button.

    Args:
        parent: the page; the view lies over its window.
        heading: course and session.
        longest: the minutes of the session: nobody is later.
    """

    undo_requested = Signal()

    def __init__(self, parent: QWidget, heading: str, longest: int) -> None:
        super().__init__(parent.window())
        self.setObjectName("checkIn")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle(_("Check-in at the door"))
        self.setAccessibleName(_("Check-in at the door"))
        self._arrived: deque[Arrived] = deque(maxlen=MOST_SHOWN)
        self.choice = ScansMarkAs(longest)
        self.undo = Button(_("Undo the last (Ctrl+Z)"), "quiet")
        self.undo.clicked.connect(self.undo_requested)
        QShortcut(QKeySequence.StandardKey.Undo, self).activated.connect(self.undo.click)
        self.leave = Button(_("Leave (Esc)"), "quiet")
        self.leave.clicked.connect(self.reject)
        self._sign = QLabel()
        self.name = label("", "doorName", wraps=True)
        self.words = label("", "doorWords", wraps=True)
        self.count = label("", "doorCount")
        self.lines = [label("", "doorLine") for _line in range(MOST_SHOWN)]
        self.card = self._card()
        self._lay_out(heading)
        self.say(Said("none", _("Scan a badge"), _("Hold it under the scanner: the name appears here.")))

    def open(self) -> None:
        """Cover the window; the keyboard is on what the scans mark."""
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.geometry())
        super().open()
        self.choice.buttons[self.choice.status].setFocus()

    def say(self, said: Said) -> None:
        """Show what the latest scan did."""
        self.name.setText(said.name)
        self.name.setVisible(bool(said.name))
        self.words.setText(said.words)
        self.words.setProperty("role", "doorWords" if said.name else "doorRefusal")
        restyle(self.words)
        for widget in (self.card, self._sign):
            widget.setProperty("tone", said.tone)
            restyle(widget)
        self._sign.setVisible(said.tone in SIGNS)
        if said.tone in SIGNS:
            on_tone = getattr(theme.colours_of(self), f"{said.tone}_soft")
            self._sign.setPixmap(picture(SIGNS[said.tone], on_tone, size=_SIGN_SIZE, scale=2))
        self.card.setAccessibleName(f"{said.name} {said.words}".strip())
        QAccessible.updateAccessibility(QAccessibleEvent(self.card, QAccessible.Event.Alert))

    def add(self, arrived: Arrived) -> None:
        """Put somebody at the top of the last five."""
        self._arrived.appendleft(arrived)
        self._show_lines()

    def keep_only(self, here: set[int]) -> None:
        """Whose mark was taken back is no longer among the last."""
        gone = [one for one in self._arrived if one.person_id not in here]
        self._arrived = deque((one for one in self._arrived if one.person_id in here), MOST_SHOWN)
        self._show_lines()
        if gone:
            self.say(Said("none", gone[0].name, _("The mark was taken back.")))

    def show_count(self, here: int, expected: int) -> None:
        """Say how many are here."""
        self.count.setText(_("{here} of {count} are here").format(here=here, count=expected))

    def _show_lines(self) -> None:
        self.undo.setEnabled(bool(self._arrived))
        for number, line in enumerate(self.lines):
            there = self._arrived[number] if number < len(self._arrived) else None
            line.setText("" if there is None else f"{there.name}  ·  {there.words}")

    def _card(self) -> QFrame:
        card = QFrame()
        card.setObjectName("doorCard")
        self._sign.setObjectName("scanSign")
        self._sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sign.setFixedWidth(_SIGN_SIZE + 2 * theme.AROUND)
        self._sign.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        words = QVBoxLayout()
        words.setContentsMargins(2 * theme.AROUND, theme.AROUND, 2 * theme.AROUND, theme.AROUND)
        words.setSpacing(theme.INSIDE)
        words.addStretch(1)
        words.addWidget(self.name)
        words.addWidget(self.words)
        words.addStretch(1)
        row = QHBoxLayout(card)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._sign)
        row.addLayout(words, 1)
        return card

    def _lay_out(self, heading: str) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.BETWEEN)
        head.addWidget(label(heading, "title", wraps=True), 1)
        head.addWidget(self.undo)
        head.addWidget(self.leave)
        last = QVBoxLayout()
        last.setSpacing(theme.STEP)
        last.addWidget(label(_("The last ones"), "heading"))
        for line in self.lines:
            last.addWidget(line)
        below = QHBoxLayout()
        below.setSpacing(2 * theme.AROUND)
        below.addLayout(last, 1)
        below.addWidget(self.count, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.AROUND, theme.AROUND, theme.AROUND, theme.BETWEEN)
        column.setSpacing(theme.BETWEEN)
        column.addLayout(head)
        column.addWidget(self.choice)
        column.addWidget(self.card, 1)
        column.addLayout(below)
        self._show_lines()
